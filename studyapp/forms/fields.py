"""Fields for what people really type: full-width digits, titles of nothing but invisible marks, and so on."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from studyapp.reading.characters import remove_invisible

_WHOLE = re.compile(r"[+-]?\d{1,9}")


class WholeNumber(forms.IntegerField):
    """A number from `least` to `most`, in half- or full-width digits; anything else gets one sentence."""

    def __init__(self, *, name: str, least: int, most: int, unit: str = "", **kwargs: Any) -> None:
        end = "。" if kwargs.get("required", True) else "，不需要就空着。"
        sentence = f"{name}请填{least}到{most}的整数{end}"
        messages = {"required": f"请填写{name}。"} | dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
        super().__init__(label=name + unit, min_value=least, max_value=most, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Stricter than int(), which takes 1_0, and than a field, which takes 10.0."""
        text = unicodedata.normalize("NFKC", str(value)).strip() if value is not None else ""
        if text and not _WHOLE.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class OneLine(forms.CharField):
    """A name or a title: one line, without what nobody can see. Nothing visible counts as nothing typed."""

    def __init__(self, *, name: str, max_length: int, **kwargs: Any) -> None:
        messages = {"required": f"{name}不能为空。", "max_length": f"{name}最多{max_length}个字。"}
        super().__init__(label=name, max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        text, _ = remove_invisible(str(value or ""))
        text = " ".join(text.split())
        is_visible = any(unicodedata.category(character)[0] not in "CZM" for character in text)
        return str(super().to_python(text if is_visible else ""))
