"""How people sign in: allauth by user name, with sentences of our own and sign-up closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

if TYPE_CHECKING:
    from studyapp.models import User


def shown_name(user: User) -> str:
    """The name that pages show for a person: 姓名, or the user name where none was entered."""
    return user.name or user.username


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """One sentence for every failed sign-in, so that nobody learns which user names exist."""

    error_messages = {  # noqa: RUF012  allauth declares a plain dict
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "用户名或密码不正确，请重新输入。忘了密码请找学习秘书。",
        "too_many_login_attempts": "尝试次数过多，请 10 分钟后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
