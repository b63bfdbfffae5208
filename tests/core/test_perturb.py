from __future__ import annotations

from fractions import Fraction

import pytest

from quizzes.core.dates import parse_date
from quizzes.core.magnitude import magnitude
from quizzes.core.perturb import Setting, variants

PLAIN = Setting("")


def size(text, kind):
    value = magnitude(text, kind)
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("kind", "text", "unit", "some"),
    [
        ("number", "330多", "支", {"230多", "430多"}),
        ("measure", "1,500亿元", "元", {"1,200亿元", "1,800亿元"}),
        ("measure", "十五日", "日", {"十日", "二十日", "三十日"}),
        ("range", "100~120", "次", {"80~100", "120~140"}),
        ("range", "三年以上十年以下", "", {"一年以上五年以下", "二年以上七年以下"}),
        ("fraction", "三分之二", "", {"四分之三", "二分之一"}),
        ("ratio", "30:2", "", {"15:2"}),
        ("ordinal", "第二百六十四条", "", {"第二百六十三条", "第二百六十五条"}),
        ("level", "Ⅱ级", "", {"Ⅰ级", "Ⅲ级"}),
        ("session", "十八届三中全会", "", {"十八届四中全会", "十九届三中全会"}),
        ("date", "1949年10月1日", "", {"1950年10月1日", "1949年11月1日"}),
        ("date", "公元前221年", "", {"公元前231年", "公元前211年"}),
        ("date", "20世纪80年代", "", {"20世纪70年代", "19世纪80年代"}),
        ("date_range", "1937—1945年", "", {"1936—1944年"}),
        ("clock", "22:00", "", {"21:00", "23:00"}),
    ],
)
def test_wrong_answers_are_written_like_the_right_one(kind, text, unit, some):
    assert some <= set(variants(kind, text, unit, PLAIN))


@pytest.mark.parametrize(
    ("kind", "text", "unit"),
    [
        ("measure", "46%", "%"),
        ("number", "1396", "个"),
        ("measure", "0.05mol/L", "mol/L"),
        ("count", "三", "项"),
        ("measure", "60日", "日"),
    ],
)
def test_values_differ_by_five_per_cent_or_more_and_keep_their_form(kind, text, unit):
    key = size(text, kind)
    for variant in variants(kind, text, unit, PLAIN):
        value = size(variant, kind)
        assert value > 0
        assert value != key
        assert len(variant.partition(".")[2]) == len(text.partition(".")[2])


def test_round_numbers_stay_round():
    assert all(text.endswith("00") and text[-3] != "0" for text in variants("number", "300", "", PLAIN))


def test_no_variants_where_the_right_one_would_always_be_the_least():
    assert variants("measure", "100℃", "℃", PLAIN) == []


def test_wrong_dates_exist_and_are_not_in_the_future():
    for text in variants("date", "2024年2月29日", "", PLAIN):
        date = parse_date(text)
        assert date is not None
        assert date.exists
        assert date.year is not None
        assert date.year <= 2026


def test_ranges_keep_their_signs():
    assert all(text.startswith("-") for text in variants("range", "-20℃～40℃", "℃", PLAIN))


def test_powers_of_two_in_computing():
    setting = Setting("IPv4地址的长度是32位")
    assert {"16", "64"} <= set(variants("number", "32", "位", setting))


def test_order_of_visible_values_is_kept():
    found = variants("measure", "36V", "V", Setting("", before=(Fraction(42),), after=(Fraction(24),)))
    assert found
    assert all(24 < size(text, "measure") < 42 for text in found)


def test_unknown_classes_have_no_variants():
    assert variants("phrase", "叶绿体", "", PLAIN) == []
