from __future__ import annotations

from quizzes.core.mining import mined_terms

TEXTS = (
    "县级融媒体中心负责发布。",
    "各县建成融媒体中心以后，群众点赞。",
    "记者走进融媒体中心采访。",
    "走访融媒体中心时，他提了建议。",
    "今年融媒体中心扩建。",
)


def test_repeated_phrases_are_kept_whole(cut):
    assert "媒体中心" in "".join(mined_terms(TEXTS, cut))


def test_what_is_said_once_is_no_phrase(cut):
    assert mined_terms(TEXTS[:1], cut) == ()


def test_no_phrase_begins_or_ends_with_a_verb_or_function_word(cut):
    texts = ["当前的要求是抓好落实。"] * 5
    assert mined_terms(texts, cut) == ()
