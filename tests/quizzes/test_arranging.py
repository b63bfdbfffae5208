from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from quizzes.answering import QuizClosed, save_answer, start_attempt
from quizzes.arranging import CannotArrange, arrange, reschedule, standings
from quizzes.finishing import finish_overdue, hand_in
from quizzes.models import GRACE, Arrangement, Attempt, Change, Quiz
from quizzes.reviewing import today
from quizzes.scores import group_scores
from tests.factories import answer_all, create_person, create_quiz

OPENS = datetime(2026, 11, 23, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 29, 14, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def quiz(group):
    return create_quiz(group=group, opens_at=OPENS, closes_at=CLOSES)


@pytest.fixture
def arranged(quiz, member, secretary):
    """Arranges something for the member an hour before the closing."""

    def do(now=CLOSES - HOUR, **what):
        none = {"is_excused": False, "opens_at": None, "closes_at": None, "extra_minutes": 0}
        return arrange(quiz=quiz, member=member, by=secretary, now=now, **(none | what))

    return do


def began(quiz, member, now=CLOSES - 2 * HOUR):
    return start_attempt(quiz=quiz, member=member, now=now)


def reloaded(attempt):
    return Attempt.objects.select_related("quiz").get(pk=attempt.pk)


def test_an_extension_lets_one_member_go_on_and_nobody_else(quiz, member, group, arranged):
    attempt, other = began(quiz, member), began(quiz, create_person(group=group))
    arranged(closes_at=CLOSES + DAY)
    assert (reloaded(attempt).deadline, reloaded(other).deadline) == (CLOSES + DAY, CLOSES)
    finish_overdue(quiz, CLOSES + HOUR)
    assert list(Attempt.objects.open()) == [attempt]


def test_an_extension_lets_a_late_member_start(quiz, member, arranged):
    arranged(closes_at=CLOSES + DAY)
    assert began(quiz, member, now=CLOSES + HOUR).deadline == CLOSES + DAY


def test_a_make_up_test_is_open_in_its_own_window_only(quiz, member, arranged):
    arranged(opens_at=CLOSES + DAY, closes_at=CLOSES + 2 * DAY, is_excused=True)
    for moment in (CLOSES, CLOSES + DAY - timedelta(milliseconds=1), CLOSES + 2 * DAY):
        with pytest.raises(QuizClosed):
            began(quiz, member, now=moment)
    assert began(quiz, member, now=CLOSES + DAY).deadline == CLOSES + 2 * DAY


def test_a_make_up_test_is_found_while_it_is_open_and_its_cards_are_locked(quiz, member, group, arranged):
    arranged(opens_at=CLOSES + DAY, closes_at=CLOSES + 2 * DAY)
    found = [Quiz.objects.open_for(member, CLOSES + hours * HOUR).exists() for hours in (23, 24, 47, 48)]
    assert found == [False, True, True, False]
    assert not Quiz.objects.open_for(create_person(group=group), CLOSES + DAY).exists()
    locked = [
        len(today(member=member, group=group, now=now).locked)
        for now in (CLOSES + DAY, CLOSES + 2 * DAY + GRACE - timedelta(seconds=1), CLOSES + 2 * DAY + GRACE)
    ]
    assert locked == [6, 6, 0]


def test_who_opened_the_paper_and_answered_nothing_can_make_up_for_it(quiz, member, arranged):
    began(quiz, member)
    finish_overdue(quiz, CLOSES + GRACE)
    arranged(now=CLOSES + HOUR, opens_at=CLOSES + DAY, closes_at=CLOSES + 2 * DAY)
    assert not began(quiz, member, now=CLOSES + DAY).is_finished


def test_a_paper_that_was_taken_is_never_opened_again(quiz, member, arranged):
    attempt = began(quiz, member)
    answer_all(attempt, now=CLOSES - HOUR)
    finish_overdue(quiz, CLOSES + GRACE)
    arranged(now=CLOSES + HOUR, closes_at=CLOSES + DAY)
    assert reloaded(attempt).score == Decimal(100)


def test_taking_the_extension_back_ends_the_attempt_with_the_quiz(quiz, member, arranged):
    attempt = began(quiz, member)
    arranged(closes_at=CLOSES + DAY)
    arranged()
    assert reloaded(attempt).deadline == CLOSES


def test_every_arrangement_is_logged_with_who_and_when(quiz, member, secretary, arranged):
    arranged(is_excused=True)
    arranged(is_excused=True, closes_at=CLOSES + DAY)
    arranged(opens_at=CLOSES + DAY, closes_at=CLOSES + 2 * DAY, extra_minutes=5)
    arranged()
    assert list(Change.objects.order_by("pk").values_list("words", "member", "by", "at")) == [
        (words, member.pk, secretary.pk, CLOSES - HOUR)
        for words in (
            "请假",
            "延长到11月30日 22:00",
            "取消请假；补测，11月30日 22:00至12月1日 22:00；加时5分钟",
            "取消另外安排的时间；取消加时",
        )
    ]


def test_the_same_arrangement_again_changes_and_logs_nothing(arranged):
    assert arranged(is_excused=True)
    assert not arranged(is_excused=True)
    assert Change.objects.count() == 1


def test_an_own_closing_in_the_past_is_refused_in_words(arranged):
    with pytest.raises(CannotArrange, match="已经过去"):
        arranged(now=CLOSES + DAY, closes_at=CLOSES + HOUR)
    assert not Arrangement.objects.exists()


def test_leave_takes_a_member_out_of_the_expected_ones(quiz, member, group, arranged):
    hand_in(attempt=began(quiz, create_person(group=group)), now=CLOSES - HOUR)
    arranged(is_excused=True)
    table = group_scores(group, CLOSES + HOUR)
    assert (table.last.expected, table.last.taken, table.participation) == (1, 1, Decimal(100))
    row = next(row for row in table.rows if row.name == "陈思远")
    assert (row.cells[0].word, row.expected, row.mean) == ("请假", 0, None)


def test_a_make_up_test_counts_in_spite_of_leave(quiz, member, group, arranged):
    arranged(is_excused=True, opens_at=CLOSES + DAY, closes_at=CLOSES + 2 * DAY)
    hand_in(attempt=began(quiz, member, now=CLOSES + DAY), now=CLOSES + DAY + HOUR)
    table = group_scores(group, CLOSES + 3 * DAY)
    assert (table.last.expected, table.last.taken) == (1, 1)


def test_the_secretary_sees_where_everybody_stands(quiz, member, group, arranged):
    handed, answering, absent = (create_person(group=group, name=name) for name in ("甲", "乙", "丙"))
    hand_in(attempt=began(quiz, handed), now=CLOSES - HOUR)
    began(quiz, answering)
    began(quiz, absent)
    Attempt.objects.filter(member=absent).update(submitted_at=CLOSES)
    arranged(is_excused=True)
    rows = [
        (row.name, row.state, bool(row.arrangement and row.arrangement.is_excused)) for row in standings(quiz, group)
    ]
    assert rows == [
        ("陈思远", "未开始", True),
        ("甲", "已交卷", False),
        ("乙", "答题中", False),
        ("丙", "未作答", False),
    ]


def moved(quiz, secretary, closes_at, *, limit=None, now=CLOSES - HOUR):
    return reschedule(quiz=quiz, closes_at=closes_at, time_limit=limit, by=secretary, now=now)


def test_D32_a_shorter_window_ends_open_attempts_at_the_new_closing(quiz, member, secretary):
    attempt = began(quiz, member)
    answer_all(attempt, now=CLOSES - 2 * HOUR)
    moved(quiz, secretary, CLOSES - timedelta(minutes=30))
    finish_overdue(quiz, CLOSES - timedelta(minutes=29))
    assert (reloaded(attempt).submitted_at, reloaded(attempt).score) == (CLOSES - timedelta(minutes=30), Decimal(100))


def test_D32_a_longer_window_lets_open_attempts_go_on(quiz, member, secretary, asked):
    attempt = began(quiz, member)
    moved(quiz, secretary, CLOSES + DAY)
    finish_overdue(quiz, CLOSES + HOUR)
    save_answer(attempt=reloaded(attempt), question=asked.typed, given={"0": "0.05"}, revision=1, now=CLOSES + HOUR)
    assert not reloaded(attempt).is_finished


def test_D32_changes_of_the_window_are_logged(quiz, secretary):
    moved(quiz, secretary, CLOSES + DAY)
    moved(quiz, secretary, CLOSES + DAY, limit=20)
    moved(quiz, secretary, CLOSES, limit=None)
    assert list(Change.objects.order_by("pk").values_list("words", "by", "at")) == [
        (words, secretary.pk, CLOSES - HOUR)
        for words in (
            "截止时间由11月29日 22:00改为11月30日 22:00",
            "限时改为20分钟",
            "截止时间由11月30日 22:00改为11月29日 22:00；取消限时",
        )
    ]


def test_D32_an_own_extension_survives_a_shorter_window(quiz, member, secretary, arranged):
    attempt = began(quiz, member)
    arranged(closes_at=CLOSES + DAY)
    moved(quiz, secretary, CLOSES - timedelta(minutes=30))
    assert reloaded(attempt).deadline == CLOSES + DAY


@pytest.mark.parametrize("closes_at", [OPENS, OPENS - DAY, CLOSES - HOUR])
def test_D32_a_closing_that_has_passed_is_refused_in_words(quiz, secretary, closes_at):
    with pytest.raises(CannotArrange, match="必须晚于"):
        moved(quiz, secretary, closes_at)
    assert not Change.objects.exists()


LIMITS = [
    # limit, extra, own closing, started, deadline
    (None, 0, None, CLOSES - HOUR, CLOSES),
    (20, 0, None, CLOSES - HOUR, CLOSES - timedelta(minutes=40)),
    (20, 0, None, CLOSES - timedelta(minutes=5), CLOSES),
    (20, 10, None, CLOSES - HOUR, CLOSES - timedelta(minutes=30)),
    (20, 0, CLOSES + DAY, CLOSES - timedelta(minutes=5), CLOSES + timedelta(minutes=15)),
    (20, 10, CLOSES + DAY, CLOSES + HOUR, CLOSES + timedelta(minutes=90)),
    (None, 10, CLOSES + DAY, CLOSES - HOUR, CLOSES + DAY),
    (60, 0, CLOSES - DAY, CLOSES - timedelta(minutes=30), CLOSES),
]


@pytest.mark.parametrize(("limit", "extra", "closes_at", "started", "deadline"), LIMITS)
def test_D15_the_deadline_is_the_limit_or_the_own_closing_whichever_comes_first(
    quiz, member, arranged, limit, extra, closes_at, started, deadline
):
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=limit)
    if extra or closes_at:
        arranged(now=OPENS, extra_minutes=extra, closes_at=closes_at)
    assert began(quiz, member, now=started).deadline == deadline


def test_D15_a_limit_or_an_extension_given_in_the_middle_holds_for_who_is_answering(quiz, member, secretary, arranged):
    attempt = began(quiz, member)
    moved(quiz, secretary, CLOSES, limit=90)
    assert reloaded(attempt).deadline == CLOSES - timedelta(minutes=30)
    arranged(extra_minutes=15)
    assert reloaded(attempt).deadline == CLOSES - timedelta(minutes=15)


def test_D15_an_attempt_ends_by_itself_at_its_own_deadline_while_the_quiz_goes_on(quiz, member):
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=20)
    attempt = began(quiz, member)
    answer_all(attempt, now=CLOSES - 2 * HOUR)
    over = CLOSES - 2 * HOUR + timedelta(minutes=20)
    finish_overdue(quiz, over + GRACE - timedelta(milliseconds=1))
    assert not reloaded(attempt).is_finished
    finish_overdue(quiz, over + GRACE)
    assert (reloaded(attempt).submitted_at, reloaded(attempt).handed_in) == (over, False)
