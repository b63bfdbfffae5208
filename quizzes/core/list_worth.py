"""Whether the items of a list are a fact or an appeal."""

from __future__ import annotations

import re

from quizzes.core.faults import is_generic, makes_up
from quizzes.core.lexicon import DEFINES, EMPTY_VERBS
from quizzes.core.list_edges import Item, Listing
from quizzes.core.reading import Reading, unit_before
from quizzes.core.wordlists import words


def is_fact(listing: Listing, reading: Reading) -> bool:
    """Whether there is something to know: what a thing is made of, a principle known by heart, or no mere appeal."""
    return _makes_up(listing, reading) or _is_principle(listing, reading) or not _is_empty(listing, reading)


def _makes_up(listing: Listing, reading: Reading) -> bool:
    return len(listing.items) > 2 and makes_up(reading.text, listing.items[0].start, listing.items[-1].end)


_PRINCIPLE = re.compile("的[^，。；的]{0,4}(?:方针|原则|准则|总要求)")


def _is_principle(listing: Listing, reading: Reading) -> bool:
    """保护为主、抢救第一、合理利用、加强管理的方针: appeals that are known by heart in this order."""
    return len(listing.items) > 3 and _PRINCIPLE.match(reading.text, listing.items[-1].end) is not None


def _is_empty(listing: Listing, reading: Reading) -> bool:
    """提高认识、压实责任: a list of appeals. One that a sentence announces (…是, 分为…) is a fact if any item is."""
    before = unit_before(reading, listing.items[0].start)
    announced = before is not None and before.text in DEFINES | {"包括", "分为", "包含", "由", "有"}
    if not announced and all(_is_idiom(item, reading) for item in listing.items):
        return True
    if _ATMOSPHERE.match(reading.text, listing.items[-1].end):
        return True
    if _is_attitude(listing, reading):
        return True
    if all(reading.text[i.start] == "有" and i.end - i.start == 3 for i in listing.items):
        return True  # 有计划、有检查、有总结
    if len(listing.items) == 2 and not announced and all(_is_slogan(item, reading) for item in listing.items):
        return True
    if len(listing.items) == 2 and not announced and _is_wish(listing, reading):
        return True
    empty = 0
    for item in listing.items:
        inside = reading.between(item.start, item.end)
        appeal = (
            bool(inside)
            and (inside[0].text in EMPTY_VERBS or (len(inside) == 1 and inside[0].text[:2] in EMPTY_VERBS))
            and len(inside) <= 3
            and not any(unit.span for unit in inside)
        )
        empty += appeal or is_generic(reading.text[item.start : item.end], reading, item.start, item.end)
    return empty == len(listing.items) if announced else 2 * empty >= len(listing.items)


def _is_attitude(listing: Listing, reading: Reading) -> bool:
    """更高的标准、更严的要求; 要做到热心、耐心、细心."""
    items = [reading.text[item.start : item.end] for item in listing.items]
    ends = {item[-1] for item in items}
    urged = any(unit.text in _URGES for unit in reading.units if unit.end <= listing.items[0].start)
    addressed = urged or re.search("大家|同志|干部|群众|每个人", reading.text)
    if addressed and all(re.match("[多勤少常善][^，。、]", item) for item in items):
        return True  # 要多读书、多临床、多体会
    of_one_mind = urged and len(ends) == 1 and ends <= set("心力情意感")
    return of_one_mind or all(re.match("(?:以|用)?更加?[^，。、]{1,3}的", item) for item in items)


_URGES = frozenset(words("要 须要 需要 做到 要做到 保持 增强 贵在 不妨 总归"))
_ATMOSPHERE = re.compile(
    "的(?:良好|浓厚|生动|大好|共同|大力|积极)?(?:努力|支持|配合|参与|氛围|局面|格局|环境|风尚|合力|态势)"
)
_RARE = 100


def _is_wish(listing: Listing, reading: Reading) -> bool:
    """要把纪律和规矩挺在前面: two everyday words in a sentence that urges."""
    if not any(unit.text == "要" for unit in reading.units):
        return False
    start, end = listing.items[0].start, listing.items[-1].end
    inside = reading.between(start, end)
    telling = [unit for unit in inside if 1 < len(unit.text) < 4 and unit.tag not in ("i", "l", "nr")]
    return not any(unit.span or unit.frequency < _RARE for unit in telling)


def _is_idiom(item: Item, reading: Reading) -> bool:
    """统筹兼顾, 突出重点."""
    whole = next((u for u in reading.units if (u.start, u.end) == (item.start, item.end)), None)
    return whole is not None and len(whole.text) == 4 and (whole.tag in ("i", "l") or whole.text[:2] in EMPTY_VERBS)


def _is_slogan(item: Item, reading: Reading) -> bool:
    """补短板: one character that urges, and its object."""
    return item.end - item.start == 3 and reading.text[item.start] in "补强固扬促稳守讲重抓树谋惠聚提"
