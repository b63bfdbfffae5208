from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.memory import (
    CARDS_A_DAY,
    CARDS_AFTER_A_BREAK,
    NEW_A_DAY,
    CardMemory,
    Rating,
    Standing,
    State,
    daily_queue,
    interval_label,
    mastery,
    missed,
    preview,
    retrievability,
    review,
)

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


def after(*ratings, start=MONDAY):
    """The memory of a card graded each time it fell due."""
    memory, when = None, start
    for rating in ratings:
        memory = review(memory, rating, when)
        when = memory.due
    return memory


def settled(*, stability=30.0, days_ago=0, now=MONDAY, difficulty=5.0):
    reviewed = now - timedelta(days=days_ago)
    return CardMemory(stability, difficulty, State.REVIEW, None, reviewed + timedelta(days=round(stability)), reviewed)


def labels(memory, when=MONDAY):
    return [interval_label(due - when) for due in preview(memory, when).values()]


def test_grades_have_their_words():
    assert [rating.label for rating in Rating] == ["忘了", "模糊", "记得", "很熟"]


def test_new_card_comes_back_in_minutes_when_forgotten_and_in_days_when_known():
    assert labels(None) == ["10分钟后", "15分钟后", "2天后", "8天后"]


def test_remembering_three_times_leads_from_days_to_months():
    known = [after(*[Rating.GOOD] * times) for times in (1, 2, 3)]
    assert [(memory.due - memory.last_review).days for memory in known] == [2, 11, 46]


def test_forgetting_a_settled_card_makes_it_a_relearned_one():
    forgotten = review(settled(days_ago=30), Rating.AGAIN, MONDAY)
    assert (forgotten.state, forgotten.due) == (State.RELEARNING, MONDAY + timedelta(minutes=10))
    assert forgotten.stability < 10
    assert forgotten.difficulty > 5


def test_same_grades_at_the_same_times_give_the_same_memory():
    grades = [Rating.HARD, Rating.GOOD, Rating.AGAIN, Rating.EASY]
    assert after(*grades) == after(*grades)


def test_no_card_stays_away_longer_than_a_year():
    assert after(*[Rating.EASY] * 8).due - after(*[Rating.EASY] * 8).last_review == timedelta(days=365)


def test_times_of_any_zone_are_kept_as_utc():
    memory = review(None, Rating.GOOD, MONDAY.astimezone(SHANGHAI))
    assert memory == review(None, Rating.GOOD, MONDAY)
    assert memory.due.tzinfo is UTC


def test_own_parameters_replace_the_packaged_ones():
    from fsrs.scheduler import DEFAULT_PARAMETERS

    quick_forgetter = (*DEFAULT_PARAMETERS[:2], 1.0, *DEFAULT_PARAMETERS[3:])
    assert review(None, Rating.GOOD, MONDAY, parameters=quick_forgetter).due == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    "call", [lambda naive: review(None, Rating.GOOD, naive), lambda naive: missed(settled(), naive)]
)
def test_naive_time_is_refused(call):
    with pytest.raises(ValueError, match="time zone"):
        call(datetime(2026, 3, 2))


def test_naive_due_date_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        CardMemory(1.0, 5.0, State.REVIEW, None, datetime(2026, 3, 2), MONDAY)


@given(
    st.lists(st.tuples(st.sampled_from(Rating), st.floats(0, 400)), max_size=12),
    st.floats(0, 400),
)
def test_better_grades_never_come_back_sooner(history, days):
    memory, when = None, MONDAY
    for rating, gap in history:
        memory = review(memory, rating, when)
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10
        assert memory.due > when
        assert memory.due.utcoffset() == timedelta()
        assert 0 <= retrievability(memory, when + timedelta(days=gap)) <= 1
        when += timedelta(days=gap)
    due = list(preview(memory, when + timedelta(days=days)).values())
    assert due == sorted(due)


def test_retrievability_is_nine_tenths_when_the_interval_is_over():
    assert retrievability(settled(stability=30.0, days_ago=30), MONDAY) == pytest.approx(0.9)


def test_retrievability_before_the_last_review_is_one():
    assert retrievability(settled(), MONDAY - timedelta(days=3)) == 1


# 未学, 巩固中, 已掌握


def test_card_never_graded_is_new():
    assert mastery(None, MONDAY) == "new"


def test_card_seen_once_is_shaky():
    assert mastery(after(Rating.EASY), MONDAY) == "shaky"


def test_card_is_learned_when_its_interval_reaches_three_weeks():
    assert mastery(settled(stability=20.0), MONDAY) == "shaky"
    assert mastery(settled(stability=21.0), MONDAY) == "learned"


def test_falling_due_takes_nothing_away_but_long_absence_does():
    assert mastery(settled(stability=30.0, days_ago=60), MONDAY) == "learned"
    assert mastery(settled(stability=30.0, days_ago=120), MONDAY) == "shaky"


def test_forgotten_card_is_shaky_again():
    assert mastery(review(settled(stability=200.0, days_ago=200), Rating.AGAIN, MONDAY), MONDAY) == "shaky"


