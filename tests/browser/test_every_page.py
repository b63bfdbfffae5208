"""Every page of a living group, for everybody who may open it: accessible, quiet, and as wide as the screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import follow

SIZES = {"phone": (390, 844), "small phone": (320, 640), "desk": (1280, 800)}
MEMBER_PAGES = ("", "materials/", "materials/?q=安全", "review/", "mistakes/", "progress/")
SECRETARY_PAGES = ("", "materials/", "materials/upload/", "quizzes/", "quizzes/new/", "scores/", "settings/", "sheets/")


def serious(results: Any) -> list[str]:
    """Axe's serious and critical violations, one line for each element."""
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def inspect(page: Page) -> None:
    """Look at the page as it is, in every size and in light and dark."""
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} scrolls sideways on a {name}: {wide}"
    for width, height in (SIZES["phone"], SIZES["desk"]):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # or axe meets half-faded colours
            assert serious(Axe().run(page)) == [], f"{page.url} {width} {scheme}"


@pytest.mark.usefixtures("demo_group")
def test_pages_of_a_member(open_phone):
    page = open_phone(username="member02")
    for path in MEMBER_PAGES:
        page.goto(f"/g/demo/{path}")
        inspect(page)
    follow(page, page.locator("a.row").first)
    inspect(page)
    page.goto("/g/demo/materials/")
    follow(page, page.locator("a.row").first)
    inspect(page)


@pytest.mark.usefixtures("demo_group")
def test_a_card_turned_over(open_phone):
    page = open_phone(username="member03")
    page.goto("/g/demo/review/")
    undo = page.get_by_role("button", name="撤销")
    expect(undo).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator("details.card")).to_have_attribute("open", "")
    inspect(page)
    page.keyboard.press("3")
    expect(undo).to_be_visible()
    undo.click()
    expect(undo).to_have_count(0)


@pytest.mark.usefixtures("demo_group")
def test_paper_and_result(open_phone):
    page = open_phone(username="member04")
    follow(page, page.get_by_role("button", name="开始答题"))
    expect(page.locator("section.question")).to_have_count(10)
    inspect(page)
    follow(page, page.get_by_role("button", name="交卷"))
    expect(page.get_by_role("heading", name="还有10道题没有答完")).to_be_visible()
    inspect(page)
    follow(page, page.get_by_role("button", name="就这样交卷"))
    expect(page.get_by_text("分，满分100")).to_be_visible()
    inspect(page)


@pytest.mark.usefixtures("demo_group")
def test_pages_of_the_secretary(open_phone):
    page = open_phone(username="mishu")
    for path in SECRETARY_PAGES:
        page.goto(f"/g/demo/{path}")
        inspect(page)
    page.goto("/g/demo/materials/")
    follow(page, page.get_by_role("link", name="标要点").first)
    inspect(page)
    page.locator("a.point:not(.proposed)").first.click()
    follow(page, page.get_by_role("link", name="改文字"))
    expect(page.get_by_label("要点", exact=True)).to_be_visible()
    inspect(page)
    for link in ("通知和二维码", "截止、请假、补测", "第5周测试"):
        page.goto("/g/demo/quizzes/")
        follow(page, page.get_by_role("link", name=link).first)
        inspect(page)


@pytest.mark.usefixtures("demo_group")
def test_large_type_is_kept_when_the_page_is_left_at_once(open_phone):
    page = open_phone(username="member06")
    page.get_by_role("button", name="大字").click()
    page.goto("/g/demo/progress/")
    for _ in range(20):  # the page may have been asked for before the setting had arrived
        if page.locator("html").get_attribute("data-type") == "large":
            break
        page.wait_for_timeout(100)
        page.reload()
    expect(page.locator("html")).to_have_attribute("data-type", "large")


@pytest.mark.usefixtures("demo_group")
def test_large_type_fits_the_smallest_phone(open_phone):
    page = open_phone(username="member05")
    with page.expect_response("**/large-type/"):
        page.get_by_role("button", name="大字").click()
    for path in MEMBER_PAGES:
        page.goto(f"/g/demo/{path}")
        expect(page.locator("html")).to_have_attribute("data-type", "large")
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} on a {name}"


@pytest.mark.usefixtures("demo_group")
def test_a_draft(open_phone):
    page = open_phone(username="mishu")
    page.goto("/g/demo/quizzes/new/")
    page.locator("input[name=materials]").first.check()
    page.get_by_role("button", name="生成草稿").click()
    expect(page.get_by_role("heading", name="发布", exact=True)).to_be_visible(timeout=30_000)
    inspect(page)


def test_the_door_and_a_page_that_is_not_there(browser, server):
    page = browser.new_context(base_url=server.url).new_page()
    page.goto("/")
    inspect(page)
    page.goto("/no-such-page/")
    inspect(page)
