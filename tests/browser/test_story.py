"""The main job from end to end, against a real server, on a phone; with script and without."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SAMPLE, follow

pytestmark = pytest.mark.usefixtures("server")
KEY_POINTS = 10
SENTENCE_WITH_A_FACT = re.compile(r"(?=.*\d).{12}")


@pytest.fixture(scope="module")
def compilation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample compilation where it is at hand, else a short one of our own in the same shape; one file for both."""
    if SAMPLE.exists():
        return SAMPLE
    document = docx.Document()
    for text in ("安全学习资料汇编", "第三学习小组", "2026年11月", "目 录", "1. 气瓶使用须知 1", "2. 用电安全须知 2"):
        document.add_paragraph(text)
    for title, unit in (("气瓶使用须知", "米"), ("用电安全须知", "伏")):
        document.add_paragraph(title)
        document.add_paragraph("(2026年11月2日)")
        for number in range(1, KEY_POINTS + 5):
            document.add_paragraph(
                f"第{number}号实验室的安全距离是{number * 7}{unit}，由{number + 2}名值班人员每天检查两次。"
            )
    path = tmp_path_factory.mktemp("story") / "汇编.docx"
    document.save(str(path))
    return path


def import_and_curate(page: Page, compilation: Path) -> None:
    page.get_by_role("link", name="导入资料").click()
    page.get_by_label("选择文件").set_input_files(str(compilation))
    page.get_by_label("这份资料已公开").check()
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_role("heading", name="看过再导入")).to_be_visible()
    page.get_by_role("button", name="确认，导入").click()
    expect(page.get_by_text("已导入")).to_be_visible()
    page.get_by_role("link", name="标要点").first.click()
    accept = page.locator("button[name=accept]")
    expect(accept).to_be_visible(timeout=90_000)  # the material is read through behind the page
    page.get_by_role("button", name="条备选").click()
    expect(page.get_by_text("备选也列出来了。")).to_be_visible()
    for number in range(1, KEY_POINTS + 1):
        if accept.is_visible():
            accept.click()
        else:
            pick_a_sentence(page, passage=number)
        expect(page.get_by_text(re.compile(f"已采用{number}，|^{number}个要点$"))).to_be_visible()


def pick_a_sentence(page: Page, *, passage: int) -> None:
    """Without selecting: a passage by its number, then a sentence of it; on to the next where all facts are taken."""
    sentences = page.locator("button.pick").filter(has_text=SENTENCE_WITH_A_FACT).filter(has_not_text="已有要点")
    for number in range(passage, page.locator("a.passage-number").count()):
        passage_number = page.locator("a.passage-number").nth(number)
        heading = passage_number.get_attribute("aria-label") or ""
        passage_number.click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        if sentences.count():
            sentences.last.click()
            return
    raise AssertionError("no sentence with a fact is left")


def compose_and_publish(page: Page) -> None:
    page.get_by_role("link", name="出试卷").last.click()
    page.get_by_label("题数").fill("5")
    page.get_by_role("button", name="生成草稿").click()
    expect(page.get_by_role("heading", name="发布", exact=True)).to_be_visible(timeout=30_000)
    first = page.locator("article.draft").first
    before = first.get_attribute("id")
    first.get_by_role("button", name="换一题").click()
    expect(page.locator(f"#{before}")).to_have_count(0)
    questions = page.locator("article.draft").count()
    page.locator("article.draft").last.get_by_role("button", name="删去").click()
    expect(page.locator("article.draft")).to_have_count(questions - 1)
    # A second quiz of the same week would open after the first has closed.
    page.get_by_label("开始时间").fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m-%dT%H:%M}")
    page.get_by_text("交卷后马上", exact=True).click()  # the members of this story look at once
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("已发布，成员现在可以在首页看到。")).to_be_visible()


