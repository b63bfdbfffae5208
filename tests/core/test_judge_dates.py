from fractions import Fraction

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from quizzes.core.answer_dates import read_clocks, read_date, read_period
from quizzes.core.judge import judge_blank

HALF = Fraction(1, 2)

SAME_DAY = [
    ("2020年2月3日", ["二〇二〇年二月三日", "2020-2-3", "2020.02.03", "2020/2/3", "20200203", "２０２０年２月３日"]),
    (
        "2020年2月3日",
        ["二零二零年二月三号", "二○二○年二月三日", "公元2020年2月3日", "2020年2月3日星期一", "2020 年 2 月 3 日"],
    ),
    ("2月3日", ["二月三日", "2.3", "02-03", "2/3", "2月3号", "二月三号", "2月3"]),
    ("前202年", ["公元前202年", "公元前二百零二年", "西元前202年", "前二〇二年"]),
    ("1949年", ["一九四九年", "公元1949年"]),
    ("2020年2月", ["二〇二〇年二月", "2020.2", "2020-02", "2020年2月份"]),
    ("2020年初", ["二〇二〇年初"]),
    ("2020年底", ["2020年末", "二〇二〇年底"]),
    ("2020年2月上旬", ["二〇二〇年二月上旬"]),
    ("7月中下旬", ["七月中下旬"]),
    ("2020年春季", ["2020年春", "二〇二〇年春"]),
    ("2020年上半年", ["二〇二〇年上半年"]),
    ("2020年第一季度", ["2020年第1季度", "二〇二〇年第一季度"]),
    ("正月初一", ["农历正月初一", "农历一月初一"]),
    ("腊月二十三", ["农历十二月二十三", "腊月廿三"]),
    ("八月十五", ["农历八月十五", "8月15日"]),
    ("民国二年", ["民国2年", "1913年"]),
    ("贞观元年", ["贞观1年", "贞观一年"]),
    ("20世纪80年代", ["二十世纪八十年代", "1980年代"]),
    ("19世纪末", ["十九世纪末"]),
    ("1937—1945年", ["1937年至1945年", "1937-1945", "一九三七年到一九四五年", "1937～1945年", "1937—45年"]),
    ("1月20日至22日", ["1月20日—1月22日", "一月二十日至二十二日", "1月20日到22日"]),
    ("2019年12月27日至2020年2月3日", ["2019-12-27至2020-2-3", "2019.12.27—2020.2.3"]),
    ("2—4月", ["2月至4月", "二月到四月"]),
]
OTHER_DAY = [
    ("2020年2月3日", ["2月4日", "2020年3月2日", "2021年2月3日", "2020年2月", "2020年", "2020年2月30", "3日"]),
    ("2025年", ["2024年", "二〇二四年", "25年", "2025年2月"]),
    ("前202年", ["202年", "公元202年", "前206年"]),
    ("正月初一", ["1月1日", "正月初二", "腊月初一"]),
    ("2020年初", ["2020年", "2020年底"]),
    ("2020年上半年", ["2020年下半年"]),
    ("1937—1945年", ["1937—1946年", "1937年", "1945年", "1931—1945年"]),
    ("1月20日至22日", ["1月20日至23日", "2月20日至22日"]),
    ("20世纪80年代", ["20世纪90年代", "19世纪80年代"]),
    ("贞观元年", ["贞观二年", "开元元年"]),
]


@pytest.mark.parametrize(("key", "good"), [(key, good) for key, goods in SAME_DAY for good in goods])
def test_same_date_is_right_in_any_notation_both_ways(key, good):
    assert judge_blank(good, answer=key, kind="date").credit == 1
    assert judge_blank(key, answer=good, kind="date").credit == 1


@pytest.mark.parametrize(("key", "bad"), [(key, bad) for key, bads in OTHER_DAY for bad in bads])
def test_other_date_is_wrong(key, bad):
    assert judge_blank(bad, answer=key, kind="date").credit == 0


@pytest.mark.parametrize(
    ("left", "key", "right", "given", "credit"),
    [
        ("会议于", "2020年2月3日", "召开。", "2月3日", HALF),
        ("2020年初，会议于", "2020年2月3日", "召开。", "2月3日", 1),
        ("会议于2020年", "2月3日", "召开。", "2020年2月3日", 1),
        ("会议于2020年", "2月3日", "召开。", "2021年2月3日", 0),
        ("同年", "2月3日", "召开。", "2.3", 1),
        ("会议于", "2月3日", "召开。", "2020年2月3日", 1),
        ("会议于", "2020", "年召开。", "2020年", 1),
        ("会议于", "2020", "年召开。", "二〇二〇", 1),
        ("会议于2月", "3日", "召开。", "2月3日", 1),
        ("会议于2月", "3日", "召开。", "三号", 1),
    ],
)
def test_year_may_be_left_out_when_the_stem_shows_it(left, key, right, given, credit):
    assert judge_blank(given, answer=key, kind="date", left=left, right=right).credit == credit


@pytest.mark.parametrize(
    ("key", "given", "credit"),
    [
        ("三年", "3年", 1),
        ("三年", "36个月", 1),
        ("12日", "12天", 1),
        ("2020-2-3", "2020年2月3日", 1),
        ("1949年10月1日", "一九四九年十月一日", 1),
        ("2.3", "2月3日", 0),
        ("三个月", "3个月", 1),
    ],
)
def test_form_tells_dates_from_durations_and_decimals(key, given, credit):
    assert judge_blank(given, answer=key).credit == credit


@pytest.mark.parametrize(
    ("key", "given", "credit"),
    [
        ("22:00", "晚上10点", 1),
        ("22:00", "22时", 1),
        ("22:00", "22：00", 1),
        ("22:00", "10:00", 0),
        ("8时30分", "上午八点半", 1),
        ("15:15", "下午三点一刻", 1),
        ("12:00", "中午12点", 1),
        ("8时至12时", "8:00—12:00", 1),
        ("8时至12时", "8时", 0),
    ],
)
def test_time_of_day(key, given, credit):
    assert judge_blank(given, answer=key, kind="clock").credit == credit
    assert judge_blank(key, answer=given, kind="clock").credit == credit


@pytest.mark.parametrize("text", ["", "13月1日", "2月32日", "3", "三", "日", "年", "初一五", "1/2/3/4", "9" * 5000])
def test_what_is_no_date_is_not_read_as_one(text):
    assert read_date(text) is None
    assert read_period(text) is None


@for_any(st.dates())
def test_every_day_reads_the_same_in_every_notation(day):
    year, month, number = day.year, day.month, day.day
    forms = (f"{year}年{month}月{number}日", f"{year:04}-{month:02}-{number:02}", f"{year:04}.{month}.{number}")
    assert len({read_date(form) for form in forms}) == 1


@for_any(st.times())
def test_every_minute_of_the_day_is_told_apart(time):
    assert read_clocks(f"{time:%H:%M}") == (time.hour * 60 + time.minute,)
