from quizzes.core.corrections import Correction, judge_corrected
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Side

LIST = FillBlank(
    "m",
    Mode.MULTI,
    "p",
    "红色、黄色是警示色。",
    (Blank(0, 2, "红色", "term"), Blank(3, 5, "黄色", "term")),
    ordered=False,
)
CHOICE = FillBlank(
    "c",
    Mode.CHOICE,
    "p",
    "距离为10米。",
    (Blank(3, 6, "10米", "number", options=(Option("10米", "key"), Option("5米", "number"))),),
)
PAIRS = Matching("x", "甲与乙", (Side("a", "甲"),), (Side("r1", "一"), Side("r2", "二")), {"a": "r1"})


def credits(question, given, **corrections):
    refs = {ref.lstrip("_"): correction for ref, correction in corrections.items()}
    return {ref: verdict.credit for ref, verdict in judge_corrected(question, given, refs).items()}


def test_without_corrections_the_paper_decides():
    assert credits(LIST, {"0": "黄色", "1": "绿色"}) == {"0": 1, "1": 0}


def test_accepted_words_count_in_any_box_of_a_list_and_in_any_writing():
    橙 = Correction(("橙色",))
    assert credits(LIST, {"0": "“橙色”", "1": "红色"}, _1=橙) == {"0": 1, "1": 1}
    assert credits(LIST, {"0": "橙色", "1": "黄色"}, _1=橙) == {"0": 0, "1": 1}


def test_an_accepted_option_and_an_accepted_pair_count():
    assert credits(CHOICE, {"0": "5米"}, _0=Correction(("5米",))) == {"0": 1}
    assert credits(CHOICE, {"0": "15米"}, _0=Correction(("5米",))) == {"0": 0}
    assert credits(PAIRS, {"a": "r2"}, a=Correction(("r2",))) == {"a": 1}


def test_a_place_given_to_all_is_right_for_everybody_answered_or_not():
    assert credits(LIST, {"0": "绿色"}, _0=Correction(is_given_to_all=True), _1=Correction(is_given_to_all=True)) == {
        "0": 1,
        "1": 1,
    }


def test_what_was_right_stays_right():
    verdicts = judge_corrected(CHOICE, {"0": "10米"}, {"0": Correction(("5米",))})
    assert verdicts["0"].rule == "choice"
