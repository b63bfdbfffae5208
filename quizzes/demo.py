"""The demo group: written fixtures, and four weeks that were really lived through the product's own verbs.

Nothing here stores a score or a memory state; members answer and review with a seeded chance of being right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from quizzes.answering import save_answer, start_attempt
from quizzes.core.memory import Rating
from quizzes.core.types import FillBlank
from quizzes.core.types import Question as CoreQuestion
from quizzes.finishing import finish_overdue, hand_in
from quizzes.models import Quiz
from quizzes.preparing import prepare_material
from quizzes.publishing import KINDS, closing_time, draft_quiz, fill_draft, publish
from quizzes.reviewing import grade, today
from studyapp.curation import add_key_point
from studyapp.library import add_documents
from studyapp.models import Material, Membership, Role, StudyGroup, User
from studyapp.reading.types import Document, Passage

SLUG = "demo"
GROUP_NAME = "石油工程学院理论学习组"
SECRETARY = ("mishu", "林秘书")
# User name, 姓名, 职务, how often right, how often they take part. Invented people.
MEMBERS = (
    ("member01", "周明远", "组长", 0.90, 1.00),
    ("member02", "吴静", "副组长", 0.84, 1.00),
    ("member03", "郑立新", "成员", 0.78, 0.95),
    ("member04", "王晓岚", "成员", 0.92, 1.00),
    ("member05", "冯建国", "成员", 0.66, 0.85),
    ("member06", "陈思齐", "成员", 0.87, 1.00),
    ("member07", "褚文", "成员", 0.72, 0.90),
    ("member08", "卫东升", "成员", 0.60, 0.75),
    ("member09", "蒋慧敏", "成员", 0.95, 1.00),
    ("member10", "沈一鸣", "成员", 0.81, 0.95),
    ("member11", "韩雪", "成员", 0.76, 0.90),
    ("member12", "欧阳若兰", "成员", 0.88, 0.95),
)
WEEKS = 4
QUESTIONS = 10
REVIEW_DAYS = (1, 3, 5)  # days of a week on which a diligent member opens the cards
SEED = 20261123


@dataclass(frozen=True)
class Player:
    user: User
    skill: float
    diligence: float


def fixture_files() -> list[Path]:
    """The demo materials, oldest first as the group read them."""
    return sorted((settings.BASE_DIR / "fixtures").glob("*.json"), key=lambda path: (_date(path), path.name))


def _date(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8")).get("date") or "9999")


@transaction.atomic
def make_demo(*, now: datetime, password: str) -> StudyGroup:
    """Build the whole group, or nothing. An existing one is returned as it is."""
    existing = StudyGroup.objects.filter(slug=SLUG).first()
    if existing is not None:
        return existing
    group = StudyGroup.objects.create(slug=SLUG, name=GROUP_NAME)
    closes = closing_time(group, now)
    players = _people(group, password, joined=closes - timedelta(weeks=WEEKS + 2))
    secretary = User.objects.get(username=SECRETARY[0])
    materials = [load_material(path, group=group, by=secretary) for path in fixture_files()]
    for weeks_ago, material in zip(range(len(materials), 0, -1), materials, strict=True):
        shown = closes - timedelta(weeks=weeks_ago, days=6)
        Material.objects.filter(pk=material.pk).update(imported_at=shown)
        prepare_material(material)
    for week in range(WEEKS):
        _past_week(group, secretary, players, [materials[week % len(materials)]], week, closes, now)
    _this_week(group, secretary, players, materials, closes, now)
    return group


def _people(group: StudyGroup, password: str, *, joined: datetime) -> list[Player]:
    stored = make_password(password)
    names = [(*SECRETARY, "学习秘书", Role.SECRETARY), *((u, n, p, Role.MEMBER) for u, n, p, _, _ in MEMBERS)]
    users = {}
    for position, (username, name, post, role) in enumerate(names):
        user, _ = User.objects.get_or_create(username=username, defaults={"name": name, "password": stored})
        Membership.objects.create(group=group, user=user, role=role, post=post, position=position, joined_at=joined)
        users[username] = user
    return [Player(users[username], skill, diligence) for username, _, _, skill, diligence in MEMBERS]


def load_material(path: Path, *, group: StudyGroup, by: User | None = None) -> Material:
    """Store one fixture file: its passages, and the key points that rest on them."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document = Document(
        title=data["title"],
        author=data["author"],
        date=date.fromisoformat(data["date"]) if data["date"] else None,
        passages=tuple(Passage(p["kind"], p["text"], p["level"]) for p in data["passages"]),
    )
    imported = add_documents(group=group, documents=[document], file_name=path.name, source=data["source"], by=by)
    material = [*imported.added, *imported.known][0]
    if material.key_points.exists():
        return material
    passages = list(material.passages.all())
    for point in data["key_points"]:
        fields = ("text", "term", "category", "pair_value", "aliases", "marks")
        values = {name: point[name] for name in fields if name in point}
        add_key_point(passage=passages[point["passage"]], quote=point["quote"], values=values)
    return material


