"""Repairs where the word cutter guessed: an unknown "word" that swallowed a function word is taken apart again.

Only words that the dictionary does not know, or calls a person's name, are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quizzes.core.lexicon import RELATES
from quizzes.core.segment import Cut, Token
from quizzes.core.wordlists import words

_JOINTS = frozenset("和与及")
_HEADS = frozenset("和与及或在是由对从用沿")
_TAILS = frozenset("等是为属都均也则应须要在于被由从对与和及或了以")
_IN_LIST = re.compile("、[^，。；：！？\n]{0,20}$")
_PLACE_AND_MODAL = frozenset(
    words("内应 外应 内须 中要 后应 前应 后须 时应 中有 内有 上有 下有 中含 内可 后可 前须 中须 中应 上应 下应")
)
# Verbs that the dictionary takes for things, persons or places.
_MISTAGGED = frozenset(
    words(
        """
    蒙面 矫正 张贴 明令 施策 马虎 相应 装有 附有 载有 附带 涂抹 播撒 撒播 灌装 粘贴 碾压 涂敷 涂覆 冲泡 弹奏 割舍
    听闻 背离 敬献 印发 印制 计征 吐丝 结网 插拔 摹刻 编印 讲授 会见 整治 筹划 谋划 钻研 环抱 维系 围观 陪伴 掌控
    铺筑 构筑 收治 领养 误服 误食 混装 蒸干 涂黑 割麦 筑墙 筑巢 筑路 宰羊 采珠 撒网 开沟 修桥 渡河 立项 归顺 付清
    查清 塞满 泛黄 握拳 扎根 拖带 牵拉 蛀蚀 染织 抗争 背诵 剪贴 印刻 熏烤 煸炒 跨接 舀出 睁开 指向 对准
    成反比 成正比 成比例 相适应 相匹配 相一致 相衔接 相协调 相配套 相吻合 加密 解密
        """
    )
)
_MODALS = frozenset("应须需要将会可能易越最更较也都还未不先再宜并")
_SMALL_WORDS = frozenset("便会可就才已将仍应须必得能要不也都均很更较最过再有")  # several of them are no word
_DEGREES = frozenset("过越偏极颇略稍更较最")
_MEASURED = frozenset("高低大小多少快慢深浅长短厚薄重轻强弱早晚迟远近宽窄粗细冷热干湿松紧满密稀疏硬软")
_SAID = ("主张", "建议", "提议", "呼吁", "倡议", "规定", "要求", "决定")
_OPENS_TIME = ("到了", "直到", "灭亡", "建立", "五代")
_GUESSED = 5
_RARE = 20  # the dictionary's own rare names are guesses as well


def mended(tokens: Sequence[Token], text: str, cut: Cut) -> Iterator[Token]:
    """The tokens of `text`, doubtful ones in their parts."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        parts = next((found for rule in _RULES if (found := rule(token, before, text, cut))), None)
        yield from parts or [_as_phrase(token, cut)]


def _cut_at(token: Token, place: int, first_tag: str, second_tag: str) -> list[Token]:
    left, right = token.text[:place], token.text[place:]
    return [Token(left, token.start, first_tag), Token(right, token.start + place, second_tag)]


