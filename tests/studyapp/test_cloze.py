from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.cloze import ClozeError, ClozeSpan, parse_cloze, plain_text, to_cloze

words = st.text(
    st.characters(exclude_characters="{}:", categories=("L", "N", "P", "S", "Z", "M", "Cf")), min_size=1
).filter(str.strip)
pieces = st.lists(st.tuples(st.integers(0, 99), words), min_size=1, max_size=6)


@given(pieces)
def test_what_is_written_can_be_read_back(parts):
    """Number 0 stands for plain text between the blanks."""
    statement, spans = "", []
    for number, word in parts:
        if number:
            spans.append(ClozeSpan(len(statement), len(statement) + len(word), word, number))
        statement += word
    text = to_cloze(statement, tuple(spans))
    assert parse_cloze(text) == (statement, tuple(spans))
    assert plain_text(text) == statement


@given(st.text())
def test_any_text_is_either_read_or_refused_in_words(text):
    with suppress(ClozeError):
        statement, spans = parse_cloze(text)
        assert [statement[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_blanks_are_found_in_order_with_their_numbers():
    assert parse_cloze("{{c1::早发现}}、{{c2::早报告}}。") == (
        "早发现、早报告。",
        (ClozeSpan(0, 3, "早发现", 1), ClozeSpan(4, 7, "早报告", 2)),
    )


def test_a_hint_is_left_out():
    assert parse_cloze("第{{c1::十九::序数}}届") == ("第十九届", (ClozeSpan(1, 3, "十九", 1),))


@pytest.mark.parametrize(
    "text", ["{{c1::}}", "{{c1:: }}", "{{c1::甲", "甲}}", "{{c0::甲}}", "{{7*7}}", "{{c1::{{c2::甲}}}}", "{{ c1::甲 }}"]
)
def test_broken_marks_are_refused(text):
    with pytest.raises(ClozeError):
        parse_cloze(text)


def test_a_single_brace_is_plain_text():
    assert parse_cloze("集合{1,2}") == ("集合{1,2}", ())
