from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizzes.core.bank import FEWEST
from quizzes.core.compose import alternatives, compose, prepare, question_traits, swap
from quizzes.core.segment import make_cut
from quizzes.core.types import FillBlank, Matching, Mode, Point
from tests.core.points import labelled

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def prepared():
    points = [point for point, _ in labelled()]
    parts = {"a": points[:60], "b": points[60:110], "c": points[110:]}
    return [
        prepare([Point(p.id, p.statement, material=name) for p in part], cut=make_cut()) for name, part in parts.items()
    ]


def points_of(paper):
    return [point for question in paper.questions for point in question_traits(question)[2]]


def leaks(paper):
    traits = [question_traits(question) for question in paper.questions]
    return [
        key
        for i, (_, keys, _) in enumerate(traits)
        for key in keys
        for j, (shown, _, _) in enumerate(traits)
        if i != j and key in shown
    ]


@pytest.mark.parametrize("seed", range(10))
def test_a_paper_is_full_spread_and_leaks_nothing(prepared, seed):
    paper = compose(prepared, seed=seed, length=20)
    assert len(paper.questions) == 20
    assert len(set(points_of(paper))) == len(points_of(paper))
    assert leaks(paper) == []
    materials = {draft.point_id: part.material for part in prepared for draft in part.drafts}
    counts = [sum(materials[point] == name for point in points_of(paper)) for name in "abc"]
    assert max(counts) - min(counts) <= 1


def test_the_same_seed_gives_the_same_paper_in_any_order(prepared):
    assert compose(prepared, seed=5, length=15) == compose(prepared[::-1], seed=5, length=15)
    assert len({compose(prepared, seed=seed, length=15).questions for seed in range(20)}) >= 18


def test_key_points_in_another_order_give_the_same_preparation(cut):
    points = [point for point, _ in labelled()][:30]
    assert prepare(points, cut=cut) == prepare(points[::-1], cut=cut)


def test_the_share_of_weak_points(prepared):
    weak = {draft.point_id for draft in prepared[0].drafts[:40]}
    paper = compose(prepared, seed=1, length=20, weak=weak, weak_share=0.3)
    assert sum(point in weak for point in points_of(paper)) == 6


def test_points_of_earlier_papers_wait(prepared):
    first = points_of(compose(prepared, seed=1, length=20))
    second = points_of(compose(prepared, seed=2, length=20, asked=first))
    assert set(first).isdisjoint(second)


def test_a_short_material_gives_a_short_paper(cut):
    part = prepare([Point("1", "光合作用的场所是叶绿体。")], cut=cut)
    assert len(compose([part], seed=1, length=10).questions) == 1
    assert compose([], seed=1, length=10).questions == ()


TOOLS = [
    "游标卡尺用来测量零件的孔径。",
    "直角尺用来检查工件的垂直度。",
    "光滑塞规用来检验成批的内孔。",
    "水准仪用来测定两点间的高差。",
    "标准量块用来传递长度的量值。",
    "经纬仪用来测量水平方向的夹角。",
    "粗糙度仪用来评定表面的纹理。",
    "百分表用来校正机床的跳动量。",
]


def test_a_word_bank_is_shared_by_neighbours_of_one_category(cut):
    points = [Point(text[:3], text, term=text.partition("用")[0], category="量具") for text in TOOLS]
    papers = [compose([prepare(points, cut=cut)], seed=seed, length=5, kinds=["fill_blank"]) for seed in range(20)]
    banks = [[q for q in paper.questions if isinstance(q, FillBlank) and q.mode is Mode.BANK] for paper in papers]
    assert any(banks)
    for bank in filter(None, banks):
        assert len(bank) >= FEWEST
        assert len({tuple(o.text for o in q.blanks[0].options or ()) for q in bank}) == 1
        assert len(bank) < len(bank[0].blanks[0].options or ()) <= len(bank) + 2


def test_kinds_are_kept_apart(cut):
    rows = [("法国", "巴黎"), ("日本", "东京"), ("埃及", "开罗"), ("泰国", "曼谷"), ("英国", "伦敦")]
    points = [Point(t, f"{t}的首都是{v}。", t, "首都", pair_value=v) for t, v in rows]
    part = prepare(points, cut=cut)
    assert [type(q) for q in compose([part], seed=1, length=5, kinds=["matching"]).questions] == [Matching]
    assert all(isinstance(q, FillBlank) for q in compose([part], seed=1, length=5, kinds=["fill_blank"]).questions)


@pytest.mark.parametrize("index", range(10))
def test_a_swapped_question_is_new_and_leaks_nothing(prepared, index):
    paper = compose(prepared, seed=3, length=10)
    other = swap(prepared, paper.questions, index, seed=index)
    rest = [question for place, question in enumerate(paper.questions) if place != index]
    assert other is not None
    assert other.id not in {question.id for question in paper.questions}
    shown, keys, _ = question_traits(other)
    for question in rest:
        theirs, their_keys, _ = question_traits(question)
        assert not any(key in theirs for key in keys)
        assert not any(key in shown for key in their_keys)


def test_nothing_left_to_swap_in(cut):
    part = prepare([Point("1", "人体最大的器官是皮肤。")], cut=cut)
    paper = compose([part], seed=1, length=1)
    assert swap([part], paper.questions, 0, seed=2) is None


def test_all_blanks_of_a_key_point(prepared):
    point = prepared[0].drafts[0].point_id
    found = alternatives(prepared[0], point, seed=1)
    assert len(found) == sum(draft.point_id == point for draft in prepared[0].drafts)


def test_every_process_writes_the_same_paper():
    code = (
        "import hashlib\n"
        "from quizzes.core.generate import canonical, generate\n"
        "from quizzes.core.segment import make_cut\n"
        "from tests.core.points import labelled\n"
        "paper = generate([p for p, _ in labelled()][:40], cut=make_cut(), seed=4)\n"
        "print(hashlib.sha256(canonical(paper).encode()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(digests) == 1
