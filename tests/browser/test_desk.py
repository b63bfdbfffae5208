"""The desk in a real browser: keys decide, selected text becomes a key point, and the document follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, follow

pytestmark = pytest.mark.usefixtures("server")
DOCUMENT = """
from quizzes.surveying import survey_material
from studyapp.library import add_documents
from studyapp.models import StudyGroup
from studyapp.reading.types import Document, Passage
sentence = "第{0}号实验室的安全距离是{1}米，由{2}名值班人员每天检查两次，结果记入当天的值班日志。"
passages = [Passage("heading", "一、总则", 1), *(
    Passage("paragraph", sentence.format(n, n * 7 + 3, n + 2) + "负责人要在日志上签字。") for n in range(1, 111)
)]
group = StudyGroup.objects.get(slug="ours")
(material,) = add_documents(group=group, documents=[Document(title="{title}", passages=tuple(passages))]).added
survey_material(material)
print(material.pk)
"""


@pytest.fixture
def desk(open_phone, server: Server, request: pytest.FixtureRequest) -> Page:
    title = f"实验室规程{request.node.name}"
    number = server.manage("shell", "-v", "0", "-c", DOCUMENT.replace("{title}", title)).strip().split()[-1]
    page: Page = open_phone(username="lin", script="no_script" not in request.node.name)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/g/ours/materials/{number}/points/")
    return page


def now(page: Page) -> str:
    return page.locator("#decision").get_attribute("data-at") or ""


def press(page: Page, key: str) -> None:
    """Press a key that leads to another decision."""
    before = now(page)
    page.keyboard.press(key)
    expect(page.locator("#decision")).not_to_have_attribute("data-at", before)


def test_one_key_each(desk):
    first = now(desk)
    press(desk, "j")
    second = now(desk)
    assert second != first
    press(desk, "k")
    assert now(desk) == first
    press(desk, "Enter")
    expect(desk.get_by_text("已采用1，")).to_be_visible()
    assert now(desk) == second
    press(desk, "x")
    expect(desk.get_by_text("不用这一条。")).to_be_visible()
    press(desk, "u")
    assert now(desk) == second
    press(desk, "U")
    expect(desk.get_by_text("已采用0，")).to_be_visible()
    assert now(desk) == first
    desk.keyboard.press("e")
    expect(desk.get_by_role("button", name="终点后移一句")).to_be_visible()


def test_keys_do_nothing_while_somebody_types(desk):
    first = now(desk)
    field = desk.get_by_label("名目")
    field.fill("")
    field.press_sequentially("jxu")
    assert (field.input_value(), now(desk)) == ("jxu", first)


def test_the_document_follows_and_is_sent_for_piece_by_piece(desk):
    assert desk.locator("[data-loaded]").count() == 1
    expect(desk.locator(".point.here")).to_be_in_viewport()
    desk.locator(".unread").first.scroll_into_view_if_needed()
    expect(desk.locator("[data-loaded='2'] .passage").first).to_be_visible()
    desk.locator("[data-loaded='2'] a.passage-number").nth(3).click()
    desk.locator("button.pick").first.click()
    expect(desk.locator("[data-loaded='2'] .point.here:not(.proposed)")).to_have_count(1)
    press(desk, "j")
    expect(desk.locator("[data-loaded='2'] .here")).to_have_count(0)
    expect(desk.locator("[data-loaded='1'] .point.here")).to_be_in_viewport()


def test_a_tapped_word_changes_the_question(desk):
    desk.locator(".word-line button.chosen").first.click()
    expect(desk.get_by_text("空已改好。")).to_be_visible()
    word = desk.locator(".word-line button:not(.chosen)").last
    text = word.inner_text()
    word.click()
    expect(desk.locator(".live .answer").last).to_have_text(text)


def test_selected_text_becomes_a_key_point(desk):
    select = """() => { const text = document.querySelectorAll('[data-text]')[7].lastChild;
      getSelection().setBaseAndExtent(text, text.length - 11, text, text.length - 1); }"""
    desk.evaluate(select)
    desk.get_by_role("button", name="把选中的文字标为要点").click()
    expect(desk.get_by_text("已标为要点。")).to_be_visible()
    expect(desk.locator(".point.here:not(.proposed)")).to_have_text("负责人要在日志上签字。")
    expect(desk.get_by_role("button", name="把选中的文字标为要点")).to_be_hidden()


def test_everything_works_in_no_script(desk):
    first = now(desk)
    follow(desk, desk.get_by_role("link", name="下一条"))
    assert now(desk) != first
    desk.locator("button[name=accept]").click()
    expect(desk.get_by_text("已采用。")).to_be_visible()
    desk.locator(".word-line button").first.click()
    expect(desk.get_by_text("空已改好。")).to_be_visible()
    desk.get_by_role("button", name="撤销").click()
    expect(desk.get_by_text("已撤销：改空")).to_be_visible()
    follow(desk, desk.locator("a.passage-number").nth(4))
    desk.locator("button.pick").last.click()
    expect(desk.get_by_text("已标为要点。")).to_be_visible()
    desk.locator(".unread a").first.click()
    expect(desk.locator("[data-loaded='2']")).to_have_count(1)
