"""Numbers that Word counts and no text run holds."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from studyapp.reading.numbering import read_numbering


def level(index, form="decimal", text="%1.", *, start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
    )


def numbering(*levels, instances='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more=""):
    definition = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return read_numbering(parse_xml(f"<w:numbering {nsdecls('w')}>{definition}{more}{instances}</w:numbering>"))


def labels(lists, *places):
    """The labels of paragraphs given as levels of list 1, or as (list, level)."""
    return [lists.label(*(place if isinstance(place, tuple) else ("1", place))) for place in places]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("chineseCountingThousand", "第%1条", ["第一条 ", "第二条 "]),
        ("ideographTraditional", "%1、", ["甲、", "乙、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperRoman", "%1.", ["I. ", "II. "]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("bullet", "●", ["", ""]),
        ("none", "", ["", ""]),
    ],
)
def test_every_format(form, text, expected):
    assert labels(numbering(level(0, form, text)), 0, 0) == expected


def test_a_number_of_several_levels():
    lists = numbering(level(0, text="%1"), level(1, text="%1.%2"), level(2, text="%1.%2.%3"))
    assert labels(lists, 0, 1, 1, 2, 2, 0, 1, 2) == ["1 ", "1.1 ", "1.2 ", "1.2.1 ", "1.2.2 ", "2 ", "2.1 ", "2.1.1 "]


def test_chinese_above_and_digits_below():
    legal = level(1, text="%1.%2", extra="<w:isLgl/>")
    assert labels(numbering(level(0, "chineseCounting", "第%1章"), legal), 0, 1, 1) == ["第一章 ", "1.1 ", "1.2 "]
    shown = level(1, text="%1.%2")
    assert labels(numbering(level(0, "chineseCounting", "第%1章"), shown), 0, 1) == ["第一章 ", "一.1 "]


def test_a_level_that_never_restarts():
    lists = numbering(level(0), level(1, text="%2)", extra='<w:lvlRestart w:val="0"/>'))
    assert labels(lists, 0, 1, 1, 0, 1) == ["1. ", "1)", "2)", "2. ", "3)"]


def test_levels_below_restart_even_when_one_between_was_not_used():
    lists = numbering(level(0), level(1, text="%2)"), level(2, text="(%3)"))
    assert labels(lists, 0, 2, 2, 0, 2) == ["1. ", "(1)", "(2)", "2. ", "(1)"]


TWO = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'


def test_two_lists_of_one_definition_go_on_counting():
    lists = numbering(level(0), instances=TWO.format(""))
    assert labels(lists, ("1", 0), ("2", 0), ("1", 0)) == ["1. ", "2. ", "3. "]


def test_a_list_with_a_start_of_its_own_begins_anew():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = numbering(level(0), instances=TWO.format(override))
    assert labels(lists, ("1", 0), ("2", 0), ("2", 0)) == ["1. ", "5. ", "6. "]


def test_a_list_that_redefines_a_level():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'
    assert labels(numbering(level(0), instances=TWO.format(override)), ("2", 0)) == ["（一）"]


def test_a_level_tied_to_a_style():
    lists = numbering(level(0, extra='<w:pStyle w:val="H1"/>'), level(1, extra='<w:pStyle w:val="H2"/>'))
    assert (lists.style_level("1", "H2"), lists.style_level("1", "Other")) == (1, 0)


def test_a_definition_that_refers_to_a_list_style():
    more = '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styled = '<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="L"/>' + level(0, text="[%1]") + "</w:abstractNum>"
    instance = '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>'
    assert labels(numbering(level(0), more=more + styled, instances=instance), 0) == ["[1]"]


def test_unknown_lists_and_levels_have_no_number():
    assert labels(numbering(level(0)), ("9", 0), 5) == ["", ""]
    assert read_numbering(None).label("1", 0) == ""


def test_wild_values_do_no_harm():
    wild = level(0, start="99999999999999999999") + level(1, start="x") + '<w:lvl w:ilvl="77"/><w:lvl/>'
    assert labels(numbering(wild), 0, 1)[1] == "1. "
