"""What was learned from labelled sentences holds for sentences that it was not learned from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from quizzes.core.blanks import EMPTY, LEAST_ODDS
from tests import learn_weights
from tests.learn_weights import (
    CORE,
    HARD,
    all_labelled,
    askable_examples,
    digest,
    files,
    labelled,
    learn,
    tone_examples,
)

LEFT_OUT = [path for path in files() if path.stem != HARD][
    -5:
]  # written by people who had seen nothing of this program
LEARNED_FROM = [path for path in files() if path not in LEFT_OUT]


def log_odds(weights: Mapping[str, int], traits: Sequence[str]) -> float:
    return sum(weights.get(trait, 0) for trait in traits) / 100


@pytest.mark.parametrize("name", ["tone", "askable"])
def test_the_stored_weights_belong_to_the_stored_sentences(name):
    stored = json.loads((CORE / f"{name}_weights.json").read_text("utf-8"))
    assert stored["learned_from"] == digest(), "run `python tests/learn_weights.py`"


def test_a_sentence_without_a_fact_is_known_by_others_of_its_kind():
    sentences = all_labelled(LEARNED_FROM)
    weights = learn("tone", list(tone_examples(sentences)))
    judged = [
        (log_odds(weights, traits) > EMPTY, is_empty)
        for path in LEFT_OUT
        for traits, is_empty in tone_examples(labelled(path))
    ]
    caught = [taken_for_empty for taken_for_empty, is_empty in judged if is_empty]
    lost = [taken_for_empty for taken_for_empty, is_empty in judged if not is_empty]
    assert sum(caught) >= 0.85 * len(caught)
    assert sum(lost) <= 0.03 * len(lost)


def test_the_likeliest_stretch_of_a_sentence_is_one_that_a_teacher_would_choose():
    sentences = all_labelled(LEARNED_FROM)
    weights = learn("askable", list(askable_examples(sentences)))
    best = []
    for sentence in (sentence for path in LEFT_OUT for sentence in labelled(path) if sentence.good):
        rated = [(log_odds(weights, traits), is_good) for traits, is_good in askable_examples([sentence])]
        best.append(max(rated))
    asked = [is_good for odds, is_good in best if odds >= LEAST_ODDS]
    assert len(asked) >= 0.8 * len(best)
    assert sum(asked) >= 0.93 * len(asked)


def test_an_answer_may_leave_its_classifier_in_the_sentence():
    assert learn_weights.is_good("15", frozenset(["15人"]))
    assert not learn_weights.is_good("1", frozenset(["15人"]))
    assert not learn_weights.is_good("光合", frozenset(["光合作用"]))
