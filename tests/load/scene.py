"""A group with many members before an open quiz, on the database of DATABASE_URL.

`python -m tests.load.scene OUT.json --members 300 --quizzes 1 --cards 0` makes an empty database ready, fills it, and
writes who may sign in with which session.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.models import Quiz
    from studyapp.models import KeyPoint, StudyGroup, User

QUESTIONS = 20
CARD_HOLDERS = 40  # members with flashcards: more than are ever asked at once
TITLES = ("气瓶", "阀门", "压力表", "软管", "减压器", "防护镜", "手套", "接地线", "灭火器", "通风机")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--members", type=int, default=300)
    parser.add_argument("--quizzes", type=int, default=1)
    parser.add_argument("--started", type=int, default=0, help="of so many quizzes every member has begun")
    parser.add_argument("--cards", type=int, default=0, help="for each of some members")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    options.out.write_text(json.dumps(fill(options)), encoding="utf-8")


def fill(options: argparse.Namespace) -> dict[str, Any]:
    from tests.factories import create_group

    group = create_group(slug="ours")
    members = create_members(group, options.members)
    quizzes = create_quizzes(group, options.quizzes)
    for quiz in quizzes[: options.started]:
        begin(quiz, members)
    cards = create_cards(members[:CARD_HOLDERS], options.cards) if options.cards else []
    settle()
    return {
        "members": [{"id": member.pk, "session": session_of(member)} for member in members],
        "quizzes": [quiz.pk for quiz in quizzes],
        "attempts": {quiz.pk: attempts_at(quiz) for quiz in quizzes},
        "cards": cards,
    }


def create_members(group: StudyGroup, count: int) -> list[User]:
    from studyapp.models import Membership, User
    from tests.factories import LONG_AGO

    people = User.objects.bulk_create(
        User(username=f"m{number}", name=f"成员{number}", password="!") for number in range(1, count + 1)
    )
    Membership.objects.bulk_create(
        Membership(group=group, user=person, position=number, joined_at=LONG_AGO)
        for number, person in enumerate(people, start=1)
    )
    return people


def session_of(member: User) -> str:
    """The key of a new session of a member, as signing in would make it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(member.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = member.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def create_quizzes(group: StudyGroup, count: int) -> list[Quiz]:
    """Open quizzes of 20 blanks that are written by hand, all of the same key points."""
    from tests.factories import create_key_point, create_material, create_quiz, typed

    subjects = [f"{TITLES[number % 10]}第{number}号" for number in range(1, QUESTIONS + 1)]
    material = create_material(group=group, paragraphs=tuple(f"{one}的检查间隔是{len(one)}天。" for one in subjects))
    questions = []
    for number, subject in enumerate(subjects, start=1):
        point = create_key_point(material=material, text=f"{subject}每{{{{c1::{number + 10}天}}}}检查一次。")
        statement = f"{subject}的安全检查每{number + 10}天做一次，由当班人员记在台账上，并由组长复核签字。"
        questions.append(typed(point, statement=statement, answer=str(number + 10)))
    return [create_quiz(group=group, material=material, questions=list(questions)) for _ in range(count)]


def begin(quiz: Quiz, members: list[User]) -> None:
    """Every member begins: the first by the product's own verb, the others with copies of that row."""
    from django.utils import timezone

    from quizzes.answering import start_attempt
    from quizzes.models import Attempt

    first = start_attempt(quiz=quiz, member=members[0], now=timezone.now())
    names = [field.attname for field in Attempt._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(first, name) for name in names}
    Attempt.objects.bulk_create(Attempt(**values | {"member_id": member.pk}) for member in members[1:])


def attempts_at(quiz: Quiz) -> dict[int, int]:
    """Attempt by member."""
    return dict(quiz.attempts.values_list("member_id", "pk"))


def create_cards(members: list[User], count: int) -> list[dict[str, Any]]:
    """A group of its own whose members have so many cards each, reviewed a month ago, six in ten of them due.

    Returns which cards each member may grade, the most endangered first.
    """
    from django.utils import timezone

    from quizzes.models import Card
    from studyapp.models import Membership
    from tests.factories import LONG_AGO, create_group

    group = create_group(slug="cards")
    Membership.objects.bulk_create(
        Membership(group=group, user=member, position=number, joined_at=LONG_AGO)
        for number, member in enumerate(members, start=1)
    )
    points = create_points(group, count)
    now = timezone.now()
    first = Card.objects.bulk_create(
        Card(
            member=members[0],
            key_point=point,
            state=2,
            stability=20.0 + number % 7,
            difficulty=5.0,
            last_review=now - timedelta(days=30, seconds=number),
            due=now + timedelta(days=(number % 40) - 24, seconds=number),
        )
        for number, point in enumerate(points)
    )
    copy_cards(members)
    due = sorted((card for card in first if card.due <= now - timedelta(minutes=1)), key=lambda card: card.due)
    asked = [{"point": card.key_point_id, "graded_at": graded_at(card)} for card in due[:400]]
    return [{"member": index, **card} for card in asked for index in range(len(members))]


def graded_at(card: Any) -> str:
    return str(card.last_review.isoformat())


def create_points(group: StudyGroup, count: int) -> list[KeyPoint]:
    from studyapp.models import KeyPoint
    from tests.factories import create_material

    material = create_material(group=group, paragraphs=tuple(f"{title}要定期检查。" for title in TITLES))
    passages = list(material.passages.exclude(number=None))
    return KeyPoint.objects.bulk_create(
        (
            KeyPoint(
                material=material,
                passage=passages[number % len(passages)],
                quote="要定期检查",
                text=f"第{number}号设备每{{{{c1::{number % 90 + 3}天}}}}检查一次，结果记在台账上。",
            )
            for number in range(count)
        ),
        batch_size=2000,
    )


def copy_cards(members: list[User]) -> None:
    """Give the first member's cards to all others, and each card the review it says it had; in SQL, for millions."""
    from django.db import connection

    from quizzes.models import Card, Review

    names = [str(field.column) for field in Card._meta.concrete_fields if not field.primary_key]
    chosen = ", ".join(f"m.id AS {name}" if name == "member_id" else f"c.{name}" for name in names)
    user_table = type(members[0])._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Card._meta.db_table} ({', '.join(names)}) SELECT {chosen}"
            f" FROM {Card._meta.db_table} c CROSS JOIN {user_table} m WHERE m.id > %s AND m.id <= %s",
            [members[0].pk, members[-1].pk],
        )
        cursor.execute(
            f"INSERT INTO {Review._meta.db_table} (card_id, rating, reviewed_at)"
            f" SELECT id, 3, last_review FROM {Card._meta.db_table}"
        )


def settle() -> None:
    """Let the database look at what it holds, as it does by itself on a server that has run for a day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1:])
