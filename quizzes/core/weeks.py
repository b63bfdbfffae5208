"""Weeks as people keep them: ISO weeks, and times of the week on the wall clock of a zone.

A weekly rule is a weekday and a wall time, never a moment: seven days later may be 167 or 169 hours later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week: Monday to Sunday. 2026 has 53 of them, and 1 January 2027 belongs to its last."""

    year: int
    number: int

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def next(self) -> Week:
        return week_of(self.monday + timedelta(days=7))

    def day(self, weekday: int) -> date:
        """The day of this week; weekday 0 is Monday."""
        return self.monday + timedelta(days=weekday)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


def week_of(day: date) -> Week:
    year, number, _ = day.isocalendar()
    return Week(year, number)


def at(day: date, clock: time, zone: ZoneInfo, *, late: bool = False) -> datetime:
    """The moment at which a wall clock in `zone` shows `clock` on `day`.

    A time that the clock skips becomes as much later as the clock jumps. One that it shows twice is the first of
    the two, or with `late` the second.
    """
    wall = datetime.combine(day, clock, tzinfo=zone)
    if is_skipped(wall):
        return wall.replace(fold=0).astimezone(UTC).astimezone(zone)
    return wall.replace(fold=int(late and is_shown_twice(wall)))


def is_skipped(wall: datetime) -> bool:
    """Whether the clock jumps over this wall time: going by UTC and back does not lead to it."""
    back = wall.astimezone(UTC).astimezone(wall.tzinfo)
    return back.replace(tzinfo=None, fold=0) != wall.replace(tzinfo=None, fold=0)


def is_shown_twice(wall: datetime) -> bool:
    return not is_skipped(wall) and wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def following(moment: datetime, weekday: int, clock: time, zone: ZoneInfo, *, late: bool = False) -> datetime:
    """The first time after `moment` that it is `clock` on that weekday in `zone`."""
    local = moment.astimezone(zone)
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    found = at(day, clock, zone, late=late)
    return found if _is_after(found, moment) else at(day + timedelta(days=7), clock, zone, late=late)


def _is_after(one: datetime, other: datetime) -> bool:
    """Compared in UTC: two moments of one zone are otherwise compared by their wall clocks."""
    return one.astimezone(UTC) > other.astimezone(UTC)


def window_in(
    week: Week, opens: tuple[int, time], closes: tuple[int, time], zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """A window that opens in `week` and closes when the closing weekday and time next come. Each is
    (weekday, wall time); where a clock is set back the window takes the earlier opening and the later closing."""
    opens_at = at(week.day(opens[0]), opens[1], zone)
    return opens_at, following(opens_at, closes[0], closes[1], zone, late=True)
