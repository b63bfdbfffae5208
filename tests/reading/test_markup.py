"""Markdown without its marks."""

from __future__ import annotations

import pytest

from studyapp.reading.compilation import read_compilation
from studyapp.reading.guard import read_file
from studyapp.reading.markup import read_markdown
from studyapp.reading.types import UnreadableFile


def lines(text):
    return [(line.level, line.text) for line in read_markdown(text.encode()).lines]


def texts(text):
    return [line.text for line in read_markdown(text.encode()).lines]


def test_headings_have_their_level_and_a_single_first_one_is_the_title():
    source = read_markdown("# 办法\n\n## 一、存放\n\n直立放置。\n\n### 气瓶\n\n固定。\n".encode())
    assert [(line.text, line.level, line.is_title) for line in source.lines] == [
        ("办法", None, True),
        ("一、存放", 2, False),
        ("直立放置。", None, False),
        ("气瓶", 3, False),
        ("固定。", None, False),
    ]
    assert read_compilation(source).documents[0].title == "办法"


def test_several_headings_of_the_first_level_are_sections():
    found = lines("# 存放\n\n直立。\n\n# 搬运\n\n轻放。\n")
    assert found == [(1, "存放"), (None, "直立。"), (1, "搬运"), (None, "轻放。")]


def test_headings_that_are_underlined():
    assert lines("存放\n====\n\n直立。\n\n搬运\n----\n")[-1] == (2, "搬运")


def test_the_title_in_the_head_of_the_file():
    source = read_markdown('---\ntitle: "气瓶须知"\ndate: 2024-01-01\n---\n正文一句。\n'.encode())
    assert [(line.text, line.is_title) for line in source.lines] == [
        ("气瓶须知", True),
        ("日期：2024-01-01", False),
        ("正文一句。", False),
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**注意：**内膜", "注意：内膜"),
        ("**“能量”**工厂", "“能量”工厂"),
        ("*斜*体、**粗**体、__粗__", "斜体、粗体、粗"),
        ("[链接](http://127.0.0.1:9/canary)", "链接"),
        ("`代码`", "代码"),
        (r"\*星号\*", "*星号*"),
        ("2 < 3 & 4 &amp; 5", "2 < 3 & 4 & 5"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_marks_are_gone_and_words_stay(marked, plain):
    assert texts(marked) == [plain]


def test_numbered_lists_keep_their_numbers():
    assert texts("3. 甲\n4. 乙\n   - 子项\n5. 丙\n\n- 丁\n") == ["3. 甲", "4. 乙", "子项", "5. 丙", "丁"]


def test_tables_are_rows_of_text():
    source = read_markdown("| 气体 | 瓶色 |\n|---|---|\n| 氧气 | 淡<br>蓝 |\n| 氮气 | |\n".encode())
    assert [(line.text, line.is_cell) for line in source.lines] == [
        ("气体 | 瓶色", True),
        ("氧气 | 淡 蓝", True),
        ("氮气", True),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_code_is_kept_as_text(fence):
    end = fence.replace("python", "")
    assert texts(f"上文。\n{fence}\nx = **1**\n\n# 注释\n{end}\n下文。") == ["上文。", "x = **1**", "# 注释", "下文。"]


def test_B57_raw_html_is_text():
    assert texts("<script>alert(1)</script>\n\n一句<b>粗</b>话。") == ["<script>alert(1)</script>", "一句<b>粗</b>话。"]


def test_comments_and_rules_are_nothing():
    assert texts("甲。\n\n<!-- 批注 -->\n\n---\n\n乙。") == ["甲。", "乙。"]


def test_lines_of_a_paragraph_are_joined_but_sentences_stay_apart():
    found = texts("气瓶应当直立\n放置。\n阀门缓慢开启。\nlab\nsafety")
    assert found == ["气瓶应当直立放置。", "阀门缓慢开启。", "lab safety"]


def test_notes_stand_at_the_end():
    assert texts("气瓶检验。[^1]\n\n[^1]: 见标准。\n") == ["气瓶检验。", "注1：见标准。"]


def test_pictures_are_counted():
    assert read_markdown("甲。![图](a.png)\n".encode()).notices == ("没有读入：图片 1 处。",)


def test_B37_the_encoding_is_that_which_a_person_chose():
    assert read_file("a.md", "# 氣瓶\n\n直立放置。".encode("big5"), "big5").documents[0].title == "氣瓶"


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_markdown(b"<!-- -->\n\n---\n")


def test_other_endings_of_the_same_kind():
    assert read_file("a.markdown", "# 气瓶\n\n直立。".encode()).documents[0].title == "气瓶"


def test_a_single_item_of_a_list_heads_nothing():
    text = "制定本须知，为了安全。\n\n- 直立放置\n\n气瓶应当固定，不得敲击。\n\n- 一、搬运\n\n轻装轻卸，防止碰撞。\n"
    (document,) = read_compilation(read_markdown(text.encode())).documents
    assert [(passage.level, passage.text) for passage in document.passages] == [
        (None, "制定本须知，为了安全。"),
        (None, "直立放置"),
        (None, "气瓶应当固定，不得敲击。"),
        (1, "一、搬运"),
        (None, "轻装轻卸，防止碰撞。"),
    ]


def test_the_last_item_of_a_list_with_sentences_heads_nothing():
    text = "# 气瓶\n\n- 气瓶直立放置。\n- 防倒链固定\n\n气瓶应当固定，不得敲击。\n"
    (document,) = read_compilation(read_markdown(text.encode())).documents
    assert [passage.kind for passage in document.passages] == ["paragraph"] * 3
