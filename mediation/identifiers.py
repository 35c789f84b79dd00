"""Identity numbers: read (GB 11643 and its kin, GB 32100), compared, masked; they show no digits by themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from mediation.check_digits import USCC_LETTERS, organisation_check, person_check, uscc_check
from mediation.widths import half_width

ADULT_AGE = 18
"""Civil Code 17: full legal age in years."""

_BETWEEN = re.compile(r"[\s\-_]+")
# GB/T 2260: the provinces; 71, 81 and 82 stand there for Taiwan, Hong Kong and Macau.
_PROVINCES = {f"{n}" for n in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55))} | {
    *(f"{n}" for n in range(61, 66)),
    "71",
}
_PERMIT_CODES = {"810000", "820000", "830000"}


class Unreadable(ValueError):
    """What somebody typed cannot be read; `reason` is the name of the template that says what is expected."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class IdentityKind(StrEnum):
    """Whose number it is: a citizen (GB 11643), a resident from Hong Kong, Macau or Taiwan (81/82/83 0000), a foreign
    permanent resident (2023 series, leading 9), or an entity or individual business (GB 32100)."""

    RESIDENT = "resident"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_PERMANENT = "foreign_permanent"
    USCC = "uscc"


@dataclass(frozen=True, repr=False)
class Identity:
    """A checked identity number of 18 characters, letters in capitals; its repr and str never show a digit."""

    kind: IdentityKind
    number: str

    @property
    def last_six(self) -> str:
        """The last six characters, X in capitals: what the acting person is asked for."""
        return self.number[-6:]

    @property
    def masked(self) -> str:
        """For staff: the first three and the last two characters, the rest •."""
        return f"{self.number[:3]}{'•' * (len(self.number) - 5)}{self.number[-2:]}"

    @property
    def born(self) -> date | None:
        """The birthday that a person's number carries; None for an entity's."""
        return None if self.kind is IdentityKind.USCC else _day(self.number[6:14])

    def minor_on(self, day: date) -> bool:
        """Whether the person is under 18 on that day (Civil Code 17); born on 29 February, of age on 1 March."""
        born = self.born
        return born is not None and (day.year - ADULT_AGE, day.month, day.day) < (born.year, born.month, born.day)

    def __repr__(self) -> str:
        return f"Identity({self.kind}, •••)"


def read_person_identity(text: str, today: date) -> Identity:
    """A person's number as typed; widths, spaces, hyphens and a small x are forgiven, `today` bounds the birthday.

    Raises Unreadable: identity_characters, identity_length, identity_province, identity_birth_date or
    identity_check_digit. County codes are not looked up: they changed, and people kept their numbers.
    """
    number = _plain(text)
    if not re.fullmatch(r"\d*[\dX]", number, re.ASCII):
        raise Unreadable("identity_characters")
    if len(number) != 18:
        raise Unreadable("identity_length")
    kind = _person_kind(number)
    if kind is None:
        raise Unreadable("identity_province")
    born = _day(number[6:14])
    if born is None or not date(1900, 1, 1) <= born <= today:
        raise Unreadable("identity_birth_date")
    if person_check(number[:17]) != number[17]:
        raise Unreadable("identity_check_digit")
    return Identity(kind, number)


def read_uscc(text: str) -> Identity:
    """A unified social credit code as typed, letter-prefixed registrants (N2, A1, Y1 ...) among them.

    Raises Unreadable: uscc_characters, uscc_length, uscc_check_digit or uscc_organisation_check_digit.
    """
    number = _plain(text)
    if not number or not set(number) <= set(USCC_LETTERS):
        raise Unreadable("uscc_characters")
    if len(number) != 18:
        raise Unreadable("uscc_length")
    # Characters three to eight are the registering authority's district.
    if not number[2:8].isdigit():
        raise Unreadable("uscc_characters")
    if uscc_check(number[:17]) != number[17]:
        raise Unreadable("uscc_check_digit")
    if organisation_check(number[8:16]) != number[16]:
        raise Unreadable("uscc_organisation_check_digit")
    return Identity(IdentityKind.USCC, number)


def _plain(text: str) -> str:
    return _BETWEEN.sub("", half_width(text)).upper()


def _person_kind(number: str) -> IdentityKind | None:
    if number[0] == "9":
        return IdentityKind.FOREIGN_PERMANENT
    if number[:6] in _PERMIT_CODES:
        return IdentityKind.RESIDENCE_PERMIT
    return IdentityKind.RESIDENT if number[:2] in _PROVINCES else None


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


# No number of a person or entity begins like a date, as numbers of documents do; twenty digits are a commitment's code.
_DATE_FIRST = r"(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
_RUN = re.compile(
    rf"(?<![\dA-Z]){_DATE_FIRST}(?:[A-Z]{{3}}\d{{12}}|[1-9AGNY][1-9]\d{{6}}[\dA-Z]{{9,11}})(?![\dA-Z])"
    rf"|(?<!\d){_DATE_FIRST}(?:\d{{14,18}}X|\d{{15,19}}|\d{{21,}})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_GROUP = re.compile(r"[0-9A-Za-z]+")
_GAP = re.compile(r"(?:[^\S\r\n]|[-_.·/]){1,3}")
_NO_NUMBER = re.compile(r"(?<![\d-])(?:1[3-9]\d{9}|(?:19|20)\d\d[-./]\d\d?[-./]\d\d?)(?![\d-])", re.ASCII)


def find_numbers(text: str) -> list[tuple[int, int]]:
    """Where something stands that looks like an identity number or code, right or mistyped: spans in order.

    Found are runs of 15 characters and more, and numbers written in groups with spaces, hyphens or in full width.
    Amounts, dates, telephone and case numbers are left alone.
    """
    flat = "".join(half_width(c) or " " for c in text)
    spans = sorted([m.span() for m in _RUN.finditer(flat)] + _grouped(flat))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mask_numbers(text: str, mark: str = "•••") -> str:
    """The text with every number that find_numbers sees replaced by the mark, for the message log."""
    for start, end in reversed(find_numbers(text)):
        text = text[:start] + mark + text[end:]
    return text


def _grouped(flat: str) -> list[tuple[int, int]]:
    groups = [m.span() for m in _GROUP.finditer(flat)]
    windows = (window for first in range(len(groups)) for window in _windows(flat, groups[first : first + 18]))
    return [(start, end) for start, end, joined in windows if _is_number(joined.upper(), flat[start:end])]


def _windows(flat: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    # The first group joined with one, two, ... of those that follow, up to 18 characters and never over a wide gap.
    joined = flat[slice(*groups[0])]
    for (_, before), (start, end) in pairwise(groups):
        joined += flat[start:end]
        if len(joined) > 18 or not _GAP.fullmatch(flat, before, start):
            return
        yield groups[0][0], end, joined


def _is_number(joined: str, written: str) -> bool:
    if len(joined) == 18 and set(joined) <= set(USCC_LETTERS) and uscc_check(joined[:17]) == joined[17]:
        return True
    if not re.fullmatch(r"[1-9](?:\d{14}|\d{15,16}[\dX])", joined, re.ASCII) or _person_kind(joined) is None:
        return False
    # Fifteen digits are the series before 1999, whose birthday has no century.
    born = _day(f"19{joined[6:12]}" if len(joined) == 15 else joined[6:14])
    if born is None or not 1900 <= born.year < 2030:
        return False
    right = len(joined) == 18 and person_check(joined[:17]) == joined[17]
    return right or not _NO_NUMBER.search(written)
