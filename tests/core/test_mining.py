from __future__ import annotations

from quizzes.core.mining import mined_terms

TEXTS = (
    "国务院联防联控机制发布通报。",
    "这是国务院联防联控机制的通知。",
    "记者从国务院联防联控机制获悉。",
    "昨天国务院联防联控机制举行发布会。",
    "按国务院联防联控机制部署，各地复工。",
    "大家坚守岗位，医生护士日夜值班，社区干部挨家排查，志愿者送菜送药。",
)


def test_repeated_phrases_are_kept_whole(cut):
    assert "国务院联防联控机制" in mined_terms(TEXTS, cut)


def test_what_is_said_once_is_no_phrase(cut):
    assert mined_terms(TEXTS[:1], cut) == ()


def test_no_phrase_begins_or_ends_with_a_verb_or_function_word(cut):
    texts = ["当前的要求是抓好落实。"] * 5
    assert mined_terms(texts, cut) == ()
