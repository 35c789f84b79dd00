"""Due dates, periods and instalments are read as people type them, and nothing they said is dropped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import seed_calendar
from handlers.schedules import read_when
from mediation.identifiers import Unreadable
from mediation.periods import Period, Unit
from mediation.schedule import Instalments, OnDate, When, Within, dues

CALENDAR = seed_calendar(2004, 2040)
TODAY = date(2026, 11, 23)
EFFECTIVE = date(2026, 11, 20)


def read(text: str) -> When:
    return read_when(text, EFFECTIVE, TODAY, CALENDAR)


@pytest.mark.parametrize(
    "text",
    ["2027-03-15", "3月15日", "2027年3月15日前", "于3月15日之前付清", "最迟3月15日", "by 15 March 2027", "on March 15"],
)
def test_a_date(text: str) -> None:
    assert read(text) == OnDate(date(2027, 3, 15))


def test_a_day_of_the_month_is_a_date() -> None:
    assert read("30日") == OnDate(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("text", "length", "unit"),
    [
        ("30日内", 30, Unit.DAYS),
        ("30天", 30, Unit.DAYS),
        ("三十天以内支付", 30, Unit.DAYS),
        ("自协议生效之日起30日内", 30, Unit.DAYS),
        ("自本调解协议生效之日起 30 日内付清。", 30, Unit.DAYS),
        ("协议签订后三十日内", 30, Unit.DAYS),
        ("生效后30日内", 30, Unit.DAYS),
        ("10个工作日内", 10, Unit.WORKING_DAYS),
        ("十个工作日之内", 10, Unit.WORKING_DAYS),
        ("两周内", 2, Unit.WEEKS),
        ("2个星期内", 2, Unit.WEEKS),
        ("三个月内", 3, Unit.MONTHS),
        ("3个月", 3, Unit.MONTHS),
        ("2年内", 2, Unit.YEARS),
        ("半年内", 6, Unit.MONTHS),
        ("半个月内", 15, Unit.DAYS),
        ("within 30 days", 30, Unit.DAYS),
        ("within 10 working days", 10, Unit.WORKING_DAYS),
        ("within 5 business days of the agreement", 5, Unit.WORKING_DAYS),
        ("in three months", 3, Unit.MONTHS),
        ("Within a week.", 1, Unit.WEEKS),
        ("within one year", 1, Unit.YEARS),
    ],
)
def test_a_period_from_effect(text: str, length: int, unit: Unit) -> None:
    assert read(text) == Within(Period(length, unit), None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("自2027年1月1日起30日内", date(2027, 1, 1)),
        ("2027年1月1日之后30日内", date(2027, 1, 1)),
        ("自即日起30日内", TODAY),
        ("从今天起30天内", TODAY),
        ("后天起30日内", date(2026, 11, 25)),
        ("within 30 days from 2027-01-01", date(2027, 1, 1)),
    ],
)
def test_a_period_with_its_own_start(text: str, start: date) -> None:
    assert read(text) == Within(Period(30, Unit.DAYS), start)


@pytest.mark.parametrize(
    ("text", "day", "count", "each", "first"),
    [
        ("每月15日，6期，每期1000元", 15, 6, 100_000, date(2026, 12, 15)),
        ("每月15日,6期,每期1,000元", 15, 6, 100_000, date(2026, 12, 15)),
        ("每月 15 日还 1000 元，分 6 期", 15, 6, 100_000, date(2026, 12, 15)),
        ("分6期，每月15号前支付，每期壹仟元整", 15, 6, 100_000, date(2026, 12, 15)),
        ("每月十五日，六期，每期一千元", 15, 6, 100_000, date(2026, 12, 15)),
        ("共6期，每月15日，共6000元", 15, 6, 100_000, date(2026, 12, 15)),
        ("15th monthly, 6 times, 1000 yuan each", 15, 6, 100_000, date(2026, 12, 15)),
        ("monthly on the 15th, 6 instalments of 1000 yuan", 15, 6, 100_000, date(2026, 12, 15)),
        ("自2027年1月起每月15日支付，共6期", 15, 6, None, date(2027, 1, 15)),
        ("从2027-01起每月15日，6期", 15, 6, None, date(2027, 1, 15)),
        ("从明年1月起每月15日，6期", 15, 6, None, date(2027, 1, 15)),
        ("从下个月起，每月15日，6期", 15, 6, None, date(2026, 12, 15)),
        ("从11月起每月28日，6期", 28, 6, None, date(2026, 11, 28)),
        ("starting January 2027, 15th monthly, 6 times", 15, 6, None, date(2027, 1, 15)),
        ("自协议生效之日起每月15日，6期", 15, 6, None, date(2026, 12, 15)),
        ("从2027年3月15日起，每月支付1000元，共12个月", 15, 12, 100_000, date(2027, 3, 15)),
        ("从2027年3月16日起，每月15日支付1000元，共12期", 15, 12, 100_000, date(2027, 4, 15)),
        ("首期2027年1月15日，每月15日，3期", 15, 3, None, date(2027, 1, 15)),
        ("每月末 12期", 31, 12, None, date(2026, 11, 30)),
        ("每月底支付500元，12期", 31, 12, 50_000, date(2026, 11, 30)),
        ("自2027年2月起每月最后一天支付，共3期", 31, 3, None, date(2027, 2, 28)),
        ("end of each month, 12 times", 31, 12, None, date(2026, 11, 30)),
        ("每月31日，12期", 31, 12, None, date(2026, 11, 30)),
        ("每月20日，2期", 20, 2, None, date(2026, 12, 20)),
        ("每月21日，2期", 21, 2, None, date(2026, 11, 21)),
        ("每月15日，每期500，60期", 15, 60, 50_000, date(2026, 12, 15)),
    ],
)
def test_instalments(text: str, day: int, count: int, each: int | None, first: date) -> None:
    assert read(text) == Instalments(day, count, each, first)


def test_before_there_is_an_agreement_instalments_begin_after_today() -> None:
    when = read_when("每月23日，2期", None, TODAY, CALENDAR)
    assert when == Instalments(23, 2, None, date(2026, 12, 23))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "when_unreadable"),
        ("有钱再说", "when_unreadable"),
        ("收到货后30日内", "when_unreadable"),
        ("一次性付清", "when_unreadable"),
        ("0日内", "when_unreadable"),
        ("半天内", "when_unreadable"),
        ("30日内" + " " * 200, "when_unreadable"),
        ("3000年内", "when_too_far"),
        ("2101年1月1日", "when_too_far"),
        ("1999年1月1日", "when_too_far"),
        ("每月15日，360期", "when_too_far"),
        ("2月30日前", "day_impossible"),
        ("自2月30日起10日内", "day_impossible"),
        ("每月32日，6期", "instalments_day"),
        ("每季度15日，4期", "instalments_day"),
        ("分6期，每期1000元", "instalments_day"),
        ("从2027年1月起每月支付，6期", "instalments_day"),
        ("每月15日", "instalments_count"),
        ("每月15日，0期", "instalments_count"),
        ("每月15日，361期", "instalments_count"),
        ("每月15日，6期，1000元", "instalments_unreadable"),
        ("每月15日支付1000元，最后一期500元，6期", "instalments_unreadable"),
        ("每月15日，6期，利息另算", "instalments_unreadable"),
        ("首期2027年1月10日，每月15日，3期", "instalments_first"),
        ("每月15日，6期，每期900元，共6000元", "instalments_amount"),
        ("每月15日，7期，共1000元", "instalments_amount"),
        ("每月15日，6期，每期0元", "amount_not_positive"),
        ("每月15日，6期，每期1.005元", "amount_decimals"),
        ("从明年2月30日起每月15日，6期", "day_impossible"),
        ("从收到货起每月15日，6期", "day_unreadable"),
    ],
)
def test_why_it_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.reason == reason


@given(st.integers(1, 300), st.sampled_from([("日", "days"), ("个工作日", "working days")]))
def test_every_period_is_read_again(length: int, unit: tuple[str, str]) -> None:
    expected = Within(Period(length, Unit(unit[1].replace(" ", "_"))), None)
    assert read(f"自协议生效之日起{length}{unit[0]}内") == expected
    assert read(f"within {length} {unit[1]}") == expected


@given(
    st.integers(1, 31),
    st.integers(1, 120),
    st.none() | st.integers(1, 10**9),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_every_schedule_is_read_again(day: int, count: int, each: int | None, begin: date) -> None:
    amount = "" if each is None else f"，每期{each // 100:,}.{each % 100:02}元"
    when = read(f"自{begin.year}年{begin.month}月{begin.day}日起每月{day}日支付，共{count}期{amount}")
    assert isinstance(when, Instalments)
    assert (when.day_of_month, when.count, when.each_fen) == (day, count, each)
    assert begin <= when.first <= begin + timedelta(days=31)
    assert dues(when, None, CALENDAR)[0].day == when.first


WORDS = [
    "自", "从", "于", "在", "起", "每月", "每个月", "15日", "三十日", "内", "以内", "个工作日", "30", "三",
    "半", "个月", "年", "天", "周", "期", "共", "分", "6期", "每期", "1000元", "首期", "月末", "底", "支付",
    "，", ",", "。", "之后", "后", "前", "2027年1月", "2027-01-31", "明天", "协议", "生效", "之日", "within",
    "in", "days", "monthly", "15th", "times", "yuan", "each", "of", "starting", "january", "month", "end", "亿",
    "：", "元", "¥", "-",
]  # fmt: skip


@given(st.text(max_size=300) | st.lists(st.sampled_from([*WORDS, " "]), max_size=14).map("".join))
def test_any_text_is_a_schedule_or_unreadable(text: str) -> None:
    try:
        when = read(text)
    except Unreadable as unreadable:
        assert unreadable.reason.startswith(("when_", "day_", "instalments_", "amount_"))  # noqa: PT017 - either is right
    else:
        assert dues(when, EFFECTIVE, CALENDAR)
