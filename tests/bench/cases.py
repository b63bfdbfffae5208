"""What is measured: each page of the product, beside the page of the yardstick that does the same work and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from quizzes.core.memory import CARDS_A_DAY
from tests.bench.wrk import Line
from tests.load.forms import PaperForm
from tests.load.site import CSRF, FORM, cookies

SUBMITTED = 40  # quizzes that every member hands in once: enough for all runs
PASS = "ZZPASSZZ"  # the script puts the number of the pass here: see rotate.lua
POST = f"X-CSRFToken: {CSRF}|Content-Type: {FORM}"
HTMX = f"{POST}|HX-Request: true"


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    yardstick: str
    goal: float  # the product costs at most so many times the yardstick
    expect: int = 200
    once: bool = False


CASES = (
    Case("page", "quiz page, 20 blanks", "bare", 1.3),
    Case("save", "save one answer", "write", 1.5, expect=204),
    Case("submit", "hand in 20 questions", "submit20", 1.5, expect=302, once=True),
    Case("card", "next card", "write", 1.7),
    Case("grade", "grade, next card", "write", 1.7, once=True),
)
PAGE_SIZE = 40_000  # bytes of the quiz page at most
SCALING = 0.9  # requests a second at 32 at once, to those at 8

YARDSTICK = {"bare": ("GET", "/bare/"), "write": ("POST", "/write/"), "submit20": ("POST", "/submit20/")}


def yardstick_lines(name: str, seeded: dict[str, Any]) -> Iterator[Line]:
    method, path = YARDSTICK[name]
    for number, member in enumerate(seeded["members"]):
        body = urlencode({"line": number % 20 + 1, "text": f"答案{PASS}"}) if method == "POST" else ""
        yield Line(method, path, cookies(member["session"]), POST if body else "", body)


class Product:
    """The product's pages as its members call them. `forms` are their papers, by quiz and by number of the member:
    where all get the same fields, that of the first will do for all.
    """

    def __init__(self, scene: dict[str, Any], forms: dict[tuple[int, int], PaperForm]) -> None:
        self.attempts: dict[str, dict[str, int]] = scene["attempts"]
        self.ids = [str(member["id"]) for member in scene["members"]]
        self.members = [cookies(member["session"]) for member in scene["members"]]
        self.quizzes: list[int] = scene["quizzes"]
        self.cards: list[dict[str, Any]] = scene["cards"]
        self.forms = forms

    def lines(self, name: str) -> Iterator[Line]:
        return {
            "page": self.pages,
            "save": self.saves,
            "submit": self.submits,
            "card": self.next_cards,
            "grade": self.grades,
        }[name]()

    def pages(self) -> Iterator[Line]:
        for cookie in self.members:
            yield Line("GET", paper_of(self.quizzes[0]), cookie)

    def saves(self) -> Iterator[Line]:
        """Every member saves every question, and then all again with the next revision and another answer."""
        for index in range(len(self.form(self.quizzes[0], 0).sections)):
            for member, cookie in enumerate(self.members):
                form = self.form(self.quizzes[0], member)
                section = form.sections[index]
                fields = form.fixed | section.filled(f"答案{PASS}")
                fields |= {name: PASS for name in section.fixed if name.endswith(".revision")}
                yield Line("POST", form.action, cookie, HTMX, urlencode(fields))

    def submits(self) -> Iterator[Line]:
        for quiz in self.quizzes[1 : SUBMITTED + 1]:
            for member, cookie in enumerate(self.members):
                form = self.form(quiz, member)
                yield Line("POST", form.submit, cookie, POST, form.whole("12"))

    def next_cards(self) -> Iterator[Line]:
        for member in sorted({card["member"] for card in self.cards}):
            yield Line("GET", "/g/cards/review/", self.members[member])

    def grades(self) -> Iterator[Line]:
        """Each card once, as its page sends it: with what was left of the day's queue."""
        rests = queues_of(self.cards)
        for card in self.cards:
            rest = rests[card["member"], card["point"]]
            fields = {"rating": "3", "graded_at": card["graded_at"], "done": CARDS_A_DAY - len(rest) - 1}
            body = urlencode({**fields, "then": " ".join(map(str, rest)), "more": "0"})
            path = f"/g/cards/review/{card['point']}/grade/"
            yield Line("POST", path, self.members[card["member"]], f"{HTMX}|HX-Target: review", body)

    def form(self, quiz: int, member: int) -> PaperForm:
        own = self.forms.get((quiz, member))
        return own or self.forms[quiz, 0].of_attempt(str(self.attempts[str(quiz)][self.ids[member]]))


def paper_of(quiz: int) -> str:
    return f"/g/ours/quizzes/{quiz}/"


def queues_of(cards: list[dict[str, Any]]) -> dict[tuple[int, int], list[int]]:
    """What is left of a day's queue after each card, by member and key point: a day's share at a time."""
    of_member: dict[int, list[int]] = {}
    for card in cards:
        of_member.setdefault(card["member"], []).append(card["point"])
    return {
        (member, point): points[index + 1 : index - index % CARDS_A_DAY + CARDS_A_DAY]
        for member, points in of_member.items()
        for index, point in enumerate(points)
    }
