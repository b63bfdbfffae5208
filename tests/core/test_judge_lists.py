import random
import time
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from quizzes.core.judge import judge_blank, judge_list
from quizzes.core.judge_lists import assign
from quizzes.core.list_parts import key_parts, split_list

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
FOUR = ["早发现", "早报告", "早隔离", "早治疗"]


def credits(verdicts):
    return [verdict.credit for verdict in verdicts]


def in_one_box(text, answers=FOUR, *, ordered=False):
    (verdict,) = judge_list([text], answers=answers, ordered=ordered)
    return verdict


# A box for each answer


def test_boxes_may_hold_the_answers_in_any_order():
    for order in permutations(FOUR):
        assert credits(judge_list(order, answers=FOUR, ordered=False)) == [1, 1, 1, 1]


def test_boxes_in_order_are_judged_one_by_one():
    assert credits(judge_list([*FOUR[1:], FOUR[0]], answers=FOUR, ordered=True)) == [0, 0, 0, 0]
    assert credits(judge_list([FOUR[0], "", FOUR[2]], answers=FOUR, ordered=True)) == [1, 0, 1, 0]


def test_answer_given_twice_counts_once():
    verdicts = judge_list(["早发现", "早发现", "早治疗", "早发现"], answers=FOUR, ordered=False)
    assert credits(verdicts) == [1, 0, 1, 0]


def test_best_assignment_is_found_not_the_first():
    """约330 would get half at 330, but is all right at 330多, which 330 is as well."""
    assert credits(judge_list(["330", "约330"], answers=["330多", "330"], ordered=False)) == [1, 1]


def test_alternatives_belong_to_their_answer():
    accepts = [("新冠肺炎",), ()]
    given = ["流感", "新冠肺炎"]
    assert credits(judge_list(given, answers=["新型冠状病毒肺炎", "流感"], accepts=accepts, ordered=False)) == [1, 1]


def test_wrong_box_says_that_nothing_fits():
    verdicts = judge_list(["别的事", "早报告"], answers=["早发现", "早报告"], ordered=False)
    assert verdicts[0].explanation.startswith("这不是其中的任何一项。")


@for_any(st.integers(1, 5), st.randoms(use_true_random=False))
def test_assignment_is_the_best_there_is(size, rng):
    matrix = [[Fraction(rng.randrange(3), 2) for _ in range(size)] for _ in range(size)]
    keys = assign(matrix)
    assert sorted(keys) == list(range(size))
    best = max(sum(matrix[i][key] for i, key in enumerate(order)) for order in permutations(range(size)))
    assert sum(matrix[i][key] for i, key in enumerate(keys)) == best


def test_assignment_of_many_is_quick_and_keeps_places_among_equals():
    assert assign([[Fraction(1)] * 40 for _ in range(40)]) == list(range(40))


# All answers in one box


@pytest.mark.parametrize(
    "text",
    [
        "早发现、早报告、早隔离、早治疗",
        "早治疗，早隔离，早报告，早发现",
        "早治疗,早隔离;早报告；早发现。",
        "早发现 早报告\u3000早隔离 早治疗",
        "早发现/早报告/早隔离/早治疗",
        "早发现、早报告、早隔离和早治疗",
        "早发现以及早报告与早隔离及早治疗",
        "早发现早报告早隔离早治疗",
        "早治疗早发现早报告早隔离",
        "早发现\n早报告\n早隔离\n早治疗",
        "早發現、早報告、早隔離、早治療",
    ],
)
def test_any_separator_and_any_order_is_full(text):
    assert in_one_box(text).credit == 1


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("早发现、早治疗", HALF),
        ("早发现、早睡觉、早治疗、早起床", HALF),
        ("早发现", QUARTER),
        ("早发现、早发现、早发现、早发现", QUARTER),
        ("早发现、早报告、早隔离、早治疗、早起床", Fraction(7, 8)),
        ("早发现、早报告、早隔离、早治疗、早起床、早睡觉", Fraction(3, 4)),
        ("早睡觉、早起床", 0),
        ("甲乙、丙丁、戊己、庚辛、壬癸、子丑、早发现", 0),
        ("、".join(f"第{n}项" for n in range(200)) + "、早发现、早报告、早隔离、早治疗", 0),
        ("", 0),
    ],
)
def test_share_of_the_items_less_half_for_each_wrong_one_too_many(text, credit):
    assert in_one_box(text).credit == credit


def test_share_is_explained():
    assert in_one_box("早发现、早治疗").explanation == "按列举判：共4项，写对2项。"
    assert (
        in_one_box("早发现、早报告、早隔离、早治疗、早起").explanation
        == "按列举判：共4项，写对4项；多写了1项，每项扣半项。"
    )


