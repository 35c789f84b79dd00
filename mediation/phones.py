"""Telephone numbers as people write them: read into one form, shown masked; it never dials and never says whose."""

import re
from dataclasses import dataclass

from mediation.identifiers import Unreadable
from mediation.widths import half_width

_BETWEEN = re.compile(r"[\s\-.()/]+")
_ABROAD = re.compile(r"(?:\+|00)?(?:(852)([2-9]\d{7})|(853)([268]\d{7})|(886)0?([2-9]\d{7,8}))", re.ASCII)
_FROM_ABROAD = re.compile(r"(?:\+|00)86|86(?=1[3-9])")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}", re.ASCII)


@dataclass(frozen=True, repr=False)
class Phone:
    """A telephone number: mainland as dialled within the country, Hong Kong, Macau and Taiwan with + and code."""

    number: str

    @property
    def masked(self) -> str:
        """For views of the office: the first three and the last four digits, the rest •."""
        plus, digits = ("+", self.number[1:]) if self.number.startswith("+") else ("", self.number)
        return f"{plus}{digits[:3]}{'•' * (len(digits) - 7)}{digits[-4:]}"

    @property
    def mobile(self) -> bool:
        """Whether it is a mobile number of the mainland, which a text message can be sent to."""
        return _MOBILE.fullmatch(self.number) is not None

    def __repr__(self) -> str:
        return "Phone(•••)"


def read_phone(text: str) -> Phone:
    """The telephone number somebody typed: mobile, landline with area code, +852, +853, +886; spaces forgiven.

    Raises Unreadable("phone_unreadable").
    """
    digits = _BETWEEN.sub("", half_width(text))
    if abroad := _ABROAD.fullmatch(digits):
        return Phone("+" + "".join(part for part in abroad.groups() if part))
    prefix = _FROM_ABROAD.match(digits)
    home = digits[prefix.end() :] if prefix else digits
    # After +86 the zero of the area code is left out.
    for number in (home, f"0{home}") if prefix else (home,):
        if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
            return Phone(number)
    raise Unreadable("phone_unreadable")
