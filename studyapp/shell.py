"""The frame round every page of a group: its name and the navigation for the person's role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studyapp.access import Seat
from studyapp.addresses import address

# (key, label, icon, route)
MEMBER_TABS = (
    ("home", "首页", "home", "quizzes:home"),
    ("materials", "资料", "book-open", "material_list"),
    ("review", "复习", "square-2-stack", "quizzes:review"),
    ("progress", "进度", "chart-bar", "quizzes:progress"),
)
SECRETARY_TABS = (
    ("home", "首页", "home", "quizzes:home"),
    ("materials", "资料库", "book-open", "material_list"),
    ("quizzes", "试卷", "document-text", "quizzes:quiz_list"),
    ("scores", "成绩", "chart-bar", "quizzes:scores"),
)


@dataclass(frozen=True)
class NavItem:
    url: str
    label: str
    icon: str
    current: bool


def framed(seat: Seat, tab: str, **context: Any) -> dict[str, Any]:
    """A page's context with the frame round it; `tab` is the key of the current section."""
    tabs = SECRETARY_TABS if seat.is_secretary else MEMBER_TABS
    nav = [NavItem(address(route, seat.group.slug), label, icon, key == tab) for key, label, icon, route in tabs]
    return {"group": seat.group, "is_secretary": seat.is_secretary, "nav": nav, **context}
