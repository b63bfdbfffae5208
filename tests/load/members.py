"""Members who don't give up, and a book in which every answer stands that the server called saved."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.load.forms import PaperForm
from tests.load.site import CSRF, FORM, cookies
from tests.load.wire import Answer, Broken, Connection

POST = f"X-CSRFToken: {CSRF}|Content-Type: {FORM}"
HTMX = f"{POST}|HX-Request: true"
PAUSE = 0.2  # seconds before a request is sent again


@dataclass
class Ledger:
    acknowledged: dict[tuple[int, str], str] = field(default_factory=dict)  # (member, field) to text
    handed_in: list[int] = field(default_factory=list)  # members who were sent to their result
    refused: Counter[int] = field(default_factory=Counter)  # answers that no honest request should get, by status
    broken: int = 0  # connections that ended in the middle

    def lost(self, stored: dict[tuple[int, str], str]) -> dict[tuple[int, str], str]:
        """What was called saved and is not there."""
        return {key: text for key, text in self.acknowledged.items() if stored.get(key) != text}


@dataclass
class Member:
    """One member at one quiz, on one connection to `port`."""

    port: int
    person: dict[str, Any]
    quiz: int
    ledger: Ledger

    def __post_init__(self) -> None:
        self.connection = Connection(self.port, cookies(self.person["session"]))
        self.path = f"/g/ours/quizzes/{self.quiz}/"

    async def take_quiz(self, answers: int) -> None:
        """Open the paper, save so many answers one after the other, hand in."""
        form = await self.open()
        texts = [f"{self.person['id']}的答案{index}" for index in range(answers)]
        for index, text in enumerate(texts):
            await self.save(form, index, text)
        await self.hand_in(form, texts)
        self.connection.close()

    async def open(self) -> PaperForm:
        return PaperForm((await self.until(200, self.path)).body.decode())

    async def save(self, form: PaperForm, index: int, text: str) -> None:
        await self.until(204, form.action, form.one(index, text), HTMX)
        self.ledger.acknowledged |= {(self.person["id"], name): text for name in form.sections[index].blanks}

    async def hand_in(self, form: PaperForm, texts: list[str]) -> None:
        await self.until(302, form.submit, form.whole(*texts, ""), POST)
        self.ledger.handed_in.append(self.person["id"])

    async def until(self, status: int, path: str, body: str | None = None, headers: str = "") -> Answer:
        """Send a request until it is answered as it should be. Broken connections are nobody's fault."""
        while True:
            try:
                answer = await (
                    self.connection.get(path) if body is None else self.connection.post(path, body, headers)
                )
            except Broken:
                self.ledger.broken += 1
            else:
                if answer.status == status:
                    return answer
                self.ledger.refused[answer.status] += 1
            await asyncio.sleep(PAUSE)
