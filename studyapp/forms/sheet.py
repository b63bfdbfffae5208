"""The form with which a secretary brings ready-made key points."""

from __future__ import annotations

from typing import Any

from django import forms

from studyapp.models import Material, StudyGroup


class SheetForm(forms.Form):
    file = forms.FileField(
        label="选择文件",
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的，请检查后重新上传。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
    )
    material = forms.ModelChoiceField(
        Material.objects.none(),
        label="属于哪份资料",
        required=False,
        empty_label="新建一份资料",
        help_text="选了资料，要点会连到资料里的原句；找不到原句的自成一段。",
        error_messages={"invalid_choice": "这份资料不在资料库里，请重新选择。"},
    )
    title = forms.CharField(
        label="新资料的标题", required=False, max_length=200, help_text="新建资料时用；不写就用文件名。"
    )
    # 保密 is decided by a person, before anything is read (product.md, no. 13 of its list).
    is_public = forms.BooleanField(
        label="这些内容已公开，或经允许可用于本小组学习",
        error_messages={"required": "请先确认内容可以用于学习。涉密和内部资料不要上传。"},
    )

    def __init__(self, group: StudyGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["material"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Material.objects.in_group(group)
