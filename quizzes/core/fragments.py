"""Wordings that are a piece of a clause and not one thing: they open or go on like a sentence, or hang on a dash."""

from __future__ import annotations

import re
from itertools import pairwise

from quizzes.core.candidates import ROLES, Candidate
from quizzes.core.lexicon import DEFINES, KINDS, LIST_STOPS, NOMINAL, RELATES
from quizzes.core.noun_phrases import INDEFINITE
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words

# Behind these a verb and its object are the answer: 主要机理是隔绝空气.
_TOLD = re.compile("(?:目的|机理|机制|原因|作用|任务|职责|措施|功能|关键|要求)(?:就?是|为|在于)(?:为了)?$")
_CERTAIN = tuple(
    ROLES[role] for role in ("means", "purpose", "named", "by", "becomes", "rather")
)  # wordings that both sides close for certain
_WORDINGS = frozenset(words("phrase name item"))
_OPENERS = frozenset(
    words(
        """
        利用 使用 采用 进行 实现 检测 应 须 可 能 会 要 宜 再 先 后 便 就 并 且 而 则 才 即 仍 又 均 也 都 只 将 已
        发给 交给 送给 付给 办法 方法 方式 手段 途径 并且 而且 广大 所谓 满足 负责 提供 保证 需要
        不同于 区别于 有别于 是因为 因为 是由于 由于
        """
    )
)
_INSIDE = frozenset(
    words(
        """
        如 例如 之所以 所谓 且 才能 不 未 没有 作 当作 便 会 就 才 将 均 都 已 仍 也 再 之日 起 算起 应 须 必须 应当
        可以 能够 不得 不能
        """
    )
)
_GUESSED_OPENERS = "再先后便"  # of a word that the cutter only supposes: 后接
_ROLE_ENDS = ("为主", "为辅", "为准", "为限", "为据", "为先", "为重", "为宜", "算起", "日起")
_HEADS = frozenset(words("作用 现象 反应 效应 原理 定律 定理 试验 实验 工艺 技术 系统 结构 制度 原则"))
_ABSTRACT = frozenset(words("制度 原则 定律 原理 效应 定理"))  # nothing is done to them: 校长陪餐制度
# What is done, unless it says what kind of a thing something is: 生产线, 检测仪器.
_VERBS = RELATES - frozenset(
    words(
        """
        生产 治疗 预防 检测 检验 测量 测定 鉴别 代表 标志 记录 记载 报告 通知 规定 统一 选举 组成 合成 发射 安装 出版
        发表 任命 表达 结束 发明 发现 保存 储存 分布 表示 反映 体现 依据 标注 提取 吸附 清除 去除 制造 编制 申请 批准
        设置 设立 建立 确定 防止 补充 涂 戴 穿 有 含 著 写成 成立 做 起 带 实施 实行 采用 编剧 导演 作词 作曲 起草
        修订 爆发 终结 发生 变成
        """
    )
)
_GOES_ON = frozenset(words("n ng g zg j x k"))
_LEADS_IN = frozenset(words("n ng g zg j x h a b"))
_PLACES = frozenset("时后前中里内上下际处间旁边外")
_DEGREES = frozenset("多常易宜仅只尚亦稍较更最极颇略很甚先再均都也到至向往") | frozenset(
    words("向外 向内 向上 向下 向前 向后 组成 构成")
)
_ASKS = frozenset(words("目的 特点 特征 意义 优点 缺点 原因 任务 依据 用途 机理 表现 症状 条件 标志 方法 措施"))
_ANSWERED = ("是", "为", "有", "包括", "在于", "如下")  # 淬火目的是…
_HOW_MANY = frozenset(
    words("同一 多个 多种 多项 多次 各种 各类 各个 各项 若干 一些 某些 某个 某种 大量 少量 许多 很多 几种 几个")
)
_SUFFIXES = frozenset("样式型性化级国者")
_WHERETO = ("在", "到", "于", "至", "成", "入")
_ACTED_SOMEWHERE = frozenset(
    words(
        """
        部署 建设 管理 组织 安排 实施 推进 改革 学习 宣传 培训 研究 讨论 检查 监督 考核 评估 合作 规划 计划 决定 保护
        使用 生产 运行 分布 变化 发展 配置 布置 设置 布局 施工 投资 消费 运输 投入 集中 转移 扩散 迁移 聚集 沉积 排列
        串联 并联 固定 悬挂 放置
        连接 附着
        """
    )
)
_IS_SET_TO = re.compile("[定为是达到][A-Za-z0-9]+$")  # 外弦定A
_FORMULA = "批评和自我批评"  # neither half is asked
_POINTS_AT = frozenset(words("这 那 每 该 此 某 各 本级 上级 下级 同级 各级"))
_PREFIXES = frozenset("兼过初末总副次亚超子母准伪类微聚")
_DASHES = frozenset("—–→⇌")


