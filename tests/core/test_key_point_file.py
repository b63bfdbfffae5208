from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.key_point_file import (
    LONGEST_STATEMENT,
    KeyPointFileError,
    parse_key_points,
    read_text,
    source_paragraphs,
)

GOOD = {"id": "a", "statement": "光合作用的场所是叶绿体。"}


def fault(text):
    with pytest.raises(KeyPointFileError) as caught:
        parse_key_points(text)
    return str(caught.value)


def test_a_full_key_point():
    mark = {"text": "叶绿体", "accept": ["葉綠體"], "distractors": ["线粒体"], "ordered": True}
    [point] = parse_key_points(
        json.dumps([{**GOOD, "id": 7, "aliases": ["光合"], "marks": [mark], "pair_value": "叶绿体"}])
    )
    assert point.id == "7"
    assert point.marks[0].start == 8
    assert point.marks[0].distractors == ("线粒体",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "不是 JSON"),
        ("{", "不是 JSON"),
        ("[" * 100_000, "嵌套过深"),
        ("[" + "9" * 5000 + "]", "数字过长"),
        ("{}", "应是一个列表"),
        ("[1]", "第 1 条要点应是一个对象"),
        ('[{"id": "a"}]', "缺少 statement"),
        ('[{"statement": "甲"}]', "缺少 id"),
        ('[{"id": true, "statement": "甲"}]', "id 应是文字"),
        ('[{"id": "a", "statement": 3}]', "statement 应是文字"),
        ('[{"id": "a", "statement": "  "}]', "statement 是空的"),
        ('[{"id": "a", "statement": "\\ud800"}]', "无效字符"),
        ('[{"id": "a", "statement": "甲\\u0000"}]', "无效字符"),
        ('[{"id": "a", "statement": "甲", "aliases": "乙"}]', "aliases 应是文字列表"),
        ('[{"id": "a", "statement": "甲", "marks": {}}]', "marks 应是列表"),
        ('[{"id": "a", "statement": "甲", "marks": ["甲"]}]', "第 1 个空应是一个对象"),
        ('[{"id": "a", "statement": "甲", "marks": [{"text": "乙"}]}]', "不在要点的文字里"),
        ('[{"id": "a", "statement": "甲甲", "marks": [{"text": "甲", "occurrence": 3}]}]', "没有第 3 次"),
        ('[{"id": "a", "statement": "甲甲", "marks": [{"text": "甲", "occurrence": "1"}]}]', "应是整数"),
        ('[{"id": "a", "statement": "甲", "marks": [{"text": "甲", "ordered": 1}]}]', "true 或 false"),
        ('[{"id": "a", "statement": "甲乙", "marks": [{"text": "甲乙"}, {"text": "乙"}]}]', "重叠"),
        ('[{"id": "a", "statement": "甲"}, {"id": "a", "statement": "乙"}]', "第 2 条与第 1 条的 id 相同"),
    ],
)
def test_every_fault_is_one_clear_sentence(text, said):
    message = fault(text)
    assert said in message
    assert message.endswith("。")
    assert "\n" not in message


def test_too_much():
    assert "字，请缩短" in fault(json.dumps([{"id": "a", "statement": "长" * (LONGEST_STATEMENT + 1)}]))
    assert "请拆成几个文件" in fault(json.dumps([{"id": str(i), "statement": "甲"} for i in range(5001)]))
    with pytest.raises(KeyPointFileError, match="万字"):
        source_paragraphs("长" * 1_000_001)


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "gbk.txt").write_bytes("要点".encode("gbk"))
    for path, said in ((tmp_path / "none.json", "文件不存在"), (tmp_path, "文件夹"), (tmp_path / "gbk.txt", "UTF-8")):
        with pytest.raises(KeyPointFileError, match=said):
            read_text(path, "要点文件")


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes("﻿第一段\r\n\r\n第二段".encode())
    assert source_paragraphs(read_text(tmp_path / "a.txt", "原文")) == ["第一段", "第二段"]


KEYS = st.sampled_from(["id", "statement", "term", "marks", "text", "aliases", "occurrence", "x"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "statement", "term", "marks", "text", "aliases", "occurrence", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(values)
def test_any_json_is_read_or_refused(data):
    try:
        points = parse_key_points(json.dumps(data))
    except KeyPointFileError:
        points = []
    assert all(point.id and point.statement for point in points)
