"""What the content security policy would block, and what would let a page be written by its readers, is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ASSETS = sorted(path for end in ("css", "js", "svg") for path in (ROOT / "studyapp" / "static").rglob(f"*.{end}"))
CODE = sorted(path for package in ("studyapp", "quizzes") for path in (ROOT / package).rglob("*.py"))

FORBIDDEN = {
    "a script of its own": r"<script(?![^>]*\bsrc=)",
    "a style of its own": r"<style|\sstyle\s*=",
    "an event attribute": r"\son[a-z]+\s*=",
    "an htmx event attribute": r"hx-on",
    "a javascript value": r"\bjs:|javascript:",
    "a filtered trigger": r"hx-trigger\s*=\s*\"[^\"]*\[",
    "unescaped output": r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off",
    "another site": r"https?://|(?:src|href|action)\s*=\s*\"//",
    "a form that goes nowhere by itself": r"<form(?![^>]*\bmethod=)",
}
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.S | re.I)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_none_of_the_forbidden_things(path):
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.I)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_form_that_changes_something_has_its_token(path):
    text = path.read_text(encoding="utf-8")
    forms = FORM.findall(text)
    assert len(forms) == len(re.findall(r"method=\"post\"", text, re.I))
    assert all("{% csrf_token %}" in form for form in forms)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_whatever_htmx_changes_works_as_a_plain_form_too(path):
    for tag in re.findall(r"<[^>]*hx-post[^>]*>", path.read_text(encoding="utf-8")):
        assert tag.startswith("<form")
        assert 'method="post"' in tag
        assert "action=" in tag


def test_every_class_of_a_template_has_its_rule_or_its_script():
    known = " ".join(path.read_text(encoding="utf-8") for path in ASSETS if path.suffix in {".css", ".js"})
    classes = re.compile(r"\bclass=\"([^\"]*)\"")
    used = {
        word
        for path in TEMPLATES
        for value in classes.findall(re.sub(r"{[{%].*?[%}]}", " ", path.read_text(encoding="utf-8")))
        for word in value.split()
    }
    assert sorted(word for word in used if f".{word}" not in known) == []


@pytest.mark.parametrize("path", ASSETS, ids=name)
def test_no_asset_asks_another_site(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(\s*[\"']?//", text)


@pytest.mark.parametrize("path", [path for path in ASSETS if path.suffix == ".js"], ids=name)
def test_no_script_runs_text_as_code(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write|outerHTML\s*=", text
    )


def test_no_code_marks_text_as_safe():
    """But one: it puts escaped answers into what a template drew, and tests/quizzes/test_drawn.py holds it to what the
    template would have drawn around any answer."""
    unsafe = re.compile(r"mark_safe|format_html|SafeString|csrf_exempt|\.raw\(|\.extra\(")
    assert [name(path) for path in CODE if unsafe.search(path.read_text(encoding="utf-8"))] == ["quizzes/drawn.py"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500])
def test_every_error_has_its_page(status):
    assert (ROOT / "templates" / f"{status}.html").is_file()


def test_htmx_is_told_not_to_trust_pages():
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    for setting in ('"allowEval":false', '"allowScriptTags":false', '"selfRequestsOnly":true', '"historyCacheSize":0'):
        assert setting in base
