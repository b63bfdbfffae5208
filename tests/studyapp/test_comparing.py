from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.cloze import parse_cloze
from studyapp.comparing import Change, Piece, carried, compare, pieces_of

CYLINDERS = "氧气瓶与明火的距离不得小于10米。"
CHAIN = "气瓶应当直立放置，并用防倒链固定。"
VALVE = "开启阀门时要缓慢，人站在侧面。"
texts = st.text("甲乙丙丁，。 ", max_size=12)


def test_what_stayed_is_no_change():
    found = compare([CYLINDERS, CHAIN], [CYLINDERS, CHAIN])
    assert (found.stayed, found.changes) == ({0: 0, 1: 1}, ())


def test_a_changed_passage_shows_its_letters():
    found = compare([CHAIN, CYLINDERS, VALVE], [CHAIN, CYLINDERS.replace("10米", "15米"), VALVE])
    (change,) = found.changes
    assert (change.kind, change.old, change.new) == ("changed", 1, 1)
    assert change.pieces == (
        Piece("same", "氧气瓶与明火的距离不得小于"),
        Piece("removed", "10米。"),
        Piece("added", "15米。"),
    ) or change.pieces == (
        Piece("same", "氧气瓶与明火的距离不得小于1"),
        Piece("removed", "0"),
        Piece("added", "5"),
        Piece("same", "米。"),
    )
    assert found.stayed == {0: 0, 2: 2}


def test_added_and_removed_passages_stand_where_they_belong():
    found = compare([CYLINDERS, CHAIN], ["全新的一段文字。", CYLINDERS])
    assert [(change.kind, change.old, change.new) for change in found.changes] == [("added", -1, 0), ("removed", 1, -1)]


def test_a_moved_passage_has_stayed():
    found = compare([CYLINDERS, CHAIN, VALVE], [VALVE, CYLINDERS, CHAIN])
    assert (found.stayed, found.changes) == ({0: 2, 1: 0, 2: 1}, ())


def test_of_equal_passages_each_stays_once():
    found = compare(["同上。", "同上。"], ["同上。", "同上。", "同上。"])
    assert sorted(found.stayed.values()) == [0, 1]
    assert [change.kind for change in found.changes] == ["added"]


@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_both_versions_can_be_read_from_what_stayed_and_what_changed(old, new):
    found = compare(old, new)
    assert all(old[there] == new[here] for here, there in found.stayed.items())
    shown = {change.new for change in found.changes if change.new >= 0}
    gone = {change.old for change in found.changes if change.old >= 0}
    assert shown | set(found.stayed) == set(range(len(new)))
    assert gone | set(found.stayed.values()) == set(range(len(old)))
    assert not shown & set(found.stayed)
    for change in found.changes:
        assert side(change, "added") == (new[change.new] if change.new >= 0 else "")
        assert side(change, "removed") == (old[change.old] if change.old >= 0 else "")


def side(change: Change, kind: str) -> str:
    return "".join(piece.text for piece in change.pieces if piece.kind in ("same", kind))


@given(texts, texts)
def test_the_pieces_of_two_texts_are_the_two_texts(old, new):
    pieces = pieces_of(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (
            "氧气瓶与明火的距离不得小于{{c1::10米}}。",
            CYLINDERS,
            "氧气瓶与明火的距离不得小于15米。",
            "氧气瓶与明火的距离不得小于{{c1::15米}}。",
        ),
        (
            "气瓶应当{{c1::直立}}放置，并用{{c2::防倒链}}固定。",
            CHAIN,
            "气瓶应当一律直立放置，并用防倒链固定。",
            "气瓶应当一律{{c1::直立}}放置，并用{{c2::防倒链}}固定。",
        ),
        (
            "离明火要有{{c1::十米}}以上才安全。",
            CYLINDERS,
            "氧气瓶与明火的距离不得小于15米。",
            "离明火要有{{c1::十米}}以上才安全。",
        ),
        ("气瓶要{{c1::直立}}放。", "气瓶要直立放。", "气瓶要放。", "气瓶要放。"),
    ],
)
def test_a_key_point_follows_its_sentence(text, old, new, expected):
    assert carried(text, old, new) == expected


@given(texts, texts, st.data())
def test_what_is_carried_is_always_well_formed(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    text = f"{old[:start]}{{{{c1::{old[start:end]}}}}}{old[end:]}" if old[start:end].strip() else old
    parse_cloze(carried(text, old, new))
