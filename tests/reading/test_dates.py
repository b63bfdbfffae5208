from datetime import date

import pytest

from studyapp.reading.dates import full_dates, news_date, only_date, year_and_month


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日",
        "(2024年3月5日)",
        "（2024年03月05日）",
        "（２０２４年３月５日）",
        "2024 年 3 月 5 日",
        "二〇二四年三月五日",
        "（二○二四年三月五日）",
        "二零二四年三月五号",
        "2024-03-05",
        "2024.3.5",
        "2024/3/5",
        "日期：2024年3月5日",
    ],
)
def test_a_line_that_is_a_date(text):
    assert only_date(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇一九年十月十日", 10),
        ("二〇一九年十月二十日", 20),
        ("二〇一九年十月二十三日", 23),
        ("二〇一九年十月三十一日", 31),
    ],
)
def test_chinese_days(text, day):
    assert only_date(text) == date(2019, 10, day)


@pytest.mark.parametrize("text", ["2024年3月", "2024年2月30日", "3月5日", "2024年3月5日开会", "第12024年3月5日", ""])
def test_no_date_of_its_own(text):
    assert only_date(text) is None


def test_dates_within_a_line():
    assert full_dates("（2019年5月1日通过，2021年6月2日修订）") == [date(2019, 5, 1), date(2021, 6, 2)]


def test_the_month_on_a_cover():
    assert year_and_month("第三支部 二〇二三年十一月") == (2023, 11)
    assert year_and_month("第三支部") is None


NEWS = "新华社北京3月5日电 会议今天开幕。"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [((2024, 3), date(2024, 3, 5)), ((2024, 8), date(2024, 3, 5)), ((2025, 1), None), ((2024, 2), None), (None, None)],
)
def test_a_news_report_takes_its_year_from_the_compilation_if_it_is_near(issued, expected):
    assert news_date(NEWS, issued) == expected


def test_a_december_report_in_a_january_compilation_is_of_last_year():
    assert news_date("本报讯 12月30日，设备检修完成。", (2024, 1)) == date(2023, 12, 30)


def test_a_report_with_its_own_year_needs_no_compilation():
    assert news_date("据某网2024年3月5日消息，检修完成。", None) == date(2024, 3, 5)


def test_running_text_that_mentions_a_day_is_not_dated_by_it():
    assert news_date("3月5日，我们开了会。", (2024, 3)) is None
    assert news_date("新华社北京电 会议开幕。3月5日还有一场。", (2024, 3)) is None
