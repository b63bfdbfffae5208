"""A document of 200 pages is curated as fast as one of two: little travels, and every edit brings only what changed."""

from __future__ import annotations

import re

import pytest

from quizzes.core.survey import SURVEYOR
from quizzes.decision import passage_of
from quizzes.desk import SECTION
from quizzes.models import Candidate, MaterialSurvey, PassageSurvey
from studyapp.library import add_documents
from studyapp.models import KeyPoint, Material
from studyapp.reading.types import Document, Passage
from tests.quizzes.desk import act, address

PASSAGES = 2000
POINTS = 300
SENTENCE = "第{0}号实验室的安全距离是{1}米，由{2}名值班人员每天检查两次，检查结果记入当天的值班日志并由负责人签字。"


def document(group, *, passages: int, points: int) -> Material:
    """So many passages with a heading before every twenty, key points and as many proposals on different ones."""
    rows = []
    for number in range(1, passages + 1):
        if number % 20 == 1:
            rows.append(Passage("heading", f"第{number // 20 + 1}章　第{number}号起的实验室", 1))
        rows.append(Passage("paragraph", SENTENCE.format(number, number * 7, number + 2)))
    (material,) = add_documents(group=group, documents=[Document(title=f"规程{passages}", passages=tuple(rows))]).added
    stored = list(material.passages.exclude(number=None))
    PassageSurvey.objects.bulk_create(
        PassageSurvey(passage=passage, words=list(range(0, len(passage.text), 2)), asks=[]) for passage in stored
    )
    KeyPoint.objects.bulk_create(
        KeyPoint(material=material, passage=passage, quote=passage.text[:20], text=passage.text)
        for passage in stored[:: len(stored) // points]
    )
    Candidate.objects.bulk_create(
        Candidate(material=material, passage=p, digest=str(p.pk), start=0, end=20, text=p.text[:20], is_best=True)
        for p in stored[1 :: len(stored) // points]
    )
    MaterialSurvey.objects.create(
        material=material,
        content_hash=material.content_hash,
        surveyor=SURVEYOR,
        begun_at="2026-11-01T00:00Z",
        done_at="2026-11-01T00:00Z",
    )
    return material


@pytest.fixture
def long_one(group):
    material = document(group, passages=PASSAGES, points=POINTS)
    assert sum(len(text) for text in material.passages.values_list("text", flat=True)) > 100_000
    return material


def test_the_page_sends_less_than_300_kilobytes(as_secretary, long_one):
    response = as_secretary.get(address(long_one))
    assert len(response.content) < 300_000
    assert response.text.count('class="unread"') > 10
    assert re.findall(r'data-loaded="(\d+)"', response.text) == ["1"]


def test_every_part_of_it_can_be_asked_for_and_is_short(as_secretary, long_one):
    sections = re.findall(r'id="section-(\d+)"', as_secretary.get(address(long_one)).text)
    seen: list[str] = []
    for number in sections:
        html = as_secretary.hx_get(address(long_one), target=f"section-{number}", section=number).text
        assert len(html.encode()) < 20 * SECTION
        seen += re.findall(r'id="p(\d+)"', html)
    assert seen == [str(number) for number in range(1, PASSAGES + 1)]


def test_without_script_every_part_is_a_page_of_its_own(as_secretary, long_one):
    html = as_secretary.get(address(long_one)).text
    assert 'href="?section=7#section-7"' in html
    other = as_secretary.get(address(long_one), {"section": "7"})
    assert re.findall(r'data-loaded="(\d+)"', other.text) == ["7"]
    assert len(other.content) < 300_000


@pytest.mark.parametrize("fields", [{"tap": "2"}, {"edge": "start+"}, {"accept": "1"}, {"dismiss": "1"}])
def test_an_edit_brings_only_the_decision_and_its_passage(as_secretary, long_one, fields):
    candidate = Candidate.objects.order_by("pk")[150]
    if "edge" in fields:
        Candidate.objects.filter(pk=candidate.pk).update(end=50, text=passage_of(candidate).text[:50])
        candidate.refresh_from_db()
    html = act(as_secretary, candidate, **fields).text
    assert len(html.encode()) < 16_000
    assert html.count('id="decision"') == 1
    assert html.count('<p class="passage"') == ("tap" not in fields)
    assert "<section id=" not in html


def test_neither_page_nor_edit_makes_more_queries_for_a_longer_document(
    as_secretary, group, long_one, django_assert_max_num_queries
):
    short = document(group, passages=40, points=10)
    for material in (short, long_one):
        with django_assert_max_num_queries(17):
            as_secretary.get(address(material))
        with django_assert_max_num_queries(17):
            as_secretary.hx_get(address(material), target="section-1", section="1")
        candidate = Candidate.objects.filter(material=material).order_by("pk")[5]
        with django_assert_max_num_queries(28):
            act(as_secretary, candidate, tap="2")
        candidate.refresh_from_db()
        with django_assert_max_num_queries(48):
            act(as_secretary, candidate, accept="1")


def test_the_outline_names_every_heading_and_its_key_points(as_secretary, long_one):
    html = as_secretary.get(address(long_one)).text
    assert html.count('class="level-1"') == PASSAGES // 20
    assert re.search(r'href="\?section=3#h\d+" data-section="3"', html)
    assert "个要点</span>" in html
