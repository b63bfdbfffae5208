"""Whether a sentence urges, praises or advises and tells no fact: there is nothing in it to ask for."""

from __future__ import annotations

import re

from quizzes.core.lexicon import SLOGANS_SAID, is_generic_word, sounds_foreign
from quizzes.core.noun_phrases import TECHNICAL
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words


def _any_of(patterns: str) -> re.Pattern[str]:
    """One pattern of several that spaces part."""
    return re.compile("|".join(patterns.split()))


_SLOGAN = re.compile("|".join(SLOGANS_SAID))
_URGES = frozenset(words("要 只要 希望 努力 善于 必须要 让 使 更 我们 大家 同志 同志们"))
_MILD = frozenset(words("要 使 让 更"))
_USUALLY = frozenset(words("通常 一般 往往 常常 首先 先 都 均 还"))  # 工件通常要回火 tells what is done
_SPEAKS = _any_of(
    r"""
        值得我们 接下来我们 我们(?:继续|进入|来看|开始|共同) 请(?:大家|各位|同志|同学) 希望(?:大家|各位) 同学们
        各位同 (?:让|叫|使)人(?:读|看|听|心|难|感|流连|陶醉|回味|向往|赞)
        [那这]份(?:情|爱|心|仁|温|坚|执|信|力量|牵|感|责)
    """
)
# Feelings of the one who speaks, and the words of praise that come with them.
_FEELS = _any_of(
    r"""
        令人(?:动容|感动|敬佩|神往|陶醉|振奋|鼓舞|欢喜|叹服|难忘|向往|惊叹) 怎不 何尝不
        愿(?:您|你|天下|所有|我们|大家) 祝(?:您|你|愿|各位|福[您你祖大]) 切莫 千万别 满心 满怀 动容 欢喜 喜悦 心潮
        感慨 波澜壮阔 气势磅礴 璀璨 (?<!东方)明珠 传诵 枝繁叶茂 沉甸甸 牵挂 好光景 诸君 终会 悄然 心头 心田 心间
        温情 深情 真情 流连忘返 如诗如画 美不胜收 由衷 倍感 韶华 芬芳 馨香 春风化雨 润物无声
        (?:思想|精神|人生|前行|希望)[^，。]*灯塔 春暖 硕果 欣欣向荣 蒸蒸日上 生机勃勃 乘风破浪 披荆斩棘 勇往直前
        一往无前 妙不可言 耐人寻味 回味无穷 意味深长 引人入胜
        不负(?:韶华|众望|时代|人民|重托|使命|嘱托|青春|期望|春光) 默默 不为人知 辛苦 悲欢离合 人间好 一声声
    """
)
# The mood of a meeting or a team, thanks, and what is promised for later: a day or a figure is an ornament there.
_CHEERS = _any_of(
    r"""
        焕然一新 昂扬 良好风貌 再接再厉 百分之百的 更大的?(?:进步|成绩|胜利|作为) [受获]益(?:匪浅|良多)
        气氛(?:热烈|融洽) 内容充实[、，] 与会(?:同志|人员|代表)(?:纷纷|普遍) [做干办]得更好 抓出成效 抓紧抓实
        (?:一致|广泛)好评 好评如潮 好报告 催人奋进 有目共睹 赞不绝口 交口称赞 收获(?:满满|颇丰|良多) 感触(?:颇深|良多)
        [深倍备]受(?:教育|启发|鼓舞|鼓励|感动) 可喜可?贺?的 满载而归 [欢齐]聚一堂 济济一堂 热火朝天 (?<!鼓足)干劲
        斗志 意气风发 奋勇争先 再创(?:佳绩|辉煌) 再立新功 新气象 共勉 热情高涨 踊跃 热烈的?掌声
        掌声(?:雷动|不断|阵阵) 阵阵掌声 衷心 诚挚 致以[^，。]*[敬谢]意 崇高的?敬意 难能可贵 弥足珍贵 任重道远
        功不可没 留下了?[^，。]{0,6}深刻的?印象 宝贵意见 一并致谢 谨此致谢 全场[^，。]{0,4}掌声
        [报示]以[^，。]{0,3}掌声 共同努力下[^。]*美好 所到之处 热情接待 携起手 劲头 共同关心的[^，。]{0,2}事项
        红了眼眶 掏心窝 入情入理 信心百倍 步履铿锵 相亲相爱 美好的明天 不肯认输 思绪(?:万千|飞|飘) 把思绪 让我们
        相信明天 静静伫立 久久不能平静 一?阵[^，。]{0,5}暖意 旧时光 荣光 虚度 受到了?洗礼 思想的?洗礼 我的心里
        作了?重要讲话 强烈推荐 (?:给予|得到了?)[^，。]{0,8}高度评价 为契机 社会反响
        收获很大 不可多得 (?:难得|一本)[^，。]{0,3}好书 出席并讲话 谢谢 责任编辑 文字(?:略有|稍有)[^，。]{0,4}[删改]
        图为 供稿 供图 编者按 公众号 本文(?:将|选自|作者) 广大读者 每读一遍 批评指正 转载时 阅读原文 我想起 再动员
        勇立潮头 无悔的?(?:人生|青春|选择) 站在[^，。]{0,8}门槛 再上新?台阶 拉开帷幕 再出发 写满了? 书写着 警醒着
        付诸东流 精神抖擞 斗志昂扬 号角声 那个(?:春|夏|秋|冬)天 那个(?:午后|清晨|夜晚|黄昏) 丰硕的?成果 可喜
        亮点纷呈 莅临 友好的交流 合影留念 正所谓 俗话说 常言道 试问 奔赴(?:新|更|美好|未来|远方) 诉说着
        金色的(?:秋天|季节|年华) 言说的感动 神采飞扬 精彩纷呈 笑容(?:依旧|满面) 攀谈 热闹起来 再向(?:各位|大家)
        酝酿当中 试一试 走过的路 畅想 三天打鱼 点点滴滴 难忘
    """
)
# What joins one part of a text to the next, or leaves a subject aside.
_JOINS = _any_of(
    r"""
        综上 如前所述 由此可见 总而言之 众所周知 限于篇幅 不再(?:一一|赘述|展开) 自行查阅 有兴趣的读者 值得一读
        大有裨益 因人而异 不同的人 上述[^，。]{1,4}方面 详见 参见 请参阅 各有特点 灵活选用 根据实际情况
        见附[表图录件] [（(]略[)）] 此处从略 供内部 今后的学习
    """
)
# Notes about a text and its pictures, turns from one part to the next, reports of a unit, and what is no statement.
_NOTES = _any_of(
    r"""
        ^以上(?:用了|就是|便是|几点|各点) 本文(?:转载|摘自|仅代表|原载) ^图\s?\d ^[（(]?[图表]\d*[:：]
        注明(?:来源|出处) 正如那句 精彩资讯 广大考生 编者水平 留待第?[^，。]{0,6}章 原载于 ^@ 哈哈 蓝字
        限时(?:特惠|优惠) 下单 先到先得 到店选购 精美礼品 就是选择安心 祈[^，。]{0,4}指正 传达学习
        敬请[^，。]{0,6}指正 (?:转入|进入|来看|讲讲|谈谈|说说)[^，。]{0,8}第[一二三四五六七八九十\d]+[个部节章讲]
        (?:各科室|各部门|各单位|部分教师|师生代表|职工代表)[^，。]*参加了?(?:会议|活动)
        召开了?专题(?:学习|推进|研讨)会 我(?:的心|久久|不禁|常常|深深|又长大) [？?]$
    """
)
_YOU = re.compile("[吧呢呀嘛啦][。！？…]*$|[你您咱]们?|亲爱的")  # who is spoken to, outside a quotation
_I_AND_YOU = re.compile(
    "(?<![自忘本超小大无以])我(?![国省市党军方院校厂矿区县部局社行们])|[你您咱]|[啊呀]，|[吧吗呢呀啊][！。]"
)
_LIKENS = re.compile(
    "仿佛|宛如|宛若|恍若|犹如|恰似|像是|都像|(?<![佛雕影图肖塑偶录造画群石铜神实虚物成的和与，])像(?![距差素场点面方片和与])[^，。]{2,14}[，。]|似的|醉了|凝固成|一[^，。]一[^，。]地|忽然|不由得"
)
_PICTURES = re.compile("仿佛|宛如|宛若|恍若|恰似|好似")
_LYRICAL = frozenset(
    words(
        """
    月光 月色 晨曦 暮色 夕阳 晚霞 朝霞 晨雾 炊烟 袅袅 柳丝 飞絮 霜叶 荷塘 流萤 驼铃 长风 苍苔 老酒 游子
    旅人 牧童 短笛 母校 故乡 乡愁 童年 夏夜 梦里 梦中 心事 心绪 思绪 温柔
    静默 寂静 暖阳 魂魄 情书 天涯海角 小心翼翼 万籁俱寂 缠绵悱恻
    隔靴搔痒 血肉之躯 铜墙铁壁 万家 仁人志士 上下求索 大爱无疆 仁心 亵渎 坦途 妙处 着迷
    望而却步 舒心 新风 浅陋 痴念 谣曲 庭院 苍凉 凄切 氤氲 浩荡 绝伦 沧桑
    辉煌 永恒 深沉 赤子 拳拳 殷殷 征程 星辰大海 古道 岁月 萦绕 况味 掩卷 诉说 豪情 敬意 烟雨 朦胧 鬓角 故人 漫山红遍
    星空 甜蜜 花海 人心
        """
    )
)
_EXACT = frozenset(
    words("number measure date date_range range fraction ratio title quote latin session size angle clock hours term")
)
# 使岩石变硬 tells what happens, 使生活更加美好 does not.
_BETTER = frozenset(words("更 更加 不断 成为 我们 大家 始终 永远 人人 全体 每个 生活 人生 人民 群众"))
_PRAISES = re.compile(
    "是[^，。；]*(?:重要|宝贵|不竭|强大|有力|坚强|必由|必经|良好|根本|永恒)[^，。；]{0,2}"
    "(?:条件|财富|源泉|动力|保证|保障|支撑|之路|法宝|基石|途径|追求|品质|品格|主题|前提)(?:[，。；]|$)"
    "|是[^，。；]*发展的(?:基石|灵魂|生命线|关键)(?:[，。；]|$)"
)  # …是最宝贵的财富

