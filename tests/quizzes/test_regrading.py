from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.finishing import finish_overdue, hand_in
from quizzes.models import GRACE, Attempt, Card, KeyAct, KeyChange, Question, Regrade, RegradedResponse, Response
from quizzes.regrading import NothingToChange, change_key, mark_as_seen
from quizzes.scores import group_scores
from tests.factories import answer_all, create_person, create_quiz, typed

NOW = timezone.now() + timedelta(minutes=5)


def take(quiz, member, text, *, hands_in=True):
    """The member answers everything right but the typed blank, which gets `text`."""
    attempt = start_attempt(quiz=quiz, member=member, now=NOW - timedelta(minutes=4))
    answer_all(attempt, now=NOW)
    question = quiz.questions.first()
    save_answer(attempt=attempt, question=question, given={"0": text}, revision=2, now=NOW)
    if hands_in:
        hand_in(attempt=attempt, now=NOW)
    return attempt


@pytest.fixture
def part(asked):
    return asked.typed.parts.get()


@pytest.fixture
def accept(quiz, part, secretary):
    def change(act=KeyAct.ACCEPT, text="五分之一", **more):
        return change_key(quiz=quiz, part=part, act=act, text=text, by=secretary, now=NOW, **more)

    return change


def scores():
    return list(Attempt.objects.order_by("pk").values_list("score", flat=True))


def test_an_accepted_answer_is_right_in_every_finished_attempt(quiz, member, group, accept):
    take(quiz, member, "五分之一")
    take(quiz, create_person(group=group), "“五分之一”")
    take(quiz, create_person(group=group), "别的")
    assert scores() == [Decimal("83.3")] * 3
    accept()
    assert scores() == [Decimal("100.0"), Decimal("100.0"), Decimal("83.3")]
    assert set(Response.objects.filter(part__question__kind="fill_blank", given="五分之一").values_list("rule")) == {
        ("accepted",)
    }


def test_who_when_before_and_after_are_kept(quiz, member, accept, secretary):
    take(quiz, member, "五分之一")
    accept()
    (change,) = KeyChange.objects.all()
    assert (change.number, change.by, change.at, change.text) == (1, secretary, NOW, "五分之一")
    (regrade,) = Regrade.objects.all()
    assert (regrade.score_before, regrade.score_after) == (Decimal("83.3"), Decimal("100.0"))
    (line,) = RegradedResponse.objects.all()
    assert (line.credit_before, line.credit_after) == (Decimal("0.000"), Decimal("1.000"))


def test_the_published_paper_never_changes(quiz, member, accept):
    bodies = list(Question.objects.values_list("pk", "body"))
    take(quiz, member, "五分之一")
    accept()
    assert list(Question.objects.values_list("pk", "body")) == bodies


def test_taking_it_back_is_another_version_and_judges_again(quiz, member, accept):
    take(quiz, member, "五分之一")
    accept()
    accept(KeyAct.TAKE_BACK)
    assert scores() == [Decimal("83.3")]
    assert list(KeyChange.objects.values_list("number", "act")) == [(1, "accept"), (2, "take-back")]
    assert Regrade.objects.count() == 2


def test_a_faulty_place_is_given_to_all_who_took_the_quiz_answered_or_not(quiz, member, group, accept):
    take(quiz, member, "别的")
    take(quiz, create_person(group=group), "")
    accept(KeyAct.GIVE_ALL, text="")
    assert scores() == [Decimal("100.0")] * 2
    accept(KeyAct.COUNT_AGAIN, text="")
    assert scores() == [Decimal("83.3")] * 2


def test_nobody_loses_by_a_place_that_is_given_to_all(quiz, member, accept):
    take(quiz, member, "0.05")
    accept(KeyAct.GIVE_ALL, text="")
    assert scores() == [Decimal("100.0")]
    assert not Regrade.objects.exists()


def test_the_same_change_twice_is_refused(quiz, accept):
    accept()
    with pytest.raises(NothingToChange):
        accept()
    assert KeyChange.objects.count() == 1


