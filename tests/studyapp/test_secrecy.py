from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.secrecy import SecrecyMark, find_marks


@pytest.mark.parametrize(
    "line",
    [
        "机密★10年",
        "绝密★启用前",
        "秘密 ★ 5 年",
        "机密☆",
        "绝　密★长期",
        "秘密5年",
        "密级：机密",
        "保密等级: 绝密",
        "00001　机密★1年　特急",
        "机密\uff0a三年",
    ],
)
def test_secret_papers_are_refused(line):
    (mark,) = find_marks(["标题", line])
    assert (mark.weight, mark.line) == ("refused", 1)


@pytest.mark.parametrize(
    "line",
    [
        "机密",
        "【秘密】",
        "内部资料",
        "内部资料　注意保存",
        "内部资料，注意保存",
        "（内部文件，不得外传）",
        "关于安全管理的意见（征求意见稿）",
        "注意保存",
        "校党密发〔2026〕3号",
        "校发〔2026〕12号",
        "石油学院办（2026）7号",
        "会后收回",
    ],
)
def test_marks_that_a_person_must_answer_for(line):
    (mark,) = find_marks([line])
    assert mark.weight == "asked"


@pytest.mark.parametrize(
    "line",
    [
        "会议强调，要严守国家秘密，防止机密外泄。",
        "保守秘密10年来，队伍没有一起泄密。",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "机密级国家秘密是重要的国家秘密。",
        "根据校发〔2026〕12号文件，各系组织学习。",
        "本书的内部资料部分另行编排，注意保存期限。",
        "内部控制",
        "秘密花园",
        "加强保密工作",
        "",
    ],
)
def test_a_text_that_speaks_of_secrets_is_left_in_peace(line):
    assert find_marks([line]) == []


def test_a_mark_says_where_it_stands():
    assert find_marks(["", "　机密★10年　", "正文。"]) == [SecrecyMark("机密★10年", "refused", 1)]


@given(st.lists(st.text("机密绝秘★10年内部资料注意保存〔2026〕号（）\n 　", max_size=40), max_size=8))
def test_no_text_breaks_it(lines):
    for mark in find_marks(lines):
        assert mark.text in normalize("NFKC", lines[mark.line])
