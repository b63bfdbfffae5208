"""What may happen to a member with a phone in the middle of a quiz, in a real browser against a real server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PASSWORD, Server
from tests.browser.quiz_room import MEMBERS

STATE = "#save-state [data-word]"
MOST_TAPS = 28
FORGET_SESSIONS = """
from django.contrib.sessions.models import Session
for session in Session.objects.all():
    if session.get_decoded().get("_auth_user_id") == str(User.objects.get(username="{username}").pk):
        session.delete()
"""
members = iter(range(MEMBERS))


@pytest.fixture(scope="session")
def room(server: Server) -> Server:
    server.manage("shell", "-c", f"from tests.browser.quiz_room import make; make({PASSWORD!r})")
    return server


@pytest.fixture
def username(room: Server) -> str:
    """A member of the room who has answered nothing yet."""
    return f"room{next(members)}"


class Taps:
    """Counts every press, as the journey does: typing is no tap."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        target.click()
        self.count += 1


def begin(page: Page, tap: Taps, quiz: int = 0) -> None:
    """From the front page to the paper; the first quiz is the one with words to choose, the second is typed."""
    tap(page.get_by_role("button", name="开始答题").nth(quiz))
    expect(page.locator(".question").first).to_be_visible()


def choose_options(page: Page, tap: Taps, *, first: int = 0, last: int = 6) -> None:
    for question in page.locator(".question:has(.options)").all()[first:last]:
        tap(question.locator(".option").first)


def fill_bank(page: Page, tap: Taps) -> None:
    for number in range(6):
        tap(page.locator(".bank-word").nth(number))


def match(page: Page, tap: Taps) -> None:
    """Three lines of each question; the fourth draws itself."""
    for question in page.locator(".question:has(.matching)").all():
        for row in range(3):
            tap(question.locator(".match-side").first.locator(".peg").nth(row))
            tap(question.locator(".match-side").last.locator(".peg").nth(row))
        expect(question.locator(".peg.joined")).to_have_count(8)


def test_J1_a_quiz_of_12_blanks_and_8_pairs_takes_at_most_28_taps(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    tap.count = 1  # the link in the group chat
    begin(phone, tap)
    choose_options(phone, tap)
    fill_bank(phone, tap)
    match(phone, tap)
    expect(phone.locator(STATE)).to_have_text("已保存")
    expect(phone.locator(".topbar .dashes")).to_have_attribute("aria-label", "14道题已答14道")
    tap(phone.get_by_role("button", name="交卷"))
    expect(phone.get_by_text("分，满分100")).to_be_visible()
    assert tap.count <= MOST_TAPS


def given(page: Page) -> list[str]:
    values: list[str] = page.locator("form[data-paper]").evaluate(
        "(form) => [...new FormData(form)].filter(([name]) => /^q\\d+\\.\\d/.test(name)).map(String)"
    )
    return values


def test_A32_killed_at_question_7_and_resumed_with_one_tap_nothing_is_lost(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    begin(phone, tap)
    choose_options(phone, tap)
    tap(phone.locator(".bank-word").first)
    expect(phone.locator(STATE)).to_have_text("已保存")
    before = given(phone)
    phone.context.close()

    again, tap = open_phone(username=username), Taps()
    tap(again.get_by_role("link", name="继续答题"))
    assert given(again) == before
    assert sum(",," not in f"{pair}," for pair in before) == 7
    assert tap.count == 1
    expect(again.locator(".question:target")).to_be_in_viewport()
