"""Characters that nobody sees but that would break search, exports or the reader's trust."""

from __future__ import annotations

import re
import unicodedata

TERMINAL = "。！？…；：.!?;:"
CLOSERS = "”’）》】〉」』〕)]\"'"
_OTHER_SPACES = re.compile("[\t\x0b\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_MANY_SPACES = re.compile(" {2,}")
_MANY_WIDE_SPACES = re.compile("\u3000[ \u3000]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_REMARK = re.compile(r"(?<=。)[（(][^（）()。]{1,30}[）)]$")  # …。（见附表）
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# A joiner between two pictures makes one emoji of them; tag characters after a black flag name a region.
_EMOJI_SEQUENCE = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_JOINER = "\u200d"
# Unicode ties the radicals of Kangxi to their hanzi, but of the supplement only two.
_SUPPLEMENT = dict(
    zip(
        "⺌⺎⺒⺝⺟⺠⺩⺮⺶⻁⻄⻅⻆⻉⻊⻋⻎⻏⻑⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻲⻳",
        "小兀巳月母民王竹羊虎西见角贝足车辶阝長长门阝青韦页风飞食食马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙亀龟",
        strict=True,
    )
)
_HANZI_OF = _SUPPLEMENT | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICAL = re.compile(f"[{''.join(_HANZI_OF)}]")


def remove_invisible(text: str) -> tuple[str, int]:
    """The text without control, zero-width, bidi and non-characters, and how many there were.

    Line feeds and tabs stay, and so do the invisible parts of emoji sequences.
    """
    kept = {i for match in _EMOJI_SEQUENCE.finditer(text) for i in range(match.start(), match.end())}
    parts, last, removed = [], 0, 0
    for match in _SUSPECT.finditer(text):
        at = match.start()
        if at in kept or (match.group() == _JOINER and _joins_pictures(text, at)):
            continue
        parts.append(text[last:at])
        last, removed = at + 1, removed + 1
    return "".join(parts) + text[last:], removed


def _joins_pictures(text: str, at: int) -> bool:
    def is_picture(char: str) -> bool:
        return char == "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff" or unicodedata.category(char) == "So"

    return 0 < at < len(text) - 1 and is_picture(text[at - 1]) and is_picture(text[at + 1])


def fold_radicals(text: str) -> str:
    """Radicals, which PDF programs write for the hanzi of the same look, as those hanzi: ⾏ is 行, ⻅ is 见."""
    return _RADICAL.sub(lambda match: _HANZI_OF[match.group()], text)


def tidy(text: str) -> str:
    """One line without spaces at its ends; inside, every stretch of blanks is one blank.

    A full-width blank stays full-width: it stands inside names such as 张　三.
    """
    text = _OTHER_SPACES.sub(" ", fold_radicals(text))
    return _MANY_SPACES.sub(" ", _MANY_WIDE_SPACES.sub("\u3000", text)).strip()


def is_han(char: str) -> bool:
    return _HAN.match(char) is not None


def count_han(text: str) -> int:
    return len(_HAN.findall(text))


def is_complete(text: str) -> bool:
    """Whether the text ends as a sentence ends, closing quotes and brackets aside."""
    bare = _REMARK.sub("", text).rstrip(CLOSERS)
    return bool(bare) and bare[-1] in TERMINAL


def letters_only(text: str) -> str:
    """Only letters, digits and hanzi, in compatibility form: for comparing two wordings."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
