"""Documents one after the other, without a table of contents."""

from __future__ import annotations

import pytest

from studyapp.reading.document_starts import document_starts
from studyapp.reading.types import SourceLine

TEXT = "各实验室应当每周检查一次气瓶、阀门和管路，并做好记录。"


def starts(*texts):
    return document_starts([SourceLine(text) for text in texts])


@pytest.mark.parametrize(
    "under",
    [
        ["（2024年6月3日）"],
        ["2024年6月3日", "张伟"],
        ["张伟"],
        ["同志们："],
        ["各学院、各实验室："],
        ["院办〔2024〕16号", "各系："],
        ["设备与实验室管理处", "2024年5月1日"],
    ],
)
def test_a_title_with_what_belongs_under_it_begins_a_document(under):
    second = 3 + len(under)
    assert starts("气瓶管理办法", *under, TEXT, TEXT, "关于检查的通知", *under, TEXT) == [0, second]


def test_one_document_is_one_document():
    assert starts("气瓶管理办法", "（2024年6月3日）", "一、存放", TEXT, "二、搬运", TEXT) == []


@pytest.mark.parametrize(
    "between",
    [
        ["设备与实验室管理处", "2024年5月1日"],  # a signature, not a head
        ["附件：检查记录表", "2024年5月1日", TEXT],
        ["用电安全", TEXT],
        ["一、用电安全", "2024年5月1日", TEXT],
    ],
)
def test_what_is_no_new_document(between):
    assert starts("气瓶管理办法", "（2024年6月3日）", TEXT, *between) == []


def test_titles_by_style_or_look_are_taken_at_their_word():
    lines = [
        SourceLine("学习资料", is_title=True),
        SourceLine("2024年"),
        SourceLine("气瓶管理办法", is_title=True),
        SourceLine("（试行）", is_title=True),
        SourceLine(TEXT),
        SourceLine("消防须知", is_title=True),
        SourceLine(TEXT),
    ]
    assert document_starts(lines) == [2, 5]


def test_no_lines_have_no_documents():
    assert document_starts([]) == []
