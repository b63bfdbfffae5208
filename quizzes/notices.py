"""What a secretary sends to the group chat: a notice without names or document text, and its link as a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno

from quizzes.models import Quiz

QUIET_ZONE = 4  # modules of white round a code, without which scanners miss it
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class QrCode:
    """A code as one SVG path on a square of `size` modules."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """A QR code (error correction M) of `text`; dark runs of a row become one rectangle each."""
    matrix = segno.make_qr(text, error="m").matrix
    runs = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _dark_runs(row)
    )
    return QrCode(len(matrix) + 2 * QUIET_ZONE, runs)


def _dark_runs(row: bytearray) -> list[tuple[int, int]]:
    runs, start = [], None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x - start))
            start = None
    return runs


def notice_text(quiz: Quiz, link: str, now: datetime) -> str:
    """Group, title, times, limit and link. Nothing from the materials and nobody's name (product.md, no. 13)."""
    assert quiz.opens_at is not None
    assert quiz.closes_at is not None
    lines = [f"【{quiz.group.name}】{quiz.title}"]
    if quiz.opens_at > now:
        lines.append(f"开始时间：{_moment(quiz.opens_at, quiz)}")
    lines.append(f"截止时间：{_moment(quiz.closes_at, quiz)}")
    if quiz.time_limit:
        lines.append(f"限时：{quiz.time_limit}分钟，从开始答题起算")
    lines.append(f"答题链接：{link}")
    return "\n".join(lines)


def _moment(moment: datetime, quiz: Quiz) -> str:
    local = moment.astimezone(quiz.group.zone)
    return f"{local.month}月{local.day}日（星期{WEEKDAYS[local.weekday()]}）{local:%H:%M}"
