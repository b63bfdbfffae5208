"""allauth's form for a new password, with one sentence of our own instead of the four of Django's validators."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm

PASSWORD_HELP = "至少10个字符，不能全是数字，也不要用姓名、用户名或常见的密码。"


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP
