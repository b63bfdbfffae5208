"""The form in which a secretary words a key point and marks its blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from studyapp.cloze import ClozeError, parse_cloze
from studyapp.models import KeyPoint
from studyapp.reading.characters import remove_invisible

_SEPARATORS = re.compile(r"[；;]")
_NUMBERED = re.compile(r"^\s*([1-9]\d?)\s*[：:.、]\s*(.+)$")
LONGEST_STATEMENT = 300


def _is_whole(text: str) -> None:
    """What a browser could not encode, half a surrogate pair for one, arrives as a replacement character."""
    if "\ufffd" in text:
        raise forms.ValidationError("内容含有无效字符“\ufffd”，请删去它再保存。")


class KeyPointForm(forms.Form):
    """`accepts` and `distractors` hold a line for each blank: "1：甲；乙".

    Characters that nobody sees are taken out of everything typed; `removed` says how many there were.
    """

    text = forms.CharField(
        label="要点",
        help_text="一句话说清一件事。要考的词写成 {{c1::答案}}，并列的几个词用同一个号；不标就由程序挑。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写出要点的内容。"},
    )
    term = forms.CharField(
        label="名目", required=False, max_length=60, help_text="这条要点讲的是什么，如“联防联控机制”。"
    )
    category = forms.CharField(
        label="类别", required=False, max_length=20, help_text="同类要点互为干扰项，如“日期”“数据”“提法”。"
    )
    pair_value = forms.CharField(
        label="配对内容", required=False, max_length=60, help_text="连线题里与名目相配的内容，如一个日期或数值。"
    )
    aliases = forms.CharField(label="名目的别名", required=False, max_length=200, help_text="用分号隔开。")
    accepts = forms.CharField(
        label="也算对",
        required=False,
        max_length=1000,
        help_text="每个空一行，先写空号：“1：三百三十多；330余”。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    distractors = forms.CharField(
        label="自拟干扰项",
        required=False,
        max_length=1000,
        help_text="写法同上，每个空两到三个，要确实不对。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.removed = 0
        super().__init__(None if data is None else self._visible(data), **options)
        for field in self.fields.values():
            field.validators.append(_is_whole)

    def _visible(self, data: Mapping[str, Any]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for name in data:
            texts[name], removed = remove_invisible(str(data[name]))
            self.removed += removed if name in self.base_fields else 0
        return texts

    @property
    def removed_words(self) -> str:
        return f"去掉了{self.removed}个看不见的字符。" if self.removed else ""

    @classmethod
    def initial_for(cls, key_point: KeyPoint) -> dict[str, str]:
        """What the form shows for a stored key point."""
        return {
            "text": key_point.text,
            "term": key_point.term,
            "category": key_point.category,
            "pair_value": key_point.pair_value,
            "aliases": "；".join(key_point.aliases),
            "accepts": _lines(key_point.marks, "accept"),
            "distractors": _lines(key_point.marks, "distractors"),
        }

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        try:
            statement, _ = parse_cloze(text)
        except ClozeError as error:
            raise forms.ValidationError(str(error)) from error
        if len(statement) > LONGEST_STATEMENT:
            raise forms.ValidationError(f"要点有 {len(statement)} 个字，最多 {LONGEST_STATEMENT} 个，请拆成几条。")
        if len(statement) < 5:
            raise forms.ValidationError("要点太短，读的人看不明白，请写成完整的一句话。")
        return text

    def clean_aliases(self) -> list[str]:
        return _split(self.cleaned_data["aliases"])

    def clean_accepts(self) -> dict[str, list[str]]:
        return _numbered(self.cleaned_data["accepts"])

    def clean_distractors(self) -> dict[str, list[str]]:
        return _numbered(self.cleaned_data["distractors"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "text" not in cleaned:
            return cleaned
        numbers = {f"c{span.number}" for span in parse_cloze(cleaned["text"])[1]}
        for name in ("accepts", "distractors"):
            for number in set(cleaned.get(name, {})) - numbers:
                self.add_error(name, f"要点里没有第 {number[1:]} 个空，请先在要点里标出它。")
        return cleaned

    def values(self, old_marks: dict[str, Any] | None = None) -> dict[str, Any]:
        """The cleaned form as fields of KeyPoint. `old_marks` keeps what this form doesn't show."""
        cleaned = self.cleaned_data
        numbers = sorted({f"c{span.number}" for span in parse_cloze(cleaned["text"])[1]})
        marks: dict[str, Any] = {}
        for number in numbers:
            notes = dict((old_marks or {}).get(number, {}))
            notes["accept"] = cleaned["accepts"].get(number, [])
            notes["distractors"] = cleaned["distractors"].get(number, [])
            if kept := {key: value for key, value in notes.items() if value}:
                marks[number] = kept
        return {
            "text": cleaned["text"],
            "term": cleaned["term"].strip(),
            "category": cleaned["category"].strip(),
            "pair_value": cleaned["pair_value"].strip(),
            "aliases": cleaned["aliases"],
            "marks": marks,
        }


def _split(text: str) -> list[str]:
    return [item.strip() for item in _SEPARATORS.split(text) if item.strip()]


def _lines(marks: dict[str, Any], name: str) -> str:
    return "\n".join(f"{number[1:]}：{'；'.join(notes[name])}" for number, notes in marks.items() if notes.get(name))


def _numbered(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line_number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _NUMBERED.match(line)
        if match is None:
            raise forms.ValidationError(f"第 {line_number} 行没有空号，请写成“1：甲；乙”。")
        found.setdefault(f"c{match[1]}", []).extend(_split(match[2]))
    return found
