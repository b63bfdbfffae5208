"""Names that hold a number, and their neighbours: 十三五, 二十大, 一级响应, A类火灾."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.core.perturb import Setting, variants


def other_levels(answer: str) -> list[str]:
    """一级响应 has neighbours 二级响应 and 三级响应."""
    return (
        variants("level", answer, "", Setting(""))
        if re.match("[一二三四五六]级.|[A-E甲乙丙丁][级类型].", answer)
        else []
    )


_FIVE_YEAR = re.compile("(十[一二三四五]|[一二三四五六七八九])五")
_CONGRESS = re.compile("(?:党的|中共)?(十[一二三四五六七八九]?|二十)大")
_PLANS = ["九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五"]
_CONGRESSES = ["十四", "十五", "十六", "十七", "十八", "十九", "二十"]


def numbered_names(answer: str) -> Iterator[str]:
    """十三五 has neighbours 十二五 and 十四五."""
    plan, congress = _FIVE_YEAR.match(answer), _CONGRESS.match(answer)
    if plan and plan.group() in _PLANS:
        near = sorted(_PLANS, key=lambda p: (abs(_PLANS.index(p) - _PLANS.index(plan.group())), p))
        yield from (other + answer[plan.end() :] for other in near if other != plan.group())
    if congress and congress.group(1) in _CONGRESSES:
        near = sorted(_CONGRESSES, key=lambda c: (abs(_CONGRESSES.index(c) - _CONGRESSES.index(congress.group(1))), c))
        yield from (answer.replace(congress.group(1), other, 1) for other in near if other != congress.group(1))
    if re.match("第[一二三四五六七八九十]+[次届]", answer):
        yield from variants("ordinal", answer, "", Setting(""))
