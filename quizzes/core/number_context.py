"""Numbers that do not say how much: references, labels, counts of nothing in particular, pieces of a name."""

from __future__ import annotations

import re

from quizzes.core.candidates import NUMERIC_KINDS
from quizzes.core.lexicon import CONJUNCTIONS, VAGUE_HEADS
from quizzes.core.numerals import CHINESE_NUMERAL
from quizzes.core.reading import Reading
from quizzes.core.spans import Span


def says_nothing(kind: str, span: Span, reading: Reading) -> bool:
    """Whether the number that `span` protects is no fact by itself; False for a span that is no number."""
    if kind not in NUMERIC_KINDS:
        return False
    if _refers(span, reading) or _belongs_to_a_name(kind, span, reading) or _names_what_follows(span, reading):
        return True
    if kind == "ordinal":
        return (
            _is_label(span, reading)
            or _numbers_what_is_done(span, reading)
            or _POINTS_BACK.search(reading.text[: span.end]) is not None
        )
    if kind == "level" and _ONE_OF_MANY.search(reading.text[: span.end]):
        return True
    if kind == "level":
        return _is_one_of_its_kind(span, reading) or _is_wedged(span, reading) or _is_listed(span, reading)
    if kind not in ("number", "count", "measure"):
        return False
    return (
        (kind != "measure" and _is_vague_count(span, reading))
        or _is_mere_pair(span, reading)
        or _is_one(span, reading)
        or _is_designation(span, reading)
        or _is_counted_name(kind, span, reading)
    )


_REFERS = re.compile(
    r"(?:^|[，。；：（(、\s〔如见由从按据在和与及参照章节页])(?:图|表|式|公式|方程|例|附录|附表|附图)\s?[（(\[]?$"
    "|(?:邮编|邮政编码|QQ号?|传真|手机|账号|帐号|学号)[为是：:]?$"
)
_ISSUE = re.compile(r"第\s?\d+[期号卷]")  # 2024年第3期
_PAGE = re.compile("第.+[页章节讲课题]")


def _refers(span: Span, reading: Reading) -> bool:
    """图37, 邮编100083, 第12页, 25.1309-1A in AC 25.1309-1A."""
    before = reading.text[: span.start]
    return (
        _REFERS.search(before) is not None
        or _PAGE.fullmatch(reading.text, span.start, span.end) is not None
        or _ISSUE.match(reading.text, span.end) is not None
        or re.search(r"[A-Z]{2}\s$", before) is not None
    )


def _is_label(span: Span, reading: Reading) -> bool:
    """第十条 任何组织…: where a rule stands; 本章第三节: where the text itself goes on."""
    opens = span.start == 0 and reading.text[span.end : span.end + 1].isspace()
    return opens or re.search("[本这该][章篇编书节课讲]$", reading.text[: span.start]) is not None


def _numbers_what_is_done(span: Span, reading: Reading) -> bool:
    """第三次 in 第三次分配则以捐赠为主, 第二次 in 减数第二次分裂."""
    before, after = reading.around(span.start, span.end)
    named = before is not None and before.end == span.start and before.is_noun and not before.is_wall
    opens = named or span.start == 0 or reading.text[span.start - 1] in "，。；："
    return opens and reading.text[span.end - 1] == "次" and after is not None and after.tag[0] == "v"


_POINTS_BACK = re.compile(f"(?:属于|[是为])第[{CHINESE_NUMERAL}\\d]+[种个者]$")  # 氢致裂纹属于第二种
_HELD_FOR = re.compile(f"[{CHINESE_NUMERAL}]+年(?:战争|计划|规划|内战|抗战|浩劫|动乱|国债|危机)")  # 三十年战争


def _belongs_to_a_name(kind: str, span: Span, reading: Reading) -> bool:
    """三十年战争, 每五年一周期, 一个八度, 前两项."""
    before = reading.text[: span.start]
    return (
        (kind in ("measure", "count") and before.endswith("个"))
        or (kind == "count" and before.endswith(("前", "后")))
        or _HELD_FOR.match(reading.text, span.start) is not None
        or reading.text[span.end - 1 : span.end + 1] in ("周期", "届期")
        or _opens_a_name(kind, span, reading)
    )


_SECONDARY = re.compile("[一二三]次(?![的以和与或，。；、）]|之内|以内)")


def _opens_a_name(kind: str, span: Span, reading: Reading) -> bool:
    """五日 in 五日生化需氧量是指…."""
    _, after = reading.around(span.start, span.end)
    glued = after is not None and after.start == span.end and after.is_noun and not after.is_wall
    return kind == "measure" and span.start == 0 and reading.text[0] in CHINESE_NUMERAL and glued


def _names_what_follows(span: Span, reading: Reading) -> bool:
    """二次 in 二次发酵, 一年 in 一年两熟: a piece of a name, no number of anything."""
    text = reading.text
    _, after = reading.around(span.start, span.end)
    glued = after is not None and after.start == span.end and not after.is_wall
    if glued and _SECONDARY.match(text, span.start):
        return after is not None and (after.is_noun or after.tag[0] == "v")
    if re.match("[年闰]\\d", text[span.end - 1 : span.end + 1]) and span.unit == "年":
        return True  # 391年 in 391年144闰
    each = span.unit in ("年", "季") and text[span.start] in CHINESE_NUMERAL
    return glued and each and re.match(f"[{CHINESE_NUMERAL}\\d]", text[span.end :]) is not None


