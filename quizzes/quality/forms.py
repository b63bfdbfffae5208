"""How the checker compares texts and reads numbers: its own normal form, number values and word lists."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache
from typing import Any

_SUPERSCRIPT = re.compile(r"(?<=[\d)）])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_DROPPED = re.compile(r"[\s“”‘’「」『』\"'《》〈〉()\[\]【】{}·•‧・]")
_DASHES = re.compile(r"[-‐-―−~∼—–─]+")
_FINAL = ".。!?;:,、…"
# One character for one character, so that offsets stay what they are.
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW |= {ord("％"): "%", ord("．"): ".", ord("／"): "/", ord("＋"): "+", ord("－"): "-", ord("＝"): "="}

HAN_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_HAN_DIGITS = {digit: value for value, digits in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for digit in digits}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_ARABIC = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?:[多余几]?(万亿|[万亿]))?(?![\d])")
_HAN_RUN = re.compile(f"[{HAN_NUMERALS}]+")

GENERIC = frozenset(
    """工作 要求 措施 重点 方面 问题 情况 内容 方法 方式 办法 条件 结果 原因 作用 影响 特点 特征 关系 过程 时间 地方 部分
    任务 目标 目的 意义 基础 关键 核心 主要 重要 一般 通常 需要 应当 必须 可以 能够 进行 开展 加强 提高 促进 推动 推进 实现
    发展 建设 管理 组织 活动 单位 部门 人员 同志 大家 我们 他们 全国 世界 社会 国家 企业 项目 工程 技术 系统 数据 信息 材料
    属于 包括 分为 位于 成立 建立 发现 提出 发明 出版 发表 出自 来自 作者 作品 名称 名字 简称 俗称 又称 称为 简写 缩写 英文
    第一 其中 之间 之后 之前 以上 以下 以内 左右 大约 不同 相关 有关 一定 一个 一种 多种 各种 所有 全部 每个 这个 那个""".split()
)
_UNITS = "米 千米 厘米 毫米 克 千克 吨 升 毫升 秒 分钟 小时 天 日 月 年 岁 周岁 元 万元 亿元 人 名 个 次 条 种 项 度 倍 平方米 平方千米".split()
BARE_UNITS = frozenset((*_UNITS, *"m km cm mm kg g mg L mL s min h V A W Pa kPa MPa Hz J N K ℃ % ‰".split()))


def narrow(text: str) -> str:
    """`text` with half-width digits and letters; the same length, other punctuation untouched."""
    return text.translate(_NARROW)


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def normal(text: str) -> str:
    """N(x): what a reader takes for the same text."""
    text = _SUPERSCRIPT.sub(lambda power: "^" + power.group().translate(_SUPERSCRIPT_DIGITS), text)
    text = unicodedata.normalize("NFKC", text).encode("utf-8", "ignore").decode()
    text = _DASHES.sub("-", _DROPPED.sub("", _simplifier().convert(text)))
    return text.rstrip(_FINAL).casefold()


def han_value(text: str) -> int | None:
    """三百二十 → 320, 一九四九 → 1949, 两万 → 20000; None for what is no numeral."""
    if not text or _HAN_RUN.fullmatch(text) is None:
        return None
    if len(text) > 1 and all(character in _HAN_DIGITS for character in text):
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_SCALES:
            section += (digit or (0 if section else 1)) * _HAN_SCALES[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MULTIPLIERS[character]
            section = digit = 0
    return total + section + digit


def arabic_values(text: str) -> list[Fraction]:
    """Every number written in digits, 4.5亿 as 450000000; the parts of a range or a date one by one."""
    values = []
    for found in _ARABIC.finditer(narrow(text)):
        digits = re.match(r"[\d,.]+", found[0])
        if digits:
            values.append(Fraction(digits[0].replace(",", "").rstrip(".")) * _MULTIPLIERS.get(found[1] or "", 1))
    return values


def number_of(text: str) -> Fraction | None:
    """The single value of a quantity such as 41600多, 三分之二 without its parts, 4.5亿两 or 第三; None for others."""
    values = arabic_values(text)
    if len(values) == 1:
        return values[0]
    runs = _HAN_RUN.findall(text)
    if values or len(runs) != 1 or not re.match(rf"(?:第|约|近)?[{HAN_NUMERALS}]", text):
        return None
    value = han_value(runs[0])
    return None if value is None else Fraction(value)


_LETTER_CODE = re.compile(r"[A-Za-zα-ω]\d|\d[A-Z](?![A-Za-z])")
_HAN_QUANTITY = re.compile(rf"(?:第|约|近|已满)?[{HAN_NUMERALS}]+(?:分之[{HAN_NUMERALS}]+)?[^{HAN_NUMERALS}、，]{{0,4}}")


def is_numeric(text: str) -> bool:
    """Whether the text is a quantity, a date or a range, and not a code or formula that happens to hold digits."""
    text = narrow(text)
    if re.search(r"\d", text):
        return not _LETTER_CODE.search(text) and not re.search(r"[=《]", text)
    return _HAN_QUANTITY.fullmatch(text) is not None and text not in GENERIC


def skeleton(text: str) -> str:
    """A quantity with every number replaced by #: what two quantities of one form have in common."""
    text = narrow(text)
    if re.search(r"\d", text):
        return re.sub(r"\d+(?:,\d{3})*(?:\.\d+)?", "#", text)
    return _HAN_RUN.sub("#", text)


def content_length(text: str) -> int:
    """Number of Chinese characters, letters and digits."""
    return sum(character.isalnum() for character in text)
