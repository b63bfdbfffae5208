from __future__ import annotations

import pytest

from quizzes.core.dates import Date, find_dates, granularity, parse_date


def dates_in(text):
    return [text[date.start : date.end] for date in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1840年6月，英国出兵", ["1840年6月"]),
        ("公元前221年，秦统一六国", ["公元前221年"]),
        ("618年，李渊建立唐朝", ["618年"]),
        ("二〇二〇年二月三日召开", ["二〇二〇年二月三日"]),
        ("自2016年1月1日至2020年12月31日", ["2016年1月1日至2020年12月31日"]),
        ("1937—1945年的抗战", ["1937—1945年"]),
        ("19世纪60年代到90年代", ["19世纪60年代到90年代"]),
        ("康熙二十四年设府", ["康熙二十四年"]),
        ("2019年底前完成", ["2019年底"]),
        ("2023-05-06", ["2023-05-06"]),
        ("每年3月15日", ["3月15日"]),
        ("2022年冬季奥运会", ["2022年"]),
    ],
)
def test_dates_are_found_whole(text, found):
    assert dates_in(text) == found


@pytest.mark.parametrize(
    "text", ["有5000年的历史", "期限为100年", "长达1500年", "三年以下徒刑", "15日内提出", "二十二月"]
)
def test_durations_are_no_dates(text):
    assert dates_in(text) == []


def test_parts_and_granularity():
    assert parse_date("前202年") == Date(-202)
    assert parse_date("二〇二一年七月一日") == Date(2021, 7, 1)
    assert granularity("2021年7月") == "year-month"
    assert granularity("1949年秋") == ""


def test_impossible_dates_do_not_exist():
    assert not Date(2021, 2, 29).exists
    assert Date(2020, 2, 29).exists
    assert not Date(2020, 13).exists