def test_an_open_attempt_is_judged_with_the_newest_key_when_it_ends(quiz, member, accept):
    attempt = take(quiz, member, "五分之一", hands_in=False)
    accept()
    assert scores() == [None]
    hand_in(attempt=attempt, now=NOW)
    assert scores() == [Decimal("100.0")]


def test_one_that_the_closing_ends_too(group, member, secretary):
    quiz = create_quiz(group=group, closes_at=NOW)
    take(quiz, member, "五分之一", hands_in=False)
    part = quiz.questions.all()[0].parts.get()
    change_key(quiz=quiz, part=part, act=KeyAct.ACCEPT, text="五分之一", by=secretary, now=NOW)
    finish_overdue(quiz, NOW + GRACE)
    assert scores() == [Decimal("100.0")]


def test_an_absence_stays_an_absence(quiz, member, accept):
    attempt = start_attempt(quiz=quiz, member=member, now=NOW)
    Attempt.objects.filter(pk=attempt.pk).update(submitted_at=NOW)
    accept(KeyAct.GIVE_ALL, text="")
    assert scores() == [None]


def test_the_table_of_scores_follows(quiz, member, group, accept):
    take(quiz, member, "五分之一")
    accept()
    (row,) = group_scores(group, NOW).rows
    assert row.cells[0].score == Decimal("100.0")


def test_a_card_is_no_longer_called_missed_but_keeps_its_date(quiz, member, part, accept):
    take(quiz, member, "五分之一")
    before = Card.objects.get(key_point=part.key_point)
    accept()
    after = Card.objects.get(key_point=part.key_point)
    assert before.missed_at is not None
    assert (after.missed_at, after.due) == (None, before.due)


def test_a_card_missed_elsewhere_too_stays_missed(quiz, member, part, accept, group):
    take(quiz, member, "五分之一")
    later = NOW + timedelta(days=2)
    Card.objects.filter(key_point=part.key_point).update(missed_at=later)
    accept()
    assert Card.objects.get(key_point=part.key_point).missed_at == later


def test_members_whose_score_changed_are_told_until_they_have_seen_it(quiz, member, accept):
    take(quiz, member, "五分之一")
    accept()
    assert Regrade.objects.untold().count() == 1
    mark_as_seen(member=member, quiz=quiz, now=NOW)
    assert not Regrade.objects.untold().exists()


def test_judging_again_takes_as_many_queries_for_one_member_as_for_many(
    quiz, member, group, accept, django_assert_num_queries, django_assert_max_num_queries
):
    take(quiz, member, "五分之一")
    with django_assert_max_num_queries(20) as one:
        accept()
    for _ in range(8):
        take(quiz, create_person(group=group), "六分之一")
    with django_assert_num_queries(len(one)):
        accept(text="六分之一")


def test_corrections_of_one_quiz_touch_no_other(quiz, member, group, part, accept):
    other = create_quiz(group=group, questions=[typed(part.key_point)])
    take(quiz, member, "五分之一")
    take_other = start_attempt(quiz=other, member=member, now=NOW)
    save_answer(attempt=take_other, question=other.questions.get(), given={"0": "五分之一"}, revision=1, now=NOW)
    hand_in(attempt=take_other, now=NOW)
    accept()
    take_other.refresh_from_db()
    assert take_other.score == Decimal("0.0")


# manage.py check_data


def check():
    out = StringIO()
    call_command("check_data", stdout=out)
    return out.getvalue()


def test_stored_scores_are_what_the_judge_gives_now(quiz, member, group, accept):
    take(quiz, member, "五分之一")
    take(quiz, create_person(group=group), "")
    accept()
    assert check() == "1份试卷，0处不符。\n"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: Attempt.objects.update(score=Decimal("12.5")), "存的得分是12.5，重新判是83.3。"),
        (lambda: Response.objects.filter(given="五分之一").update(credit=1), "存的得分率是1.000，重新判是0.000。"),
        (lambda: Attempt.objects.update(score=None), "已经结束，却没有得分。"),
    ],
)
def test_whatever_differs_is_named(quiz, member, spoil, said, capsys):
    take(quiz, member, "五分之一")
    spoil()
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("check_data", stdout=out)
    assert caught.value.returncode == 1
    assert said in out.getvalue()