# Who is spoken to, and what is said to them, in a sentence of everyday words only.
_SPEAKS_TO = frozenset(
    words(
        """
    应该 要 只有 才能 努力 任何 每个 每一个 每一位 每一名 每位 每名 人人 我们 大家 全体 党员 干部
    领导干部 青年 教师 学生 护士 职工 员工 管理人员 机关干部 团队 自己 生命 动力 前提 保证 保障 力量 关键 财富 源泉
    终身 一生 意义 能够 读书 习惯 态度
    """
    )
)
_RARE_NOUN, _RARE_VERB = 150, 120
_LONG_NOUNS = frozenset(words("n nt nz nrt"))
_NOUNS = frozenset(words("n nz nr nrt ns nt s j ng"))


HEARTFELT, SLOGANS, WISHES = 0.9, 0.6, 0.3  # what a wording loses in such a sentence


def tone(reading: Reading) -> float:
    """HEARTFELT where no figure matters; SLOGANS where a sentence speaks in slogans or in pictures, or in everyday
    words to everybody (每一名职工都应当爱岗敬业); WISHES where a word of it urges, as 要 in 通常要回火 does not, nor
    使 in 使岩石变硬; else 0."""
    own_words = _CITED.sub("“”", reading.text)
    if _is_said(_YOU, reading) or _NOTES.search(own_words):
        return HEARTFELT
    if _SPEAKER.search(own_words) or not _tells_enough(reading):
        if _is_said(_CHEERS, reading):
            return HEARTFELT
        if (
            _is_said(_SLOGAN, reading)
            or _PRAISES.search(reading.text)
            or _SPEAKS.search(reading.text)
            or _is_said(_FEELS, reading)
        ):
            return HEARTFELT if _HEARERS.search(own_words) else SLOGANS
        if _PICTURES.search(reading.text) and {span.kind for span in reading.spans} <= {"title", "quote"}:
            return HEARTFELT  # 翻开《红楼梦》，仿佛推开一扇雕花的窗
    if _is_lyrical(reading) or _is_platitude(reading):
        return SLOGANS
    before = ["", *(unit.text for unit in reading.units)]
    better = any(unit.text in _BETTER for unit in reading.units)
    urged = any(
        unit.text in _URGES
        and not (unit.text == "要" and before[place] in _USUALLY)
        and not (unit.text in ("使", "让") and not better)
        for place, unit in enumerate(reading.units)
    )
    return WISHES if urged else 0.0