def answer(page: Page, *, first: int, last: int | None) -> int:
    """Give some answer to the questions from `first` on; returns how many there are."""
    questions = page.locator("section.question")
    for index in range(first, last or questions.count()):
        question = questions.nth(index)
        if question.locator("label.option").count():
            question.locator("label.option").first.click()
        elif question.locator(".peg").count():
            for row in range(question.locator(".match-side").first.locator(".peg").count()):
                question.locator(".match-side").first.locator(".peg").nth(row).click()
                question.locator(".match-side").last.locator(".peg").nth(row).click()
        else:
            for _ in question.locator("button.blank").all():
                page.locator(".bank-word[aria-pressed=false]").first.click()
            for select in question.locator("select:visible").all():
                select.select_option(index=1)
            for blank in question.locator("input.blank").all():
                blank.fill("12")
    return questions.count()


def save(page: Page, *, script: bool) -> None:
    if script:
        expect(page.locator("#save-state")).to_have_text(re.compile("已保存"))
    else:
        follow(page, page.get_by_role("button", name="保存").first)


def given(page: Page) -> list[str]:
    """What the paper shows as answered, field by field."""
    values: list[str] = page.locator("section.question").evaluate_all(
        "(all) => all.flatMap((q) => [...q.querySelectorAll('input:checked, input.blank, select')].map((c) => c.value))"
    )
    return values


def review_cards(page: Page, *, script: bool) -> None:
    page.goto("/g/ours/review/")
    before = page.locator(".card-ask").inner_text()
    page.locator("details.card > summary").click()
    if script:
        page.keyboard.press("3")
    else:
        page.get_by_role("button", name=re.compile("记得")).click()
    expect(page.locator(".card-ask")).not_to_have_text(before, use_inner_text=True)
    expect(page.locator("details.card")).not_to_have_attribute("open", "")


@pytest.mark.parametrize(("script", "username"), [(True, "chen"), (False, "li")], ids=["script", "no-script"])
def test_the_whole_story(open_phone, compilation, script, username):
    office = open_phone(username="lin", script=script)
    if script:  # the second run finds the material and its key points there, and makes a quiz of its own
        import_and_curate(office, compilation)
    else:
        import_again(office, compilation)
    compose_and_publish(office)

    phone = open_phone(username=username, script=script)
    follow(phone, phone.get_by_role("button", name="开始答题").first)
    answer(phone, first=0, last=3)
    save(phone, script=script)
    expect(phone.locator("[data-dash].done")).to_have_count(3)
    answered = given(phone)
    phone.context.close()  # the browser dies in the middle

    other = open_phone(username=username, script=script)
    follow(other, other.get_by_role("link", name="继续答题"))
    assert given(other) == answered
    answer(other, first=3, last=None)
    save(other, script=script)
    other.get_by_role("button", name="交卷").click()
    expect(other.get_by_text("分，满分100")).to_be_visible()
    score = other.locator("h1.score").inner_text().split("分")[0].strip()
    other.get_by_role("link", name=re.compile("原文出处")).first.click()
    expect(other.locator(".passage mark").first).to_be_visible()

    review_cards(other, script=script)
    other.goto("/g/ours/progress/")
    expect(other.get_by_text(f"{score}分").first).to_be_visible()

    office.goto("/g/ours/scores/")
    row = office.get_by_role("row").filter(has_text={"chen": "陈思远", "li": "李慧敏"}[username])
    expect(row).to_contain_text(f"{float(score):.1f}")
    expect(office.get_by_text("应参人数")).to_be_visible()


def import_again(page: Page, compilation: Path) -> None:
    """Without script: the same file is recognised, and one more sentence becomes a key point."""
    page.get_by_role("link", name="导入资料").click()
    page.get_by_label("选择文件").set_input_files(str(compilation))
    page.get_by_label("这份资料已公开").check()
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_text("该文件已于")).to_be_visible()
    page.get_by_role("button", name="确认，导入").click()
    expect(page.get_by_text("没有重复导入").first).to_be_visible()
    page.get_by_role("link", name="标要点").first.click()
    pick_a_sentence(page, passage=0)
    expect(page.get_by_text("已标为要点。")).to_be_visible()