def is_fragment(candidate: Candidate, reading: Reading) -> bool:
    """Whether a wording that the rules found is no answer by itself."""
    if candidate.kind not in _WORDINGS:
        return False
    text, inside = reading.text, reading.between(candidate.start, candidate.end)
    if not inside:
        return False
    told = candidate.reason in _CERTAIN or _TOLD.search(text[: candidate.start]) is not None
    return (
        not reading.doubtful.isdisjoint((candidate.start, candidate.end))  # 召公共 in 召公共同行政
        or (_speaks(inside) and not told)
        or _says_where_or_when(inside)
        or _plays_a_role(text, candidate)
        or (candidate.kind != "item" and not told and _is_supposed(inside))
        or _hangs_on_dash(text, candidate)
        or _ends_like_a_predicate(inside)
        or (len(inside) > 1 and inside[-1].tag == "d" and not inside[-1].span)  # 皇帝亲自 in 由皇帝亲自主持
        or _acts_somewhere(inside, text, candidate.end)
        or _says_chiefly(inside)
        or (inside[-1].text in _ASKS and text.startswith(_ANSWERED, candidate.end))
        or _is_heading(text, candidate)
        or _hangs_on(text, candidate)
        or _ranks(inside, text[candidate.end : candidate.end + 1])
        or re.match("（[^（）]*）的", text[candidate.end :]) is not None  # 进入欧盟市场（以及瑞士）的通行证
        or _goes_on_behind_brackets(reading, candidate.end)
        or any(text.startswith(_FORMULA, start) for start in (candidate.end - 2, candidate.start - 3))
        or (candidate.kind == "item" and _IS_SET_TO.search(text, candidate.start, candidate.end) is not None)
        or (candidate.reason == ROLES["definition"] and _goes_on(inside, text, candidate.end))
        or _is_glued(candidate, reading)
        or (text.endswith("有", 0, candidate.start) and "有" in text[candidate.start : candidate.end])
    )


def _hangs_on_what_is_before(first: Unit, rest: list[Unit]) -> bool:
    """一根反射器, 越细, 该点."""
    if rest and first.text in INDEFINITE:
        return True
    degree = first.text[0] in "越愈" and first.tag[0] in "adzvx"
    return degree or (re.fullmatch("[该此其].", first.text) is not None and first.tag[0] in "xr")


def _speaks(inside: list[Unit]) -> bool:
    """再进常压塔, 后接分区数字, 珊瑚便会白化, 根部生有根瘤, 豫剧旧称河南梆子."""
    first, *rest = inside
    if _hangs_on_what_is_before(first, rest):
        return True
    opens = first.text in _OPENERS or (first.tag == "x" and first.text[0] in _GUESSED_OPENERS)
    if rest and (opens or first.text in _VERBS or first.text in _HOW_MANY) and not first.span:
        return True
    if rest and (inside[-1].text in _DEGREES or any(unit.span in ("title", "quote") for unit in inside)):
        return True  # 火候稍, 《记忆》一书
    if first.text in _SUFFIXES or (inside[-1].tag == "x" and inside[-1].text[-1] in "到至向往"):
        return True  # 样杂音 in 隆隆样杂音, 软到 in 软到中硬
    if inside[-1].text in ("着", "了", "过"):
        return True  # 扮演着
    if inside[-1].text[-1] in "啊呀呢吧吗" and inside[-1].tag[0] in "yxez":
        return True  # 黄河啊
    if inside[-1].text[0] == "所" and inside[-1].tag[0] in "vx":
        return True  # 唐代陆羽所撰
    words_inside = [unit for unit in rest if not unit.span]
    return first.tag == "p" or first.text == "按规定" or any(_makes_a_clause(unit) for unit in words_inside)


def _says_where_or_when(inside: list[Unit]) -> bool:
    """四大家中, 光补偿点处, 生产中人, 婴儿睡觉时."""
    last = inside[-1]
    if last.text[-1] == "时" and len(last.text) > 2 and not last.span:
        return True
    if len(inside) > 1 and last.text in ("处", "方面"):
        return True
    return len(inside) > 1 and any(unit.tag == "f" and len(unit.text) == 1 and not unit.is_part for unit in inside)


