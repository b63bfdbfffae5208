"""`manage.py check_questions` shows an administrator how good a group's own questions are."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from quizzes.quality import blanks, table
from quizzes.quality.findings import Violation
from studyapp.models import StudyGroup
from tests.factories import create_key_point, create_material


@pytest.fixture
def material_of_group(group: StudyGroup) -> None:
    material = create_material(group=group)
    create_key_point(material=material, text="氧气瓶与明火的距离不得小于{{c1::10米}}。", term="安全距离")
    create_key_point(material=material, text="《气瓶安全技术规程》自2021年6月1日起施行。")


def _check(*arguments: str) -> str:
    output = StringIO()
    call_command("check_questions", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.usefixtures("material_of_group")
def test_the_table_shows_every_metric() -> None:
    text = _check("--group", "ours", "--seeds", "3")
    assert text.startswith("1 篇资料，2 条要点，3 份试卷，")
    assert "M2    不切断数字、单位、日期、范围" in text
    assert "不合格" not in text


@pytest.mark.usefixtures("material_of_group")
def test_a_violated_hard_metric_gives_status_1_and_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(asked):
        yield Violation("1", asked.picture, "假设的错误")

    checks = [
        ("M2", "不切断数字", complain),
        *(row for row in table.HARD_CHECKS if row[2] is not blanks.number_integrity),
    ]
    monkeypatch.setattr(table, "HARD_CHECKS", tuple(checks))
    with pytest.raises(CommandError, match="硬性指标不合格：M2") as raised:
        _check("--group", "ours", "--seeds", "1")
    assert raised.value.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--group", "nobody"), "没有网址名为“nobody”的学习小组。"),
        (("--group", "ours"), "还没有要点"),
        (("--group", "ours", "--seeds", "0"), "--seeds 要在 1 到 200 之间。"),
    ],
)
@pytest.mark.usefixtures("group")
def test_a_mistaken_call_gets_one_sentence_and_status_2(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message) as raised:
        _check(*arguments)
    assert raised.value.returncode == 2
