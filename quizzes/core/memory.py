"""When to ask a member again. FSRS-6 (the fsrs package) does the mathematics; this module holds our policy.

Memory is two numbers: stability, the days until the chance to recall falls to 90 %, and difficulty, 1 to 10. A card
starts in Learning, moves to Review when it is remembered, and to Relearning when it is forgotten again.
Times are aware datetimes; nothing here reads a clock or draws a random number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Key = TypeVar("Key")
Mastery = Literal["new", "shaky", "learned"]

# One step instead of the package's 1 and 10 minutes: members come for a few minutes a day, so a forgotten card should
# return on their next visit and not hold them on the page, and one that is remembered at once leaves for days.
STEPS = (timedelta(minutes=10),)
RETENTION = 0.9
# The material of a year ago is still asked once a year.
LONGEST_INTERVAL = timedelta(days=365)

# 已掌握: what Anki calls mature, an interval of 21 days or more, while the chance to recall is still good. Falling due
# alone takes nothing away (at 80 % a card is overdue by more than twice its interval), a long absence does.
LEARNED_INTERVAL = timedelta(days=21)
LEARNED_RETRIEVABILITY = 0.8

CARDS_A_DAY = 20
CARDS_AFTER_A_BREAK = 10
LONG_BREAK = timedelta(days=14)
NEW_A_DAY = 5  # each new card brings about four reviews in its first month
NEW_EVERY = 4  # one card in four is new while there are both


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        return {1: "忘了", 2: "模糊", 3: "记得", 4: "很熟"}[self.value]


class State(IntEnum):
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class CardMemory:
    """What is stored about a card that was graded at least once: stability in days, `state` a State."""

    stability: float
    difficulty: float
    state: int
    step: int | None
    due: datetime
    last_review: datetime

    def __post_init__(self) -> None:
        for moment in (self.due, self.last_review):
            _utc(moment)


class Standing(NamedTuple):
    """As much of a card's memory as decides how soon it is asked: many are looked at for each card that is shown."""

    stability: float
    state: int
    days: int  # whole ones since the last review


def review(
    memory: CardMemory | None, rating: Rating, when: datetime, *, parameters: Sequence[float] | None = None
) -> CardMemory:
    """The memory after a grade given at `when`; None is a card never graded. `parameters` are FSRS-6's 21 weights."""
    from fsrs import Rating as FsrsRating

    scheduler = _scheduler(tuple(parameters) if parameters is not None else None)
    card, _ = scheduler.review_card(_card(memory, when), FsrsRating(rating), _utc(when))
    stability, difficulty = card.stability or 0.0, card.difficulty or 0.0  # typed as optional, set by every review
    return CardMemory(stability, difficulty, int(card.state), card.step, card.due, card.last_review or when)


def preview(memory: CardMemory | None, when: datetime) -> dict[Rating, datetime]:
    """When the card would come back, by grade."""
    return {rating: review(memory, rating, when).due for rating in Rating}


def retrievability(memory: CardMemory, when: datetime) -> float:
    """The chance, 0 to 1, that the member recalls the card at `when`; it falls once a day."""
    return float(_scheduler(None).get_card_retrievability(_card(memory, when), _utc(when)))


def mastery(memory: CardMemory | None, when: datetime, *, missed_at: datetime | None = None) -> Mastery:
    """未学 (never met), 巩固中 or 已掌握. A blank missed in a quiz since the last review is at most 巩固中."""
    if memory is None:
        return "new" if missed_at is None else "shaky"
    if missed_at is not None and missed_at >= memory.last_review:
        return "shaky"
    is_settled = memory.state == State.REVIEW and memory.due - memory.last_review >= LEARNED_INTERVAL
    return "learned" if is_settled and retrievability(memory, when) >= LEARNED_RETRIEVABILITY else "shaky"


def missed(memory: CardMemory, when: datetime) -> CardMemory:
    """The memory after its blank was missed in a quiz: due at once, stability untouched.

    It is not counted as 忘了. A blank may be missed by a slip of the pen, and its verdict may be corrected later; the
    grade that the member gives when the card comes up is the honest one, and it can lower stability then.
    """
    return replace(memory, due=min(memory.due, _utc(when)))


