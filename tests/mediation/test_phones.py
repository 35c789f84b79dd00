"""Telephone numbers are read into one form, whatever the spaces, and shown masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.identifiers import Unreadable
from mediation.phones import Phone, read_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("+8613812345678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("\u202a13812345678\u202c", "13812345678"),
        ("0468-3345678", "04683345678"),
        ("（0468）3345678", "04683345678"),
        ("010-12345678", "01012345678"),
        ("021 1234 5678", "02112345678"),
        ("0451 82345678", "045182345678"),
        ("+86 468 3345678", "04683345678"),
        ("+86 (0468) 3345678", "04683345678"),
        ("+852 9123 4567", "+85291234567"),
        ("00853 6612 3456", "+85366123456"),
        ("852-9123-4567", "+85291234567"),
        ("+886 912 345 678", "+886912345678"),
        ("+886 0912 345 678", "+886912345678"),
        ("+886 2 2345 6789", "+886223456789"),
    ],
)
def test_how_people_write_them(text: str, number: str) -> None:
    assert read_phone(text) == Phone(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有",
        "12345678",
        "1381234567",
        "138123456789",
        "12812345678",
        "+1 202 555 0100",
        "3345678",
        "+852 1123 4567",
    ],
)
def test_what_is_not_one(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_phone(text)
    assert refused.value.reason == "phone_unreadable"


@pytest.mark.parametrize(
    ("number", "masked"),
    [("13812345678", "138••••5678"), ("045182345678", "045•••••5678"), ("+85291234567", "+852••••4567")],
)
def test_masked(number: str, masked: str) -> None:
    assert Phone(number).masked == masked


def test_no_digit_is_shown_by_itself() -> None:
    phone = Phone("13812345678")
    assert not any(c.isdigit() for c in f"{phone} {phone!r} {[phone]}")


@given(st.text() | st.text("0123456789+-（） ", max_size=20))
def test_any_text_is_read_or_unreadable(text: str) -> None:
    try:
        phone = read_phone(text)
    except Unreadable:
        return
    # What is read is read again as the same number, and hides at least four digits.
    assert read_phone(phone.number) == phone
    assert phone.masked.count("•") >= 4
