"""Looking at a file before it is stored, in a real browser: taps counted, and only what changed is swapped."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, SAMPLE

DESK = """
from tests.factories import create_group, create_person
person = create_person(group=create_group(slug="desk"), name="王秘书", role="secretary")
person.username = "wang"
person.set_password("{password}")
person.save()
"""


@pytest.fixture(scope="module", autouse=True)
def _desk(server):
    """A group of its own: the story of the other one counts what it finds."""
    server.manage("shell", "-c", DESK.format(password=PASSWORD))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("气瓶使用须知（浏览器）", 0)
    for part in "甲乙丙":
        document.add_heading(f"{part}、存放", 1)
        for number in range(1, 5):
            document.add_paragraph(f"{part}库第{number}号气瓶应当直立放置，离明火{number * 5}米以上。")
    path = tmp_path / "须知.docx"
    document.save(str(path))
    return path


def upload(page: Page, file: Path) -> None:
    page.goto("/g/desk/materials/upload/")
    page.get_by_label("选择文件").set_input_files(str(file))
    page.get_by_label("这份资料已公开").check()
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_role("heading", name="看过再导入")).to_be_visible(timeout=30_000)


def test_edits_swap_only_what_changed_and_keep_what_was_typed(open_phone, rules):
    page = open_phone(username="wang")
    upload(page, rules)
    page.get_by_role("button", name="逐段查看和修改").click()
    expect(page.locator(".line")).to_have_count(15)
    page.evaluate("document.querySelectorAll('.line').forEach((line, n) => line.old = n)")
    page.get_by_label("作者或发文单位").fill("保卫处")
    page.locator("#line-0-2 summary").click()
    page.get_by_role("button", name="改为二级标题").click()
    expect(page.locator("#line-0-2 .chip")).to_have_text("二级标题")
    swapped = page.evaluate("[...document.querySelectorAll('.line')].filter(line => line.old === undefined).length")
    assert swapped == 1
    expect(page.get_by_label("作者或发文单位")).to_have_value("保卫处")
    page.get_by_role("button", name="撤销上一步").click()
    expect(page.locator("#line-0-2 .chip")).to_have_count(0)
    page.get_by_label("标题", exact=True).fill("气瓶须知定稿")
    page.get_by_role("button", name="确认，导入").click()
    expect(page.get_by_text("已导入 1 篇资料：《气瓶须知定稿》")).to_be_visible()


def test_a_file_changed_in_two_tabs_says_so_and_keeps_what_was_typed(open_phone, rules):
    page = open_phone(username="wang", refusals=True)
    upload(page, rules)
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_text("更多").click()
    other.get_by_role("button", name="不导入这一篇").click()
    expect(other.get_by_role("button", name="确认，导入0篇")).to_be_visible()
    page.get_by_label("标题", exact=True).fill("打好的标题")
    page.get_by_role("button", name="确认，导入").click()
    expect(page.get_by_text("这份预览在别处改过")).to_be_visible()
    page.get_by_text("更多").click()
    page.get_by_role("button", name="还是导入").click()
    expect(page.get_by_label("标题", exact=True)).to_be_visible()


def test_without_script_every_edit_is_a_page(open_phone, rules):
    page = open_phone(username="wang", script=False)
    upload(page, rules)
    page.get_by_role("button", name="逐段查看和修改").click()
    page.locator("#line-0-5 summary").click()
    page.get_by_role("button", name="从这里起另成一篇").click()
    expect(page.locator("ol.sheets > li")).to_have_count(2)
    page.get_by_role("button", name="撤销上一步").click()
    expect(page.locator("ol.sheets > li")).to_have_count(1)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample compilation is not on this machine")
def test_the_first_steps_of_the_journey_take_six_taps(open_phone):
    """J3: drop the file, tick, read: two taps. A title and a date put right: three. Confirm: one."""
    page = open_phone(username="wang")
    page.goto("/g/desk/materials/upload/")
    page.get_by_label("选择文件").set_input_files(str(SAMPLE))  # dropped
    taps = 0

    def tap(target):
        nonlocal taps
        target.click()
        taps += 1

    tap(page.get_by_label("这份资料已公开"))
    tap(page.get_by_role("button", name="读取文件"))
    expect(page.get_by_role("heading", name="看过再导入")).to_be_visible(timeout=30_000)
    tap(page.locator("#title-0"))
    page.locator("#title-0").fill("第一篇的标题")
    tap(page.locator("#date-1"))
    page.locator("#date-1").fill("2020-02-14")
    tap(page.get_by_role("button", name="保存修改").last)
    tap(page.get_by_role("button", name="确认，导入"))
    expect(page.get_by_text("已导入 3 篇资料：《第一篇的标题》")).to_be_visible(timeout=30_000)
    assert taps == 6


def test_B46_a_paste_is_counted_and_one_that_is_too_long_stays_here(open_phone):
    page = open_phone(username="wang")
    page.goto("/g/desk/materials/upload/#paste")
    page.get_by_text("没有文件？粘贴文字").click()
    text = page.get_by_label("正文")
    text.fill("气" * 200_001)
    expect(page.get_by_text("现在有200001个字（上限20万字）。")).to_be_visible()
    page.get_by_label("标题").fill("长文")
    page.get_by_label("这段文字已公开").check()
    page.get_by_role("button", name="读取文字").click()
    assert text.evaluate("area => area.validationMessage").startswith("内容过长，现在有200001个字")
    assert page.url.endswith("/upload/#paste")
    text.fill("氧气瓶要直立，离明火不得小于10米。\n\n搬运时要戴好瓶帽。")
    page.get_by_role("button", name="读取文字").click()
    page.wait_for_url("**/imports/**")
