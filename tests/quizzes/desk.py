"""What tests of the desk need: a surveyed material, its proposals, and the forms that the page sends."""

from __future__ import annotations

from typing import Any

from quizzes.curating import Target
from quizzes.decision import seen_of
from quizzes.models import Candidate
from quizzes.surveying import survey_material
from studyapp.models import KeyPoint, Material, StudyGroup
from tests.conftest import HtmxClient
from tests.factories import create_material

# Sentences of our own, each with one plain fact.
PARAGRAPHS = (
    "氧气瓶与明火的距离不得小于10米。气瓶应当直立放置，并用防倒链固定。它还要远离热源。",
    "实验室每月检查一次消防器材。2025年3月12日，学院印发《实验室安全检查办法》，要求各室设一名安全员。",
    "应急预案包括报警、疏散、救护和善后四个环节。演练每学期不少于2次，每次不少于30分钟。",
)


def surveyed(group: StudyGroup, *, paragraphs: tuple[str, ...] = PARAGRAPHS) -> Material:
    material = create_material(group=group, paragraphs=paragraphs)
    survey_material(material)
    return material


def address(material: Material) -> str:
    return f"/g/ours/materials/{material.pk}/points/"


def ref(target: Target) -> str:
    return f"{'c' if isinstance(target, Candidate) else 'k'}{target.pk}"


def act(client: HtmxClient, target: Target, *, htmx: bool = True, **fields: Any) -> Any:
    """Send what a button of the desk sends."""
    url = f"{address(target.material)}act/"
    fields = {"at": ref(target), "seen": seen_of(target), **fields}
    return client.hx_post(url, target="decision", **fields) if htmx else client.post(url, fields)


def proposal(material: Material, words: str) -> Candidate:
    """The proposal whose text holds `words`."""
    return Candidate.objects.filter(material=material).proposed().get(text__contains=words)


def only_point() -> KeyPoint:
    return KeyPoint.objects.active().get()