_BARE_PAIR = re.compile("两[个艘名位条只种台辆架座根块片道颗粒份件本张把头匹株棵间家所对双人](?![，。；、])")


def _is_mere_pair(span: Span, reading: Reading) -> bool:
    """两 in 两艘船对遇时, 连锁的两个基因: how many are spoken of, and not what is said of them."""
    before, _ = reading.around(span.start, span.end)
    opens = before is None or before.is_wall or before.text in ("的", "当", "如", "如果", "若", "对", "使", "让")
    return opens and _BARE_PAIR.match(reading.text, span.start) is not None


def _is_one_of_its_kind(span: Span, reading: Reading) -> bool:
    """一级、二级和三级: the others tell which one is missing."""
    return sum(other.kind == span.kind for other in reading.spans) > 1


_ONE_OF_MANY = re.compile("[的是为岩物质种等]一类$")  # 最常见的一类圈闭, 花岗岩一类侵入岩
_ONE_MORE_BEFORE = re.compile("[级类型等][、和或及]$")
_ONE_MORE = re.compile("[、和或及][一二三四五六七八九特甲乙丙丁ⅠⅡⅢⅣ]")


def _is_listed(span: Span, reading: Reading) -> bool:
    """三级 in 一级、二级、三级召回, 二级 in 一级超限、二级超限."""
    text, what = reading.text, reading.text[span.end : span.end + 2]
    listed = _ONE_MORE_BEFORE.search(text[: span.start]) or _ONE_MORE.match(text, span.end)
    return listed is not None or len(re.findall("[级类型等]" + re.escape(what), text)) > 1


def _is_wedged(span: Span, reading: Reading) -> bool:
    """一级 in 核心一级资本充足率 is a piece of a name."""
    before, after = reading.around(span.start, span.end)
    opens = span.start == 0 or (before is not None and before.tag == "c" and before.text not in CONJUNCTIONS)
    if opens and after is not None and after.is_noun and not after.is_wall:
        return True  # 二级公路的设计速度
    if re.match("[一二三四]级(?:政权|政府|组织|机构|财政|单位|法人|党委)", reading.text[span.start :]):
        return True
    both = before is not None and before.is_noun and after is not None and after.is_noun
    return both and reading.text[span.start] in "一二三四五"


def _is_counted_name(kind: str, span: Span, reading: Reading) -> bool:
    """八项 in 中央八项规定 belongs to a name."""
    before, after = reading.around(span.start, span.end)
    return (
        kind == "count"
        and before is not None
        and before.is_noun
        and after is not None
        and after.is_noun
        and not before.is_wall
    )


def _is_one(span: Span, reading: Reading) -> bool:
    """1字节等于…, 1mol任何粒子: nobody asks for the one that a sentence counts from."""
    before, _ = reading.around(span.start, span.end)
    opens = before is None or before.is_wall or before.text == "每"
    if reading.text[: span.start].endswith("又是"):
        return True  # 又是一年
    if re.match(r"1(?![\d.])[^\d，。；]*[2-9]", reading.text[span.start :]) and not span.unit:
        return True  # 1体积水溶解2体积氯气
    return opens and bool(re.match(r"[1一](?![\d.,])", reading.text[span.start :]))


_UNDERTAKING = re.compile("计划|工程|行动|事件|部队|国道|高速|专项|热线|导弹|运动")
_MEASURED = "数值量率度温压长宽高径距分比号码值级期年月日时约近达共计"
_SQUADS = ("组", "班", "队", "连", "营", "区", "院", "所", "厂", "中")


def _is_designation(span: Span, reading: Reading) -> bool:
    """2型糖尿病, 3号井: the number is part of a name."""
    before, after = reading.around(span.start, span.end)
    named = before is not None and before.end == span.start and before.is_noun and not before.is_wall
    text = reading.text[span.start : span.end]
    if span.unit in ("号", "井") and named:
        return True  # 阿波罗11号, 萨55井
    if re.match("[\u4e00-\u9fff]\\d+井", reading.text[max(0, span.start - 1) :]):
        return True  # 塔科1井
    if not span.unit and _UNDERTAKING.match(reading.text, span.end):
        return True  # 863计划
    if not span.unit and re.search(r"[A-Za-z]\s$", reading.text[: span.start]) and text.isdigit():
        return True  # Wi-Fi 6
    if not span.unit and after is not None and after.start == span.end and re.fullmatch(r"\d{4}", text):
        return after.is_noun and not after.is_wall  # 2000 in 2000国家大地坐标系
    if named and before is not None and not span.unit and text.isdigit() and before.text[-1] not in _MEASURED:
        return True  # 尼龙66
    if named and span.unit in _SQUADS and text[0] in CHINESE_NUMERAL:
        return True  # 二 in 大字二组
    name = span.unit in ("型", "号", "期", "代") or (span.unit == "元" and reading.text[span.start] in CHINESE_NUMERAL)
    return name and after is not None and after.is_noun and not after.is_wall


def _is_vague_count(span: Span, reading: Reading) -> bool:
    """三个方面, 5个问题: a count of nothing in particular."""
    tail = reading.text[span.end : span.end + 4]
    _, after = reading.around(span.start, span.end)
    of_something = after is not None and after.start == span.end and after.is_noun and not after.is_wall
    return any(tail.startswith(head) for head in VAGUE_HEADS) or (span.unit in VAGUE_HEADS and not of_something)
