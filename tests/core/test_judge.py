import time
from fractions import Fraction

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from quizzes.core.judge import judge_blank, judge_choice, judge_matching, judge_question
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Side

HALF = Fraction(1, 2)

# The pairs that every version must pass: key, what is as good, what is wrong.
MUST_PASS = [
    ("330多", ["三百三十多支", "330余", "约330"], ["33"]),
    ("41600多", ["4.16万", "四万一千六百", "41,600多人"], ["4160"]),
    ("46%", ["百分之四十六", "４６％"], ["0.46"]),
    ("2020年2月3日", ["二〇二〇年二月三日", "2020-2-3"], ["2月4日"]),
    ("3~5MPa", ["3至5MPa", "3－5"], ["3~6MPa"]),
    ("三分之二", ["2/3"], ["三分之一"]),
    ("0.6MPa", ["0.6"], ["0.6kPa"]),
    ("HSE", ["hse", "ＨＳＥ"], ["HES"]),
    ("“四早”", ["四早"], ["四旱"]),
    ("著作权", ["著作權"], ["著作杈"]),
    ("高风险地区", [], ["低风险地区"]),
    ("一带一路", [], ["1带1路"]),
    ("早发现、早报告、早隔离、早治疗", ["早治疗、早隔离、早报告、早发现"], ["早起、早睡、早饭、早退"]),
    ("第十九届", ["第19届"], ["第十八届"]),
    ("2025年", ["二〇二五年"], ["2024年"]),
    ("平津战役", [], ["京津战役"]),
]
RIGHT = [(key, good) for key, goods, _ in MUST_PASS for good in goods]
WRONG = [(key, bad) for key, _, bads in MUST_PASS for bad in bads]


@pytest.mark.parametrize(("key", "good"), RIGHT)
def test_what_must_be_accepted(key, good):
    assert judge_blank(good, answer=key).credit == 1


@pytest.mark.parametrize(("key", "bad"), [*WRONG, *((bad, key) for key, bad in WRONG)])
def test_what_must_be_refused_both_ways(key, bad):
    assert judge_blank(bad, answer=key).credit == 0


@pytest.mark.parametrize(("given", "key"), RIGHT)
def test_accepted_forms_are_as_good_a_key(given, key):
    """Only 约 and 多 go one way: an answer that is vaguer than the key gets half."""
    is_vaguer = given.endswith("多") and not set(key) & set("多余约")
    assert judge_blank(given, answer=key).credit == (HALF if is_vaguer else 1)


@pytest.mark.parametrize("key", [key for key, _, _ in MUST_PASS])
def test_key_itself_is_right(key):
    assert judge_blank(f" {key} ", answer=key).rule == "exact"


def test_two_of_four_items_are_half():
    assert judge_blank("早发现、早治疗", answer="早发现、早报告、早隔离、早治疗").credit == HALF


@pytest.mark.parametrize("given", ["", "  ", "\u3000\u200b", "。", "\x00"])
def test_nothing_written_is_no_answer(given):
    verdict = judge_blank(given, answer="四早")
    assert (verdict.credit, verdict.rule, verdict.explanation) == (0, "empty", "没有作答。")


def test_accepted_alternative_is_right_and_says_so():
    verdict = judge_blank("新冠肺炎", answer="新型冠状病毒肺炎", accept=("新冠肺炎", "COVID-19"))
    assert (verdict.credit, verdict.rule) == (1, "accepted")
    assert judge_blank("covid—19", answer="新型冠状病毒肺炎", accept=("新冠肺炎", "COVID-19")).credit == 1


@pytest.mark.parametrize(
    ("given", "key", "kind", "explanation"),
    [
        ("33", "330多", "number", "按数值判：33 ≠ 330多，数字和单位须等值。"),
        ("低风险地区", "高风险地区", "term", "按原文逐字判：差一个字也判为错。其中“低”应为“高”。"),
        ("2月4日", "2020年2月3日", "date", "按日期判：2月4日 ≠ 2020年2月3日，日期须相同。"),
        ("二级", "Ⅲ级", "level", "按序号判：二级 ≠ Ⅲ级，序号或级别须相同。"),
    ],
)
def test_wrong_answer_gets_its_rule_in_words(given, key, kind, explanation):
    assert judge_blank(given, answer=key, kind=kind).explanation == explanation


def test_kind_decides_whether_numerals_are_wording():
    assert judge_blank("3严3实", answer="三严三实", kind="term").credit == 0
    assert judge_blank("3次", answer="三次", kind="number").credit == 1
    assert judge_blank("3次", answer="三次", kind="quote").credit == 0


# Choices and pairs


def test_choice_is_right_only_with_the_key():
    options = ["平津战役", "淮海战役", "辽沈战役"]
    assert judge_choice("平津战役", "平津战役", options).credit == 1
    assert judge_choice("淮海战役", "平津战役", options).explanation == "选错了。"
    assert judge_choice("", "平津战役", options).rule == "empty"
    assert judge_choice("渡江战役", "平津战役", options).explanation == "所选的不是这道题的选项，判为错。"


def test_each_pair_is_judged_by_itself():
    verdicts = judge_matching({"l1": "r1", "l2": "r1"}, {"l1": "r1", "l2": "r2", "l3": "r3"})
    assert {left: (verdict.credit, verdict.rule) for left, verdict in verdicts.items()} == {
        "l1": (1, "match"),
        "l2": (0, "match"),
        "l3": (0, "empty"),
    }


# Whole questions


