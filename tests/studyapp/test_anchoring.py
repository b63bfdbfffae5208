from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.anchoring import CONTEXT, Anchor, Passages, anchor_of, anchor_quote, find_anchor, text_hash

RULES = "氧气瓶与明火的距离不得小于10米。气瓶应当直立放置，并用防倒链固定。开启阀门时要缓慢，人站在侧面。"
DUTY = "安全员每周检查一次，发现隐患应当场登记，24小时内上报。一般隐患7日内整改完毕。"
TRAINING = "准入培训实行“先培训、后考核、再准入”，考核成绩达到90分方可进入实验室。"
TEXTS = (RULES, DUTY, TRAINING)
passage_texts = st.text(alphabet="气瓶直立放置明火距离不得小于10米，。“”（） \uff21a\u200b〇", min_size=1, max_size=80)


def anchored(quote, *, texts=TEXTS, position=0) -> Anchor:
    start = texts[position].index(quote)
    return anchor_of(texts[position], start, start + len(quote), position=position)


def found(anchor, *texts):
    return find_anchor(anchor, Passages.of(texts))


def test_an_anchor_keeps_the_quote_its_surroundings_and_its_place():
    anchor = anchored("防倒链", position=0)
    assert anchor.prefix == RULES[: RULES.index("防倒链")][-CONTEXT:]
    assert anchor.suffix == RULES[RULES.index("防倒链") + 3 :][:CONTEXT]
    assert (anchor.start, anchor.position, anchor.text_hash) == (RULES.index("防倒链"), 0, text_hash(RULES))


def test_in_an_unchanged_document_nothing_is_looked_for():
    place = found(anchored("24小时内上报", position=1), *TEXTS)
    assert (place.position, place.way, place.is_repaired) == (1, "same", False)


def test_passages_put_before_it_move_it_along():
    place = found(anchored("24小时内上报", position=1), "新的一段。", "又一段。", *TEXTS)
    assert (place.position, place.way, place.is_repaired) == (3, "same", False)


def test_of_two_equal_passages_the_closer_one_is_meant():
    anchor = anchored("防倒链", texts=(RULES, DUTY, RULES), position=2)
    assert found(anchor, DUTY, RULES, DUTY, RULES).position == 1
    assert found(anchor, RULES, DUTY, RULES).position == 2


def test_a_passage_edited_elsewhere_keeps_the_exact_quote():
    edited = RULES.replace("10米", "15米")
    place = found(anchored("气瓶应当直立放置，并用防倒链固定。"), edited, DUTY)
    assert (place.quote, place.way, place.is_repaired) == ("气瓶应当直立放置，并用防倒链固定。", "quote", False)
    assert edited[place.start : place.end] == place.quote


def test_of_several_places_the_one_with_the_old_surroundings_is_taken():
    texts = ("甲库的温度不得超过30℃。", "乙库的温度不得超过30℃。")
    anchor = anchored("30℃", texts=texts, position=1)
    new = ("乙库的温度不得超过30℃。新增一句。", "甲库的温度不得超过30℃。新增一句。")
    assert (found(anchor, *new).position, found(anchor, *new).is_repaired) == (0, False)
    extended = ("总则。乙库的温度不得超过30℃。", "甲库的温度不得超过30℃。又一句。", "乙库的温度不得超过30℃。又一句。")
    place = found(anchored("30℃", texts=extended[1:], position=1), *extended, "尾。")
    assert (place.position, place.way) == (2, "same")


def test_where_several_places_might_be_meant_a_person_looks():
    anchor = anchored("30℃", texts=("甲库的温度不得超过30℃。", "乙库的温度不得超过30℃。"), position=1)
    assert found(anchor, "总则。", "甲库的温度不得超过30℃。", "乙库的气温不得超过30℃。").is_repaired


def test_a_short_quote_without_its_surroundings_is_looked_at_by_a_person():
    place = found(anchored("10米"), "跑道长10米以上。")
    assert (place.quote, place.is_repaired) == ("10米", True)


