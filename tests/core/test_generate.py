from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.core.generate import canonical, generate, paper_to_json
from quizzes.core.segment import make_cut
from quizzes.core.types import FillBlank, Mark, Matching, Point

CAPITALS = [("法国", "巴黎"), ("日本", "东京"), ("埃及", "开罗"), ("泰国", "曼谷"), ("英国", "伦敦")]
POINTS = [
    *(Point(t, f"{t}的首都是{v}。", t, "首都", pair_value=v) for t, v in CAPITALS),
    Point("篮球", "标准篮球场长28米，宽15米。"),
    Point("空话", "我们要进一步提高认识、加强工作。"),
]


def test_every_key_point_is_asked_once_or_refused(cut):
    paper = generate(POINTS, cut=cut, seed=1)
    fills = [question.point_id for question in paper.questions if isinstance(question, FillBlank)]
    assert sorted(fills) == sorted(point.id for point in POINTS if point.id != "空话")
    assert [refusal.point_id for refusal in paper.refused] == ["空话"]
    assert sum(isinstance(question, Matching) for question in paper.questions) == 1


def test_all_blanks(cut):
    paper = generate(POINTS, cut=cut, every_blank=True, kinds=("fill_blank",))
    assert {
        b.answer for q in paper.questions if isinstance(q, FillBlank) and q.point_id == "篮球" for b in q.blanks
    } >= {"28米", "15米"}
    assert len({question.id for question in paper.questions}) == len(paper.questions)


def test_only_matching(cut):
    paper = generate(POINTS, cut=cut, kinds=("matching",))
    assert all(isinstance(question, Matching) for question in paper.questions)
    assert {refusal.point_id for refusal in paper.refused} >= {"篮球", "空话"}


def test_the_same_bytes_in_any_order(cut):
    assert canonical(generate(POINTS, cut=cut, seed=2)) == canonical(generate(POINTS[::-1], cut=cut, seed=2))


def test_blanks_put_back_give_the_statement(cut):
    for data in paper_to_json(generate(POINTS, cut=cut, every_blank=True))["questions"]:
        for blank in data.get("blanks", []):
            assert data["statement"][blank["start"] : blank["end"]] == blank["answer"]


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789一二三十百万亿年月日%℃~—-、，。《》“”（）第条级和是为的在于由ABCmgPa/·.:<>　"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def odd_points(draw):
    points = []
    for number in range(draw(st.integers(1, 5))):
        statement = draw(ODD)
        start = draw(st.integers(0, len(statement) - 1))
        end = draw(st.integers(start + 1, len(statement)))
        marks = (Mark(start, end, statement[start:end], (), draw(st.tuples(ODD, ODD))),) if draw(st.booleans()) else ()
        value = draw(st.just("") | ODD)
        points.append(
            Point(str(number), statement, draw(st.just("") | ODD), draw(st.sampled_from(["", "类"])), (), marks, value)
        )
    return points


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd_points())
def test_no_statement_makes_it_crash(points):
    paper = generate(points, cut=make_cut(), every_blank=True, source=[point.statement for point in points])
    for question in paper.questions:
        if isinstance(question, FillBlank):
            assert all(question.statement[b.start : b.end] == b.answer for b in question.blanks)


@pytest.mark.parametrize(
    "statement",
    [
        "短",
        "2" * 2000,
        "第" * 2000,
        "，" * 500,
        "（" * 300 + "）" * 300,
        "A1" * 1000,
        "二〇二一" * 500,
        "一二三四五、" * 300,
        "一" * 900 + "至" + "一" * 900,
        "《" * 500,
        "<b>5</b>" * 200,
    ],
)
def test_odd_statements_are_quick(statement, cut):
    import time

    started = time.perf_counter()
    generate([Point("a", statement)], cut=cut)
    assert time.perf_counter() - started < 3


def run(tmp_path, points, *arguments):
    path = tmp_path / "points.json"
    path.write_text(points if isinstance(points, str) else json.dumps(points), encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("generate_questions", f"--key-points={path}", *arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue())


ROWS = [
    {"id": t, "term": t, "category": "首都", "statement": f"{t}的首都是{v}。", "pair_value": v} for t, v in CAPITALS
]


def test_the_command_prints_questions(tmp_path):
    data = run(tmp_path, ROWS, "--seed=3")
    assert data["seed"] == 3
    assert [q["kind"] for q in data["questions"]] == ["fill_blank"] * 5 + ["matching"]
    assert data["refused"] == []


def test_the_command_takes_a_source_and_kinds(tmp_path):
    source = tmp_path / "source.txt"
    source.write_text("巴黎位于塞纳河畔。\n", encoding="utf-8")
    data = run(tmp_path, ROWS, f"--source={source}", "--kinds=matching")
    assert {q["kind"] for q in data["questions"]} == {"matching"}


@pytest.mark.parametrize(
    ("points", "arguments"), [("{", ()), ([], ("--kinds=essay",)), ([], ("--source=/nowhere/a.txt",))]
)
def test_a_bad_file_gets_one_sentence_and_status_2(tmp_path, points, arguments, capsys):
    path = tmp_path / "points.json"
    path.write_text(points if isinstance(points, str) else json.dumps(points), encoding="utf-8")
    err = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("generate_questions", f"--key-points={path}", *arguments, stderr=err)
    assert caught.value.code == 2
    assert err.getvalue().strip().endswith("。")
    assert err.getvalue().strip().count("\n") == 0