def _makes_a_clause(unit: Unit) -> bool:
    if (
        (unit.text == "属" and unit.tag == "v")
        or unit.text in _INSIDE
        or unit.text in DEFINES
        or unit.text in _VERBS
        or (unit.text[-1] == "有" and unit.tag[0] in "vxd")
    ):
        return True
    return (unit.text[0] in "不未" or unit.text.startswith("相")) and unit.tag[0] in "vxdi" and len(unit.text) > 1


def _is_glued(candidate: Candidate, reading: Reading) -> bool:
    """条锈病 in 条锈病菌, 界面 in 分界面: one character more belongs to the word."""
    before = next((unit for unit in reading.units if unit.end == candidate.start), None)
    after = next((unit for unit in reading.units if unit.start == candidate.end), None)
    return (before is not None and _hangs_on_word_before(before, reading, candidate)) or (
        after is not None and _goes_on_with(after, reading, candidate)
    )


def _hangs_on_word_before(before: Unit, reading: Reading, candidate: Candidate) -> bool:
    left, answer = reading.text[: before.start], reading.text[candidate.start : candidate.end]
    is_word = not before.is_function and not before.is_wall
    return (
        (len(before.text) == 1 and is_word and len(answer) == 2 and answer[1] in "式型制")  # 斗式 in 穿斗式
        or (before.tag == "f" and len(before.text) == 1 and _opens_clause(before, reading))  # 母戊鼎 in 后母戊鼎
        or (before.text in "用以由从经因" and left.endswith("的"))  # 益物权 in 占有、使用的用益物权
        or (before.text in "上下" and left.endswith(("性", "式", "型")))  # 行文 in 陈述性上行文
        or (before.text in _PREFIXES and not before.span)  # 动能 in 最大初动能
        or before.text in _POINTS_AT  # 道菜 in 这道菜, 缸供油 in 停止该缸供油
        or _is_loose(before, _LEADS_IN)
    )


def _goes_on_with(after: Unit, reading: Reading, candidate: Candidate) -> bool:
    ending = reading.between(candidate.start, candidate.end)[-1].text
    modifies = ending[-1] in "化型式" and ending not in _WHOLE_WORDS
    return (
        (after.text == "编" and ending[-1] in "则法例典")  # 民法典总则 in 民法典总则编
        or (after.text in ("了", "着", "过") and after.tag[0] == "u")  # 利玛窦合译 in 利玛窦合译了
        or (after.tag[0] in "vn" and modifies and not after.span)  # 参数化 in 参数化查询
        or (_is_loose(after, _GOES_ON) and after.text not in _PLACES | LIST_STOPS)
    )


_WHOLE_WORDS = frozenset(words("类型 模型 公式 模式 方式 形式 格式 仪式 文化 变化 典型"))


def _opens_clause(unit: Unit, reading: Reading) -> bool:
    return unit.start == 0 or reading.text[unit.start - 1] in "，。；：、（("


def _is_loose(unit: Unit, tags: frozenset[str]) -> bool:
    if unit.span or len(unit.text) != 1 or unit.is_wall or unit.is_function:
        return False
    return unit.tag in tags and unit.text not in RELATES | DEFINES


def _is_supposed(inside: list[Unit]) -> bool:
    """空气压入气缸: a word that the cutter only supposes and one after it may be verb and object."""
    head = inside[-1].text
    if (len(inside) == 2 and head in _HEADS) or head in KINDS or head in _ABSTRACT:
        return False  # 牵阻作用, 卧式埋地罐
    return any(unit.tag == "x" and not unit.span and len(unit.text) > 1 for unit in inside[:-1])


def _plays_a_role(text: str, candidate: Candidate) -> bool:
    """侧锋为辅 in 以中锋为主、侧锋为辅; 预备党员之日算起."""
    if not text.endswith(_ROLE_ENDS, 0, candidate.end):
        return False
    return text.endswith("起", 0, candidate.end) or bool(re.search("以[^，。；]*$", text[: candidate.start]))


def _hangs_on_dash(text: str, candidate: Candidate) -> bool:
    """主语 in 主语—谓语—宾语, 希腊 in 希腊/罗马文化."""
    before, after = text[: candidate.start], text[candidate.end :]
    left = before[-1:] in _DASHES and before[-2:] != "——"
    joined = re.search(r"[\u4e00-\u9fff](?:\s[-–]\s|[/／])$", before) or re.match(r"[/／][\u4e00-\u9fff]", after)
    return left or joined is not None or (after[:1] in _DASHES and after[:2] != "——")


