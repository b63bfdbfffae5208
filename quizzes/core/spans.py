"""Protected spans: the stretches of a statement that must never be cut inside.

Rules run in a fixed order and the first to claim a character keeps it: what nobody could be asked (TeX, numbers of
sources, names with accents, citations), curated terms that hold a title or a quote, titles, quotes, other curated
terms, directions, ranges with bounds (1≤p＜2), standards, models and formulas, dates, Latin names with digits, numbers
of all kinds, names that begin with a letter, other Latin names, dotted names, mined phrases, fixed phrases. What is
left is for the word cutter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizzes.core.dates import find_dates
from quizzes.core.lexicon import FIXED_PHRASES
from quizzes.core.quantities import BOUNDED, FORMS, core_end, is_level, is_true_count, is_vague_count
from quizzes.core.segment import Token


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] is one piece; text[key_start:key_end] is the part worth hiding."""

    start: int
    end: int
    kind: str
    key_start: int
    key_end: int
    unit: str = ""


# One character for one, so that offsets stay true.
_HALF_WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)}
_HALF_WIDTH |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}
_HALF_WIDTH |= {ord("％"): ord("%"), ord("．"): ord("."), ord("／"): ord("/")}

_TITLE = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){1,80}》|〈[^〈〉\n]{1,40}〉")
_QUOTE = re.compile(
    r"“([^“”\n]{1,200})”|‘([^‘’\n]{1,200})’|「([^「」\n]{1,200})」|『([^『』\n]{1,200})』|\"([^\"\n]{1,60})\""
)
_LONGEST_QUOTE = 20
_SUB = "₀-₉₊₋⁰¹²³⁴-⁹⁺⁻ⁿ"
_GREEK = "\u0391-\u03a9α-ωϕ"
_STANDARD = re.compile(
    r"[A-Z]{1,6}(?:/[A-Z]{1,4})?[ -]?\d+(?:\.\d+)*\s?(?:——?|[-–])\s?(?:19|20)?\d{2}(?!\d)"
    r"|(?:GB|GBZ|ISO|IEC|AQ|SY|JB|HG|DL|TSG|DB\d*|API|ASTM|IEEE|RFC)(?:/[A-Z]{1,4})?[ -]?[A-Z]?\d+(?:\.\d+)*"
)
_MODEL = re.compile(r"[A-Z]+\d*(?:-\d+)?(?:[×xX]\d+)(?:\+\d+[×xX]\d+)*|\d{3}/\d{2}\s?Z?R\d{2}")  # of a cable, of a tyre
_FORMULA_CHARACTER = rf"[A-Za-z0-9{_GREEK}{_SUB}()\[\]+\-−*/·×÷^<>≤≥.,√∑∫∂Δ½'′|]"
_FORMULA = re.compile(
    rf"{_FORMULA_CHARACTER}+(?:\s?[=≈≤≥→⇌]+\s?{_FORMULA_CHARACTER}+(?:\s[+\-−×·/]\s{_FORMULA_CHARACTER}+)*)+"
)
_CALL = re.compile(
    rf"[A-Za-z][A-Za-z0-9{_SUB}]{{0,5}}(?:\([^()\u4e00-\u9fff，。；、]{{1,20}}\)[0-9{_SUB}]*)+[A-Za-z0-9{_SUB}]*"
)
_LATIN = re.compile(
    rf"(?:https?://|www\.)[\w./?=&%-]+|\.NET|[23]D|[3-6]G|[48]K|[A-Z]\d+×\d+(?:\.\d+)?"
    rf"|[A-Za-z{_GREEK}][A-Za-z0-9{_GREEK}{_SUB}]*(?:[+⁺⁻]?(?:[-/+._#&'·]|\s?&\s?)[A-Za-z0-9{_GREEK}{_SUB}]+)*(?:\+\+|[#+⁺⁻]|[²³]?[+⁻⁺])?"
    rf"|\d+[A-Za-z][A-Za-z0-9-]*(?:/\d+(?![\d.]*[A-Za-zμ%]))*"
)
_LATIN_PHRASE = re.compile(
    r"[A-Za-z][A-Za-z0-9.+#'-]*(?: [A-Za-z][A-Za-z0-9.+#'-]*)+"
    r"|[A-Z][A-Za-z]{2,}[®™]? \d+(?:\.\d+)*(?![\d.]*\s?[%A-Za-z℃°])"
)
_LETTERED = re.compile(rf"(?<![A-Za-z\d{_GREEK}-])[A-Z{_GREEK}][-‐](?=[\u4e00-\u9fff])")
_DOTTED = re.compile(r"[·•・‧]")
_DIRECTION = re.compile("[自由从][东西南北]{1,2}[向到至往而][东西南北]{1,2}")
FIXED = tuple(sorted(FIXED_PHRASES, key=lambda phrase: (-len(phrase), phrase)))
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")


