"""Amounts and days are read as people type them; what is not plain is unreadable for a reason that has a name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers import LARGEST_FEN, LONGEST, read_amount, read_day
from mediation.identifiers import Unreadable

TODAY = date(2026, 11, 23)
fens = st.integers(1, LARGEST_FEN)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
typed = st.text(max_size=300) | st.text("0123456789０一二十百千万年月日号底元块角分.,-/ 今明下个上", max_size=30)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1,200元", 1200),
        ("1，200元", 1200),
        ("1.2万", 12000),
        ("1.2万元", 12000),
        ("３０００", 3000),
        ("壹万贰仟元整", 12000),
        ("人民币壹万贰仟元正", 12000),
        ("一万二", 12000),
        ("1万2千块", 12000),
        ("两万五", 25000),
        ("5000块钱", 5000),
        ("１２００ 元", 1200),
        ("￥1,200.00", 1200),
        ("RMB 1,200", 1200),
        ("1200 yuan", 1200),
        ("1200元。", 1200),
    ],
)
def test_whole_amounts(text: str, yuan: int) -> None:
    assert read_amount(text) == yuan * 100


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0.01", 1),
        ("1200.5", 120_050),
        ("12.50元", 1250),
        ("十二块五", 1250),
        ("12元5角", 1250),
        ("12元5分", 1205),
        ("壹拾贰元伍角叁分", 1253),
        ("一百元零五分", 10005),
        ("1.23456万", 1_234_560),
    ],
)
def test_amounts_with_fen(text: str, fen: int) -> None:
    assert read_amount(text) == fen


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "amount_unreadable"),
        ("很多", "amount_unreadable"),
        ("约1000元", "amount_unreadable"),
        ("1000-2000元", "amount_unreadable"),
        ("1 200元", "amount_unreadable"),
        ("1,20元", "amount_unreadable"),
        ("1.5元5角", "amount_unreadable"),
        ("100美元", "amount_unreadable"),
        ("元", "amount_unreadable"),
        ("1" * LONGEST + "1", "amount_unreadable"),
        ("一" * LONGEST, "amount_unreadable"),
        ("1.005", "amount_decimals"),
        ("1.23456789万", "amount_decimals"),
        ("0", "amount_not_positive"),
        ("零元", "amount_not_positive"),
        ("-100", "amount_not_positive"),
        ("－100元", "amount_not_positive"),
        ("10000000000.01", "amount_too_large"),
        ("一万亿", "amount_too_large"),
    ],
)
def test_why_an_amount_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_amount(text)
    assert refused.value.reason == reason


@given(fens)
def test_every_amount_is_read_again(fen: int) -> None:
    yuan, small = divmod(fen, 100)
    for text in (f"{yuan}.{small:02}", f"{yuan:,}.{small:02}元", f"¥{yuan:,}.{small:02}", f"{yuan}.{small:02} yuan"):
        assert read_amount(text) == fen


@given(typed)
def test_any_text_is_an_amount_or_unreadable(text: str) -> None:
    try:
        fen = read_amount(text)
    except Unreadable as unreadable:
        assert unreadable.reason.startswith("amount_")  # noqa: PT017 - either outcome is right
    else:
        assert 0 < fen <= LARGEST_FEN


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-15",
        "2027/3/15",
        "2027.3.15",
        "20270315",
        "2027年3月15日",
        "2027年03月15号",
        "２０２７年３月１５日",
        "2027 年 3 月 15 日",
        "二〇二七年三月十五日",
        "27年3月15日",
        "明年3月15日",
        "3月15日",
        "三月十五",
        "3-15",
        "3/15",
        "3.15",
        "3月15日 周一",
        "3月15日（星期一）",
        "March 15, 2027",
        "15 March 2027",
        "15th March",
        "Mar 15",
    ],
)
def test_the_fifteenth_of_march(text: str) -> None:
    assert read_day(text, TODAY) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", TODAY),
        ("明天", date(2026, 11, 24)),
        ("后天", date(2026, 11, 25)),
        ("大后天", date(2026, 11, 26)),
        ("昨天", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("11月23日", TODAY),
        ("11月22日", date(2027, 11, 22)),
        ("下月15日", date(2026, 12, 15)),
        ("下个月十五号", date(2026, 12, 15)),
        ("本月30日", date(2026, 11, 30)),
        ("上个月3日", date(2026, 10, 3)),
        ("15日", date(2026, 12, 15)),
        ("23号", TODAY),
        ("31日", date(2026, 12, 31)),
        ("月底", date(2026, 11, 30)),
        ("下月底", date(2026, 12, 31)),
        ("下个月最后一天", date(2026, 12, 31)),
        ("2027年2月底", date(2027, 2, 28)),
        ("2月末", date(2027, 2, 28)),
        ("年底", date(2026, 12, 31)),
        ("明年年底", date(2027, 12, 31)),
        ("2月29日", date(2028, 2, 29)),
    ],
)
def test_days_seen_from_today(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11月23日", TODAY),
        ("11月24日", date(2025, 11, 24)),
        ("15日", date(2026, 11, 15)),
        ("31日", date(2026, 10, 31)),
        ("2月29日", date(2024, 2, 29)),
        ("2027年3月15日", date(2027, 3, 15)),
        ("昨天", date(2026, 11, 22)),
    ],
)
def test_looking_back(text: str, day: date) -> None:
    assert read_day(text, TODAY, looking_back=True) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "day_unreadable"),
        ("过几天", "day_unreadable"),
        ("下周三", "day_unreadable"),
        ("2027年3月", "day_unreadable"),
        ("底", "day_unreadable"),
        ("1" * 201, "day_unreadable"),
        ("2027-02-30", "day_impossible"),
        ("2月30日", "day_impossible"),
        ("2027年2月29日", "day_impossible"),
        ("本月31日", "day_impossible"),
        ("13-01", "day_impossible"),
        ("0000-01-01", "day_impossible"),
        ("32日", "day_impossible"),
        ("0日", "day_impossible"),
    ],
)
def test_why_a_day_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(text, TODAY)
    assert refused.value.reason == reason


@given(days)
def test_every_day_is_read_again(day: date) -> None:
    written = (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year}",
    )
    for text in written:
        assert read_day(text, TODAY) == day


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 364))
def test_a_day_without_a_year_is_the_next_or_the_last(today: date, distance: int) -> None:
    ahead, back = today + timedelta(days=distance), today - timedelta(days=distance)
    assert read_day(f"{ahead.month}月{ahead.day}日", today) == ahead
    assert read_day(f"{back.month}月{back.day}日", today, looking_back=True) == back


@given(typed, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans())
def test_any_text_is_a_day_or_unreadable(text: str, today: date, looking_back: bool) -> None:
    try:
        day = read_day(text, today, looking_back=looking_back)
    except Unreadable as unreadable:
        assert unreadable.reason in ("day_unreadable", "day_impossible")  # noqa: PT017 - either outcome is right
    else:
        assert 1900 <= day.year < 2200
