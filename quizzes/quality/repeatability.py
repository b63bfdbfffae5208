"""M18: the same seed gives the same paper whatever the order of the key points; other seeds give other papers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from quizzes.core.compose import compose, prepare
from quizzes.core.record import prepared_from_json, prepared_to_json, question_to_json
from quizzes.core.types import Paper
from quizzes.quality.findings import Figure, Violation, at_least, hard
from quizzes.quality.sample import PAPER_LENGTH, Material, Sample


def fingerprint(paper: Paper) -> str:
    """SHA-256 of the questions in canonical JSON; the seed itself is not part of it."""
    questions = [question_to_json(question) for question in paper.questions]
    refused = [[refusal.point_id, refusal.reason] for refusal in paper.refused]
    text = json.dumps([questions, refused], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def same_again(materials: Sequence[Material], seed: int = 0) -> Figure:
    """Prepared anew from reversed key points, and read back from JSON, a material gives the same paper."""
    faults = []
    for material in materials:
        first = compose([material.prepared], seed=seed, length=PAPER_LENGTH)
        again = prepare(tuple(reversed(material.points)), source=material.source, cut=material.cut)
        stored = prepared_from_json(json.loads(json.dumps(prepared_to_json(material.prepared))))
        for other, fault in ((again, "要点换了顺序，试卷就变了"), (stored, "存取一次，试卷就变了")):
            if fingerprint(compose([other], seed=seed, length=PAPER_LENGTH)) != fingerprint(first):
                faults.append(Violation(material.name, material.name, fault))
    return hard("M18a", "同一种子得同一试卷", faults, len(materials))


def different_papers(sample: Sample) -> Figure:
    """The share of pairs of seeds whose papers differ, from the same materials."""
    marks = [fingerprint(replace(paper, refused=())) for paper in sample.papers]
    step = sample.papers_per_seed
    pairs = [pair for start in range(step) for pair in combinations(marks[start::step], 2)]
    return at_least("M18b", "不同种子得不同试卷", sum(a != b for a, b in pairs), len(pairs), 0.80, [])