_BEHIND_NUMBER = re.compile(r"\d\s?(?:[A-Za-zμ%]+[/·])?$")


class _Claims:
    """Which characters are taken, and the spans that took them."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self.spans: list[Span] = []

    def add(self, start: int, end: int, kind: str, key: tuple[int, int] | None = None, unit: str = "") -> bool:
        if start >= end or any(self._taken[start:end]):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        key_start, key_end = key or (start, end)
        self.spans.append(Span(start, end, kind, key_start, key_end, unit))
        return True


def find_spans(
    text: str, tokens: Sequence[Token], terms: Iterable[str] = (), mined: Iterable[str] = ()
) -> tuple[Span, ...]:
    """The protected spans of a statement in order. `tokens` cut the whole statement; `terms`, which people gave, and
    `mined` phrases come longest first."""
    shadow = text.translate(_HALF_WIDTH)
    boundaries = {token.start for token in tokens} | {token.end for token in tokens}
    claims = _Claims(len(text))
    terms = tuple(terms)
    for match in (*_MARKUP.finditer(text), *_NOTED.finditer(text), *_ACCENTED.finditer(text), *_CITED.finditer(shadow)):
        claims.add(match.start(), match.end(), "wall")
    _claim_terms(text, [term for term in terms if re.search("[《“‘「『]", term)], boundaries, claims, "term")
    _claim_titles_and_quotes(text, claims)
    _claim_terms(text, terms, boundaries, claims, "term")
    for match in _DIRECTION.finditer(text):
        claims.add(match.start(), match.end(), "direction")
    for match in BOUNDED.find(shadow):
        claims.add(match.start(), match.end(), "range")
    for match in (*_STANDARD.finditer(shadow), *_MODEL.finditer(shadow), *_formulas(shadow), *_calls(shadow)):
        claims.add(match.start(), match.start() + len(match.group().rstrip(",.")), "latin")
    for date in find_dates(shadow):
        claims.add(date.start, date.end, "date_range" if date.is_range else "date")
    _claim_latin_with_digits(shadow, claims)
    _claim_quantities(shadow, tokens, boundaries, claims)
    _claim_lettered_names(shadow, tokens, claims)
    for match in (*_LATIN_PHRASE.finditer(shadow), *_LATIN.finditer(shadow)):
        claims.add(match.start(), match.end(), "latin")
    _claim_dotted_names(text, tokens, claims)
    _claim_terms(text, mined, boundaries, claims, "mined")
    _claim_fixed(text, claims)
    return tuple(sorted(claims.spans, key=lambda span: span.start))


_MARKUP = re.compile(r"(\${1,2})[^$\n]{1,80}\1")  # a formula in TeX
_NOTED = re.compile(r"(?<=[\u3400-\u9fff”》）%％℃])\[\d{1,3}(?:\s?[-–~,，、]\s?\d{1,3})*\]")  # the number of a source
# A name with an accent: nobody could write it down.
_ACCENTED = re.compile(r"(?:[A-Za-z]+\s)*[A-Za-z]*[À-ÖØ-öø-ž][A-Za-zÀ-ž]*(?:\s[A-Za-zÀ-ž]+)*")
_CITED = re.compile(r"[（(][^（）()]*[A-Z][a-z]+[^（）()]*(?:19|20)\d{2}[a-z]?[)）]")  # （Todd & Marois 2004）


def _claim_titles_and_quotes(text: str, claims: _Claims) -> None:
    for match in _TITLE.finditer(text):
        claims.add(match.start(), match.end(), "title", (match.start() + 1, match.end() - 1))
    for match in _QUOTE.finditer(text):
        inside = next(group for group in match.groups() if group is not None)
        short = len(inside) <= _LONGEST_QUOTE and not re.search(r"[。！？；!?;]", inside)
        kind = "quote" if short else "wall"
        claims.add(match.start(), match.end(), kind, (match.start() + 1, match.end() - 1))


def _claim_terms(text: str, terms: Iterable[str], boundaries: set[int], claims: _Claims, kind: str) -> None:
    for term in terms:
        start = text.find(term)
        while start >= 0:
            end = start + len(term)
            if start in boundaries and end in boundaries:
                claims.add(start, end, kind)
            start = text.find(term, end)


def _claim_fixed(text: str, claims: _Claims) -> None:
    """全面从严治党, of which the cutter makes 全面, 从 and 严治党."""
    for phrase in FIXED:
        for match in re.finditer(phrase, text):
            claims.add(match.start(), match.end(), "mined")


def _calls(shadow: str) -> Iterator[re.Match[str]]:
    """O(log n), Ca(OH)₂; but dB(A) behind a number and m³(10ppm) behind 15mg/ hold a unit."""
    return (m for m in _CALL.finditer(shadow) if not _BEHIND_NUMBER.search(shadow[: m.start()]))


def _formulas(shadow: str) -> Iterator[re.Match[str]]:
    return (m for m in _FORMULA.finditer(shadow) if re.search(rf"[A-Za-z{_GREEK}]", m.group()))


def _claim_latin_with_digits(shadow: str, claims: _Claims) -> None:
    """COVID-19, PM2.5, H2SO4, Windows 10: a number pattern would take their digits."""
    for match in (*_LATIN_PHRASE.finditer(shadow), *_LATIN.finditer(shadow)):
        if re.fullmatch(r"\d+[A-Za-z][A-Za-z0-9-]*/.+", match.group()):  # 0X/12: a code, whatever it begins with
            claims.add(match.start(), match.end(), "latin")
        first = match.group()[0]
        starts_alone = match.start() == 0 or not shadow[match.start() - 1].isdigit()
        if ((first.isalpha() or first == ".") and starts_alone and re.search("[0-9]", match.group())) or (
            match.group() in ("2D", "3D", "3G", "4G", "5G", "6G", "4K", "8K") and starts_alone
        ):
            claims.add(match.start(), match.end(), "latin")


def _claim_quantities(shadow: str, tokens: Sequence[Token], boundaries: set[int], claims: _Claims) -> None:
    for form in FORMS:
        kind = form.kind
        for match in form.find(shadow):
            start, end = match.span()
            if kind == "level" and not is_level(shadow, start, end):
                continue
            if kind == "count":
                _claim_count(shadow, start, end, tokens, boundaries, claims)
            elif kind == "number":
                end = _settle_unit(shadow, start, end, boundaries)
                key_end, unit = core_end(shadow, start, end)
                claims.add(start, end, kind, (start, key_end), unit)
            else:
                _claim_form(kind, shadow, start, end, claims)


def _claim_form(kind: str, shadow: str, start: int, end: int, claims: _Claims) -> None:
    """（20±1）℃ whole; of 10±2级 and 5～8人 what stands before the classifier."""
    if kind == "range" and shadow[start] not in "（(":
        _claim_range(shadow, start, end, claims)
    elif "±" in shadow[start + 1 : end] and shadow[start] not in "（(":
        key_end, unit = core_end(shadow, shadow.index("±", start + 1) + 1, end)
        claims.add(start, end, kind, (start, key_end), unit)
    else:
        claims.add(start, end, kind)


def _claim_range(shadow: str, start: int, end: int, claims: _Claims) -> None:
    if shadow[end - 1] == "年" and shadow.startswith("级", end):
        claims.add(start, end + 1, "range", unit="年级")  # 三至六年级
        return
    last = re.search(
        r"(?:[-−－+]?\d[\d.,]*|[零〇一二两三四五六七八九十百千万亿]+)(?!.*[\d一二两三四五六七八九十百千万亿])\D*$",
        shadow[start:end],
    )
    key_end, unit = end, ""
    if last and not re.search("以[上下内]$", shadow[start:end]):
        key_end, unit = core_end(shadow, start + last.start(), end)
        if unit and unit in shadow[start : start + last.start()]:
            key_end = end  # 12级至13级: what stands behind one number may not be taken from the other
    claims.add(start, end, "range", (start, key_end), unit)


def _settle_unit(shadow: str, start: int, end: int, boundaries: set[int]) -> int:
    """Give back a one-character Chinese unit that is the beginning of a word: 5分类法, 3点要求."""
    if end in boundaries or shadow[end - 1] in "个半" or not _HANZI.match(shadow[end - 1]) or end == len(shadow):
        return end
    if shadow[end] in "以之内后前起至到的，。；、）,;)和与及或":
        return end
    digits = re.match(r"[-−－+＋±]?[\d.,]+[多余几来]?[百千万亿]*[多余]?", shadow[start:end])
    return start + digits.end() if digits else end


def _claim_count(
    shadow: str, start: int, end: int, tokens: Sequence[Token], boundaries: set[int], claims: _Claims
) -> None:
    if start not in boundaries:
        return
    token = next(t for t in tokens if t.start <= start < t.end)
    if not is_true_count(shadow, start, end, (token.text, token.tag)):
        return
    if token.end > end and len(token.text) > 2 and shadow[end] not in "内以":
        return
    if is_vague_count(shadow[start:end]):
        claims.add(start, end, "wall")
        return
    key_end, unit = core_end(shadow, start, end)
    claims.add(start, end, "number" if key_end == end else "count", (start, key_end), unit)


def _name_start(tokens: Sequence[Token], index: int) -> int:
    """由 | 本 | 贾尼·…: a single character between a preposition and the name is its beginning."""
    before = tokens[index - 1].text if index else ""
    if index >= 2 and tokens[index - 2].text in ("由", "被") and len(before) == 1:
        return tokens[index - 1].start
    if len(before) == 2 and before[0] in "由被" and tokens[index - 1].tag == "x":
        return tokens[index - 1].start + 1
    return tokens[index].start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a preposition that the cutter's guess stuck to the name: 由林纳斯·托瓦兹于."""
    while text[start] in "由被与和及对把在从向以":
        start += 1
    while text[end - 1] in "于在是为的和与等":
        end -= 1
    return start, end


