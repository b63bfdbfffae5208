from __future__ import annotations

import json

from quizzes.core.compose import compose, prepare
from quizzes.core.record import prepared_from_json, prepared_to_json, question_from_json, question_to_json
from quizzes.core.types import FillBlank, Mode, Point
from tests.core.points import labelled


def through_json(data):
    return json.loads(json.dumps(data))


def material(cut):
    rows = [("法国", "巴黎"), ("日本", "东京"), ("埃及", "开罗"), ("泰国", "曼谷"), ("英国", "伦敦")]
    points = [Point(t, f"{t}的首都是{v}。", t, "首都", pair_value=v) for t, v in rows]
    return prepare([*points, *(point for point, _ in labelled()[:40])], cut=cut)


def test_questions_come_back_as_they_were(cut):
    for question in compose([material(cut)], seed=1, length=20).questions:
        assert question_from_json(through_json(question_to_json(question))) == question


def test_preparations_come_back_as_they_were(cut):
    prepared = material(cut)
    assert prepared_from_json(through_json(prepared_to_json(prepared))) == prepared


def test_the_printed_form(cut):
    [question] = compose([prepare([Point("7", "标准篮球场长28米。")], cut=cut)], seed=1, length=1).questions
    assert isinstance(question, FillBlank)
    data = question_to_json(question)
    assert data["kind"] == "fill_blank"
    assert data["mode"] == Mode.CHOICE
    assert data["key_point"] == "7"
    blank = data["blanks"][0]
    assert data["statement"][blank["start"] : blank["end"]] == blank["answer"] == "28米"
    assert blank["class"] == "measure"
    assert {"text": "28米", "source": "key"} in blank["options"]
