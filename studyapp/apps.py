from collections.abc import Callable, Mapping
from typing import Any

import heroicons
from django.apps import AppConfig


class StudyappConfig(AppConfig):
    name = "studyapp"
    verbose_name = "学习小组与资料"

    def ready(self) -> None:
        heroicons._render_icon = _drawn_once(heroicons._render_icon)


def _drawn_once(draw: Callable[..., str]) -> Callable[..., str]:
    """Icons are parsed and written anew each time; the templates name a few dozen different ones."""
    drawn: dict[object, str] = {}

    def render(style: str, name: str, size: int | None, attrs: Mapping[str, Any]) -> str:
        key = (style, name, size, *attrs.items())
        if key not in drawn:
            drawn[key] = draw(style, name, size, attrs)
        return drawn[key]

    return render
