"""Reads amounts and days that people type; what is not plain is Unreadable, with the reason, and never guessed."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from handlers.numerals import NUMERAL, read_count, read_number
from mediation.identifiers import Unreadable
from mediation.periods import months_later
from mediation.widths import squeezed

LONGEST = 200
"""No single answer is longer, in characters."""
LARGEST_FEN = 10**12
"""Ten thousand million yuan: more is a slip of the hand."""

_DIGIT = "[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖两]"
MONEY = rf"(?:元|圆|块钱?)(?:零?{_DIGIT}[角毛]?)?(?:零?{_DIGIT}分)?钱?[整正]?| ?(?:yuan|rmb|cny)"
"""What follows the number of an amount in squeezed text, for a regular expression: "元", "块五", "元零五分", "yuan"."""
_AMOUNT = re.compile(rf"(?:人民币|rmb|cny|¥)? ?(?P<sign>-?)(?P<yuan>[{NUMERAL},.]+?)(?P<money>{MONEY})?[。.;]?")
_SMALL_MONEY = re.compile(rf"(?:元|圆|块钱?)(?:零?(?P<jiao>{_DIGIT})[角毛]?)?(?:零?(?P<fen>{_DIGIT})分)?钱?[整正]?")


def read_amount(text: str) -> int:
    """An amount in fen: "1,200元", "1.2万", "３０００", "壹万贰仟元整", "一万二", "十二块五", "RMB 1,200.50".

    Raises Unreadable: amount_unreadable, amount_decimals (more than two), amount_not_positive or amount_too_large.
    """
    match = _AMOUNT.fullmatch(squeezed(text)) if len(text) <= LONGEST else None
    yuan = read_number(match["yuan"]) if match else None
    if not match or yuan is None:
        raise Unreadable("amount_unreadable")
    small = _small_money(match["money"] or "")
    if small and yuan % 1:
        raise Unreadable("amount_unreadable")
    fen = yuan * 100 + small
    if match["sign"] or not fen:
        raise Unreadable("amount_not_positive")
    if fen % 1:
        raise Unreadable("amount_decimals")
    if fen > LARGEST_FEN:
        raise Unreadable("amount_too_large")
    return int(fen)


def _small_money(money: str) -> Decimal:
    match = _SMALL_MONEY.fullmatch(money)
    jiao, fen = (match["jiao"], match["fen"]) if match else (None, None)
    return 10 * ((read_number(jiao) if jiao else None) or 0) + ((read_number(fen) if fen else None) or Decimal(0))


_Parts = Mapping[str, str | None]
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {"大后天": 3, "后天": 2, "明天": 1, "明日": 1, "今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2} | {
    "day after tomorrow": 2, "tomorrow": 1, "today": 0, "yesterday": -1,
}  # fmt: skip
_SHIFTS = {"去": -1, "上": -1, "上个": -1, "今": 0, "本": 0, "这个": 0, "当": 0, "明": 1, "下": 1, "下个": 1, "后": 2}
_HAN = "零〇一二三四五六七八九"
_YEAR = rf"(?:(?P<year>[0-9]{{4}}|[{_HAN}]{{4}})[-/.年]|(?P<short>[0-9]{{2}})年|(?P<year_shift>[去今明后])年)"
_DAY = r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY_NAME = rf"(?:{_DAY}[日号]?|(?P<end>底|末|最后一天))"
_ENGLISH_MONTH, _ENGLISH_DAY = rf"(?P<name>{'|'.join(MONTH_NAMES)})[a-z]*\.?", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ENGLISH_YEAR = r"(?:,? (?P<year>[0-9]{4}))?"
_DAYS = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"{_YEAR}?(?P<month>[0-9]{{1,2}}|[{_HAN}十]{{1,2}})[-/.月]{_DAY_NAME}",
        rf"(?P<month_shift>[本当上下]|这个|上个|下个)月{_DAY_NAME}",
        rf"{_DAY}[日号]",
        r"(?P<end>月底|月末)",
        rf"(?:{_YEAR}年?|年)(?P<year_end>底|末)",
        rf"{_ENGLISH_MONTH} {_ENGLISH_DAY}{_ENGLISH_YEAR}",
        rf"{_ENGLISH_DAY} {_ENGLISH_MONTH}{_ENGLISH_YEAR}",
    )
]
AT_EFFECT = re.compile(
    r"(?:(?:本|该)?(?:人民)?(?:调解)?协议书?)?(?:生效|签订|签署|签字|达成)?(?:之日|当日)?"
    r"|(?:the )?(?:agreement|effect|effective date|agreement takes effect|signing)"
)
"""Words for the day the agreement takes effect, or none at all."""
_WEEKDAY = re.compile(r"[( ]?(?:周|星期|礼拜)[一二三四五六日天]\)?$")


def read_day(text: str, today: date, *, looking_back: bool = False) -> date:
    """A day as typed: 2027-03-15, 20270315, 2027年3月15日, 三月十五日, 明天, 下月15日, 月底, 年底, 15 March 2027.

    Without a year or month it is the next such day from `today` on, or with `looking_back` the last one up to it (for
    what has happened, as an effective date). Raises Unreadable: day_unreadable, or day_impossible such as 2月30日.
    """
    plain = _WEEKDAY.sub("", squeezed(text)) if len(text) <= LONGEST else ""
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    for pattern in _DAYS:
        if match := pattern.fullmatch(plain):
            return _nearest(match.groupdict(), today, -1 if looking_back else 1)
    raise Unreadable("day_unreadable")


def _nearest(parts: _Parts, today: date, step: int) -> date:
    year, month = _year(parts, today), _month(parts)
    if shift := parts.get("month_shift"):
        there = months_later(today, _SHIFTS[shift])
        year, month = there.year, there.month
    for candidate in _months(year, month, today, step):
        day = _in_month(*candidate, read_count(parts.get("day") or ""))
        if day and (year is not None or (day - today).days * step >= 0):
            return day
    raise Unreadable("day_impossible")


def _year(parts: _Parts, today: date) -> int | None:
    if shift := parts.get("year_shift"):
        return today.year + _SHIFTS[shift]
    if short := parts.get("short"):
        return 2000 + int(short)
    return read_count(parts.get("year") or "")


def _month(parts: _Parts) -> int | None:
    if name := parts.get("name"):
        return MONTH_NAMES.index(name) + 1
    return 12 if parts.get("year_end") else read_count(parts.get("month") or "")


def _months(year: int | None, month: int | None, today: date, step: int) -> Iterator[tuple[int, int]]:
    # Eight years on there has been a 29 February for certain, a year on every day of the month.
    if year is not None and month is not None:
        yield year, month
    elif month is not None:
        yield from ((today.year + n * step, month) for n in range(9))
    else:
        yield from ((there.year, there.month) for there in (months_later(today, n * step) for n in range(13)))


def _in_month(year: int, month: int, day: int | None) -> date | None:
    """That day, or the last of the month for None; None if there is no such day, or the year is a slip."""
    if not (1900 <= year < 2200 and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    day = last if day is None else day
    return date(year, month, day) if 1 <= day <= last else None
