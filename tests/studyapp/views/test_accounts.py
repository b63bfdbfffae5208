from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from studyapp.forms.account import PASSWORD_HELP

PASSWORD = "a long enough password"
WRONG = "用户名或密码不正确，请重新输入。忘了密码请找学习秘书。"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh_rate_limits(db):
    cache.clear()


@pytest.fixture
def chen(member):
    member.username = "chen"
    member.set_password(PASSWORD)
    member.save()
    return member


def sign_in(client, login="chen", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def test_people_sign_in_with_their_user_name(client, chen):
    assert sign_in(client).headers["Location"] == "/"
    assert client.get("/g/ours/").status_code == 200


def test_they_get_where_they_were_going(client, chen):
    assert sign_in(client, next="/g/ours/review/").headers["Location"] == "/g/ours/review/"


def test_an_email_is_no_user_name(client, chen):
    chen.email = "chen@example.org"
    chen.save()
    assert WRONG in sign_in(client, "chen@example.org").text


@pytest.mark.parametrize(("login", "password"), [("chen", "wrong"), ("nobody", PASSWORD), ("chen ", "wrong")])
def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(client, chen, login, password):
    assert WRONG in sign_in(client, login, password).text


def test_a_deactivated_account_gets_it_too(client, chen):
    chen.is_active = False
    chen.save()
    response = sign_in(client)
    assert response.status_code == 200
    assert WRONG in response.text


def test_what_was_typed_stays_but_never_the_password(client, chen):
    html = sign_in(client, password="wrong-and-secret").text
    assert 'value="chen"' in html
    assert "wrong-and-secret" not in html


def test_after_ten_wrong_tries_the_account_rests(client, chen):
    for _ in range(10):
        sign_in(client, password="wrong")
    assert "尝试次数过多，请10分钟后再试。" in sign_in(client).text
    assert client.get("/g/ours/").status_code == 302


def test_B67_a_stranger_who_tries_passwords_does_not_lock_the_owner_out(client, chen):
    sign_in(client)
    client.post("/accounts/logout/")
    stranger = Client()
    for _ in range(11):
        sign_in(stranger, password="wrong")
    assert "尝试次数过多" in sign_in(stranger).text
    assert sign_in(client).status_code == 302


def test_B67_the_known_device_has_ten_tries_of_its_own(client, chen):
    sign_in(client)
    client.post("/accounts/logout/")
    for _ in range(10):
        sign_in(client, password="wrong")
    assert "尝试次数过多" in sign_in(client).text


@pytest.mark.parametrize("made_up", ["chen:0123456789abcdef", "chen:0123456789abcdef:1tyPbE:forged", ""])
def test_B67_a_made_up_device_is_unknown(client, chen, made_up):
    stranger = Client()
    stranger.cookies["known-device"] = made_up
    for _ in range(10):
        sign_in(client, password="wrong")
    assert "尝试次数过多" in sign_in(stranger).text


def test_B67_a_device_known_to_somebody_else_is_unknown(client, chen, secretary):
    secretary.set_password(PASSWORD)
    secretary.save()
    sign_in(client, secretary.username)
    client.post("/accounts/logout/")
    for _ in range(10):
        sign_in(Client(), password="wrong")
    assert "尝试次数过多" in sign_in(client).text


def test_others_behind_the_same_address_can_still_sign_in(client, chen, secretary):
    secretary.set_password(PASSWORD)
    secretary.save()
    for _ in range(11):
        sign_in(client, password="wrong")
    assert sign_in(client, secretary.username).status_code == 302


def test_the_session_gets_a_new_key_at_sign_in(client, chen):
    client.cookies["sessionid"] = "x" * 32
    sign_in(client)
    assert client.cookies["sessionid"].value != "x" * 32


def test_the_cookies_are_closed_to_scripts(client, chen):
    client.get(LOGIN)
    sign_in(client)
    cookies = [client.cookies[name] for name in ("sessionid", "csrftoken")]
    assert [(cookie["httponly"], cookie["samesite"]) for cookie in cookies] == [(True, "Lax"), (True, "Lax")]


@pytest.mark.parametrize("path", ["signup", "password/reset", "email", "confirm-email", "inactive", "reauthenticate"])
def test_nobody_signs_up_and_nothing_is_sent_by_mail(client, path):
    assert client.get(f"/accounts/{path}/").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_these_routes_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_ends_the_session_on_the_server(as_member):
    old = as_member.cookies["sessionid"].value
    as_member.post("/accounts/logout/")
    as_member.cookies["sessionid"] = old
    assert as_member.get("/g/ours/").headers["Location"].startswith(LOGIN)


def test_opening_the_sign_out_page_signs_nobody_out(as_member):
    assert "要退出登录吗？" in as_member.get("/accounts/logout/").text
    assert as_member.get("/g/ours/").status_code == 200


@pytest.fixture
def change(client, chen):
    sign_in(client)
    return lambda new: client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})


def test_a_password_can_be_changed_and_the_person_stays_signed_in(client, chen, change):
    assert change("another good password").status_code == 302
    chen.refresh_from_db()
    assert chen.check_password("another good password")
    assert client.get("/g/ours/").status_code == 200


def test_the_page_after_that_opens(client, change):
    assert client.get(change("another good password").headers["Location"], follow=True).status_code == 200


@pytest.mark.parametrize(
    ("new", "words"),
    [("short", "不到10个字符"), ("12345678901234", "全是数字"), ("password123", "太常见")],
)
def test_a_weak_password_is_refused_in_words(chen, change, new, words):
    assert words in change(new).text.split('class="field-error"')[1]
    chen.refresh_from_db()
    assert chen.check_password(PASSWORD)


def test_a_password_of_200_characters_is_welcome(chen, change):
    assert change("长而好记的一句话 " * 22).status_code == 302


def test_the_password_page_opens(client, chen):
    sign_in(client)
    assert "保存新密码" in client.get("/accounts/password/").text


def test_what_a_new_password_must_be_is_one_sentence(client, chen):
    client.force_login(chen)
    html = client.get("/accounts/password/").text
    assert PASSWORD_HELP in html
    assert "你的密码" not in html
