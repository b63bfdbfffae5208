"""A material is surveyed once behind the pages, again when it changes, and what was decided stays decided."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from quizzes import surveying
from quizzes.core.survey import SURVEYOR, survey
from quizzes.curating import accept, dismiss
from quizzes.models import Candidate, CandidateStatus, MaterialSurvey, PassageSurvey
from quizzes.surveying import (
    AT_ONCE,
    PATIENCE,
    asks_from,
    ensure_survey,
    is_surveyed,
    place_to_survey,
    survey_material,
)
from studyapp.models import Material, Passage
from tests.factories import create_key_point, create_material
from tests.quizzes.desk import PARAGRAPHS, proposal, surveyed

NOW = timezone.now()


@pytest.fixture
def begun(monkeypatch):
    """The materials whose survey was begun in a child process."""
    started: list[list[int]] = []
    monkeypatch.setattr(surveying, "survey_in_background", lambda ids: started.append(list(ids)))
    return started


def test_a_survey_is_stored_passage_by_passage(group):
    material = surveyed(group)
    assert is_surveyed(material, MaterialSurvey.objects.get())
    row = PassageSurvey.objects.get(passage__number=1)
    assert row.words[0] == 0
    assert any(ask.blanks for ask in asks_from(row.asks))
    assert {one.text for one in Candidate.objects.all()} >= {"氧气瓶与明火的距离不得小于10米。"}


def test_a_page_begins_a_missing_survey_once(group, begun):
    material = create_material(group=group)
    for _ in range(3):
        assert not is_surveyed(material, ensure_survey(material, now=NOW))
    assert begun == [[material.pk]]


def test_a_survey_that_never_came_back_is_begun_again(group, begun):
    material = create_material(group=group)
    ensure_survey(material, now=NOW)
    ensure_survey(material, now=NOW + PATIENCE + timedelta(seconds=1))
    assert len(begun) == 2


@pytest.mark.parametrize("changed", [{"content_hash": "0" * 64}, {"surveyor": "survey 0"}])
def test_a_new_text_or_program_makes_it_stale(group, begun, changed):
    material = surveyed(group)
    ensure_survey(material, now=NOW)
    assert begun == []
    MaterialSurvey.objects.update(**changed)
    ensure_survey(material, now=NOW)
    assert begun == [[material.pk]]
    assert MaterialSurvey.objects.get().surveyor == SURVEYOR


def test_materials_of_one_import_are_surveyed_by_one_child(group, begun, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = [create_material(group=group), create_material(group=group)]
    assert begun == [[material.pk for material in made]]
    assert MaterialSurvey.objects.filter(done_at=None).count() == 2


def test_a_material_that_is_saved_again_is_not_surveyed_for_that(group, begun, django_capture_on_commit_callbacks):
    material = create_material(group=group)
    with django_capture_on_commit_callbacks(execute=True):
        material.save()
    assert begun == []


def test_more_children_than_the_machine_bears_wait_for_a_place(db):
    waits = []
    with ExitStack() as others:
        for _ in range(AT_ONCE - 1):
            others.enter_context(place_to_survey())
        last = ExitStack()
        last.enter_context(place_to_survey())

        def wait(seconds):
            waits.append(seconds)
            last.close()

        with place_to_survey(sleep=wait):
            assert waits == [1]
    with place_to_survey(sleep=waits.append):
        assert waits == [1]


def test_a_place_is_given_back_when_a_survey_fails(db):
    waits: list[float] = []
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), place_to_survey(sleep=waits.append):
            raise ZeroDivisionError
    assert waits == []


def test_what_was_decided_stays_decided_when_it_is_surveyed_again(group, secretary):
    material = surveyed(group)
    dismiss(candidate=proposal(material, "10米"), by=secretary)
    taken = proposal(material, "四个环节")
    accept(candidate=taken, by=secretary, values={"text": taken.text})
    before = Candidate.objects.count()
    survey_material(material)
    assert Candidate.objects.get(text__contains="10米").status == CandidateStatus.DISMISSED
    assert Candidate.objects.get(pk=taken.pk).status == CandidateStatus.ACCEPTED
    assert Candidate.objects.count() == before


def test_a_dismissed_sentence_is_remembered_though_its_passage_is_replaced(group, secretary):
    material = surveyed(group)
    dismiss(candidate=proposal(material, "10米"), by=secretary)
    Passage.objects.filter(material=material).delete()
    Passage.objects.create(material=material, position=0, number=1, kind="paragraph", text=PARAGRAPHS[0])
    survey_material(material)
    again = Candidate.objects.get(text__contains="10米")
    assert (again.status, again.passage) == (CandidateStatus.DISMISSED, material.passages.get())
    assert not Candidate.objects.filter(text__contains="四个环节").proposed().exists()


def test_nothing_is_proposed_where_a_key_point_rests(group):
    material = create_material(group=group, paragraphs=PARAGRAPHS)
    create_key_point(material=material)
    survey_material(material)
    assert not Candidate.objects.filter(text__contains="10米").exists()


def test_what_was_trimmed_by_hand_is_kept(group):
    material = surveyed(group)
    one = proposal(material, "四个环节")
    Candidate.objects.filter(pk=one.pk).update(end=one.end - 1, text=one.text[:-1], blanks=[])
    survey_material(material)
    one.refresh_from_db()
    assert (one.text[-1], one.blanks) == ("节", [])


def test_braces_are_never_proposed_because_they_mark_blanks(group):
    material = surveyed(group, paragraphs=("模板写作{{7*7}}，共有49行，每行不超过80个字符。",))
    assert not material.candidates.exists()


def test_a_material_that_changed_meanwhile_keeps_its_old_survey(group, monkeypatch):
    material = surveyed(group)
    Candidate.objects.all().delete()

    def slow(texts, **options):
        Material.objects.update(content_hash="1" * 64)
        return survey(texts, **options)

    monkeypatch.setattr(surveying, "survey", slow)
    survey_material(material)
    assert not Candidate.objects.exists()
    assert MaterialSurvey.objects.get().done_at is None


def test_the_command_surveys_what_it_is_told(group, capsys):
    material, other = create_material(group=group, paragraphs=PARAGRAPHS), create_material(group=group)
    call_command("survey_material", str(material.pk))
    assert capsys.readouterr().out.startswith(f"{material.pk}: ")
    assert not PassageSurvey.objects.filter(passage__material=other).exists()