# What a speaker says of himself and his hearers, outside titles and quotations.
_SPEAKER = re.compile(
    "我们|大家|同志们|让我|相信|希望|祝|！|(?<![自忘本超小大无以])我(?![国省市党军方])|你|您|谢|致以|今天|今年|此次|这次|本次|本届|今后|一行"
)
_HEARERS = re.compile("我们|大家|同志们|同学们|各位")
_CITED = re.compile("“[^”]*”|《[^》]*》")
_NAMES_A_TERM = re.compile("是指|指的是|称为|称作|叫做|[又也]叫|又称|称之|之称|形容|比喻")
_OTHER_FACTS = frozenset(words("ordinal name"))


def _tells_enough(reading: Reading) -> bool:
    """Whether so much is exact in a sentence that its words of feeling are a part of what it tells: 1824年,
    《第九交响曲》 and 维也纳 make a fact of 首演时掌声雷动, 7月的延安 makes none of 难以言说的感动."""
    if _NAMES_A_TERM.search(reading.text):
        return True
    if len(_technical(reading)) > 2:
        return True
    exact = [span for span in reading.spans if span.kind in _EXACT and (span.kind != "number" or span.unit)]
    others = {span.start for span in reading.spans if span.kind in _OTHER_FACTS}
    known = {unit.text for unit in reading.units if not unit.span and len(unit.text) > 1 and _is_proper(unit)}
    places = {unit.text for unit in reading.units if not unit.span and unit.tag == "ns"}
    return bool(exact) and len(exact) + len(others) + len(known) + bool(places) > 2


