"""One form of a text for finding it again: width, case, traditional characters, spaces, unseen marks do not count."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # 10 ms, and only searching needs it

    return OpenCC("t2s")


class _Folded(dict[int, str]):
    """What becomes of each character by itself, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = unicodedata.normalize("NFKC", chr(code)).casefold()
        kept = "".join(c for c in character if unicodedata.category(c)[0] not in "ZC")
        if code > 0x2E80 and kept:
            kept = _simplifier().convert(kept)
        self[code] = kept
        return kept


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Character by character, so that what is found can be shown where it stands, see `places`."""
    return text.translate(_FOLDED)


def places(text: str, found: str) -> list[tuple[int, int]]:
    """Where the folded `found` stands in `text`, from left to right and not overlapping."""
    if not found:
        return []
    origin = [index for index, character in enumerate(text) for _ in _FOLDED[ord(character)]]
    folded, spans, start = fold(text), [], 0
    while (at := folded.find(found, start)) >= 0:
        start = at + len(found)
        spans.append((origin[at], origin[start - 1] + 1))
    return spans


class FoldedField(models.TextField):  # type: ignore[type-arg]
    """The folded form of another attribute of the row, written whenever the row is."""

    def __init__(self, *args: Any, source: str = "text", **kwargs: Any) -> None:
        self.source = source
        for name, value in (("editable", False), ("default", ""), ("blank", True)):
            kwargs.setdefault(name, value)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded
