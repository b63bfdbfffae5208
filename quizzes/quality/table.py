"""All metrics of a sample in one table, for tests and for administrators."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from quizzes.quality import blanks, options, papers, pool
from quizzes.quality.findings import Figure, Violation, at_least, at_most, hard
from quizzes.quality.forms import is_numeric
from quizzes.quality.gold import compatible_sets, coverage, gold_figures, marks_used
from quizzes.quality.repeatability import different_papers, same_again
from quizzes.quality.sample import Asked, Sample

Check = Callable[[Asked], Iterator[Violation]]

HARD_CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("M1", "还原后与原文一致", blanks.round_trip),
    ("M2", "不切断数字、单位、日期、范围", blanks.number_integrity),
    ("M3", "不切断书名、引语、英文、名目", blanks.name_integrity),
    ("M5", "题干不泄露答案", blanks.leak),
    ("M6", "答案不能数出或推出", blanks.derivable),
    ("M8a", "选项齐全且互不相同", options.option_set),
    ("M9", "错误选项不会也对", options.also_right),
    ("M10a", "数字选项写法一致", options.type_agreement_of_numbers),
    ("M11", "选项合乎常理", options.sanity),
    ("M12a", "选项长短相当", options.length),
    ("M15", "题干够读，答案不空泛", blanks.context),
)


def measure(sample: Sample) -> list[Figure]:
    """Every metric that can be computed from finished questions."""
    asked = sample.distinct
    figures = [
        hard(metric, name, [v for a in asked for v in check(a)], len(asked)) for metric, name, check in HARD_CHECKS
    ]
    figures += _share_checks(sample)
    figures += _paper_checks(sample)
    choices = list(sample.choices())
    figures += [pool.longest_share(choices), pool.convergence(choices), pool.positions(choices), pool.ranks(choices)]
    figures += [same_again(sample.materials), different_papers(sample)]
    figures += [coverage(sample), marks_used(sample), pool.yield_of_choices(sample), compatible_sets(sample)]
    if any(material.gold for material in sample.materials):
        figures += gold_figures(sample)
    return sorted(figures, key=_order)


def _share_checks(sample: Sample) -> list[Figure]:
    texts = [a for a in sample.distinct if any(b.options and not is_numeric(b.answer) for b in a.question.blanks)]
    return [
        _share("M4", "空的边缘在词与词之间", blanks.word_boundary, sample.distinct),
        _share("M10b", "文字选项是同类", options.type_agreement_of_texts, texts),
    ]


def _share(metric: str, name: str, check: Check, asked: Sequence[Asked]) -> Figure:
    faults = [list(check(one)) for one in asked]
    flat = [violation for found in faults for violation in found]
    return at_least(metric, name, sum(not found for found in faults), len(asked), 0.98, flat)


def _paper_checks(sample: Sample) -> list[Figure]:
    leaks = [v for paper in sample.papers for v in papers.cross_leak(sample, paper)]
    repeats = [v for paper in sample.papers for v in papers.repeats(sample, paper)]
    banks = [v for paper in sample.papers for v in papers.bank_faults(sample, paper)]
    runs = [v for paper in sample.papers for v in papers.long_runs(paper)]
    seen = [papers.option_leak(paper) for paper in sample.papers]
    found, asked = sum(leaks for leaks, _ in seen), sum(fills for _, fills in seen)
    matchings = [v for paper in sample.papers for v in papers.matching_violations(sample, paper)]
    return [
        hard("M7a", "别的题干不泄露答案", leaks, asked),
        at_most("M7b", "答案是别的题的选项", found, asked, 0.05, []),
        hard("M8b", "词库由四到六题共用", banks, len(sample.papers)),
        at_most("M14c", "答案位置连续七次相同的卷", len(runs), len(sample.papers), 0.0, runs),
        hard("M16c", "一卷不重复考一条要点", repeats, len(sample.papers)),
        hard("M21", "连线题一一对应、没有破绽", matchings, len(sample.matchings)),
    ]


def _order(figure: Figure) -> tuple[bool, int, str]:
    digits = "".join(character for character in figure.metric if character.isdigit())
    return figure.metric.startswith("G"), int(digits), figure.metric


def table_lines(figures: Sequence[Figure], examples: int = 3) -> Iterator[str]:
    """The table in Chinese, columns aligned by their width on screen, with examples under what is violated."""
    rows = [("指标", "内容", "结果", "要求", "")]
    rows += [(f.metric, f.name, f.value, f.bar, _verdict(f)) for f in figures]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    for figure, row in zip((None, *figures), rows, strict=True):
        cells = [text + " " * (size - width(text)) for text, size in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[4])).rstrip()
        if figure is not None and figure.violations:
            yield from (f"      {_note(violation)}" for violation in distinct(figure.violations)[:examples])


def _verdict(figure: Figure) -> str:
    if figure.passed is None:
        return "—"
    return "合格" if figure.passed else "不合格" if figure.hard else "未达标"


def _note(violation: Violation) -> str:
    return f"{'（人工标注）' if violation.marked else ''}{violation}"


def distinct(violations: Sequence[Violation]) -> list[Violation]:
    """One violation for each text, in order."""
    return list({str(violation): violation for violation in violations}.values())


def width(text: str) -> int:
    """Columns on a screen; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
