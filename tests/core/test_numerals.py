from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.numerals import chinese_numeral, like, number_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("4.16万", 41600),
        ("三十六", 36),
        ("二〇二一", 2021),
        ("一百零五", 105),
        ("六十点五", Fraction(121, 2)),
        ("Ⅳ", 4),
        ("两", 2),
        ("-5", -5),
    ],
)
def test_value(text, value):
    assert number_value(text) == value


@pytest.mark.parametrize("text", ["", "一带一路", "3MPa", "点五", "abc"])
def test_no_value(text):
    assert number_value(text) is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_read_back(value):
    assert number_value(chinese_numeral(value)) == value


@pytest.mark.parametrize(
    ("pattern", "value", "printed"),
    [
        ("1,200", 2300, "2,300"),
        ("0.60", Fraction(7, 10), "0.70"),
        ("三十", 40, "四十"),
        ("二〇二一", 1999, "一九九九"),
        ("05", 7, "07"),
        ("4万", 30000, "3万"),
    ],
)
def test_printed_in_the_same_style(pattern, value, printed):
    assert like(pattern, Fraction(value)) == printed


def test_a_value_that_the_style_cannot_print():
    assert like("3", Fraction(1, 2)) is None
