"""Reads numbers as people write them, in Arabic or Chinese digits, plain or capital (大写); it never guesses."""

import re
from decimal import Decimal

NUMERAL = "0-9零〇一二两三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩"
"""The characters a number may be made of, for a regular expression's [...]."""

_CAPITALS = str.maketrans("〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩两", "零一二二三三四五六六七八九十百千万亿二二")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_SCALES = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_SPELT = re.compile(r"[零一二三四五六七八九]{2,18}")
_ARABIC = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,8})?|[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,8})?")


def read_number(text: str) -> Decimal | None:
    """The value of "1,200", "1.2万", "一万二", "壹万贰仟", "二〇二七" ...; None if it is not plainly a number."""
    plain = text.translate(_CAPITALS)
    if _SPELT.fullmatch(plain):
        return Decimal("".join(str(_DIGITS[c]) for c in plain))
    return _value(plain, 0)


def read_count(text: str) -> int | None:
    """A whole number from 0 up, as read_number; None if it is none."""
    number = read_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _value(text: str, scale_at: int) -> Decimal | None:
    if scale_at == len(_SCALES):
        return _atom(text)
    mark, scale = _SCALES[scale_at]
    head, found, tail = text.partition(mark)
    if not found:
        return _value(text, scale_at + 1)
    # 十二 is one ten and two.
    times = Decimal(1) if not head and scale == 10 else _value(head, scale_at + 1)
    rest = _rest(tail, scale, scale_at)
    if times is None or rest is None or times >= (scale if scale >= 10**4 else 10):
        return None
    return None if tail and times % 1 else times * scale + rest


def _rest(tail: str, scale: int, scale_at: int) -> Decimal | None:
    if not tail:
        return Decimal(0)
    digit = _atom(tail) if len(tail) == 1 else None
    # 一万二 is twelve thousand; with 零 before it the digit counts ones.
    if scale >= 100 and digit:
        return digit * scale / 10
    rest = _value(tail.lstrip("零"), scale_at + 1)
    return rest if rest is not None and 0 < rest < scale else None


def _atom(text: str) -> Decimal | None:
    if text in _DIGITS:
        return Decimal(_DIGITS[text])
    return Decimal(text.replace(",", "")) if _ARABIC.fullmatch(text) else None
