"""Invented identity numbers and codes for hypothesis, right to the last check character."""

from datetime import date

from hypothesis import strategies as st

from mediation.check_digits import USCC_LETTERS, organisation_check, person_check, uscc_check

TODAY = date(2026, 11, 23)

_counties = st.sampled_from(["230403", "110105", "440308", "650102", "710000", "810000", "820000", "830000", "933840"])
_births = st.dates(date(1900, 1, 1), TODAY)
_codes = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
_registrants = st.sampled_from(["91", "92", "93", "51", "11", "12", "N2", "A1", "Y1", "G1"])


def _person(county: str, born: date, serial: int) -> str:
    body = f"{county}{born:%Y%m%d}{serial:03}"
    return body + person_check(body)


def _uscc(registrant: str, district: int, code: str) -> str:
    body = f"{registrant}{district}{code}{organisation_check(code)}"
    return body + uscc_check(body)


person_numbers = st.builds(_person, _counties, _births, st.integers(0, 999))
"""Numbers of residents, of permits and of foreign permanent residents."""
uscc_numbers = st.builds(_uscc, _registrants, st.integers(110000, 659999), _codes)
"""Unified social credit codes of every kind of registrant."""
one_wrong_letter = st.tuples(st.integers(0, 17), st.sampled_from(USCC_LETTERS))
"""Where a slip of the hand happens, and what is written there."""
