"""A document is read once: its words, what each sentence can be asked, and what is worth a key point."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.segment import make_cut
from quizzes.core.survey import CHARACTERS_PER_SUGGESTION, FEWEST_SUGGESTIONS, asks_by_word, survey
from quizzes.core.worth import is_self_contained, opening

CUT = make_cut()
TEXTS = {
    1: "氧气瓶与明火的距离不得小于10米。这是底线。同时，气瓶应当直立放置，并用防倒链固定。",
    2: "2025年3月12日，学院印发《实验室安全检查办法》。应急预案包括报警、疏散、救护和善后四个环节。",
    3: "向坚守岗位的同志们表示崇高的敬意！大家怎么看？",
}


@pytest.fixture(scope="module")
def found():
    return survey(TEXTS, cut=CUT)


def test_figures_dates_titles_and_lists_are_proposed_with_their_blank(found):
    proposed = {one.category: [one.text[start:end] for start, end, _ in one.blanks] for one in found.suggestions}
    assert proposed["数字"] == ["10米"]
    assert proposed["会议与文件"] == ["实验室安全检查办法", "2025年3月12日"]
    assert proposed["列举"][0] in "报警、疏散、救护、善后"


def test_offsets_are_those_of_the_passage(found):
    for one in found.suggestions:
        assert TEXTS[one.passage][one.start : one.end] == one.text
    for number, asks in found.asks.items():
        for ask in asks:
            for start, end in ask.blanks:
                assert TEXTS[number][start:end].strip() == TEXTS[number][start:end] != ""


def test_a_sentence_is_proposed_once_and_says_why(found):
    assert len({(one.passage, one.start) for one in found.suggestions}) == len(found.suggestions)
    assert {one.reason for one in found.suggestions if one.category == "数字"} == {"数字，同材料只有这一处"}


def test_what_points_back_or_is_no_statement_is_not_proposed(found):
    texts = [one.text for one in found.suggestions]
    assert not any(text.startswith(("这", "同时")) for text in texts)
    assert not any("敬意" in text or text.endswith("？") for text in texts)


def test_nothing_is_proposed_where_a_key_point_is(found):
    again = survey(TEXTS, cut=CUT, marked={1: [(0, 10)]})
    assert {one.text for one in found.suggestions} - {one.text for one in again.suggestions} == {
        "氧气瓶与明火的距离不得小于10米。"
    }


def test_wrong_answers_are_there_for_a_word_that_nobody_proposed():
    text = "检查结果为优秀的，在北京市公布；温度上升到80℃时停止加热。"
    asks = {text[ask.blanks[0][0] : ask.blanks[0][1]]: ask for ask in asks_by_word({1: text}, cut=CUT)[1]}
    assert asks["北京市"].reason.startswith("人工标注的空")
    assert "北京市" in asks["北京市"].options
    assert len(asks["北京市"].options) >= 3


def test_numbers_stay_whole_and_titles_can_be_entered(found):
    ten = TEXTS[1].index("10米")
    assert ten + 1 not in found.words[1]
    title = TEXTS[2].index("《")
    inside = [edge for edge in found.words[2] if title + 1 < edge < TEXTS[2].index("》")]
    assert inside


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("同时，要加强检查。", 3),
        ("第一，要加强检查。", 3),
        ("一是坚持定期检查。", 2),
        ("检查同时进行。", 0),
        ("　　检查。", 2),
    ],
)
def test_a_joint_at_the_beginning_is_left_out(text, left_out):
    assert opening(text) == left_out


@pytest.mark.parametrize(
    "text",
    [
        "这一办法自2025年3月起施行，有效期五年。",
        "其中，学院印发的办法共有12条。",
        "对此，学院专门印发了三个办法。",
        "上述办法自2025年3月12日起施行。",
        "办法印发后，该学院检查了30间实验室。",
        "距离10米。",
        "检查的内容主要有以下几点：",
        "检查了“消防、用电等30项内容。",
    ],
)
def test_a_sentence_that_needs_its_page_is_not_self_contained(text):
    assert not is_self_contained(text)


def test_a_plain_fact_is():
    assert is_self_contained("气瓶与明火的距离不得小于10米。")


def test_a_long_document_gives_many_proposals_and_the_best_are_marked():
    texts = {n: f"第{n}号实验室的安全距离是{n * 7 + 3}米，由{n + 2}名值班人员看守。" for n in range(1, 201)}
    found = survey(texts, cut=CUT)
    wanted = round(sum(map(len, texts.values())) / CHARACTERS_PER_SUGGESTION)
    assert len(found.suggestions) == max(FEWEST_SUGGESTIONS, wanted)
    assert 0 < sum(one.is_best for one in found.suggestions) < len(found.suggestions)
    assert [one.passage for one in found.suggestions] == sorted(one.passage for one in found.suggestions)


def test_no_part_of_a_document_is_left_out():
    texts = {n: f"第{n}号实验室的安全距离是{n * 7 + 3}米，由{n + 2}名值班人员看守。" for n in range(1, 401)}
    passages = [one.passage for one in survey(texts, cut=CUT).suggestions]
    assert min(passages) < 40
    assert max(passages) > 200


def test_an_empty_document_gives_nothing():
    assert survey({}, cut=CUT).suggestions == ()


@given(
    st.lists(st.text(max_size=60) | st.text("氧气瓶10米、和《》“”（）。！？，；这其 \u3000", max_size=80), max_size=3)
)
@settings(max_examples=60)
def test_any_text_is_read_without_losing_a_character(paragraphs):
    texts = dict(enumerate(paragraphs))
    found = survey(texts, cut=CUT)
    for number, text in texts.items():
        edges = found.words[number]
        assert all(0 <= edge <= len(text) for edge in edges)
        assert not text or {0, len(text)} <= set(edges)
    for one in found.suggestions:
        assert texts[one.passage][one.start : one.end] == one.text
        assert all(0 <= start < end <= len(one.text) for start, end, _ in one.blanks)


def test_the_same_document_gives_the_same_in_every_process(found):
    code = (
        "import json, sys; from dataclasses import asdict; from quizzes.core.segment import make_cut;"
        "from quizzes.core.survey import survey; texts = {int(k): v for k, v in json.load(sys.stdin).items()};"
        "print(json.dumps([asdict(one) for one in survey(texts, cut=make_cut()).suggestions]))"
    )
    run = [sys.executable, "-c", code]
    other = subprocess.run(run, input=json.dumps(TEXTS), capture_output=True, text=True, check=True).stdout
    assert json.loads(other) == json.loads(json.dumps([asdict(one) for one in found.suggestions]))
