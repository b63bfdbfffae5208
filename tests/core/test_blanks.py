"""Which blanks are chosen, on key points of many subjects that give the generator no help."""

from __future__ import annotations

import pytest

from quizzes.core.prepare import prepare
from quizzes.core.segment import make_cut
from tests.core.points import hopeless, labelled

ROWS = labelled()


@pytest.fixture(scope="module")
def drafts():
    found: dict[str, list] = {}
    for draft in prepare([point for point, _ in ROWS], cut=make_cut()).drafts:
        found.setdefault(draft.point_id, []).append(draft)
    return found


def test_a_teacher_accepts_nine_of_ten_best_blanks(drafts):
    good = [
        point.id
        for point, answers in ROWS
        if point.id in drafts and all(blank.answer in answers for blank in drafts[point.id][0].blanks)
    ]
    assert len(ROWS) >= 150
    assert len(good) >= 0.95 * len(ROWS)


@pytest.mark.parametrize("point", hopeless(), ids=lambda point: point.statement)
def test_empty_phrases_are_refused_with_a_reason(point, cut):
    prepared = prepare([point], cut=cut)
    assert prepared.drafts == ()
    assert prepared.refused[0].reason.endswith("。")


def answers(statement, cut, **fields):
    from quizzes.core.types import Point

    return [[b.answer for b in d.blanks] for d in prepare([Point("p", statement, **fields)], cut=cut).drafts]


def test_banned_spans_are_never_asked(cut):
    statement = "心率为每分钟60~100次，体温约为36.5℃。"
    assert ["36.5℃"] in answers(statement, cut)
    start = statement.index("36.5")
    banned = answers(statement, cut, banned=((start, start + 5),))
    assert banned
    assert ["36.5℃"] not in banned


def test_marks_are_the_only_blanks_of_their_point(cut):
    from quizzes.core.types import Mark

    statement = "胰岛素由胰岛B细胞分泌，作用是降低血糖。"
    marks = (Mark(0, 3, "胰岛素", group=1), Mark(15, 19, "降低血糖", group=2))
    assert sorted(answers(statement, cut, marks=marks)) == [["胰岛素"], ["降低血糖"]]


def test_marks_of_one_group_are_asked_together(cut):
    from quizzes.core.types import Mark

    statement = "细胞学说由施莱登和施旺建立。"
    marks = (Mark(5, 8, "施莱登", group=1), Mark(9, 11, "施旺", group=1))
    assert answers(statement, cut, marks=marks) == [["施莱登", "施旺"]]


def test_the_pair_value_is_the_best_blank(cut):
    found = answers("北京证券交易所于2021年9月3日注册成立。", cut, pair_value="2021年9月3日", term="北京证券交易所")
    assert found[0] == ["2021年9月3日"]
