"""Numbers in Arabic and Chinese digits mean what people mean by them, and nothing else is a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.numerals import read_count, read_number

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千万亿", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億")


def chinese(number: int) -> str:
    """The number as a form asks for it, with every 零 that belongs there."""
    for mark, scale in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= scale:
            times, rest = divmod(number, scale)
            zero = "零" if 0 < rest < scale // 10 else ""
            return chinese(times) + mark + (zero + chinese(rest) if rest else "")
    return DIGITS[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("1,200", 1200),
        ("1.2万", 12000),
        ("1万2千", 12000),
        ("1万2", 12000),
        ("1万2000", 12000),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("两万五", 25000),
        ("一百二", 120),
        ("二百五十", 250),
        ("十二", 12),
        ("一百一十二", 112),
        ("一千零二十", 1020),
        ("一亿二", 120_000_000),
        ("壹万贰仟", 12000),
        ("二〇二七", 2027),
        ("〇", 0),
        ("3千", 3000),
        ("1.5千", 1500),
    ],
)
def test_how_people_write_numbers(text: str, value: int) -> None:
    assert read_number(text) == value
    assert read_count(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万",
        "百万",
        "一万万",
        "一二百",
        "1.2万3",
        "一百千",
        "1,20",
        "1.",
        ".5",
        "-1",
        "+1",
        "1e3",
        "٣",
        "一百零",
        "十十",
        "0万0",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_a_count_is_whole() -> None:
    assert read_number("1.5") == Decimal("1.5")
    assert read_count("1.5") is None


@given(st.integers(0, 10**12 - 1))
def test_every_number_written_out(number: int) -> None:
    assert read_number(chinese(number)) == number
    assert read_number(chinese(number).translate(CAPITALS)) == number
    assert read_number(f"{number:,}") == number
    assert read_number(str(number)) == number


@given(st.text("零一二两三十百千万亿壹0123456789.,") | st.text("一9", min_size=15, max_size=60) | st.text())
def test_any_text_is_a_number_of_moderate_size_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or 0 <= number < 10**18
