"""Makes, in the server's own database: a group and its open quizzes, one of 12 blanks and 8 pairs to choose, and one
of eight blanks to write within 30 minutes.

Every key that is not among the options, and every explanation, sings: it carries a canary.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Question, Side
from studyapp.models import KeyPoint
from tests.factories import create_group, create_key_point, create_material, create_person, create_quiz

MEMBERS = 16
BANK = ("扳手", "瓶帽", "推车", "锁链", "面罩", "手套", "护栏")
GASES = (("氧气", "淡蓝"), ("氢气", "淡绿"), ("氮气", "黑色"), ("乙炔", "白色"))
SIGNS = (("红牌", "停用"), ("黄牌", "检修"), ("绿牌", "可用"), ("蓝牌", "待检"))
SECRET = "金丝雀"


def choice(point: KeyPoint, number: int) -> FillBlank:
    statement = f"第{number}号气瓶与明火的距离不小于10米。"
    options = tuple(Option(text, f"{SECRET}来源") for text in ("5米", "10米", "15米"))
    blank = Blank(
        len(statement) - 4, len(statement) - 1, "10米", "number", f"{SECRET}理由", (f"{SECRET}也算",), options
    )
    return FillBlank(f"c{number}", Mode.CHOICE, str(point.pk), statement, (blank,), checks=(f"{SECRET}核对",))


def banked(point: KeyPoint, word: str) -> FillBlank:
    options = tuple(Option(text, SECRET if text == word else "bank") for text in BANK)
    blank = Blank(6, 8, word, "term", f"{SECRET}理由", options=options)
    return FillBlank(f"b{word}", Mode.BANK, str(point.pk), f"作业前要备好{word}。", (blank,))


def typed(point: KeyPoint, number: int) -> FillBlank:
    blank = Blank(3, 7, f"{SECRET}{number}", "term", f"{SECRET}理由", (f"{SECRET}别名",))
    return FillBlank(f"t{number}", Mode.TYPED, str(point.pk), f"本条为{SECRET}{number}。", (blank,))


def paired(points: list[KeyPoint], pairs: tuple[tuple[str, str], ...], relation: str) -> Matching:
    lefts = tuple(Side(f"{relation}l{i}", left, str(points[i].pk)) for i, (left, _) in enumerate(pairs))
    rights = tuple(Side(f"{SECRET}{relation}r{i}", right, str(points[i].pk)) for i, (_, right) in enumerate(pairs))
    return Matching(relation, relation, lefts, rights, {f"{relation}l{i}": f"{SECRET}{relation}r{i}" for i in range(4)})


def make(password: str) -> None:
    group = create_group(slug="room", name="答题小组")
    for number in range(MEMBERS):
        person = create_person(group=group, name=f"成员{number}")
        person.username = f"room{number}"
        person.set_password(password)
        person.save()
    material = create_material(group=group)
    points = [create_key_point(material=material, text=f"第{n}条：{{{{c1::{SECRET}}}}}。") for n in range(20)]
    blanks = [*(choice(points[n], n + 1) for n in range(6)), *(banked(points[6 + n], BANK[n]) for n in range(6))]
    pairs = [paired(points[12:16], GASES, "气体与颜色"), paired(points[16:20], SIGNS, "标牌与含义")]
    create_quiz(group=group, questions=[*blanks, *pairs], material=material)
    limited: list[Question] = [typed(points[n], n) for n in range(8)]
    quiz = create_quiz(group=group, questions=limited, material=material, closes_at=timezone.now() + timedelta(days=2))
    quiz.time_limit = 30
    quiz.save()
