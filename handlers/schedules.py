"""Reads when something is due, as people type it: a day, a period or instalments; never guessed, nothing dropped."""

import re
from datetime import date

from handlers.answers import AT_EFFECT, LONGEST, read_day
from handlers.instalments import names_instalments, read_instalments
from handlers.numerals import NUMERAL, read_count
from mediation.identifiers import Unreadable
from mediation.periods import Calendar, NoCalendar, Period, Unit
from mediation.schedule import OnDate, When, Within, dues
from mediation.widths import squeezed

_UNITS = {
    "工作日": Unit.WORKING_DAYS, "天": Unit.DAYS, "日": Unit.DAYS, "年": Unit.YEARS,
    "周": Unit.WEEKS, "星期": Unit.WEEKS, "礼拜": Unit.WEEKS, "月": Unit.MONTHS,
    "working day": Unit.WORKING_DAYS, "business day": Unit.WORKING_DAYS,
    "day": Unit.DAYS, "week": Unit.WEEKS, "month": Unit.MONTHS, "year": Unit.YEARS,
}  # fmt: skip
# Half a month is read as fifteen days; the summary shows the computation before it is confirmed.
_HALVES = {"年": Period(6, Unit.MONTHS), "月": Period(15, Unit.DAYS)}
_COUNTS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DONE = r"(?:一次性)?(?:支付完毕|履行完毕|支付|付清|付款|还清|还款|归还|偿还|给付|履行|完成)?[。.;]?"
_WITHIN = re.compile(
    r"(?:(?P<start>.*?)(?:之日)?(?:起|之后|以后|后)[,的]?)?"
    rf"(?P<n>半|[{NUMERAL}]+)(?:个(?=工|星|礼|月))?(?P<unit>工作日|天|日|周|星期|礼拜|(?<=个)月|年)(?P<inside>之内|以内|内)?{_DONE}"
)
_WITHIN_ENGLISH = re.compile(
    rf"(?:within|in) (?P<n>[0-9]+|an|one|{'|'.join(_COUNTS)}) (?P<unit>(?:working |business )?day|week|month|year)s?"
    r"(?: (?:of|from|after) (?P<start>.+?))?[.]?"
)
_ON_DATE = re.compile(rf"(?:于|在|最迟|by |on )?(?P<day>.+?)(?:之前|以前|前)?{_DONE}")


def read_when(text: str, effective: date | None, today: date, calendar: Calendar) -> When:
    """When something is due: "3月15日前", "自协议生效之日起30日内", "10个工作日内", "每月15日，6期，每期1000元".

    A period without a start runs from the agreement's effect; `effective` is that day, or None before it is known.
    Raises Unreadable: when_unreadable, when_too_far (beyond the calendar's years), day_impossible, and for instalments
    what read_instalments raises.
    """
    if len(text) > LONGEST:
        raise Unreadable("when_unreadable")
    try:
        when = _read(squeezed(text), effective or today, today)
        dues(when, effective or today, calendar)
    except NoCalendar:
        raise Unreadable("when_too_far") from None
    return when


def _read(plain: str, begin: date, today: date) -> When:
    if names_instalments(plain):
        return read_instalments(plain, begin)
    if within := _WITHIN_ENGLISH.fullmatch(plain):
        return Within(_period(within), _start(within, today))
    within = _WITHIN.fullmatch(plain)
    # "30日" alone is a day of the month, "30日内" a period.
    if within and (within["inside"] or within["unit"] != "日"):
        return Within(_period(within), _start(within, today))
    on_date = _ON_DATE.fullmatch(plain)
    return OnDate(_day(on_date["day"] if on_date else "", today))


def _period(within: re.Match[str]) -> Period:
    n, unit = within["n"], within["unit"]
    if n == "半" and unit in _HALVES:
        return _HALVES[unit]
    length = _COUNTS.index(n) + 1 if n in _COUNTS else 1 if n in ("an", "one") else read_count(n)
    if not length:
        raise Unreadable("when_unreadable")
    return Period(length, _UNITS[unit])


def _start(within: re.Match[str], today: date) -> date | None:
    start = (within["start"] or "").removeprefix("自").removeprefix("从")
    if AT_EFFECT.fullmatch(start):
        return None
    return today if start in ("即日", "当日", "now") else _day(start, today)


def _day(text: str, today: date) -> date:
    try:
        return read_day(text, today)
    except Unreadable as unreadable:
        reason = "when_unreadable" if unreadable.reason == "day_unreadable" else unreadable.reason
        raise Unreadable(reason) from None
