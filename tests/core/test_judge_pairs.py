"""Two tables of keys and answers, and what must hold for all of them however they are written."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from opencc import OpenCC

from quizzes.core.answer_stem import stem_around
from quizzes.core.judge import judge_blank
from quizzes.core.normal import normalise, normalise_unit
from quizzes.core.numerals import chinese_numeral

HERE = Path(__file__).parent
RIGHT, PARTLY, WRONG = "right", "partly", "wrong"
TRADITIONAL = OpenCC("s2t")


def rows(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "[")):
            yield [cell.strip() for cell in line.split("|")]


def answers(cells):
    """(what is wanted, answer) for the three last cells of a row."""
    for wanted, cell in zip((RIGHT, PARTLY, WRONG), cells, strict=False):
        yield from ((wanted, answer.strip()) for answer in cell.split(" ; ") if answer.strip())


def word(credit: Fraction) -> str:
    return RIGHT if credit == 1 else PARTLY if credit else WRONG


PLAIN = [(key, wanted, answer) for key, *cells in rows("judge_pairs.txt") for wanted, answer in answers(cells)]
ONE_WAY = [(key, wanted, answer.removeprefix(">")) for key, wanted, answer in PLAIN]
MIRRORED = [(answer, wanted, key) for key, wanted, answer in PLAIN if wanted != PARTLY and answer[0] != ">"]
IN_SENTENCES = [
    (stem, key, wanted, answer)
    for stem, key, *cells in rows("judge_pairs_in_sentences.txt")
    for wanted, answer in answers(cells)
]
KEYS = sorted({key for key, _, _ in ONE_WAY})


def test_tables_are_as_long_as_they_should_be():
    assert len(ONE_WAY) > 1200
    assert len(MIRRORED) > 1000
    assert len(IN_SENTENCES) > 180


@pytest.mark.parametrize(("key", "wanted", "answer"), [*ONE_WAY, *MIRRORED])
def test_pair_is_judged_as_the_table_says(key, wanted, answer):
    verdict = judge_blank(answer, answer=key)
    assert word(verdict.credit) == wanted, verdict.explanation


@pytest.mark.parametrize(("stem", "key", "wanted", "answer"), IN_SENTENCES)
def test_pair_in_a_sentence_is_judged_as_the_table_says(stem, key, wanted, answer):
    around = stem_around(stem, key)
    verdict = judge_blank(answer, answer=key, left=around.left, right=around.right)
    assert word(verdict.credit) == wanted, verdict.explanation


@pytest.mark.parametrize("key", KEYS)
def test_key_is_right_for_itself_whatever_its_kind(key):
    for kind in ("", "number", "range", "date", "clock", "ordinal", "level", "term", "list", "latin", "name"):
        assert judge_blank(key, answer=key, kind=kind).credit == 1


# However it is written

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
NOTHING_TO_SEE = ("\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad")
FRAMES = ("“{}”", '"{}"', "「{}」", "『{}』", "‘{}’", "{}。", " {}　", "（{}）", "{}\n", "【{}】")


WAYS = {
    "full width": lambda text: text.translate(WIDE),
    "traditional": TRADITIONAL.convert,
    **{frame: frame.format for frame in FRAMES},
}


@pytest.mark.parametrize("way", WAYS)
def test_pair_is_judged_alike_in_every_width_and_script_and_inside_any_quotes(way):
    for key, wanted, answer in ONE_WAY:
        verdict = judge_blank(WAYS[way](answer), answer=key)
        assert word(verdict.credit) == wanted, (key, WAYS[way](answer), verdict.explanation)


def rewritten(draw, text):
    """`text` as another keyboard writes it: width, script, invisible characters, quotes."""
    if draw(st.booleans()):
        text = text.translate(WIDE)
    if draw(st.booleans()):
        text = TRADITIONAL.convert(text)
    place = draw(st.integers(0, len(text)))
    text = text[:place] + draw(st.sampled_from(("", *NOTHING_TO_SEE))) + text[place:]
    return draw(st.sampled_from(("{}", *FRAMES))).format(text)


@st.composite
def rewritten_pairs(draw):
    key, wanted, answer = draw(st.sampled_from(ONE_WAY))
    return key, wanted, rewritten(draw, answer)


@settings(max_examples=500, deadline=None, derandomize=True)
@for_any(rewritten_pairs())
def test_verdict_does_not_depend_on_width_script_quotes_and_what_cannot_be_seen(pair):
    key, wanted, answer = pair
    assert word(judge_blank(answer, answer=key).credit) == wanted


SPACED = [pair for pair in ONE_WAY if not set("、，/ ") & set(pair[0]) and "、" not in pair[2]]


@st.composite
def spaced_pairs(draw):
    key, wanted, answer = draw(st.sampled_from(SPACED))
    place = draw(st.integers(0, len(answer)))
    return key, wanted, answer[:place] + draw(st.sampled_from((" ", "　", "\u00a0", "  ", "\t"))) + answer[place:]


@settings(max_examples=800, deadline=None, derandomize=True)
@for_any(spaced_pairs())
def test_verdict_does_not_depend_on_spaces(pair):
    key, wanted, answer = pair
    assert word(judge_blank(answer, answer=key).credit) == wanted


@settings(max_examples=500, deadline=None, derandomize=True)
@for_any(st.sampled_from(KEYS), st.data())
def test_key_rewritten_is_right(key, data):
    assert judge_blank(rewritten(data.draw, key), answer=key).credit == 1


NEAR_SIGNS = st.text(alphabet="~-−—–～.。、0123456789%至 负“”()（）·kMmPa万亿年", max_size=16)


@settings(max_examples=500)
@for_any(st.one_of(st.text(), NEAR_SIGNS))
def test_normal_forms_are_their_own_normal_form(text):
    assert normalise(normalise(text)) == normalise(text)
    assert normalise_unit(normalise_unit(text)) == normalise_unit(text)


# However the value is written


def forms_of_number(value):
    forms = {str(value), f"{value:,}", chinese_numeral(value), str(value).translate(WIDE), f"{value}.0"}
    if value % 10_000 == 0 and 0 < value < 10**8:
        forms |= {f"{value // 10_000}万", f"{chinese_numeral(value // 10_000)}万"}
    return sorted(forms)


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(st.one_of(st.integers(0, 10**6), st.integers(1, 10**4).map(lambda n: n * 10_000)), st.data())
def test_every_form_of_a_number_is_right_for_every_other_and_wrong_for_the_next(value, data):
    form = st.sampled_from(forms_of_number(value))
    given, key = data.draw(form), data.draw(form)
    assert judge_blank(given, answer=key, kind="number").credit == 1
    other = data.draw(st.sampled_from(forms_of_number(value + 1)))
    assert judge_blank(other, answer=key, kind="number").credit == 0
    assert judge_blank(key, answer=other, kind="number").credit == 0


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(st.integers(1, 999), st.sampled_from(["MPa", "km", "kg", "mL", "小时", "公里", "元", "人", "℃"]))
def test_every_number_keeps_its_unit(value, unit):
    key = f"{value}{unit}"
    assert judge_blank(f"{chinese_numeral(value)} {unit}", answer=key).credit == 1
    assert judge_blank(f"{value}光年", answer=key).credit == 0
    assert judge_blank(f"{value + 1}{unit}", answer=key).credit == 0
    assert 0 < judge_blank(f"约{key}", answer=key).credit < 1


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(st.dates(), st.dates())
def test_every_form_of_a_day_is_right_for_that_day_only(day, other):
    read_out = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{day.year:04}")
    forms = [
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}-{day.month:02}-{day.day:02}",
        f"{day.year:04}/{day.month}/{day.day}",
        f"{read_out}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日",
    ]
    key = f"{day.year:04}年{day.month}月{day.day}日"
    assert {judge_blank(form, answer=key, kind="date").credit for form in forms} == {1}
    wrong = f"{other.year:04}年{other.month}月{other.day}日"
    assert day == other or judge_blank(wrong, answer=key, kind="date").credit == 0


@for_any(st.integers(1, 9_999))
def test_per_cent_is_never_the_bare_share(hundredths):
    key = f"{hundredths / 100:g}%"
    assert judge_blank(f"{hundredths / 10_000:.6g}", answer=key, kind="percent").credit == 0
    assert judge_blank(f"{hundredths / 100:g}‰", answer=key, kind="percent").credit == 0
    assert judge_blank(f"百分之{hundredths / 100:g}", answer=key, kind="percent").credit == 1


# What must never be forgiven

NEGATIONS = st.sampled_from("不非未无勿")
WORDS = st.sampled_from(
    [key for key in KEYS if 2 <= len(key) <= 8 and all("\u4e00" <= char < "\u9fff" for char in key)]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@for_any(WORDS, NEGATIONS, st.data())
def test_negation_more_or_less_is_wrong(key, negation, data):
    place = data.draw(st.integers(0, len(key)))
    assert judge_blank(key[:place] + negation + key[place:], answer=key).credit == 0
    assert judge_blank(key, answer=key[:place] + negation + key[place:]).credit == 0


@pytest.mark.parametrize(
    ("given", "key", "said"),
    [
        ("四万一千六百", "4.16万", "按数值判：四万一千六百 = 4.16万。"),
        ("4.16万", "41600", "按数值判：4.16万 = 41600。"),
        ("330", "330多", "按数值判：330 ≈ 330多。"),
        ("4160", "41600多", "按数值判：4160 ≠ 41600多，数字和单位须等值。"),
        ("0.6kPa", "0.6MPa", "按数值判：0.6kPa ≠ 0.6MPa，数字和单位须等值。"),
        ("60分以下", "60分以上", "按数值判：60分以下 ≠ 60分以上，数字相同，但“以上”和“以下”意思相反。"),
        ("二〇二〇年二月三日", "2020年2月3日", "按日期判：二〇二〇年二月三日 = 2020年2月3日。"),
        ("2月3日", "2020年2月3日", "按日期判：2月3日 ≈ 2020年2月3日，月日对，但少了年份，记一半。"),
        ("晚上10点", "22:00", "按时间判：晚上10点 = 22:00。"),
        ("二级", "Ⅱ级", "按序号判：二级 = Ⅱ级。"),
        ("第十八届", "第十九届", "按序号判：第十八届 ≠ 第十九届，序号或级别须相同。"),
        ("早治疗、早发现", "早发现、早报告、早隔离、早治疗", "按列举判：共4项，写对2项。"),
        ("坚定信新", "坚定信心", "按读音判：只有一个同音别字，记一半。其中“新”应为“心”。"),
        ("京津战役", "平津战役", "按原文逐字判：差一个字也判为错。其中“京”应为“平”。"),
        ("民法典", "《民法典》", "按原文判：只有写法上的差别（全角、繁体、标点、书名号、引号、空格、大小写），算对。"),
    ],
)
def test_verdict_names_its_rule_in_words(given, key, said):
    assert judge_blank(given, answer=key).explanation == said