def interval_label(delta: timedelta) -> str:
    """现在, 10分钟后, 3小时后, 2天后, 3个月后, 1.5年后."""
    minutes = round(delta.total_seconds() / 60)
    days = round(delta.total_seconds() / 86400)
    if minutes < 1:
        return "现在"
    if minutes < 60:
        return f"{minutes}分钟后"
    if days < 1 or delta < timedelta(hours=23, minutes=30):
        return f"{round(minutes / 60)}小时后"
    if days < 30:
        return f"{days}天后"
    if days < 350:
        return f"{max(1, round(days / 30.4))}个月后"
    return f"{round(days / 182.6) / 2:g}年后"


def daily_queue(
    due: Sequence[tuple[Key, CardMemory | Standing | None]],
    fresh: Sequence[Key],
    *,
    now: datetime,
    done: int = 0,
    new_done: int = 0,
    last_review: datetime | None = None,
    extra: int = 0,
) -> list[Key]:
    """The cards still to come today, in order, never more than a day's share, however many are due.

    `due` cards come with their memory or as much as decides it (None: missed in a quiz before they were ever reviewed)
    and are asked the most endangered first; `fresh` ones fill the rest, in their order. `done` and `new_done` count the
    cards of today, `last_review` is the latest one before today, and `extra` is what the member asks for beyond the
    share.
    """
    room = _room(now, done, last_review, extra)
    today = _utc(now)
    reviews = [key for key, _ in sorted(due, key=lambda card: _safety(card[1], today))][:room]
    new_room = room_for_new(len(due), now=now, done=done, new_done=new_done, last_review=last_review, extra=extra)
    return _mixed(reviews, list(fresh[:new_room]), done)


def room_for_new(
    due: int, *, now: datetime, done: int = 0, new_done: int = 0, last_review: datetime | None = None, extra: int = 0
) -> int:
    """How many new cards today's queue has room for beside so many that are due."""
    room = _room(now, done, last_review, extra)
    return max(0, min(room - min(due, room), NEW_A_DAY + extra - new_done))


def _room(now: datetime, done: int, last_review: datetime | None, extra: int) -> int:
    back_from_break = last_review is not None and _utc(now) - last_review >= LONG_BREAK
    return max(0, (CARDS_AFTER_A_BREAK if back_from_break else CARDS_A_DAY) + extra - done)


def _safety(memory: CardMemory | Standing | None, now: datetime) -> tuple[int, float]:
    """Ascending: missed and never reviewed, forgotten lately, then by the chance to recall."""
    if memory is None:
        return 0, 0.0
    # The chance falls with the days since the last review in units of stability: the same order, without computing it.
    days = memory.days if isinstance(memory, Standing) else (now - memory.last_review).days
    return (2 if memory.state == State.REVIEW else 1), -max(0, days) / memory.stability


def _mixed(reviews: list[Key], fresh: list[Key], done: int) -> list[Key]:
    """Counting from `done` gives the same mix when the queue is worked out anew after each card."""
    queue: list[Key] = []
    while reviews or fresh:
        is_turn_of_new = (done + len(queue)) % NEW_EVERY == NEW_EVERY - 1
        queue.append((fresh if fresh and (is_turn_of_new or not reviews) else reviews).pop(0))
    return queue


@cache
def _scheduler(parameters: tuple[float, ...] | None) -> Scheduler:
    from fsrs import Scheduler  # 22 ms, and pages without cards do not need it
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return Scheduler(
        parameters=parameters or DEFAULT_PARAMETERS,
        desired_retention=RETENTION,
        learning_steps=STEPS,
        relearning_steps=STEPS,
        maximum_interval=LONGEST_INTERVAL.days,
        enable_fuzzing=False,
    )


def _card(memory: CardMemory | None, when: datetime) -> Card:
    from fsrs import Card
    from fsrs import State as FsrsState

    if memory is None:
        return Card(card_id=1, due=_utc(when))  # without an id the package makes one from the clock and waits for it
    return Card(
        card_id=1,
        state=FsrsState(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_utc(memory.due),
        last_review=_utc(memory.last_review),
    )


def _utc(when: datetime) -> datetime:
    if when.utcoffset() is None:
        raise ValueError("a time without its time zone")
    return when.astimezone(UTC)
