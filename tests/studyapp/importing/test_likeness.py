from __future__ import annotations

from datetime import date

from studyapp.library import add_documents
from studyapp.likeness import candidates_for
from studyapp.outlines import outline_of
from studyapp.reading.types import Document, Passage
from tests.factories import create_group

TEXTS = tuple(f"第{number}条讲第{number}号气瓶怎样存放。" for number in range(8))


def document(title, texts, day=None):
    return Document(title, tuple(Passage("paragraph", text) for text in texts), date=day)


def candidates(group, new):
    return [(one.title, one.share) for one in candidates_for(group, outline_of([new]))[0].candidates]


def test_what_shares_a_quarter_of_its_paragraphs_may_be_an_older_version(group):
    add_documents(group=group, documents=[document("旧名", TEXTS), document("别的", ("完全不同的一段。",))])
    assert candidates(group, document("新名", (*TEXTS[:4], "改一", "改二", "改三", "改四"))) == [("旧名", 50)]


def test_less_than_that_is_another_document(group):
    add_documents(group=group, documents=[document("旧名", TEXTS)])
    assert candidates(group, document("新名", (TEXTS[0], *(f"新{number}" for number in range(9))))) == []


def test_the_same_title_is_enough_and_a_like_one_needs_the_same_day(group):
    add_documents(group=group, documents=[document("气瓶使用须知", ("旧。",), date(2026, 11, 2))])
    assert candidates(group, document("气瓶使用须知", ("新。",))) == [("气瓶使用须知", 0)]
    assert candidates(group, document("气瓶使用须知书", ("新。",))) == []
    assert candidates(group, document("气瓶使用须知书", ("新。",), date(2026, 11, 2))) == [("气瓶使用须知", 0)]


def test_the_likeliest_comes_first(group):
    add_documents(group=group, documents=[document("气瓶", TEXTS[:3]), document("气瓶存放", TEXTS)])
    assert [title for title, _ in candidates(group, document("气瓶存放", (*TEXTS, "新增。")))] == ["气瓶存放", "气瓶"]


def test_other_groups_are_not_looked_at(group):
    add_documents(group=create_group(), documents=[document("旧名", TEXTS)])
    assert candidates(group, document("旧名", TEXTS)) == []


def test_it_takes_two_queries_however_many_sheets_there_are(group, django_assert_num_queries):
    add_documents(group=group, documents=[document("旧名", TEXTS)])
    with django_assert_num_queries(2):
        candidates_for(group, outline_of([document(f"第{number}篇", TEXTS) for number in range(20)]))