def typed(statement, *answers, ordered=True, kind="", mode=Mode.TYPED, **extra):
    blanks, start = [], 0
    for answer in answers:
        start = statement.index(answer, start)
        blanks.append(Blank(start, start + len(answer), answer, kind, **extra))
        start += len(answer)
    return FillBlank("q", mode, "p", statement, tuple(blanks), ordered=ordered)


def credits(question, **given):
    return {
        part: v.credit for part, v in judge_question(question, {k.lstrip("_"): g for k, g in given.items()}).items()
    }


def test_every_part_gets_a_verdict_answered_or_not():
    question = typed("安全生产实行管行业、管业务、管经营。", "管行业", "管业务", "管经营", mode=Mode.MULTI)
    assert credits(question, _0="管行业", _2="") == {"0": 1, "1": 0, "2": 0}


def test_list_without_order_takes_its_answers_in_any_box_but_each_once():
    question = typed("四个方面：甲一、乙二、丙三。", "甲一", "乙二", "丙三", mode=Mode.MULTI, ordered=False)
    assert credits(question, _0="丙三", _1="甲一", _2="乙二") == {"0": 1, "1": 1, "2": 1}
    verdicts = judge_question(question, {"0": "甲一", "1": "甲一", "2": "别的"})
    assert [verdict.rule for verdict in verdicts.values()] == ["exact", "duplicate", "text"]


def test_list_with_order_does_not():
    question = typed("先甲一、再乙二。", "甲一", "乙二", mode=Mode.MULTI)
    assert credits(question, _0="乙二", _1="甲一") == {"0": 0, "1": 0}


def test_stem_lends_its_unit_and_year():
    assert credits(typed("派出330多支医疗队。", "330多", kind="number"), _0="330多支") == {"0": 1}
    assert credits(typed("派出330多支医疗队。", "330多", kind="number"), _0="330多人") == {"0": 0}
    assert credits(typed("会议在2020年2月3日召开。", "2月3日", kind="date"), _0="2020年2月3日") == {"0": 1}
    assert credits(typed("会议在2020年2月3日召开。", "2月3日", kind="date"), _0="2019年2月3日") == {"0": 0}


def test_other_blanks_are_not_part_of_the_visible_stem():
    question = typed("压力由3MPa升到5MPa。", "3MPa", "5MPa", kind="number", mode=Mode.MULTI)
    assert credits(question, _0="3", _1="5MPa") == {"0": HALF, "1": 1}


def test_options_are_judged_as_choices():
    options = tuple(Option(text, "key") for text in ("46%", "64%", "4.6%"))
    question = typed("占比为46%。", "46%", kind="number", mode=Mode.CHOICE, options=options)
    assert credits(question, _0="46%") == {"0": 1}
    assert credits(question, _0="百分之四十六") == {"0": 0}


def test_matching_question_is_judged_by_its_pairs():
    sides = (Side("a", "甲"), Side("b", "乙"))
    question = Matching("m", "事件与年份", sides, (Side("x", "1949年"), Side("y", "1978年")), {"a": "x", "b": "y"})
    assert credits(question, a="x", b="x") == {"a": 1, "b": 0}


def test_terms_of_the_material_are_never_taken_for_slips_of_the_pen():
    question = typed("要坚定信心。", "坚定信心", kind="term")
    assert judge_question(question, {"0": "坚定信新"})["0"].credit == HALF
    assert judge_question(question, {"0": "坚定信新"}, other_terms={"坚定信新"})["0"].rule == "other-term"


# Anything may be typed

KEYS = st.sampled_from([key for key, _, _ in MUST_PASS] + ["1937—1945年", "22:00", "Ⅱ级", "CO", "3.5×10⁵", "50 mL/min"])
KINDS = st.sampled_from(["", "number", "range", "date", "clock", "ordinal", "term", "latin", "list", "unheard-of"])
NEAR_NUMBERS = st.text(
    alphabet="0123456789一二三十百千万亿零〇.,、-~至年月日第届级多约%MPa/:个半又分之前 ", max_size=24
)


@settings(max_examples=300, deadline=None)
@for_any(st.one_of(st.text(), NEAR_NUMBERS), KEYS, KINDS, st.text(max_size=8), st.text(max_size=8))
def test_no_answer_breaks_the_judge(given, key, kind, left, right):
    verdict = judge_blank(given + "\ud800", answer=key, kind=kind, left=left, right=right)
    assert 0 <= verdict.credit <= 1
    assert verdict.explanation.endswith("。")
    assert len(verdict.explanation) <= 200


@settings(max_examples=300, deadline=None)
@for_any(st.one_of(st.text(min_size=1), NEAR_NUMBERS), KINDS)
def test_whatever_is_the_key_typing_it_is_right(key, kind):
    verdict = judge_blank(key, answer=key, kind=kind)
    assert verdict.credit == 1 or verdict.rule == "empty"


@pytest.mark.parametrize(
    "unit", ["1", "一", "早", "、", "早、", "1,", " ", "和", "第", "《", "\ud800", "\x00", "-", "零下", "约", "Ⅰ"]
)
@pytest.mark.parametrize("kind", ["", "number", "date", "term"])
def test_very_long_answer_is_judged_at_once(unit, kind):
    started = time.perf_counter()
    judge_blank(unit * 10_000, answer="早发现、早报告、早隔离、早治疗", kind=kind)
    judge_blank(unit * 10_000, answer="330多", kind=kind)
    assert time.perf_counter() - started < 1
