"""What may happen to a member with a phone in the middle of a quiz, in a real browser against a real server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.conftest import PASSWORD, Server, follow
from tests.browser.quiz_room import MEMBERS, SECRET

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
    with page.expect_navigation():
        tap(page.get_by_role("button", name="开始答题").nth(quiz))


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

    again = open_phone(username=username)
    follow(again, again.get_by_role("link", name="继续答题"))
    assert given(again) == before
    assert sum(",," not in f"{pair}," for pair in before) == 7
    expect(again.locator(".question:target")).to_be_in_viewport()


def test_A29_with_the_network_off_for_three_minutes_answers_wait_on_the_phone_and_are_sent_after(open_phone, username):
    phone, tap = open_phone(username=username, refusals=True), Taps()
    phone.clock.install()
    begin(phone, tap)
    phone.context.set_offline(True)
    choose_options(phone, tap, last=3)
    expect(phone.locator(STATE)).to_have_text("待同步3处")
    expect(phone.locator("#page-notice")).to_contain_text("有3题未保存，正在重试。")
    phone.get_by_role("button", name="交卷").click()  # nothing is handed in, and nothing is called saved
    expect(phone.locator(STATE)).to_have_text("待同步3处")
    before = given(phone)
    for _ in range(18):
        phone.clock.run_for(10_000)
    expect(phone.locator(STATE)).to_have_text("待同步3处")
    phone.context.set_offline(False)
    expect(phone.locator(STATE)).to_have_text("已保存", timeout=15_000)
    expect(phone.locator("#page-notice")).to_be_hidden()
    phone.reload()
    assert given(phone) == before


def test_A32_what_was_not_sent_outlives_a_reload(open_phone, username):
    phone, tap = open_phone(username=username, refusals=True), Taps()
    begin(phone, tap, quiz=1)
    phone.route("**/save/", lambda route: route.abort())
    phone.locator("input.blank").first.fill("还没有送出")
    expect(phone.locator(STATE)).to_have_text("待同步1处")
    phone.unroute("**/save/")
    phone.on("dialog", lambda dialog: dialog.accept())  # the browser warns of leaving
    phone.reload()
    expect(phone.locator("input.blank").first).to_have_value("还没有送出")
    expect(phone.locator(STATE)).to_have_text("已保存")


def test_A05_a_second_device_sees_both_answers_and_chooses(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    begin(phone, tap)
    tablet = open_phone(username=username, refusals=True)
    tablet.goto(phone.url)
    question = tablet.locator(".question:has(.options)").first
    tap(phone.locator(".question:has(.options)").first.locator(".option", has_text="10米").last)
    expect(phone.locator(STATE)).to_have_text("已保存")
    question.locator(".option", has_text="15米").click()
    expect(question.get_by_role("alert")).to_have_text(
        "这道题已在另一个窗口修改。那边的答案：10米。这里的答案：15米。用这里的用那边的"
    )
    expect(tablet.locator(STATE)).to_have_text("请选择答案")
    question.get_by_role("button", name="用那边的").click()
    expect(question.locator(".option", has_text="10米").last.locator("input")).to_be_checked()
    expect(tablet.locator(STATE)).to_have_text("已保存")

    question.locator(".option", has_text="5米").first.click()
    expect(tablet.locator(STATE)).to_have_text("已保存")
    phone_question = phone.locator(".question:has(.options)").first
    phone.reload()
    assert given(phone) == given(tablet)
    expect(phone_question.locator("input:checked")).to_have_count(1)


def test_A27_a_session_that_ended_is_renewed_in_the_page_and_the_answers_are_sent(open_phone, username, room):
    phone, tap = open_phone(username=username, refusals=True), Taps()
    begin(phone, tap, quiz=1)
    room.manage("shell", "-c", FORGET_SESSIONS.format(username=username))
    phone.locator("input.blank").nth(2).fill("登录以前写的")
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text("登录已过期")
    dialog.get_by_label("密码").fill("a wrong password")
    dialog.get_by_role("button", name="登录并继续").click()
    expect(dialog.get_by_text("密码不对，请再试一次。")).to_be_visible()
    dialog.get_by_label("密码").fill(PASSWORD)
    dialog.get_by_role("button", name="登录并继续").click()
    expect(dialog).to_be_hidden()
    expect(phone.locator(STATE)).to_have_text("已保存")
    phone.reload()
    expect(phone.locator("input.blank").nth(2)).to_have_value("登录以前写的")


def sign_in_elsewhere(page: Page, username: str) -> None:
    """In another tab of the same browser, as somebody."""
    tab = page.context.new_page()
    tab.context.clear_cookies()
    tab.goto("/accounts/login/")
    tab.get_by_label("用户名").fill(username)
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_role("button", name="登录").click()
    tab.wait_for_url("**/g/*/")
    tab.close()


def test_A27_another_account_never_gets_the_answers(open_phone, username, room):
    other = f"room{next(members)}"
    theirs, tap = open_phone(username=other), Taps()
    begin(theirs, tap, quiz=1)
    before = given(theirs)
    phone = open_phone(username=username, refusals=True)
    begin(phone, tap, quiz=1)
    sign_in_elsewhere(phone, other)
    phone.locator("input.blank").first.fill("不是他的")
    expect(phone.locator("#page-notice")).to_contain_text("现在登录的是另一个账号，答案没有保存。")
    theirs.reload()
    assert given(theirs) == before
    sign_in_elsewhere(phone, username)
    phone.locator("input.blank").first.fill("是我的")
    expect(phone.locator(STATE)).to_have_text("已保存")


def test_A28_a_token_made_stale_by_signing_in_elsewhere_is_renewed_unseen(open_phone, username):
    phone, tap = open_phone(username=username, refusals=True), Taps()
    begin(phone, tap, quiz=1)
    sign_in_elsewhere(phone, username)
    phone.locator("input.blank").first.fill("再登录以后写的")
    expect(phone.locator(STATE)).to_have_text("已保存")
    phone.reload()
    expect(phone.locator("input.blank").first).to_have_value("再登录以后写的")


@pytest.mark.parametrize(
    ("status", "kind"), [(500, "text/html"), (502, "text/html"), (504, "text/plain"), (200, "text/html")]
)
def test_A31_what_a_proxy_says_is_never_taken_for_saved(open_phone, room, status, kind):
    phone, tap = open_phone(username="room15", refusals=True), Taps()
    phone.goto("/g/room/")
    if phone.get_by_role("link", name="继续答题").count():
        follow(phone, phone.get_by_role("link", name="继续答题").first)
    else:
        begin(phone, tap, quiz=1)
    phone.route("**/save/", lambda route: route.fulfill(status=status, content_type=kind, body="<h1>sorry</h1>"))
    phone.locator("input.blank").first.fill(f"代理说{status}")
    expect(phone.locator(STATE)).to_have_text("待同步1处")
    expect(phone.get_by_text("sorry")).to_have_count(0)
    phone.unroute("**/save/")
    expect(phone.locator(STATE)).to_have_text("已保存", timeout=15_000)


def test_D01_canaries_of_keys_and_explanations_never_reach_the_browser_before_handing_in(open_phone, username):
    heard: list[str] = []

    def listen(response: Response) -> None:
        if "/static/" not in response.url and response.status == 200 and SECRET in response.text():
            heard.append(response.url)

    phone, tap = open_phone(username=username), Taps()
    phone.on("response", listen)
    begin(phone, tap)
    choose_options(phone, tap)
    fill_bank(phone, tap)
    expect(phone.locator(STATE)).to_have_text("已保存")
    for path in ("/g/room/", "/g/room/review/", "/g/room/progress/"):
        back = phone.url
        phone.goto(path)
        assert SECRET not in phone.content()
        phone.goto(back)
    phone.get_by_role("button", name="交卷").click()
    expect(phone.get_by_role("heading", name="道题没有答完")).to_be_visible()
    assert heard == []
    assert SECRET not in phone.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")


def test_D16_the_countdown_follows_the_server_whatever_the_clock_of_the_phone_says(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    phone.add_init_script("const now = Date.now; Date.now = () => now() + 5 * 3600 * 1000;")
    begin(phone, tap, quiz=1)
    left = phone.locator(".countdown").inner_text()
    minutes, seconds = left.removeprefix("剩余时间").split(":")
    assert 29 * 60 < 60 * int(minutes) + int(seconds) <= 30 * 60


def test_A_one_question_on_a_screen_is_remembered_and_works_without_script_and_at_320_pixels(open_phone, username):
    phone, tap = open_phone(username=username, script=False), Taps()
    phone.set_viewport_size({"width": 320, "height": 700})
    begin(phone, tap)
    follow(phone, phone.get_by_role("button", name="一题一屏"))
    questions = phone.locator(".question")
    expect(questions.nth(0)).to_be_visible()
    expect(questions.nth(1)).to_be_hidden()
    questions.nth(0).locator(".option").first.click()
    phone.get_by_role("link", name="下一题").first.click()
    expect(questions.nth(0)).to_be_hidden()
    questions.nth(1).locator(".option").first.click()
    follow(phone, questions.nth(1).get_by_role("button", name="保存"))
    expect(questions.nth(1)).to_be_visible()
    expect(phone.locator("input:checked")).to_have_count(2)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320

    again = open_phone(username=username)
    again.get_by_role("link", name="继续答题").click()
    expect(again.locator(".question").nth(2)).to_be_visible()
    expect(again.locator(".question").nth(1)).to_be_hidden()


def test_A_matching_and_word_banks_speak_and_work_by_keyboard(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    begin(phone, tap)
    question = phone.locator(".question:has(.matching)").first
    question.locator(".match-side").first.locator(".peg").first.focus()
    phone.keyboard.press("Enter")
    question.locator(".match-side").last.locator(".peg").nth(1).focus()
    phone.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_have_text("1连乙。")
    step = phone.locator("[data-bank]")
    step.locator(".bank-word").first.focus()
    phone.keyboard.press("Enter")
    word = step.locator(".bank-word").first.inner_text()
    expect(step.get_by_role("status")).to_have_text(f"第7题的空填入{word}。")
    expect(step.locator("button.blank").first).to_have_accessible_name(f"第7题的空：{word}")
    step.locator("button.blank").first.click()
    expect(step.get_by_role("status")).to_have_text(f"第7题的空已取消{word}。")
    expect(phone.locator(STATE)).to_have_text("已保存")


def test_D06_after_signing_out_the_back_button_shows_the_door(open_phone, username):
    phone, tap = open_phone(username=username), Taps()
    begin(phone, tap)
    follow(phone, phone.get_by_role("link", name="第1周测试"))
    phone.locator(".menu summary").click()
    phone.get_by_role("button", name="退出登录").click()
    phone.wait_for_url("**/accounts/login/**")
    phone.go_back()
    expect(phone.get_by_label("用户名")).to_be_visible()
    expect(phone.locator(".question")).to_have_count(0)
