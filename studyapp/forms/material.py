"""The form with which a secretary puts a file into the library."""

from __future__ import annotations

from django import forms


class UploadForm(forms.Form):
    file = forms.FileField(
        label="选择文件",
        help_text="Word 文档（.docx）或纯文本（.txt），一份汇编会自动拆成多篇资料。",
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的，请检查后重新上传。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt"}),
    )
    # 保密 is decided by a person, before anything is read (product.md, no. 13 of its list).
    is_public = forms.BooleanField(
        label="这份资料已公开，或经允许可用于本小组学习",
        error_messages={"required": "请先确认资料可以用于学习。涉密和内部资料不要上传。"},
    )