@pytest.mark.parametrize(
    "edited",
    [
        "准入培训实行「先培训、后考核、再准入」，考核成绩达到９０分方可进入实验室。",
        "准入培训实行 “先培训、后考核、再准入” ，考核成绩达到 90 分方可进入实验室。",
        "准入培训实行\u201c先培训,后考核,再准入\u201d,考核成绩达到90分方可进入实验室.",
    ],
)
def test_other_punctuation_width_and_blanks_are_the_same_quote(edited):
    anchor = anchored("“先培训、后考核、再准入”，考核成绩达到90分", position=2)
    place = found(anchor, RULES, edited)
    assert (place.position, place.way, place.is_repaired) == (1, "folded", False)
    assert place.quote == edited[place.start : place.end]
    assert place.quote.strip("“”「」 ")[:3] == "先培训"
    assert place.quote.endswith("分")


@pytest.mark.parametrize(
    ("quote", "edited", "expected"),
    [
        ("氧气瓶与明火的距离不得小于10米。", RULES.replace("10米", "15米"), "氧气瓶与明火的距离不得小于15米。"),
        (
            "发现隐患应当场登记，24小时内上报。",
            "安全员每周检查一次，发现隐患应当立即登记，并在12小时内上报。一般隐患7日内整改完毕。",
            "发现隐患应当立即登记，并在12小时内上报。",
        ),
        ("一般隐患7日内整改完毕。", DUTY.replace("7日内整改完毕", "五个工作日内整改"), "一般隐患五个工作日内整改。"),
    ],
)
def test_an_edited_quote_is_found_and_flagged(quote, edited, expected):
    texts = (RULES, DUTY)
    position = 0 if quote in RULES else 1
    new = (edited, DUTY) if position == 0 else (RULES, edited)
    place = found(anchored(quote, texts=texts, position=position), *new)
    assert (place.position, place.quote, place.way, place.is_repaired) == (position, expected, "near", True)


def test_a_quote_that_is_gone_is_gone():
    assert found(anchored("开启阀门时要缓慢，人站在侧面。"), "气瓶应当直立放置。", DUTY, TRAINING) is None
    assert found(anchored("防倒链")) is None


def test_a_quote_known_by_its_words_only_is_placed_next_to_where_it_should_be():
    text = "先断电，再断电，后断电。"
    assert anchor_quote(text, "断电", near=9).start == 9
    assert anchor_quote(text, "断电").start == 1
    assert anchor_quote(text, "先 断电，再断电").quote == "先断电，再断电"


@pytest.mark.parametrize("quote", ["", "没有这句话"])
def test_without_a_quote_the_passage_as_a_whole_is_meant(quote):
    anchor = anchor_quote(RULES, quote, position=4)
    assert (anchor.quote, anchor.start, anchor.position) == ("", 0, 4)
    assert found(anchor, DUTY, RULES).position == 1
    place = found(anchor, DUTY, RULES.replace("侧面", "上风侧"))
    assert (place.position, place.quote, place.is_repaired) == (1, "", True)
    assert found(anchor, DUTY, TRAINING) is None


@given(st.lists(passage_texts, min_size=1, max_size=6), st.data())
def test_whatever_is_anchored_is_found_where_it_is(texts, data):
    position = data.draw(st.integers(0, len(texts) - 1))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(texts[position]))] * 2)))
    place = found(anchor_of(texts[position], start, end, position=position), *texts)
    assert (place.position, place.start, place.end, place.way) == (position, start, end, "same")


@given(st.lists(passage_texts, max_size=6), passage_texts, st.data())
@example(["ﬁ"], "fi", None)
def test_a_place_is_always_within_its_passage(texts, old, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(old))] * 2))) if data else (0, len(old))
    place = found(anchor_of(old, start, end), *texts)
    if place is not None:
        assert place.quote == texts[place.position][place.start : place.end]
        assert place.is_repaired or place.quote == old[start:end] or place.way == "folded"


@given(st.lists(passage_texts, min_size=1, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_untouched_passages_are_found_in_any_order(texts, rng: Random):
    shuffled = [*texts, "新的一段，谁也没有引过。"]
    rng.shuffle(shuffled)
    for position, text in enumerate(texts):
        place = found(anchor_of(text, 0, len(text), position=position), *shuffled)
        assert (shuffled[place.position], place.is_repaired) == (text, False)


def test_it_runs_without_django():
    code = "import sys, studyapp.anchoring; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