def _quiz(
    group: StudyGroup, secretary: User, materials: list[Material], seed: int, opens: datetime, closes: datetime
) -> Quiz:
    quiz = draft_quiz(
        group=group, secretary=secretary, materials=materials, length=QUESTIONS, kinds=list(KINDS), seed=seed
    )
    fill_draft(quiz)
    publish(quiz=quiz, title=quiz.title, opens_at=opens, closes_at=closes, now=opens)
    return quiz


def _past_week(
    group: StudyGroup,
    secretary: User,
    players: list[Player],
    materials: list[Material],
    week: int,
    last_close: datetime,
    now: datetime,
) -> None:
    closes = last_close - timedelta(weeks=WEEKS - week)
    quiz = _quiz(group, secretary, materials, SEED + week, closes - timedelta(days=6, hours=14), closes)
    for player in players:
        rng = Random(f"{SEED} {week} {player.user.username}")
        if rng.random() < player.diligence:
            _take(quiz, player, rng, started=closes - timedelta(hours=rng.randint(4, 130)))
        _review(group, player, rng, closes, now)
    finish_overdue(quiz, closes + timedelta(hours=1))


def _this_week(
    group: StudyGroup,
    secretary: User,
    players: list[Player],
    materials: list[Material],
    closes: datetime,
    now: datetime,
) -> None:
    opens = min(closes - timedelta(days=6, hours=14), now - timedelta(hours=2))
    quiz = _quiz(group, secretary, materials, SEED + WEEKS, opens, closes)
    for player in players[5:9]:  # four have been quick; the others still have it before them
        _take(quiz, player, Random(f"{SEED} now {player.user.username}"), started=now - timedelta(hours=1))


def _take(quiz: Quiz, player: Player, rng: Random, *, started: datetime) -> None:
    """Answer a paper question by question, then hand it in (or, now and then, forget to)."""
    attempt = start_attempt(quiz=quiz, member=player.user, now=started)
    moment = started
    for question in quiz.questions.all():
        moment += timedelta(seconds=rng.randint(15, 50))
        if rng.random() < 0.03:
            continue
        given = dict(_answers(question.as_core(), player.skill, rng))
        save_answer(attempt=attempt, question=question, given=given, revision=1, now=moment)
    if rng.random() < 0.95:
        hand_in(attempt=attempt, now=moment + timedelta(seconds=20))


def _answers(core: CoreQuestion, skill: float, rng: Random) -> Iterator[tuple[str, str]]:
    """What a person of this skill answers, by part ref: the right thing, or another that the question offers."""
    if isinstance(core, FillBlank):
        for index, blank in enumerate(core.blanks):
            others = [option.text for option in blank.options or () if option.text != blank.answer]
            is_right = rng.random() < skill
            yield str(index), blank.answer if is_right else rng.choice(others or ["记不清"])
        return
    rights = [right.id for right in core.rights]
    for left in core.lefts:
        yield left.id, core.pairs[left.id] if rng.random() < skill else rng.choice(rights)


def _review(group: StudyGroup, player: Player, rng: Random, closed: datetime, now: datetime) -> None:
    """Reviews in the week after a quiz closed: a few cards on some evenings, never in the future."""
    for day in REVIEW_DAYS:
        evening = closed + timedelta(days=day - 1, hours=22)
        if evening >= now or rng.random() > player.diligence * 0.8:
            continue
        for seconds, key_point_id in enumerate(today(member=player.user, group=group, now=evening).waiting[:8]):
            knows = rng.random() < player.skill
            rating = rng.choice([Rating.GOOD, Rating.GOOD, Rating.EASY] if knows else [Rating.AGAIN, Rating.HARD])
            grade(
                member=player.user,
                group=group,
                key_point_id=key_point_id,
                rating=rating,
                now=evening + timedelta(seconds=12 * seconds),
            )
