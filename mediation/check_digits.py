"""The arithmetic of the three check digits: GB 11643 (persons), GB 32100 (entities), GB 11714 (organisations)."""

_PERSON_DIGITS = "10X98765432"
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V, Z."""
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def person_check(body: str) -> str:
    """The last character that belongs to 17 digits (ISO 7064 MOD 11-2)."""
    return _PERSON_DIGITS[sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(body)) % 11]


def uscc_check(body: str) -> str:
    """The 18th character that belongs to 17 of the code's characters (weights 3^i mod 31)."""
    return USCC_LETTERS[-sum(USCC_LETTERS.index(c) * pow(3, at, 31) for at, c in enumerate(body)) % 31]


def organisation_check(body: str) -> str:
    """The ninth character that belongs to the eight of an organisation code (GB 11714; letters count from A = 10)."""
    rest = -sum(int(c, 36) * weight for c, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)