def _joined_items(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """调和 in 小令、中调和长调 is the end of one item and 和 before the next, which ends alike."""
    if len(token.text) != 2 or token.text[1] != "和" or not _IN_LIST.search(text[: token.start]):
        return None
    return _cut_at(token, 1, "n", "c") if token.text[0] in text[token.end : token.end + 5] else None


def _only_then(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """后方 in 考核合格后方可上岗."""
    if token.text != "后方" or not text.startswith("可", token.end):
        return None
    return _cut_at(token, 1, "f", "d")


def _ends_a_name(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """管 in 预埋冷却水管、…, 系 in 采用直角坐标系."""
    ends = token.text in ("管", "系") and len(before) > 1 and re.match("[、，。；的和与及]|$", text[token.end :])
    return [token._replace(tag="n")] if ends else None


def _tool(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """流量计, 收敛剂 and 煅烧炉, which the dictionary calls verbs."""
    is_tool = len(token.text) in (3, 4) and token.tag == "v" and token.text[-1] in "计仪器机管炉剂素酶"
    return [token._replace(tag="n")] if is_tool and token.text != "据统计" else None


def _along_with(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """随水 in 污泥随水流失: a preposition."""
    return _cut_at(token, 1, "p", "n") if token.tag == "x" and token.text[0] == "随" and len(token.text) > 1 else None


def _by_way_of(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """经 in 主要经飞沫传播 is no scripture, 故又称 and 被称作 are two words."""
    if token.text in ("故又称", "被称作"):
        return _cut_at(token, 1, "c" if token.text[0] == "故" else "p", "v")
    if token.text == "报" and re.match("[^，。；]{3,16}(?:批准|审批|核准|备案|同意)", text[token.end :]):
        return [token._replace(tag="p")]  # 报国家安全机关审查批准
    if token.tag == "x" and len(token.text) > 1 and token.text[0] == "经" and before in ("必须", "须", "应当", "可"):
        return _cut_at(token, 1, "p", "n")  # 必须经水行政主管部门验收
    return [token._replace(tag="p")] if token.text == "经" else None


def _into(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """在内 in 部署在内网 is no end of a list."""
    if token.text not in ("在内", "在外") or not re.match("[\u4e00-\u9fff]", text[token.end :]):
        return None
    return None if text.startswith("的", token.end) else _cut_at(token, 1, "p", "f")


def _in_place(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """柜里 in 存放在保洁柜里, 罐外 in 被抛出罐外, 基上 in 浇筑在岩基上."""
    if token.tag != "x" or len(token.text) != 2 or token.text[1] not in "里内中外上下":
        return None
    if token.text[1] in "上下" and not re.search("[在于][^，。；]{1,8}$", text[: token.start]):
        return None
    return _cut_at(token, 1, "n", "f")


def _should_use(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """应用 in 治疗时应用次氯酸钠溶液冲洗: should, and with."""
    return _cut_at(token, 1, "v", "p") if token.text == "应用" and before in ("时", "后", "前") else None


def _should_be(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """应为 in 外皮应为橙色: two words."""
    return _cut_at(token, 1, "v", "v") if token.text in ("应为", "须为", "宜为") else None


def _says(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """主张 in 凯恩斯主张政府干预经济 is what he does."""
    said = (
        token.text in _SAID
        and token.tag[0] == "n"
        and before
        and re.match("[^的是为、，。；和与及之中]", text[token.end :])
    )
    return [token._replace(tag="v")] if said else None


def _china(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """中 in 划定了中俄东段边界 is a country."""
    joined = token.text == "中" and re.match("[俄美英法日德苏韩朝印越蒙哈欧澳]", text[token.end :])
    return [token._replace(tag="j")] if joined and not re.search("在[^，。；]*$", text[: token.start]) else None


def _taken_as(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """以水 in 以水为制冷剂."""
    taken = len(token.text) == 2 and token.text[0] == "以" and text.startswith(("为", "作"), token.end)
    return _cut_at(token, 1, "p", "n") if taken else None


def _treats(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """主治 in 主治肾阴虚证 is what it does; 主治医师 is somebody."""
    treats = token.text == "主治" and not text.startswith("医", token.end)
    return [token._replace(tag="v")] if treats else None


def _reaches(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """东至 in 东至上海, 西起 in 西起新疆轮南: no places."""
    if not re.fullmatch("[东西南北][至起临抵达接靠]", token.text) or not re.match(
        "[\u4e00-\u9fff]{2}", text[token.end :]
    ):
        return None
    return _cut_at(token, 1, "f", "v" if token.text[1] in "起临接靠" else "p")


def _and_so_on(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """头等 in 树皮、麻头等为原料."""
    listed = token.text in ("头等", "上等", "中等", "同等") and re.search("、[^，。；]{1,3}$", text[: token.start])
    return _cut_at(token, 1, "n", "u") if listed and text.startswith("为", token.end) else None


def _afterwards(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """后周 in 国人暴动后周公、召公共同行政 is no dynasty."""
    dynasty = token.text in ("后周", "后汉", "后唐", "后晋", "后梁")
    return _cut_at(token, 1, "f", "n") if dynasty and len(before) > 1 and before not in _OPENS_TIME else None


def _at_the_time(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """时 in 染色时染液…, 内 in 向锅内补水: listed as nouns."""
    inside = token.text == "内" and re.search("[在向于从到至往][^，。；]{1,8}$", text[: token.start])
    timed = token.text == "时" and before
    return [token._replace(tag="f")] if token.tag == "n" and (inside or timed) else None


def _to_a_degree(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """过高 in 密度过高则压漏地层, 越浅: no name of a thing."""
    return [token._replace(tag="a")] if _is_degree(token.text) and token.tag != "a" else None


def _is_degree(text: str) -> bool:
    return len(text) == 2 and text[0] in _DEGREES and text[1] in _MEASURED


def _within(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """内应 in 轿厢内应张贴 is no traitor."""
    if token.text not in _PLACE_AND_MODAL:
        return None
    return _cut_at(token, 1, "f", "v")


def _there(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """下视物 in 在弱光下视物."""
    if token.tag != "x" or len(token.text) < 2 or token.text[0] not in "下中内上":
        return None
    return _cut_at(token, 1, "f", "v") if re.search("在[^，。；]{1,6}$", text[: token.start]) else None


def _shown(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """呈酸性, 遇酸: a verb and what it leads to, whatever rare noun the dictionary makes of both."""
    if len(token.text) < 2 or token.text[0] not in "呈遇显" or cut.frequency(token.text) >= _GUESSED:
        return None
    return _cut_at(token, 1, "v", "n")


def _belongs(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """肝属木, which the dictionary does not know, is a sentence."""
    place = next((i for i, character in enumerate(token.text) if i and character in "属为"), -1)
    if token.tag != "x" or not 0 < place < len(token.text) - 1:
        return None
    one, other = token.text[:place], token.text[place + 1 :]
    verb = Token(token.text[place], token.start + place, "v")
    return [Token(one, token.start, "n"), verb, Token(other, verb.end, "n")]


def _pointing(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """指墙距 in 是指墙距, 指望 in 是指望、闻、问、切."""
    if before != "是" or token.text[0] != "指" or len(token.text) < 2:
        return None
    if token.tag != "x" and not text.startswith("、", token.end):
        return None
    return _cut_at(token, 1, "v", "n")


def _is_of(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """金属|于 in 企业年金属于…: no metal."""
    if token.text != "金属" or not before or before[-1] not in _FUNDS or not text.startswith("于", token.end):
        return None
    return _cut_at(token, 1, "n", "v")


def _method(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """法测定 in 用实物法测定: the end of a method's name, and what is done by it."""
    if token.text[0] != "法" or len(token.text) != 3 or cut.frequency(token.text) >= _GUESSED:
        return None
    rest = cut(token.text[1:])
    return _cut_at(token, 1, "n", rest[0].tag) if len(rest) == 1 else None


_FUNDS = frozenset("年基资现奖罚租押定佣税证备积益纳约老恤偿助")
_DOES = ("有", "具有", "没有", "无", "起", "产生")


def _effect_on(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """对光 in 凸透镜对光有会聚作用, whatever word a watchmaker knows."""
    if len(token.text) != 2 or token.text[0] != "对" or not text.startswith(_DOES, token.end):
        return None
    return _cut_at(token, 1, "p", "n")


def _comes_from(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """产 in 香槟酒产自法国 is a verb."""
    return [token._replace(tag="v")] if token.text == "产" and text.startswith(("自", "于"), token.end) else None


def _small_words(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """便会 in 珊瑚便会白化, 必有 in 有借必有贷."""
    if token.tag != "x" or len(token.text) < 2 or not _SMALL_WORDS.issuperset(token.text):
        return None
    return [
        Token(character, token.start + place, "v" if character == "有" else "d")
        for place, character in enumerate(token.text)
    ]


def _swallowed_tail(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """石墨都 in 金刚石和石墨都是, 钻铤等."""
    if len(token.text) < 2 or token.tag != "x":
        return None
    modal = token.text[-1] in "会可能" and text[token.end : token.end + 2] in RELATES
    if token.text[-1] not in _TAILS and not modal:
        return None
    first = "a" if _is_degree(token.text[:-1]) else "n"  # 过高则
    return _cut_at(token, len(token.text) - 1, first, "v" if token.text[-1] in "是为属" else "u")


def _swallowed_modal(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """应现 in 皮试液应现用现配, 越大 in 容量越大, 要带头 in 干部要带头, 宜用."""
    if len(token.text) < 2 or token.text[0] not in _MODALS or cut.frequency(token.text) >= _GUESSED:
        return None
    rest = cut(token.text[1:])
    if token.tag != "x" and not (len(rest) == 1 and rest[0].tag.startswith("v")):
        return None
    return _cut_at(token, 1, "d" if token.text[0] in "易越最更较也都还先再" else "v", rest[0].tag)


def _swallowed_joint(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """性和强 in 脱水性和强氧化性, 由本 in 由本贾尼."""
    if len(token.text) < 2 or token.tag not in ("x", "nr") or cut.frequency(token.text) >= _RARE:
        return None
    inner = _JOINTS | {"由"} if token.tag == "x" else _JOINTS  # 病由木|虱
    place = next((i for i, c in enumerate(token.text) if c in (inner if i else _HEADS)), -1)
    if place < 0:
        return None
    parts = [(token.text[:place], 0, "n"), (token.text[place], place, "c"), (token.text[place + 1 :], place + 1, "n")]
    return [Token(part, token.start + offset, tag) for part, offset, tag in parts if part]


def _as_phrase(token: Token, cut: Cut) -> Token:
    """注意安全 is listed as a noun, but is a verb with its object, and 融会贯通 is nobody's name."""
    if token.text in ("方可", "方能", "依法", "依规", "徒手"):
        return token._replace(tag="d")
    if token.text in _MISTAGGED:
        return token._replace(tag="v")
    if len(token.text) != 4 or not token.tag.startswith("n"):
        return token
    halves = cut(token.text[:2]), cut(token.text[2:])
    whole = all(len(half) == 1 for half in halves)
    if token.tag in ("nr", "nrt", "nrfg") or (whole and halves[0][0].tag in ("v", "d", "ad", "vd")):
        return token._replace(tag="l")
    return token


_Rule = Callable[[Token, str, str, Cut], "list[Token] | None"]
_RULES: tuple[_Rule, ...] = (
    _joined_items,
    _only_then,
    _ends_a_name,
    _tool,
    _along_with,
    _by_way_of,
    _into,
    _in_place,
    _should_use,
    _should_be,
    _says,
    _china,
    _taken_as,
    _treats,
    _reaches,
    _and_so_on,
    _afterwards,
    _at_the_time,
    _to_a_degree,
    _within,
    _there,
    _shown,
    _belongs,
    _pointing,
    _effect_on,
    _is_of,
    _method,
    _comes_from,
    _small_words,
    _swallowed_tail,
    _swallowed_modal,
    _swallowed_joint,
)