def _ends_like_a_predicate(inside: list[Unit]) -> bool:
    """信息技术发展|日新月异."""
    last = inside[-1]
    if len(inside) > 1 and last.text.endswith(("相关", "有关", "无关", "一致", "相反")) and not last.span:
        return True  # 上升流密切相关
    return len(inside) > 1 and last.tag == "i" and len(last.text) == 4 and not last.span and inside[-2].text != "、"


def _acts_somewhere(inside: list[Unit], text: str, end: int) -> bool:
    """防火墙部署 in 防火墙部署在边界: the last word is the verb."""
    moves = text[end - 1] in "降升增减移转落" and text.startswith(("至", "到"), end)  # 地层压力降至露点
    return len(inside) > 1 and (moves or (text.startswith(_WHERETO, end) and inside[-1].text in _ACTED_SOMEWHERE))


def _says_chiefly(inside: list[Unit]) -> bool:
    """霉菌主要污染粮食: 主要 before anything but a plain noun comes before a verb."""
    return inside[0].text != "主要" and any(
        unit.text == "主要" and after.tag not in ("n", "nz") for unit, after in pairwise(inside)
    )


_EXPLAINS = re.compile(r"\s?(?:它?是|指|即|[由用通对以为在因针利根按将把就也又一使能可]|具有|两|某)")


def _goes_on_behind_brackets(reading: Reading, end: int) -> bool:
    """税务局 and 分局 in 税务局（分局）局长."""
    other = re.match("(?:[（(][\u4e00-\u9fff]{1,4})?[)）]", reading.text[end:])
    after = next((unit for unit in reading.units if other and unit.start == end + other.end()), None)
    return after is not None and after.is_noun and not after.is_wall


def _hangs_on(text: str, candidate: Candidate) -> bool:
    """本法所 in 本法所称高等教育, 非生产价格 in 而非生产价格, 办理西北军务而置 in 为…而置, 原凭证 behind 凭证."""
    answer = text[candidate.start : candidate.end]
    called = text[candidate.end - 1] == "所" and text.startswith(
        ("称", "指", "有", "需", "列", "规定", "产生", "引起", "形成", "造成", "具有", "处", "受", "作", "能"),
        candidate.end,
    )
    done = text[: candidate.start].endswith("为") and "而" in answer
    fully = text[: candidate.start].endswith("应") and re.match(r"(.)尽\1", answer)  # 检尽检 in 应检尽检
    again = answer[0] == "原" and len(answer) > 2 and answer[1:] in text[: candidate.start]
    return called or done or bool(fully) or again or text.startswith("而非", candidate.start - 1)


_IS_A_THING = re.compile("^[^、：:]{8,}的[^，。；、的]{1,8}。?$")  # 动能: 使物体加速到当前速度需要的能量


def _is_heading(text: str, candidate: Candidate) -> bool:
    """物理性质 in 物理性质：黄绿色, and 气瓶颜色 in 实验室常用气瓶颜色：氧气——淡蓝."""
    if text[candidate.end : candidate.end + 1] not in ("：", ":"):
        return False
    within = re.fullmatch("[^，。；：:]+", text[: candidate.start]) is not None
    if candidate.start == 0 and text[candidate.end - 2 : candidate.end] in _ASKS | {"性质"}:
        return True
    told = _EXPLAINS.match(text, candidate.end + 1) or _IS_A_THING.search(text[candidate.end + 1 :])
    return within or (candidate.start == 0 and not told)


def _ranks(inside: list[Unit], after: str) -> bool:
    """主要乐器 in …的主要乐器: says how much it counts, and not what it is."""
    ranked = inside[0].text in ("主要", "重要", "常见") and after in "，。；"
    return ranked and inside[-1].text not in ("负责人", "矛盾")


def _goes_on(inside: list[Unit], text: str, end: int) -> bool:
    """绿色植物利用光能 in 光合作用是绿色植物利用光能，把…的过程."""
    acts = any(unit.tag[0] == "v" and unit.text not in NOMINAL and not unit.span for unit in inside[1:-1])
    described = re.match("，(?P<verb>[把将使让])?[^。；]*的[^，。；]{1,6}(?:$|[。；])", text[end:])
    return described is not None and (acts or (len(inside) > 2 and described["verb"] is not None))
