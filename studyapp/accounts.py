"""How people sign in: allauth by user name, with sentences of our own and sign-up closed."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from studyapp.compiled import Compiled
from studyapp.models import User

# By the codes of Django's validators, some of whose sentences have no Chinese.
WEAK_PASSWORDS = {
    "password_too_short": "新密码不到10个字符，请写长一些。",
    "password_too_common": "这个密码太常见，容易被猜到，请换一个。",
    "password_too_similar": "新密码与姓名或用户名太像，请换一个。",
    "password_entirely_numeric": "新密码全是数字，请加上字母或汉字。",
}

# Left on a device where somebody signed in: "name:random", signed. It opens nothing by itself.
KNOWN_DEVICE = "__Host-known-device" if settings.HTTPS else "known-device"
KNOWN_FOR = 365 * 24 * 3600


def shown_name(user: User) -> str:
    """The name that pages show for a person: 姓名, or the user name where none was entered."""
    return user.name or user.username


_users = Compiled(lambda pk: User.objects.filter(pk=pk))


class Accounts(ModelBackend):
    """Django's own, with a query that is written once for the person of a session: every page asks for them."""

    def get_user(self, user_id: int) -> User | None:
        return next(filter(self.user_can_authenticate, _users(user_id)), None)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """One sentence for every failed sign-in, so that nobody learns which user names exist."""

    error_messages = {  # noqa: RUF012  allauth declares a plain dict
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "用户名或密码不正确，请重新输入。忘了密码请找学习秘书。",
        "too_many_login_attempts": "尝试次数过多，请10分钟后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        response.set_signed_cookie(
            KNOWN_DEVICE,
            f"{user.username.lower()}:{secrets.token_hex(8)}",
            max_age=KNOWN_FOR,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What failed tries are counted by: the account, and on a device that the account signed in on, that device.

        So a stranger who tries passwords locks the account for other strangers, never for its owner.
        """
        key = str(super()._get_login_attempts_cache_key(request, **credentials))
        device = str(request.get_signed_cookie(KNOWN_DEVICE, default="", max_age=KNOWN_FOR))
        name = str(credentials.get("username", "")).lower()
        return f"{key}:{device}" if name and device.rpartition(":")[0] == name else key

    def clean_password(self, password: str, user: User | None = None) -> str:
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise ValidationError(
                [WEAK_PASSWORDS.get(one.code or "", one.messages[0]) for one in error.error_list]
            ) from error

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("index")
