"""A notice for the chat holds group, title, times and link, and nothing that must not leave the house."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import segno

from quizzes.notices import QUIET_ZONE, notice_text, qr_code
from tests.factories import create_quiz

OPENS = datetime.fromisoformat("2026-11-30T08:00+08:00")
CLOSES = datetime.fromisoformat("2026-12-06T22:00+08:00")
LINK = "https://study.example.edu/g/ours/q/7/"


@pytest.fixture
def quiz(group):
    return create_quiz(group=group, opens_at=OPENS, closes_at=CLOSES)


def test_before_it_opens_the_notice_says_when(quiz):
    assert notice_text(quiz, LINK, OPENS - timedelta(days=2)) == (
        "【第三学习小组】第1周测试\n"
        "开始时间：11月30日（星期一）08:00\n"
        "截止时间：12月6日（星期日）22:00\n"
        f"答题链接：{LINK}"
    )


def test_once_open_it_says_only_when_it_closes(quiz):
    assert "开始时间" not in notice_text(quiz, LINK, OPENS)


def test_a_time_limit_is_said(quiz):
    quiz.time_limit = 20
    assert "\n限时：20分钟，从开始答题起算\n" in notice_text(quiz, LINK, OPENS)


def test_times_are_those_of_the_group(quiz):
    quiz.group.time_zone = "America/New_York"
    assert "截止时间：12月6日（星期日）09:00" in notice_text(quiz, LINK, OPENS)


def test_no_name_and_no_text_of_the_material_is_in_it(quiz, member, secretary):
    text = notice_text(quiz, LINK, OPENS)
    material = quiz.materials.get()
    points = [point.statement for point in material.key_points.all()]
    passages = [passage.text for passage in material.passages.all()]
    assert not any(part in text for part in [member.name, secretary.name, material.title, *points, *passages])


@pytest.mark.parametrize("text", [LINK, "http://127.0.0.1:8000/g/demo/q/1/", "https://温故.中国/g/" + "a" * 200])
def test_the_drawn_code_is_the_code_of_the_link(text):
    """Painting the path again gives the matrix, dark module for dark module, inside its quiet zone."""
    code = qr_code(text)
    matrix = segno.make_qr(text, error="m").matrix
    assert code.size == len(matrix) + 2 * QUIET_ZONE
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    assert re.sub(r"M\d+ \d+h(\d+)v1h-\1z", "", code.path) == ""
    assert dark == {
        (x + QUIET_ZONE, y + QUIET_ZONE) for y, row in enumerate(matrix) for x, module in enumerate(row) if module
    }
