"""Rows for tests: keyword-only functions with sensible defaults, built through the product's own verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

from quizzes.core.own_paper import token
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Question, Side
from quizzes.models import AnswersShown, Attempt, Quiz
from quizzes.models import Question as Row
from quizzes.publishing import KINDS, _write_question, draft_quiz, publish
from studyapp.curation import add_key_point
from studyapp.importing import stage
from studyapp.library import add_documents
from studyapp.models import Import, KeyPoint, Material, Membership, Role, SheetImport, StudyGroup, User
from studyapp.reading.sheet_rows import KeyPointRow, RowError, Sheet, read_row
from studyapp.reading.types import Document, Passage, Reading
from studyapp.sheets import stage_sheet

_numbers = count(1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PARAGRAPH = "氧气瓶与明火的距离不得小于10米。气瓶应当直立放置，并用防倒链固定。开启阀门时要缓慢，人站在侧面。"


def create_group(*, slug: str = "", name: str = "第三学习小组") -> StudyGroup:
    return StudyGroup.objects.create(slug=slug or f"group-{next(_numbers)}", name=name)


def create_person(
    *, group: StudyGroup | None = None, role: str = Role.MEMBER, name: str = "陈思远", joined: datetime = LONG_AGO
) -> User:
    number = next(_numbers)
    user = User.objects.create_user(username=f"person{number}", name=name)
    if group is not None:
        Membership.objects.create(group=group, user=user, role=role, position=number, joined_at=joined)
    return user


def create_material(
    *, group: StudyGroup, title: str = "气瓶使用须知", paragraphs: tuple[str, ...] = (PARAGRAPH,)
) -> Material:
    passages = (Passage("heading", f"一、{title}", 1), *(Passage("paragraph", text) for text in paragraphs))
    document = Document(title=f"{title}{next(_numbers)}", passages=passages)
    return add_documents(group=group, documents=[document]).added[0]


def create_import(
    *,
    group: StudyGroup,
    secretary: User | None = None,
    documents: Sequence[Document] = (),
    replaces: Material | None = None,
    notices: tuple[str, ...] = (),
    file_name: str = "气瓶.docx",
    now: datetime | None = None,
) -> Import:
    """A staged file of the group's secretary. With `replaces` its first sheet is cleared as a newer version of it."""
    if secretary is None:
        there = User.objects.filter(memberships__group=group, memberships__role=Role.SECRETARY).first()
        secretary = there or create_person(group=group, role=Role.SECRETARY)
    documents = documents or [Document("气瓶使用须知（新）", (Passage("paragraph", PARAGRAPH + "钥匙由专人保管。"),))]
    staged = stage(
        group=group,
        secretary=secretary,
        file_name=file_name,
        data=file_name.encode(),
        reading=Reading(tuple(documents), notices),
        now=now or timezone.now(),
    )
    if replaces is not None:
        staged.is_cleared = True
        staged.outline[0]["replaces"] = replaces.pk
        staged.save()
    return staged


def create_key_point(
    *, material: Material, text: str = "氧气瓶与明火的距离不得小于{{c1::10米}}。", **values: object
) -> KeyPoint:
    passage = material.passages.exclude(number=None).first()
    assert passage is not None
    quote = str(values.pop("quote", passage.text[:16]))
    return add_key_point(passage=passage, quote=quote, values={"text": text, **values})


def create_sheet_import(
    *,
    group: StudyGroup,
    statements: Sequence[str] = ("氧气瓶与明火的距离不得小于{{c1::10米}}。",),
    material: Material | None = None,
    title: str = "",
    now: datetime | None = None,
    secretary: User | None = None,
    **cells: str,
) -> SheetImport:
    """A sheet of key points that waits for the group's secretary; `cells` are the other cells of every row."""
    found = [read_row(number, {"statement": text, **cells}, {}) for number, text in enumerate(statements, 2)]
    rows = tuple(row for row in found if isinstance(row, KeyPointRow))
    errors = tuple(row for row in found if isinstance(row, RowError))
    first = group.memberships.secretaries().order_by("pk").first()
    secretary = secretary or (first.user if first else create_person(group=group, role=Role.SECRETARY))
    return stage_sheet(
        group=group,
        secretary=secretary,
        file_name="要点.xlsx",
        sheet=Sheet("要点", rows, errors, ()),
        material=material,
        title=title,
        now=now or timezone.now(),
    )


