"""The identity numbers and telephones of the town, and the forms in which people type them."""

from collections.abc import Iterable, Mapping

from mediation.case import Case
from mediation.identifiers import IdentityKind
from tests.sample import LI, ZHANG


class Numbers:
    """The identity numbers and telephones of the town, and the forms in which people type them."""

    def __init__(self, cases: Iterable[Case]) -> None:
        parties = [party for case in cases for party in case.parties]
        held = [one.number for party in parties for one in (party.identity, party.acting.identity)]
        self._ordered = sorted({*held, ZHANG.number, LI.number})
        self._phones = [party.phone.number for party in parties if party.phone]
        self.known = set(self._ordered)
        self.phones = frozenset(self._phones)
        self.public = frozenset(p.identity.number for p in parties if p.identity.kind is IdentityKind.USCC)
        self.forms = frozenset(form for number in self._ordered for form in _forms(number).values()) - self.known

    def one(self, pick: int) -> Mapping[str, str]:
        """One of them in all its forms, and a telephone number."""
        return {
            **_forms(self._ordered[pick % len(self._ordered)]),
            "other": self._ordered[(pick + 1) % len(self._ordered)],
            "phone": self._phones[pick % len(self._phones)],
        }


def _forms(number: str) -> Mapping[str, str]:
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    return {
        "identity": number,
        "identity_spaced": f"{number[:6]} {number[6:14]} {number[14:]}",
        "identity_wide": number.translate({ord("0") + digit: ord("０") + digit for digit in range(10)}),
        "identity_small": number.lower(),
        "mistyped": wrong,
    }
