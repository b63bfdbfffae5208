import pytest

from studyapp.reading.headings import is_numbered_heading, is_salutation, rank_of
from studyapp.reading.outline import outline
from studyapp.reading.types import SourceLine

TEXT = "各实验室应当每周检查一次。"


def levels(*lines):
    source = [line if isinstance(line, SourceLine) else SourceLine(line) for line in lines]
    return [passage.level for passage in outline(source).passages]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求",
        "（一）指导思想",
        "(二)基本原则",
        "1.用电安全",
        "2．用气安全",
        "3、用水安全",
        "（1）气瓶",
        "第一章 总则",
        "第二条 适用范围",
        "第三，加强领导",
        "十二、附则",
        "1.1 范围",
        "１．范围",
        "第一部分 概述",
        "一、工作目标：",
    ],
)
def test_numbered_headings(text):
    assert is_numbered_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "第一，加强领导。各单位要明确责任。",
        "一是加强领导，",
        "1.5万人参加了培训",
        "2020年是关键的一年",
        "1.气瓶；",
        "第一条 为了加强管理，制定本办法。",
        "一、指导思想。以预防为主。",
        "一万余人参加培训",
        "十分重要",
        "（此件公开发布）",
        "一、",
    ],
)
def test_no_headings(text):
    assert not is_numbered_heading(text)


@pytest.mark.parametrize("text", ["同志们：", "各位代表：", "老师们、同学们：", "尊敬的各位领导、各位来宾："])
def test_salutations(text):
    assert is_salutation(text)
    assert not is_salutation(text + "大家好。")


def test_ranks_go_inwards():
    order = [
        "第一章 甲",
        "第一节 甲",
        "第一条 甲",
        "一、甲",
        "（一）甲",
        "第一，甲",
        "1.甲",
        "1.1 甲",
        "（1）甲",
        "①甲",
    ]
    ranks = [rank_of(text) for text in order]
    assert ranks == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_the_usual_four_levels():
    lines = ["一、甲", TEXT, "（一）乙", TEXT, "1.丙", TEXT, "（1）丁", TEXT, "二、戊", TEXT]
    assert levels(*lines) == [1, None, 2, None, 3, None, 4, None, 1, None]


def test_levels_have_no_gaps():
    assert levels("1.甲", TEXT, "（1）乙", TEXT) == [1, None, 2, None]


def test_chapters_and_articles():
    assert levels("第一章 总则", "第一条 为了安全，制定本办法。", "第二章 职责", "第二条 各单位负责。") == [
        1,
        None,
        1,
        None,
    ]


def test_styles_go_before_numbers():
    styled = [SourceLine("总则", level=2), SourceLine(TEXT), SourceLine("细则", level=4), SourceLine(TEXT)]
    assert levels(*styled) == [1, None, 2, None]


def test_numbers_below_a_style_are_one_deeper():
    assert levels(SourceLine("总则", level=1), "一、甲", TEXT, "（一）乙", TEXT) == [1, 2, None, 3, None]


def test_numbers_that_also_have_a_style_keep_its_level():
    assert levels(SourceLine("一、甲", level=1), TEXT, "二、乙", TEXT) == [1, None, 1, None]


def test_a_whole_paragraph_in_a_heading_style_is_a_paragraph():
    assert levels(SourceLine(TEXT * 10, level=1)) == [None]


def test_a_list_of_short_items_is_no_row_of_headings():
    assert levels("一、用品", TEXT, "1.护目镜", "2.手套", "3.实验服", "二、检查", TEXT) == [
        1,
        None,
        None,
        None,
        None,
        1,
        None,
    ]


def test_a_lone_name_between_paragraphs_is_a_heading():
    assert levels(TEXT, "用电安全", TEXT) == [None, 1, None]
    assert levels("一、总则", TEXT, "用电安全", TEXT) == [1, None, 2, None]


def test_names_in_a_row_and_at_the_end_are_paragraphs():
    assert levels(TEXT, "护目镜", "手套", TEXT, "实验室管理处") == [None, None, None, None, None]


def test_table_cells_are_paragraphs():
    assert levels(SourceLine("一、甲", is_cell=True), SourceLine(TEXT, is_cell=True)) == [None, None]