def _name_end(tokens: Sequence[Token], index: int) -> int:
    """A foreign name that the dictionary does not know is cut in pieces: 范/罗苏姆."""
    end = tokens[index].end
    for token in tokens[index + 1 : index + 4]:
        if token.tag not in ("x", "nr", "nrt", "nrfg", "ns") or len(token.text) > 3 or not _HANZI.match(token.text):
            break
        end = token.end
    return end


def _claim_lettered_names(shadow: str, tokens: Sequence[Token], claims: _Claims) -> None:
    """β-胡萝卜素, κ-酪蛋白: a letter with its hyphen and the word that it belongs to."""
    ends = {token.start: token.end for token in tokens if len(token.text) > 1 and token.tag[0] in "nx"}
    for match in _LETTERED.finditer(shadow):
        if match.end() in ends:
            claims.add(match.start(), ends[match.end()], "name")


def _claim_dotted_names(text: str, tokens: Sequence[Token], claims: _Claims) -> None:
    """卡尔·马克思: the words on both sides of a middle dot, however many dots."""
    start: int | None = None
    for index, token in enumerate(tokens):
        if not _DOTTED.fullmatch(token.text) or index + 1 >= len(tokens):
            continue
        before, after = tokens[index - 1] if index else token, tokens[index + 1]
        last = _name_end(tokens, index + 1)
        if not (_HANZI.match(before.text) and _HANZI.match(after.text)):
            continue
        start = _name_start(tokens, index - 1) if start is None else start
        chained = index + 2 < len(tokens) and _DOTTED.fullmatch(tokens[index + 2].text)
        if not chained:
            claims.add(*_trimmed(text, start, last), "name")
            start = None
