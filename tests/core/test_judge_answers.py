from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given as for_any
from hypothesis import strategies as st

from quizzes.core.answer_stem import stem_around
from quizzes.core.pair_file import parse_pairs, verdict_of, verdicts_to_json


def run(tmp_path, pairs):
    path = tmp_path / "pairs.json"
    path.write_text(pairs if isinstance(pairs, str) else json.dumps(pairs), encoding="utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("judge_answers", f"--pairs={path}", stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, err.getvalue()
    return json.loads(out.getvalue())


def score(answer, given, **more):
    return float(verdict_of(parse_pairs(json.dumps([{"answer": answer, "given": given, **more}]))[0]).credit)


def test_verdicts_come_in_the_order_of_the_pairs(tmp_path):
    pairs = [
        {"answer": "46%", "given": "百分之四十六"},
        {"answer": "早发现、早报告、早隔离、早治疗", "given": "早治疗、早发现"},
        {"answer": "第十九届", "given": "第十八届", "note": "不认识的字段"},
    ]
    judged = run(tmp_path, pairs)
    assert [(one["verdict"], one["score"]) for one in judged] == [("right", 1.0), ("partly", 0.5), ("wrong", 0.0)]
    assert all(one["rule"].endswith("。") and set(one) == {"verdict", "score", "rule"} for one in judged)


def test_empty_list_gives_an_empty_list(tmp_path):
    assert run(tmp_path, []) == []


def test_alternatives_and_order_are_taken_from_the_pair():
    assert score("新型冠状病毒肺炎", "新冠肺炎", accept=["新冠肺炎"]) == 1
    assert score("新型冠状病毒肺炎", "新冠肺炎", accept="新冠肺炎") == 1
    assert score("早发现、早报告", "早报告、早发现") == 1
    assert score("早发现、早报告", "早报告、早发现", ordered=False) == 1
    assert score("早发现、早报告", "早报告、早发现", ordered=True) == 0
    assert score("早发现、早报告", "早报告", ordered=True) == 0.5


def test_several_boxes_and_several_answers_are_lists():
    assert score(["早发现", "早报告"], ["早报告", "早发现"]) == 1
    assert score(["早发现", "早报告"], ["早报告", "早发现"], ordered=True) == 0
    assert score(["早发现", "早报告"], "早报告、早发现") == 1
    assert score("早发现、早报告", ["早报告", "早发现"]) == 1
    assert score(["早发现", "早报告"], ["早报告"]) == 0.5


@pytest.mark.parametrize("nothing", ["", "　", None, []])
def test_no_answer_is_wrong_and_says_so(tmp_path, nothing):
    assert run(tmp_path, [{"answer": "46%", "given": nothing}]) == [
        {"verdict": "wrong", "score": 0.0, "rule": "没有作答。"}
    ]


@pytest.mark.parametrize("nothing", ["", " ", "　", [], [""]])
@pytest.mark.parametrize("stem", ["", "占比为____。", "没有空"])
def test_without_a_key_nothing_is_right_but_the_file_is_judged(tmp_path, nothing, stem):
    pairs = [{"answer": nothing, "given": "x", "stem": stem}, {"answer": "46%", "given": "46%"}]
    judged = run(tmp_path, pairs)
    assert judged[0] == {"verdict": "wrong", "score": 0.0, "rule": "本题没有答案，不能判对。"}
    assert judged[1]["verdict"] == "right"
    assert score("", "") == 0
    assert score("", "x", accept=["x"]) == 1


@pytest.mark.parametrize(
    "stem",
    [
        "占比为____%。",
        "占比为（？）%。",
        "占比为__(1)__%。",
        "占比为__①__%。",
        "占比为{}%。",
        "占比为**%。",
        "占比为[blank]%。",
        "占比为……%。",
        "占比为...%。",
        "占比为__%。",
        "占比为＿＿%。",
        "占比为（　　）%。",
        "占比为( )%。",
        "占比为[ ]%。",
        "占比为【　】%。",
        "占比为（____）%。",
        "占比为□□%。",
        "占比为{{c1::46}}%。",
        "占比为————%。",
        "占比为---%。",
        "占比为46%。",
        "占比为%。",
    ],
)
def test_stem_may_show_its_gap_in_many_ways(stem):
    assert score("46", "46%", stem=stem) == 1
    assert score("46", "0.46", stem=stem) == 0


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("占比为____%。", "占比为", "%。"),
        ("（一）占比为（ ）%（2020年）。", "（一）占比为", "%（2020年）。"),
        ("由____升到____。", "由", "升到□。"),
        ("共46人", "共", "人"),
        ("file_name 是 __ 。", "file_name 是 ", " 。"),
        ("没有空的句子。", "没有空的句子。", ""),
        ("", "", ""),
    ],
)
def test_stem_is_what_stands_round_the_first_gap(text, left, right):
    stem = stem_around(text, "46")
    assert (stem.left, stem.right) == (left, right)


def test_unit_may_be_left_out_only_where_the_stem_shows_it():
    assert score("0.6MPa", "0.6", stem="压力由0.4MPa升到____。") == 1
    assert score("0.6MPa", "0.6", stem="压力升到____。") == 0.5
    assert score("0.6MPa", "0.6") == 1


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ("{}", "列表"),
        ("[1]", "第 1 条"),
        ('[{"answer": "a", "given": "a"}, {"given": "a"}]', "第 2 条缺少 answer"),
        ('[{"answer": "a"}]', "第 1 条缺少 given"),
        ('[{"answer": null, "given": "a"}]', "第 1 条的 answer 应是文字"),
        ('[{"answer": 1, "given": "a"}]', "answer 应是文字"),
        ('[{"answer": "a", "given": "a", "accept": [1]}]', "accept 应是文字"),
        ('[{"answer": "a", "given": "a", "ordered": 1}]', "ordered 应是 true 或 false"),
    ],
)
def test_bad_file_gets_one_sentence_and_status_2(tmp_path, pairs, word):
    status, said = run(tmp_path, pairs)
    assert status == 2
    assert word in said
    assert said.strip().endswith("。")
    assert said.strip().count("\n") == 0


def test_missing_file_gets_one_sentence_and_status_2(tmp_path):
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("judge_answers", f"--pairs={tmp_path / 'nothing.json'}", stderr=err)
    assert stop.value.code == 2
    assert "文件不存在" in err.getvalue()


@for_any(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=2), st.none() | st.booleans())
def test_any_texts_get_a_verdict(given, answer, stem, accept, ordered):
    item = {"answer": answer, "given": given, "stem": stem, "accept": accept, "ordered": ordered}
    (verdict,) = [verdict_of(pair) for pair in parse_pairs(json.dumps([item]))]
    assert 0 <= verdict.credit <= 1
    assert verdicts_to_json([verdict])[0]["verdict"] in {"right", "partly", "wrong"}
