"""One form for texts that a reader calls the same. For comparing only: its results are never stored or shown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_UNSEEN = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*"
_POWER = re.compile(rf"(?<=[\d)）]){_UNSEEN}([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+)")
_VULGAR_FRACTION_AFTER_DIGIT = re.compile(rf"(?<=\d){_UNSEEN}(?=[¼-¾⅐-⅞])")
_HAN = re.compile("[㐀-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# What NFKC leaves apart although a reader sees no difference.
_LOOKALIKES = str.maketrans(
    {
        "\N{FRACTION SLASH}": "/",
        "\N{DIVISION SLASH}": "/",
        "\N{RATIO}": ":",
        "\N{WHITE CIRCLE}": "\N{IDEOGRAPHIC NUMBER ZERO}",
        "\N{LARGE CIRCLE}": "\N{IDEOGRAPHIC NUMBER ZERO}",
    }
)
_DEGREES = str.maketrans({"\N{RING ABOVE}": "°", "\N{MASCULINE ORDINAL INDICATOR}": "°"})  # NFKC makes an o of one
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]")  # a face or a thumb after an answer
_TITLE_IN_ASCII = re.compile("<([^<>]*[㐀-\u9fff][^<>]*)>")  # <民法典>
_DROPPED_CATEGORIES = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Ps", "Pe", "Pi", "Pf"))
_DROPPED = frozenset("\"'`\N{ACUTE ACCENT}·•‧∙⋅・●\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
_DASHES = frozenset("~\N{TILDE OPERATOR}\N{SWUNG DASH}\N{MINUS SIGN}─━\N{SMALL TILDE}\N{HYPHEN BULLET}")
_DASH_RUN = re.compile("-{2,}")
# -20~-10: the second dash is a sign, and must not run together with the first.
_MINUS_AFTER_DASH = re.compile(r"(?<=[~〜～\N{EN DASH}\N{EM DASH}])\s*[-\N{MINUS SIGN}](?=\d)")
_FINAL = ".。!?;:,、…"


class _Characters(dict[int, str | None]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        fate: str | None = character
        if category in _DROPPED_CATEGORIES or character in _DROPPED:
            fate = None
        elif category == "Pd" or character in _DASHES:
            fate = "-"
        self[code] = fate
        return fate


_CHARACTERS = _Characters()


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # 10 ms, and only judging needs it

    return OpenCC("t2s")


def fold_width(text: str) -> str:
    """`text` after NFKC and in simplified characters; nothing is dropped (but lone surrogates), case is kept.

    NFKC alone reads 10⁵ as 105 and 1½ as 11/2; here they become 10^5 and 1又1/2.
    """
    if text.isascii():
        return text
    text = _POWER.sub(lambda power: "^" + power[1].translate(_SUPERSCRIPTS), text)
    text = _EMOJI.sub("", text).translate(_DEGREES)
    text = unicodedata.normalize("NFKC", _VULGAR_FRACTION_AFTER_DIGIT.sub("又", text)).translate(_LOOKALIKES)
    if _HAN.search(text):
        text = _simplifier().convert(text.encode("utf-8", "ignore").decode())
    return text


def normalise_unit(text: str) -> str:
    """`normalise` with the case of letters kept: mPa and MPa are different units."""
    folded = _MINUS_AFTER_DASH.sub("负", fold_width(text))
    # Dropping a sign may bring two marks of one letter together, in an order that NFKC has another mind about.
    text = unicodedata.normalize("NFKC", _DASH_RUN.sub("-", _untitled(folded.translate(_CHARACTERS)).rstrip(_FINAL)))
    return text


def _untitled(text: str) -> str:
    while "<" in text and text != (bare := _TITLE_IN_ASCII.sub(r"\1", text)):
        text = bare
    return text


def normalise(text: str) -> str:
    """N(x): the form in which two answers, or an answer and a stem, are compared.

    In this order: NFKC; traditional to simplified; without spaces, quotes, title marks, brackets, middle dots and
    final punctuation; one kind of dash, to which ~ counts; case folded.
    """
    return unicodedata.normalize("NFKC", normalise_unit(text).casefold())
