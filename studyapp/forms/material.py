"""The forms with which a secretary puts a file or a text into the library."""

from __future__ import annotations

from typing import Any

from django import forms

from studyapp.forms.fields import OneLine
from studyapp.reading.characters import remove_invisible, tidy

LONGEST_PASTE = 200_000


class UploadForm(forms.Form):
    # 保密 is decided by a person, before anything is read (product.md, no. 13 of its list).
    is_public = forms.BooleanField(
        label="这份资料已公开，或经允许可用于本小组学习",
        error_messages={"required": "请先确认资料可以用于学习。涉密和内部资料不要上传。"},
    )
    file = forms.FileField(
        label="选择文件",
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的，请检查后重新上传。"},
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
    )


class PasteForm(forms.Form):
    """A text from a web page or a chat, with the title that it shall have."""

    is_public = forms.BooleanField(
        label="这段文字已公开，或经允许可用于本小组学习",
        error_messages={"required": "请先确认文字可以用于学习。涉密和内部资料不要粘贴。"},
    )
    title = forms.CharField(
        label="标题",
        max_length=200,
        error_messages={"required": "标题不能为空。", "max_length": "标题最多200个字，现在有%(show_value)d个。"},
    )
    text = forms.CharField(
        label="正文",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-longest": LONGEST_PASTE}),
        error_messages={"required": "请把文字粘贴到这里。"},
    )

    def clean_title(self) -> str:
        title = tidy(remove_invisible(self.cleaned_data["title"])[0])
        if not title:
            raise forms.ValidationError("标题不能为空。")
        return title

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")  # as the counter of the page counts
        if len(text) > LONGEST_PASTE:
            raise forms.ValidationError(
                f"内容过长（上限20万字），现在有{len(text)}个字。请分几次粘贴，或者存成文件上传。"
            )
        if not tidy(remove_invisible(text)[0]):
            raise forms.ValidationError("请把文字粘贴到这里。")
        return text

    def as_file(self) -> tuple[str, bytes]:
        """The text as the reader takes it: a UTF-8 file of that name."""
        cleaned: dict[str, Any] = self.cleaned_data
        return f"{cleaned['title']}.txt", cleaned["text"].encode()


class TopicForm(forms.Form):
    topic = OneLine(name="专题", max_length=20, required=False)
