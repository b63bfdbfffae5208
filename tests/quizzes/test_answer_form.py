from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answer_form import AnotherPaper, InvalidOption, answers_in, save_form
from quizzes.answering import Asked, Place, asked_in
from quizzes.core.record import question_from_json
from quizzes.models import Response
from tests.factories import form_of
from tests.quizzes.conftest import RIGHT_LINES


@pytest.fixture
def rows(attempt):
    return asked_in(attempt)


def test_a_form_is_read_back_into_answers_by_place(rows, asked):
    assert answers_in(rows[0], 0, form_of(asked.typed, " 0.05 ", revision=3)) == ({"0": "0.05"}, 3)
    assert answers_in(rows[1], 0, form_of(asked.choice, "10米")) == ({"0": "10米"}, 1)
    lines = {"l0": "r0", "l1": "r1", "l2": "r2", "l3": "r3"}
    assert answers_in(rows[2], 0, form_of(asked.matching, *RIGHT_LINES)) == (lines, 1)


def test_unanswered_places_are_empty(rows, asked):
    assert answers_in(rows[1], 0, form_of(asked.choice)) == ({"0": ""}, 1)
    lines = {"l0": "r2", "l1": "", "l2": "", "l3": ""}
    assert answers_in(rows[2], 0, form_of(asked.matching, "0")) == (lines, 1)


def test_a_question_that_is_not_in_the_form_is_passed_over(rows, asked):
    assert answers_in(rows[0], 0, form_of(asked.choice, "10米")) is None


def test_an_option_of_another_question_is_refused(rows, asked):
    with pytest.raises(InvalidOption):
        answers_in(rows[1], 0, form_of(asked.choice, "淡蓝"))


def test_D17_options_of_another_attempt_are_refused(rows, asked):
    with pytest.raises(InvalidOption):
        answers_in(rows[1], 0, form_of(asked.choice, "10米", seed=1))


@pytest.mark.parametrize("line", ["0", "5", "-1", "r0", "１", "1.0", "[0]", "9" * 30])
def test_a_line_to_nowhere_is_refused(rows, asked, line):
    with pytest.raises(InvalidOption):
        answers_in(rows[2], 0, form_of(asked.matching) | {f"q{asked.matching.pk}.0": line})


@pytest.mark.parametrize("revision", ["", "-1", "1.5", "１", "x", "1e3", "9999999"])
def test_a_revision_that_is_no_count_is_refused(rows, asked, revision):
    with pytest.raises(InvalidOption):
        answers_in(rows[0], 0, form_of(asked.typed, "0.05") | {f"q{asked.typed.pk}.revision": revision})


def test_a_form_of_another_attempt_stores_nothing(attempt, asked, now):
    with pytest.raises(AnotherPaper):
        save_form(attempt=attempt, form=form_of(asked.typed, "0.05") | {"paper": str(attempt.pk + 1)}, now=now)
    assert not Response.objects.exists()


@given(
    st.dictionaries(
        st.text(max_size=12)
        | st.builds("q{}.{}".format, st.integers(0, 9), st.sampled_from(["0", "revision", "9", "x"])),
        st.text(max_size=20),
        max_size=8,
    )
)
def test_whatever_a_form_holds_is_read_or_refused(form):
    body = {
        "id": "t", "kind": "fill_blank", "mode": "typed", "key_point": "1", "statement": "不小于10米。",
        "blanks": [
            {"start": 3, "end": 6, "answer": "10米", "accept": [], "class": "number", "reason": "", "options": None}
        ],
    }  # fmt: skip
    place = Place(1, "0", 3, 1, "", 0, None)
    try:
        found = answers_in(Asked(3, 1, question_from_json(body), [place]), 0, form)
    except InvalidOption:
        found = None
    assert found is None or set(found[0]) == {"0"}
