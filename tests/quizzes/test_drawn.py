"""A question that is drawn once looks as if it were drawn for this member: nothing of another paper shows in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes import drawn as drawing
from quizzes.answering import asked_in, save_answer, start_attempt
from quizzes.drawn import drawn
from quizzes.paper import questions_of, steps_of
from tests.factories import create_person

NOW = timezone.now()


@pytest.fixture(autouse=True)
def _nothing_drawn_yet():
    drawing._around_holes.cache_clear()


def steps(attempt, **options):
    return steps_of(questions_of(asked_in(attempt), attempt.seed), **options)


def html(steps, worth="5", one_by_one=False):
    return "".join(drawn(steps, worth=worth, one_by_one=one_by_one, paper_url="/p/"))


def test_what_is_the_same_is_drawn_once(attempt):
    first, second = html(steps(attempt)[:1]), html(steps(attempt)[:1])
    assert first == second == drawing._draw(steps(attempt)[0], "5", False)
    assert drawing._around_holes.cache_info()[:2] == (1, 1)


@given(answer=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_filled_question_is_what_the_template_draws(attempt, answer):
    step = steps(attempt)[0]
    (question,) = step.questions
    pieces = tuple(
        replace(piece, gap=replace(piece.gap, value=answer)) if piece.gap else piece for piece in question.pieces
    )
    written = replace(step, questions=(replace(question, pieces=pieces, revision="1234"),))
    assert html([written]) == drawing._draw(written, "5", False)
    assert drawing._around_holes.cache_info().misses == 1


def test_worth_number_layout_and_neighbours_are_shown_as_they_are(attempt):
    step = steps(attempt)[0]
    question = step.questions[0]
    twelfth = replace(step, questions=(replace(question, number=12),))
    assert "每空5分" in html([step])
    assert "每空2.5分" in html([step], worth="2.5")
    assert "第1题" in html([step])
    assert "第12题" in html([twelfth])
    assert "step-nav" not in html([step])
    assert f"#q{step.next}" in html([step], one_by_one=True)
    assert "#finish" in html([replace(step, next=None)], one_by_one=True)


def test_an_answer_is_drawn_for_its_own_member_only(attempt, asked, group):
    html(steps(attempt))
    save_answer(attempt=attempt, question=asked.typed, given={"0": "只有我写的"}, revision=1, now=NOW)
    other = start_attempt(quiz=attempt.quiz, member=create_person(group=group), now=NOW)
    assert 'value="只有我写的"' in html(steps(attempt))
    assert "只有我写的" not in html(steps(other))
    save_answer(attempt=attempt, question=asked.typed, given={"0": ""}, revision=2, now=NOW)
    assert f'name="q{asked.typed.pk}.revision" value="3"' in html(steps(attempt))
    assert f'name="q{asked.typed.pk}.revision" value="1"' in html(steps(other))


def test_what_people_write_is_escaped(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": '"><script>'}, revision=1, now=NOW)
    assert "<script>" not in html(steps(attempt))
    assert "&quot;&gt;&lt;script&gt;" in html(steps(attempt))


def test_without_links_steps_have_no_neighbours(attempt):
    assert {(step.previous, step.next) for step in steps(attempt, linked=False)} == {(None, None)}
