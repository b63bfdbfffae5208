from __future__ import annotations

from itertools import pairwise

import pytest

from quizzes.core.spans import find_spans


def spans_in(text, cut, terms=()):
    return [(text[s.key_start : s.key_end], s.kind) for s in find_spans(text, cut(text), terms)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("派出330多支医疗队", [("330多", "number")]),
        ("占46%，收治41600多名", [("46%", "number"), ("41600多", "number")]),
        ("压力为3~5MPa", [("3~5MPa", "range")]),
        ("每分钟100~120次", [("100~120", "range")]),
        ("速度为9.8m/s²", [("9.8m/s²", "number")]),
        ("比热容是4.2×10³J/(kg·℃)", [("4.2×10³J/(kg·℃)", "number")]),
        ("地温梯度约为3℃/100 m", [("3℃/100 m", "number")]),
        ("噪声限值为85 dB(A)", [("85 dB(A)", "number")]),
        ("温度为-20℃～40℃", [("-20℃～40℃", "range")]),
        ("共23,876人，占1/3", [("23,876", "number"), ("1/3", "fraction")]),
        ("三分之二以上通过", [("三分之二", "fraction")]),
        ("比例为30:2", [("30:2", "ratio")]),
        ("血压120/80 mmHg", [("120/80 mmHg", "ratio")]),
        ("《刑法》第二百六十四条第二款", [("刑法", "title"), ("第二百六十四条第二款", "ordinal")]),
        ("三年以上十年以下有期徒刑", [("三年以上十年以下", "range")]),
        ("启动Ⅰ级响应", [("Ⅰ级", "level")]),
        ("十八届三中全会通过", [("十八届三中全会", "session")]),
        ("尺寸是210mm×297mm", [("210mm×297mm", "size")]),
        ("北纬23°26′", [("23°26′", "angle")]),
        ("22:00熄灯", [("22:00", "clock")]),
        ("遵循GB 50016—2014", [("GB 50016—2014", "latin")]),
        ("PM2.5和COVID-19", [("PM2.5", "latin"), ("COVID-19", "latin")]),
        ("公式为E=mc²", [("E=mc²", "latin")]),
        ("主要成分是Ca(OH)₂", [("Ca(OH)₂", "latin")]),
        ("时间复杂度为O(log n)", [("O(log n)", "latin")]),
        ("要求做到“四早”", [("四早", "quote")]),
        ("《关于加强〈党章〉学习的通知》", [("关于加强〈党章〉学习的通知", "title")]),
        ("卡尔·马克思生于德国", [("卡尔·马克思", "name")]),
        ("全文共５章１７条", [("５", "number"), ("１７", "number")]),
    ],
)
def test_each_kind_is_one_piece(text, found, cut):
    assert spans_in(text, cut) == found


def test_terms_come_before_numbers(cut):
    assert spans_in("第一次世界大战爆发", cut, ["第一次世界大战"]) == [("第一次世界大战", "term")]


def test_a_term_that_holds_a_quote_is_one_piece(cut):
    assert spans_in("严惩当“逃兵”的干部", cut, ["当“逃兵”的干部"]) == [("当“逃兵”的干部", "term")]


@pytest.mark.parametrize("text", ["一带一路倡议", "三严三实", "八国联军侵华", "七八年以前", "二氧化碳"])
def test_numerals_in_names_are_no_numbers(text, cut):
    assert [kind for _, kind in spans_in(text, cut) if kind in ("number", "count")] in (
        [],
        ["number"] * text.startswith("5"),
    )


def test_spans_never_overlap(cut):
    text = "2020年2月3日，《意见》提出3~5MPa、“四早”和GB/T 19001-2016共330多项。"
    spans = find_spans(text, cut(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