def test_order_counts_where_it_is_asked_for_and_one_left_out_or_too_many_does_not_spoil_the_rest():
    assert in_one_box("早发现、早报告、早隔离、早治疗", ordered=True).credit == 1
    assert in_one_box("早报告、早隔离、早治疗", ordered=True).credit == Fraction(3, 4)
    assert in_one_box("早发现、早治疗", ordered=True).credit == HALF
    assert in_one_box("早睡觉、早报告、早隔离、早治疗", ordered=True).credit == Fraction(3, 4)
    assert in_one_box("早发现、早睡觉、早报告、早隔离、早治疗", ordered=True).credit == Fraction(7, 8)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("早治疗、早隔离、早报告、早发现", 0),
        ("早报告、早隔离、早治疗、早发现", 0),
        ("早治疗、早发现", 0),
        ("早报告、早发现、早隔离、早治疗", HALF),
        ("早发现、早报告、早治疗、早隔离", HALF),
    ],
)
def test_where_two_have_changed_places_only_those_in_their_own_count(text, credit):
    verdict = in_one_box(text, ordered=True)
    assert (verdict.credit, verdict.rule) == (credit, "order")
    assert "要求按顺序写" in verdict.explanation
    assert in_one_box(text).credit >= HALF


def test_two_that_have_changed_places_are_wrong_and_told_why():
    said = "按列举判：这一题要求按顺序写，次序不对的项不计分。共2项，位置也对的0项。"
    assert judge_blank("氮气、氧气", answer="氧气、氮气", ordered=True).explanation == said
    assert judge_blank("氮气、氧气", answer="氧气、氮气").credit == 1


def test_box_with_the_answer_of_another_is_told_so():
    verdicts = judge_list(["早报告", "早发现", "早睡觉"], answers=["早发现", "早报告", "早隔离"], ordered=True)
    assert [verdict.rule for verdict in verdicts] == ["order", "order", "text"]
    assert verdicts[0].explanation == "按顺序判：这一项写对了，但不在它的位置上。"


def test_steps_joined_by_arrows_are_a_list():
    steps = ["计划", "执行", "检查", "处理"]
    assert in_one_box("计划→执行→检查→处理", steps, ordered=True).credit == 1
    assert in_one_box("计划->执行=>检查→处理", steps, ordered=True).credit == 1
    assert in_one_box("A→B、C", ["A→B", "C"]).credit == 1
    assert in_one_box("春、秋、夏、冬", ["春", "夏", "秋", "冬"], ordered=True).credit == HALF
    assert in_one_box("春、秋、冬", ["春", "夏", "秋", "冬"], ordered=True).credit == Fraction(3, 4)


def test_items_that_hold_a_separator_are_not_cut():
    pairs = ["提高收治率和治愈率", "降低感染率和病亡率"]
    assert in_one_box("降低感染率和病亡率、提高收治率和治愈率", pairs).credit == 1
    assert in_one_box("2020/2/3、50m/s", ["50m/s", "2020/2/3"]).credit == 1
    assert in_one_box("41,600、3,200", ["3,200", "41,600"]).credit == 1
    assert in_one_box("carbon dioxide, carbon monoxide", ["carbon monoxide", "carbon dioxide"]).credit == 1


def test_list_that_is_one_answer_is_judged_as_a_list():
    key = "早发现、早报告、早隔离、早治疗"
    assert judge_blank("早治疗、早发现", answer=key, kind="list").credit == HALF
    assert judge_blank("早治疗、早发现", answer=key, kind="quote").credit == HALF
    assert judge_blank("早治疗、早发现", answer=key, kind="title").credit == 0


def test_motto_of_two_parts_is_no_list():
    assert judge_blank("牢记使命、不忘初心", answer="不忘初心、牢记使命", kind="quote").credit == 0


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("早发现、早报告和早隔离", ["早发现", "早报告", "早隔离"]),
        ("提高收治率和治愈率、降低感染率和病亡率", ["提高收治率和治愈率", "降低感染率和病亡率"]),
        ("共和国", ["共和国"]),
        ("1,200", ["1,200"]),
        ("、", ["、"]),
    ],
)
def test_parts_of_a_key(key, parts):
    assert key_parts(key) == parts


def test_numbers_are_not_split_at_their_comma():
    assert split_list("41,600，3", ["x"]) == ["41,600", "3"]


def test_shuffled_lists_are_always_right():
    rng = random.Random(7)
    for _ in range(50):
        given = rng.sample(FOUR, 4)
        assert in_one_box(rng.choice("、，；; ").join(given)).credit == 1


@settings(deadline=None)
@for_any(st.lists(st.text(max_size=20), max_size=6), st.booleans())
def test_no_list_of_answers_breaks_the_judge(given, ordered):
    boxes = [*given, "早发现\ud800"]
    assert len(judge_list(boxes, answers=FOUR, ordered=ordered)) == (1 if len(boxes) == 1 else 4)
    assert 0 <= in_one_box("、".join(boxes), ordered=ordered).credit <= 1


@pytest.mark.parametrize("unit", ["早", "、", "早、", "早发现、", "早发现", "早 ", "和", "早和", "/", "1,", "A "])
def test_very_long_list_is_judged_at_once(unit):
    started = time.perf_counter()
    in_one_box(unit * 10_000)
    assert time.perf_counter() - started < 1
