"""A paper read as a browser reads it: which fields go along with which question."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain, repeat
from urllib.parse import urlencode


@dataclass
class Section:
    """One question's fields: `fixed` as the page holds them, `blanks` to be filled in, `choices` by name."""

    id: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    blanks: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, text: str) -> dict[str, str]:
        """All fields, with `text` in every blank and the last option of every choice."""
        return self.fixed | dict.fromkeys(self.blanks, text) | {name: all_[-1] for name, all_ in self.choices.items()}


class PaperForm(HTMLParser):
    """The form of a paper: its own hidden fields, where it goes, and a section for each question."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.submit, self.attempt, self.fixed = "", "", "", dict[str, str]()
        self.sections: list[Section] = []
        self._is_inside = self._is_in_section = False
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-paper" in found:
            self._is_inside, self.action, self.attempt = True, found["action"], found["data-paper"]
        if not self._is_inside:
            return
        if tag == "section":
            self._is_in_section = "data-answer" in found
            if self._is_in_section:
                self.sections.append(Section(found.get("id", "")))
        elif tag == "button":
            self.submit = found.get("formaction", self.submit)
        elif tag in {"input", "textarea", "select", "option"}:
            self._take_field(tag, found)

    def _take_field(self, tag: str, found: dict[str, str]) -> None:
        name, value = found.get("name", ""), found.get("value", "")
        fixed = self.sections[-1].fixed if self._is_in_section else self.fixed
        if tag == "select":
            self._select = name
        elif tag == "option" and self._is_in_section:
            self.sections[-1].choices.setdefault(self._select, []).append(value)
        elif found.get("type") == "hidden" and name:
            fixed[name] = value
        elif name and self._is_in_section:
            if found.get("type") == "radio":
                self.sections[-1].choices.setdefault(name, []).append(value)
            elif found.get("type") != "checkbox":
                self.sections[-1].blanks.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "section":
            self._is_in_section = False

    def of_attempt(self, attempt: str) -> PaperForm:
        """The same paper as another member gets it: what names the attempt names that of the other."""
        other = copy.copy(self)
        other.fixed = {name: attempt if value == self.attempt else value for name, value in self.fixed.items()}
        other.attempt = attempt
        return other

    def one(self, index: int, text: str) -> str:
        """The body of a save of one question."""
        return urlencode(self.fixed | self.sections[index].filled(text))

    def whole(self, *texts: str) -> str:
        """The body of a handing-in, with a text for each question, the last one for all that follow, that confirms
        what is still open.
        """
        fields = dict(self.fixed)
        for section, text in zip(self.sections, chain(texts, repeat(texts[-1])), strict=False):
            fields |= section.filled(text)
        return urlencode(fields | {"confirmed": "1"})
