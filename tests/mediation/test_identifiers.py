"""Identity numbers are read as the standards say, forgiven their widths and spaces, and never shown by themselves."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.check_digits import uscc_check
from mediation.identifiers import Identity, IdentityKind, Unreadable, read_person_identity, read_uscc
from tests.identity_numbers import TODAY, one_wrong_letter, person_numbers, uscc_numbers

EXAMPLE = "11010519491231002X"
"""The standard's own example (GB 11643-1999, appendix)."""


def reason(text: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_person_identity(text, TODAY)
    return refused.value.reason


def uscc_reason(text: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_uscc(text)
    return refused.value.reason


@pytest.mark.parametrize(
    ("number", "kind", "born"),
    [
        (EXAMPLE, IdentityKind.RESIDENT, date(1949, 12, 31)),
        ("810000199408230021", IdentityKind.RESIDENCE_PERMIT, date(1994, 8, 23)),
        ("830000199201300022", IdentityKind.RESIDENCE_PERMIT, date(1992, 1, 30)),
    ],
)
def test_published_examples(number: str, kind: IdentityKind, born: date) -> None:
    identity = read_person_identity(number, TODAY)
    assert (identity.kind, identity.number, identity.born) == (kind, number, born)


@pytest.mark.parametrize("number", ["91110000600037341L", "914403001922038216", "91440300708461136T"])
def test_real_codes(number: str) -> None:
    assert read_uscc(number) == Identity(IdentityKind.USCC, number)


@pytest.mark.parametrize(
    "text",
    [
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        " 11010519491231002x\u200b",
    ],
)
def test_what_is_forgiven(text: str) -> None:
    assert read_person_identity(text, TODAY).number == EXAMPLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "identity_characters"),
        ("不知道", "identity_characters"),
        ("1101051949123100X2", "identity_characters"),
        ("KAZ110090123105", "identity_characters"),
        ("110105491231002", "identity_length"),
        ("11010519491231002", "identity_length"),
        ("11010519491231002X1", "identity_characters"),
        ("1101051949123100211", "identity_length"),
        ("160105194912310021", "identity_province"),
        ("810001199408230021", "identity_province"),
        ("110105194902300021", "identity_birth_date"),
        ("440524188001010014", "identity_birth_date"),
        ("110105209912310027", "identity_birth_date"),
        ("110105194912310021", "identity_check_digit"),
    ],
)
def test_why_a_number_is_refused(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "uscc_characters"),
        ("9111000060003734IL", "uscc_characters"),
        ("91AB0000600037341L", "uscc_characters"),
        ("91110000600037341", "uscc_length"),
        ("91110000600037341M", "uscc_check_digit"),
    ],
)
def test_why_a_code_is_refused(text: str, expected: str) -> None:
    assert uscc_reason(text) == expected


def test_the_inner_organisation_code_is_checked_too() -> None:
    body = "91110000600037342"  # its last digit should be 1
    assert uscc_reason(body + uscc_check(body)) == "uscc_organisation_check_digit"


@given(person_numbers)
def test_every_right_number_is_read(number: str) -> None:
    identity = read_person_identity(number.lower(), TODAY)
    assert identity.number == number
    assert identity.born == date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")


@given(uscc_numbers)
def test_every_right_code_is_read(number: str) -> None:
    assert read_uscc(number.lower()).number == number


@given(person_numbers, one_wrong_letter)
def test_one_wrong_letter_of_a_number_is_always_found(number: str, slip: tuple[int, str]) -> None:
    wrong = number[: slip[0]] + slip[1] + number[slip[0] + 1 :]
    if wrong != number:
        assert reason(wrong).startswith("identity_")


@given(uscc_numbers, one_wrong_letter)
def test_one_wrong_letter_of_a_code_is_always_found(number: str, slip: tuple[int, str]) -> None:
    wrong = number[: slip[0]] + slip[1] + number[slip[0] + 1 :]
    if wrong != number:
        assert uscc_reason(wrong) in ("uscc_characters", "uscc_check_digit")


@given(st.text() | st.text("0123456789Xx －９Ａ", min_size=14, max_size=22))
def test_any_text_is_read_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert len(read_person_identity(text, TODAY).number) == 18
    with suppress(Unreadable):
        assert len(read_uscc(text).number) == 18


@given(person_numbers | uscc_numbers)
def test_no_digit_is_shown_by_itself(number: str) -> None:
    identity = Identity(IdentityKind.RESIDENT, number)
    shown = f"{identity} {identity!r} {[identity]}"
    assert not any(c.isdigit() for c in shown)
    assert "•••" in shown


def test_masked_and_last_six() -> None:
    identity = Identity(IdentityKind.RESIDENT, EXAMPLE)
    assert identity.masked == "110•••••••••••••2X"
    assert identity.last_six == "31002X"


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        ("20081124", date(2026, 11, 23), True),
        ("20081123", date(2026, 11, 23), False),
        ("20080229", date(2026, 2, 28), True),
        ("20080229", date(2026, 3, 1), False),
    ],
)
def test_minors(born: str, day: date, minor: bool) -> None:
    assert Identity(IdentityKind.RESIDENT, f"230403{born}0011").minor_on(day) is minor


def test_a_code_has_no_birthday() -> None:
    code = Identity(IdentityKind.USCC, "91110000600037341L")
    assert code.born is None
    assert not code.minor_on(TODAY)