def test_card_missed_in_a_quiz_is_shaky_until_its_next_review():
    yesterday, tomorrow = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
    assert mastery(settled(days_ago=0), MONDAY, missed_at=tomorrow) == "shaky"
    assert mastery(settled(days_ago=0), MONDAY, missed_at=yesterday) == "learned"
    assert mastery(None, MONDAY, missed_at=yesterday) == "shaky"


def test_missed_blank_makes_the_card_due_and_keeps_what_is_known_of_the_memory():
    before = settled(days_ago=3)
    after_quiz = missed(before, MONDAY)
    assert after_quiz.due == MONDAY
    assert (after_quiz.stability, after_quiz.last_review) == (before.stability, before.last_review)
    assert mastery(after_quiz, MONDAY) == "shaky"


def test_missed_blank_never_postpones_a_card_that_is_overdue():
    overdue = settled(stability=5.0, days_ago=9)
    assert missed(overdue, MONDAY) == overdue


# The day's cards


def backlog(count):
    return [(number, settled(stability=5.0 + number, days_ago=40)) for number in range(count)]


def test_backlog_is_never_longer_than_a_day_and_the_weakest_come_first():
    assert daily_queue(backlog(214), [], now=MONDAY) == list(range(CARDS_A_DAY))


def test_after_a_long_break_the_share_is_smaller():
    two_weeks_ago, yesterday = MONDAY - timedelta(days=14), MONDAY - timedelta(days=1)
    assert len(daily_queue(backlog(214), [], now=MONDAY, last_review=two_weeks_ago)) == CARDS_AFTER_A_BREAK
    assert len(daily_queue(backlog(214), [], now=MONDAY, last_review=yesterday)) == CARDS_A_DAY


def test_cards_done_today_count_towards_the_share():
    assert len(daily_queue(backlog(214), [], now=MONDAY, done=18)) == 2
    assert daily_queue(backlog(214), ["new"], now=MONDAY, done=20, new_done=0) == []
    assert daily_queue(backlog(214), ["new"], now=MONDAY, done=99) == []


def test_more_comes_only_when_asked_for():
    assert len(daily_queue(backlog(214), [], now=MONDAY, done=20, extra=10)) == 10


def test_new_cards_are_few_and_mixed_among_the_others():
    queue = daily_queue(backlog(6), list("甲乙丙丁戊己庚"), now=MONDAY)
    assert queue == [0, 1, 2, "甲", 3, 4, 5, "乙", "丙", "丁", "戊"]
    assert len([card for card in queue if isinstance(card, str)]) == NEW_A_DAY


def test_new_cards_of_today_count_and_a_backlog_leaves_no_room_for_any():
    assert daily_queue([], list("甲乙丙丁戊己庚"), now=MONDAY, new_done=3, done=3) == ["甲", "乙"]
    assert "甲" not in daily_queue(backlog(30), ["甲"], now=MONDAY)


def test_queue_worked_out_anew_after_each_card_keeps_its_order():
    due, fresh = backlog(6), list("甲乙丙")
    planned = daily_queue(due, fresh, now=MONDAY)
    seen: list[int] = []
    while queue := daily_queue(
        due, fresh, now=MONDAY, done=len(seen), new_done=sum(c in "甲乙丙" for c in map(str, seen))
    ):
        seen.append(queue[0])
        due = [card for card in due if card[0] != queue[0]]
        fresh = [card for card in fresh if card != queue[0]]
    assert seen == planned


def test_missed_and_forgotten_cards_come_before_those_merely_due():
    forgotten = review(settled(days_ago=30), Rating.AGAIN, MONDAY - timedelta(hours=1))
    weak = settled(stability=1.0, days_ago=90)
    assert daily_queue([("weak", weak), ("forgotten", forgotten), ("missed", None)], [], now=MONDAY) == [
        "missed",
        "forgotten",
        "weak",
    ]


def test_a_part_of_the_memory_gives_the_same_order():
    forgotten = review(settled(days_ago=30), Rating.AGAIN, MONDAY - timedelta(hours=1))
    cards = [*backlog(9)[::-1], ("forgotten", forgotten), ("far", settled(stability=2.0, days_ago=300))]
    parts = [(key, Standing(card.stability, card.state, (MONDAY - card.last_review).days)) for key, card in cards]
    local = MONDAY.astimezone(SHANGHAI)
    assert daily_queue(parts, [], now=local) == daily_queue(cards, [], now=MONDAY) == ["forgotten", "far", *range(9)]


@pytest.mark.parametrize(
    ("delta", "label"),
    [
        (timedelta(minutes=-5), "现在"),
        (timedelta(seconds=20), "现在"),
        (timedelta(minutes=10), "10分钟后"),
        (timedelta(minutes=59, seconds=40), "1小时后"),
        (timedelta(hours=3), "3小时后"),
        (timedelta(hours=23, minutes=50), "1天后"),
        (timedelta(days=2), "2天后"),
        (timedelta(days=29), "29天后"),
        (timedelta(days=30), "1个月后"),
        (timedelta(days=91), "3个月后"),
        (timedelta(days=349), "11个月后"),
        (timedelta(days=365), "1年后"),
        (timedelta(days=547), "1.5年后"),
    ],
)
def test_interval_is_said_in_words(delta, label):
    assert interval_label(delta) == label
