"""Reads monthly instalments as people type them; a word that is not understood makes the answer unreadable."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.answers import AT_EFFECT, MONEY, MONTH_NAMES, read_amount, read_day
from handlers.numerals import NUMERAL, read_count
from mediation.identifiers import Unreadable
from mediation.periods import months_later
from mediation.schedule import Instalments

MOST = 360
"""Thirty years of months: more is a slip of the hand."""

_MARKERS = re.compile(
    rf"每个?月|按月|逐月|分期|每期|[{NUMERAL}]期|monthly|month[- ]end|(?:each|every|per|the) month|instal?lment"
)
_PAY = r"(?:应|需)?(?:支付|给付|付款|付|还款|归还|偿还|还|交)?(?:人民币|¥)?"
_N = rf"(?P<n>[{NUMERAL}]+)"
# In "每期500,360期" the comma parts two numbers, in "每期1,000元" it does not.
_NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9期次回笔个])|[{NUMERAL}]+)(?:\.[0-9]+[{NUMERAL}]*)?"
_AMOUNT, _MONEY = rf"(?P<amount>{_NUMBER}(?:{MONEY})?)", rf"(?P<amount>{_NUMBER}(?:{MONEY}))"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_FIRST = _patterns(r"(?:首期|第一期|首次|第一次)(?:于|在|为|是|:)?(?P<day>[^,;|]+?)(?:支付|付|还)?(?=[,;|]|$)")
_FROM = _patterns(
    r"(?:自|从)(?P<day>[^,;|]+?)(?:起|开始)",
    r"(?:^|(?<=[,;]))(?P<day>[^,;|]+?)(?:起|开始)",
    r"(?:from|starting|beginning)(?: from| on| in)? (?P<day>[^,;|]+?)(?=[,;|]|$)",
)
_LAST_DAY = _patterns(
    r"(?:每个?月|按月|逐月)的?(?:月?[底末]|最后一[天日])(?:之前|以前|前)?",
    r"(?:at )?(?:the )?(?:end of (?:each|every|the) month|month[- ]end)",
)
_DAY_OF_MONTH = _patterns(
    rf"(?:每个?月|按月|逐月)的?{_N}[日号](?:之前|以前|前)?",
    r"(?:on )?(?:the )?(?P<n>[0-9]{1,2})(?:st|nd|rd|th)(?: day)?(?:(?: of)? (?:each|every|the) month)?",
)
_EACH = _patterns(
    rf"每[期次笔回]{_PAY}{_AMOUNT}",
    rf"(?:每个?月|\|){_PAY}{_MONEY}",
    rf"(?:of )?{_AMOUNT} (?:each|per month|a month|every month|monthly)",
    rf"of {_MONEY}",
)
_TOTAL = _patterns(rf"(?:共计?|合计|总共|总计|一共){_PAY}{_MONEY}")
_COUNT = _patterns(
    rf"(?:分|连续)?(?:总共|一共|共计?|合计)?(?:成|为)?{_N}(?:期|次|回|笔|个月)",
    r"(?:in |for )?(?P<n>[0-9]+) (?:times|(?:monthly )?(?:instal?lments?|payments?)|months)",
)
# What is left of a sentence whose every number has been understood.
_FILLING = re.compile(
    r"[|,;。. ]|每个?月|按月|逐月|分期|每期|支付|给付|付款|付清|归还|偿还|还款|还清|履行|完毕|付|还|于|在"
    r"|monthly|each month|every month|and|pay|paid"
)
_MONTH = re.compile(
    rf"(?P<zh>.*月)份?|(?P<iso>[0-9]{{4}}-[0-9]{{1,2}})|(?:{'|'.join(MONTH_NAMES)})[a-z]*\.?(?: [0-9]{{4}})?"
)


def names_instalments(plain: str) -> bool:
    """Whether squeezed text speaks of instalments, rightly written or not."""
    return _MARKERS.search(plain) is not None


def read_instalments(plain: str, begin: date) -> Instalments:
    """Monthly instalments in squeezed text: "自2027年1月起每月15日支付,共6期,每期1000元", "15th monthly, 6 times".

    Day 31 and 月末 are the month's end. Without a start the first is the first such day after `begin`. Raises
    Unreadable: instalments_day, instalments_count, instalments_first (the first day is not one of them),
    instalments_amount (each and total disagree), instalments_unreadable, and what read_amount and read_day raise.
    """
    left = _Left(plain)
    exact, start = _start(left.take(_FIRST), begin), _start(left.take(_FROM), begin)
    day_of_month = 31 if left.take(_LAST_DAY) else _number(left.take(_DAY_OF_MONTH)) or _own_day(exact or start)
    each, total, count = left.take(_EACH), left.take(_TOTAL), _number(left.take(_COUNT))
    if not day_of_month or day_of_month > 31:
        raise Unreadable("instalments_day")
    if not count or count > MOST:
        raise Unreadable("instalments_count")
    if _FILLING.sub("", left.text):
        raise Unreadable("instalments_unreadable")
    first = _first(exact, start, begin, day_of_month)
    return Instalments(day_of_month, count, _each_fen(each, total, count), first)


class _Left:
    """What of a sentence has not been understood yet; what is taken leaves a | behind."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
        """The first of the patterns that is found, taken out."""
        match = next((found for pattern in patterns if (found := pattern.search(self.text))), None)
        if match:
            self.text = f"{self.text[: match.start()]}|{self.text[match.end() :]}"
        return match


@dataclass(frozen=True)
class _Start:
    """A day named as the beginning; `exact` False where only its month was named."""

    day: date
    exact: bool


def _start(match: re.Match[str] | None, begin: date) -> _Start | None:
    phrase = match["day"] if match else ""
    if AT_EFFECT.fullmatch(phrase):
        return None
    month = _MONTH.fullmatch(phrase)
    if not month:
        return _Start(read_day(phrase, begin), exact=True)
    first_day = f"{month['zh']}1日" if month["zh"] else f"{month['iso']}-1" if month["iso"] else f"1 {phrase}"
    return _Start(read_day(first_day, begin.replace(day=1)), exact=False)


def _own_day(start: _Start | None) -> int | None:
    return start.day.day if start and start.exact else None


def _number(match: re.Match[str] | None) -> int | None:
    return read_count(match["n"]) if match else None


def _first(exact: _Start | None, start: _Start | None, begin: date, day_of_month: int) -> date:
    named = exact or start
    earliest = named.day if named else begin + timedelta(days=1)
    first = months_later(earliest, 0, day_of_month)
    if exact and exact.exact and first != exact.day:
        raise Unreadable("instalments_first")
    return first if first >= earliest else months_later(earliest, 1, day_of_month)


def _each_fen(each: re.Match[str] | None, total: re.Match[str] | None, count: int) -> int | None:
    each_fen = read_amount(each["amount"]) if each else None
    if not total:
        return each_fen
    total_fen = read_amount(total["amount"])
    if total_fen % count or each_fen not in (None, total_fen // count):
        raise Unreadable("instalments_amount")
    return total_fen // count
