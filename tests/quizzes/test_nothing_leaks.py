"""No answer reaches a member before handing in: every secret of an open quiz carries a canary, and no page sings.

Options are there to be seen; which of them is right is not.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Side
from quizzes.finishing import hand_in
from quizzes.models import AnswersShown, Arrangement, Attempt, Quiz
from tests.conftest import signed_in
from tests.factories import create_key_point, create_material, create_person, create_quiz, form_of
from tests.quizzes.conftest import url
from tests.test_every_url_is_guarded import RULES, address, objects_of

CANARY = "金丝雀"
SECRET_IDS = ("left-0", "right-0", "right-1", "right-2", "right-3", "right-9")


def typed_secret(point):
    blank = Blank(2, 6, "金丝雀一", "term", reason="金丝雀二", accept=("金丝雀三",))
    return FillBlank("q1", Mode.TYPED, str(point.pk), "答案金丝雀一在此。", (blank,), checks=("金丝雀四",))


def chosen_secret(point):
    options = tuple(Option(text, f"金丝雀{text}") for text in ("5米", "10米", "15米"))
    blank = Blank(3, 6, "10米", "number", reason="金丝雀五", accept=("金丝雀六",), options=options)
    return FillBlank("q2", Mode.CHOICE, str(point.pk), "不小于10米。", (blank,), checks=("金丝雀七",))


def paired_secret(points):
    names = (("氧气", "淡蓝"), ("氢气", "淡绿"), ("氮气", "黑色"), ("乙炔", "白色"))
    lefts = tuple(Side(f"left-{i}", name, str(points[i].pk)) for i, (name, _) in enumerate(names))
    rights = tuple(Side(f"right-{i}", names[i][1], str(points[i].pk)) for i in (2, 0, 3, 1))
    pairs = {f"left-{i}": f"right-{i}" for i in range(4)}
    return Matching("q3", "气体与颜色", lefts, (*rights, Side("right-9", "棕色")), pairs, checks=("金丝雀八",))


@pytest.fixture
def member(member):
    member.set_password("a long enough password")  # the page that changes it is crawled too
    member.save()
    return member


@pytest.fixture
def secret(group, secretary):
    """An open quiz; all that its key points and questions hide sings."""
    material = create_material(group=group)
    marks = {"c1": {"accept": ["金丝雀乙"], "distractors": ["金丝雀丙"]}}
    points = [
        create_key_point(
            material=material,
            text=f"第{number}条：{{{{c1::金丝雀甲}}}}。",
            marks=marks,
            term="金丝雀丁",
            pair_value="金丝雀戊",
            aliases=["金丝雀己"],
        )
        for number in range(6)
    ]
    questions = [typed_secret(points[0]), chosen_secret(points[1]), paired_secret(points[2:])]
    return create_quiz(group=group, questions=questions, material=material)


def _attempt_id(secret):
    attempt = secret.attempts.first()
    return attempt.pk if attempt else 0


def pages(secret):
    """Every address of the site, with the objects of the secret quiz and with some other ones."""
    points = list(secret.materials.get().key_points.all())
    own = {"quiz_id": secret.pk, "draft_id": secret.pk, "material_id": points[0].material_id, "point_id": points[0].pk}
    own |= {"question_id": secret.questions.first().pk, "passage_id": points[0].passage_id, "index": 0}
    own |= {"asked_id": own["question_id"], "closed_question_id": own["question_id"], "closed_id": secret.pk}
    own |= {"part_id": secret.questions.first().parts.get().pk, "attempt_id": _attempt_id(secret)}
    others = objects_of(secret.group)
    for objects in (others | own, others):
        yield from (address(name, "ours", objects) for name in RULES)
    for point in points:
        yield f"/g/ours/materials/{point.material_id}/?point={point.pk}"
        yield f"{url('review')}?card={point.pk}&more=200"
        yield url("grade_card", point.pk)
    yield "/g/ours/nowhere/"


def replies(client, secret):
    """What a curious member can get: every page as a page and as a part, and the answers to every button."""
    for path in pages(secret):
        yield client.get(path)
        for target in ("review", "writing"):
            yield client.hx_get(path, target=target)
    question = secret.questions.first()
    for data in ({}, form_of(question, "猜的"), form_of(question, "再猜", revision=0)):
        yield client.post(url("save", secret.pk), data)
        yield client.hx_post(url("save", secret.pk), target="", **data)
        yield client.post(url("submit", secret.pk), data)
        for name in ("doubt", "practice_check"):
            yield client.post(url(name, secret.pk, question.pk), data)
            yield client.hx_post(url(name, secret.pk, question.pk), target=f"q{question.pk}", **data)
    for point in secret.materials.get().key_points.all():
        yield client.hx_post(url("grade_card", point.pk), target="review", rating="3")
        yield client.hx_post(url("undo_grade"), target="review")


def sings(response):
    heard = f"{dict(response.headers)}{response.content.decode()}"
    return CANARY in heard or any(name in heard for name in SECRET_IDS)


def test_D01_nothing_sings_before_the_start(as_member, secret):
    assert [reply.request["PATH_INFO"] for reply in replies(as_member, secret) if sings(reply)] == []


def test_D01_nothing_sings_while_the_quiz_is_answered(as_member, member, secret):
    attempt = start_attempt(quiz=secret, member=member, now=timezone.now())
    save_answer(attempt=attempt, question=secret.questions.first(), given={"0": "半对"}, revision=1, now=timezone.now())
    assert [reply.request["PATH_INFO"] for reply in replies(as_member, secret) if sings(reply)] == []
    assert not Attempt.objects.get(quiz=secret).is_finished


def test_that_others_have_handed_in_gives_nothing_away(as_member, group, secret):
    for _ in range(6):
        attempt = start_attempt(quiz=secret, member=create_person(group=group), now=timezone.now())
        save_answer(
            attempt=attempt, question=secret.questions.first(), given={"0": "错"}, revision=1, now=timezone.now()
        )
        hand_in(attempt=attempt, now=timezone.now())
    assert [reply.request["PATH_INFO"] for reply in replies(as_member, secret) if sings(reply)] == []


def test_D05_whoever_is_done_first_gets_nothing_to_pass_on_before_the_closing(as_member, member, secret):
    Quiz.objects.filter(pk=secret.pk).update(answers_shown=AnswersShown.AFTER_CLOSING)
    hand_in(attempt=start_attempt(quiz=secret, member=member, now=timezone.now()), now=timezone.now())
    assert [reply.request["PATH_INFO"] for reply in replies(as_member, secret) if sings(reply)] == []
    assert "分，满分100" in as_member.get(url("result", secret.pk)).text


def test_a_make_up_test_that_is_still_to_come_keeps_the_answers_back(as_member, member, secret, group):
    now = timezone.now()
    hand_in(attempt=start_attempt(quiz=secret, member=member, now=now), now=now)
    closed = {"closes_at": now - timedelta(minutes=1), "answers_shown": AnswersShown.AFTER_CLOSING}
    Quiz.objects.filter(pk=secret.pk).update(**closed)
    later = Arrangement.objects.create(
        quiz=secret, member=create_person(group=group), closes_at=now + timedelta(days=3)
    )
    for name, *more in (("result",), ("practice",), ("practice_check", secret.questions.first().pk)):
        assert not sings(as_member.get(url(name, secret.pk, *more)))
        assert not sings(as_member.post(url(name, secret.pk, *more)))
    assert not sings(as_member.get(url("mistakes")))
    later.delete()
    assert sings(as_member.get(url("result", secret.pk)))
    assert sings(as_member.get(url("mistakes")))


def test_the_canaries_do_sing_for_those_who_may_hear_them(member, secretary, secret):
    hand_in(attempt=start_attempt(quiz=secret, member=member, now=timezone.now()), now=timezone.now())
    assert sings(signed_in(member).get(url("result", secret.pk)))
    point = secret.materials.get().key_points.first()
    assert sings(signed_in(member).get(f"{url('review')}?card={point.pk}"))
    assert sings(signed_in(secretary).get(url("preview", secret.pk)))


@pytest.fixture
def paper(as_member, member, secret):
    start_attempt(quiz=secret, member=member, now=timezone.now())
    return as_member.get(url("paper", secret.pk)).text


def test_options_differ_in_nothing_but_their_text(paper):
    labels = re.findall(r'<label class="option">.*?</label>', paper, re.S)
    shapes = {re.sub('5米|10米|15米|value="[0-9a-f]{10}"', "?", label) for label in labels}
    assert (len(labels), len(shapes)) == (3, 1)


def test_every_line_is_offered_the_same_choices_in_the_same_order(paper):
    choices = re.findall(r"<select[^>]*>(.*?)</select>", paper, re.S)
    assert (len(choices), len(set(choices))) == (4, 1)
    offered = re.findall(r'<option value="([0-9a-f]{10})">. *　(\w+)<', choices[0])
    assert [text for _, text in offered] == ["黑色", "淡蓝", "白色", "淡绿", "棕色"]
    assert len({value for value, _ in offered}) == 5