def typed(
    key_point: KeyPoint, *, statement: str = "剩余压力应不小于0.05MPa，并关紧阀门。", answer: str = "0.05"
) -> FillBlank:
    start = statement.index(answer)
    blank = Blank(start, start + len(answer), answer, "number")
    return FillBlank(f"t{key_point.pk}", Mode.TYPED, str(key_point.pk), statement, (blank,))


def choice(
    key_point: KeyPoint, *, statement: str = "气瓶与明火的距离不小于10米，违者停用。", answer: str = "10米"
) -> FillBlank:
    start = statement.index(answer)
    options = (Option("5米", "number"), Option(answer, "key"), Option("15米", "number"))
    blank = Blank(start, start + len(answer), answer, "number", reason="数字和单位", options=options)
    return FillBlank(f"c{key_point.pk}", Mode.CHOICE, str(key_point.pk), statement, (blank,))


def matching(key_points: list[KeyPoint]) -> Matching:
    """Four pairs of gas and colour, and one extra colour."""
    gases = (("氧气", "淡蓝"), ("氢气", "淡绿"), ("氮气", "黑"), ("乙炔", "白"))
    lefts = tuple(Side(f"l{i}", gas, str(key_points[i].pk)) for i, (gas, _) in enumerate(gases))
    order = (2, 0, 3, 1)
    rights = tuple(Side(f"r{i}", gases[i][1], str(key_points[i].pk)) for i in order)
    pairs = {f"l{i}": f"r{i}" for i in range(4)}
    return Matching("m1", "气体与瓶身颜色", lefts, (*rights, Side("r9", "棕")), pairs)


def create_quiz(
    *,
    group: StudyGroup,
    questions: list[Question] | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    is_published: bool = True,
    material: Material | None = None,
    answers_shown: str = AnswersShown.AT_ONCE,
) -> Quiz:
    """A published quiz, open since an hour ago until tomorrow, with a typed, a choice and a matching question.

    Unlike the product's own default, its answers are shown as soon as somebody has handed in.
    """
    material = material or create_material(group=group)
    now = timezone.now()
    quiz = draft_quiz(group=group, secretary=None, materials=[material], length=3, kinds=list(KINDS), seed=7)
    for position, question in enumerate(questions or standard_questions(material), start=1):
        _write_question(quiz, position, question)
    Quiz.objects.filter(pk=quiz.pk).update(generator="test")
    quiz.refresh_from_db()
    if is_published:
        opens_at = opens_at or now - timedelta(hours=1)
        closes_at = closes_at or now + timedelta(days=1)
        publish(
            quiz=quiz,
            title=quiz.title,
            opens_at=opens_at,
            closes_at=closes_at,
            now=opens_at,
            answers_shown=answers_shown,
        )
    return quiz


def standard_questions(material: Material) -> list[Question]:
    points = [
        create_key_point(material=material, text=f"第{number}条要点：剩余压力应不小于{{{{c1::0.0{number}MPa}}}}。")
        for number in range(1, 7)
    ]
    return [typed(points[0]), choice(points[1]), matching(points[2:])]


def form_of(question: Row, *answers: str, revision: int = 1, seed: int = 0) -> dict[str, str]:
    """What the page of an attempt with this seed sends for one question: options by their tokens.

    Answers of a matching question are given as indexes of the right column, as it was written.
    """
    core = question.as_core()
    fields = {f"q{question.pk}.{index}": _sent(core, answer, seed) for index, answer in enumerate(answers)}
    return {f"q{question.pk}.revision": str(revision), **fields}


def _sent(core: Question, answer: str, seed: int) -> str:
    if isinstance(core, Matching):
        return token(seed, core.rights[int(answer)].id) if answer.isdecimal() else answer
    return token(seed, answer) if core.blanks[0].options and answer else answer


def answer_all(attempt: Attempt, *, right: bool = True, now: datetime | None = None) -> None:
    """Answer every question of the attempt's quiz, all right or all wrong."""
    from quizzes.answering import save_answer

    for question in attempt.quiz.questions.all():
        core = question.as_core()
        if isinstance(core, Matching):
            given = dict(core.pairs) if right else dict.fromkeys(core.pairs, "r9")
        else:
            wrong = [o.text for o in core.blanks[0].options or () if o.text != core.blanks[0].answer] or ["不知道"]
            given = {"0": core.blanks[0].answer if right else wrong[0]}
        save_answer(attempt=attempt, question=question, given=given, revision=1, now=now or timezone.now())