def _technical(reading: Reading) -> set[str]:
    """汗腺, 无机盐 and 尿素: everyday speech has no use for them, and neither has a speech."""
    return {
        unit.text
        for unit in reading.units
        if unit.span in ("name", "term", "latin")
        or (
            not unit.span
            and 1 < len(unit.text) < 5
            and unit.tag in _NOUNS | {"nt"}
            and unit.frequency < _RARE_NOUN
            and unit.text not in _LYRICAL
            and not is_generic_word(unit.text)
        )
    }


def _is_proper(unit: Unit) -> bool:
    if unit.text in _LYRICAL:
        return False
    rare = unit.tag in ("n", "j", "l") and unit.frequency < _VERY_RARE and not is_generic_word(unit.text)
    return rare or unit.tag in ("nr", "nrt", "nt", "nz")


_VERY_RARE = 30  # occurrences


def _is_said(pattern: re.Pattern[str], reading: Reading) -> bool:
    """Whether the words of `pattern` stand there as words: 心血 does not in 心血管, nor 终会 in 最终会."""
    edges = {edge for unit in reading.units for edge in (unit.start, unit.end)}
    return any(match.start() in edges and match.end() in edges for match in pattern.finditer(reading.text))


def is_spared(reading: Reading, start: int, end: int) -> bool:
    """补偿器 in 管道上要设置补偿器: no appeal speaks of such a thing, unless it speaks to people."""
    if any(unit.text in _URGES - _MILD for unit in reading.units):
        return False
    return any(
        unit.span in ("latin", "name", "term")
        or (
            len(unit.text) > 1 and unit.frequency < TECHNICAL and unit.tag[0] in "nj" and not is_generic_word(unit.text)
        )
        for unit in reading.between(start, end)
    )


_LISTED = re.compile(
    "(?:包括|分为|种类[为是有]|分别[为是]|(?:方针|原则|总要求|精神|主题)[为是])[^，。；]*、[^，。；]*、"
)
_FORMULA = re.compile("、[^，。；、]+、[^，。；]+的[^，。；的]{0,4}(?:方针|原则|准则|总要求)")


def _is_platitude(reading: Reading) -> bool:
    if _LISTED.search(reading.text) or _NAMES_A_TERM.search(reading.text):
        return False  # 党的纪律包括政治纪律、组织纪律、廉洁纪律…
    if _FORMULA.search(reading.text):
        return False  # 控制总量、优化结构、提高质量、发挥作用的总要求 is known by heart
    spoken_to = any(unit.text in _SPEAKS_TO for unit in reading.units)
    return spoken_to and not any(_belongs_to_a_subject(unit) for unit in reading.units)


def _is_lyrical(reading: Reading) -> bool:
    """A sentence of feelings and pictures, or about the text itself, in which nothing is exact."""
    if any(span.kind in _EXACT for span in reading.spans):
        return False
    if any(pattern.search(reading.text) for pattern in (_JOINS, _I_AND_YOU, _LIKENS)):
        return True
    return sum(unit.text in _LYRICAL for unit in reading.units) > 1


def _is_long_noun(unit: Unit) -> bool:
    """预备党员, but not 机关干部."""
    known = len(unit.text) > 3 and unit.tag in _LONG_NOUNS and unit.frequency < _RARE_NOUN
    return known and not unit.text.endswith(_PEOPLE)


_PEOPLE = ("干部", "群众", "职工", "员工", "同志", "青年", "人员", "教师", "学生")


def _belongs_to_a_subject(unit: Unit) -> bool:
    """A number, a name or a word that everyday speech does without. Words of four characters are mostly sayings."""
    if unit.span:
        return True
    if sounds_foreign(unit.text) or _is_long_noun(unit):
        return True
    if not 2 <= len(unit.text) <= 3 or unit.is_function or unit.is_wall or is_generic_word(unit.text):
        return False
    if unit.tag in _NOUNS:
        return unit.frequency < _RARE_NOUN
    return unit.tag == "x" or (unit.tag[0] == "v" and unit.frequency < _RARE_VERB)
