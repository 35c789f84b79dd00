"""What a mediator enters about a case, as one value, and how two such values differ; it judges nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mediation.agreed import Agreement, Obligation
from mediation.case import Case, MediationKind, Party
from mediation.disputes import DisputeKind


@dataclass(frozen=True)
class Facts:
    """A case as it is entered: of the parties only who they are counts, never their bindings, consents or letters."""

    mediation: MediationKind
    dispute: DisputeKind
    parties: tuple[Party, ...]
    agreement: Agreement | None = None
    obligations: tuple[Obligation, ...] = ()


def facts_of(case: Case) -> Facts:
    """What is entered of a case now."""
    return Facts(case.mediation, case.dispute, case.parties, case.agreement, case.obligations)


class Fact(StrEnum):
    """A field that can be put right; their names for people live in messages."""

    MEDIATION = "mediation"
    DISPUTE = "dispute"
    FORM = "form"
    NUMBER = "number"
    EFFECTIVE = "effective"
    PARTIES = "parties"  # one more, or one less
    SIDE = "side"
    SUBJECT = "subject"
    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    ACTING = "acting"
    OBLIGATION = "obligation"


CONTACT = frozenset({Fact.IDENTITY, Fact.PHONE, Fact.ACTING})
"""Who is reached and how: putting these right leaves the terms of the agreement as they are."""


@dataclass(frozen=True)
class Change:
    """One field that differs; `key` is the party's or the obligation's, None for the case itself."""

    fact: Fact
    key: str | None = None

    def __str__(self) -> str:
        return self.fact.value if self.key is None else f"{self.fact.value}:{self.key}"


def named_facts(changed: Iterable[str]) -> tuple[Fact, ...]:
    """The fields that changes kept as text are about, each once, in the order of the fields."""
    found = {Fact(one.partition(":")[0]) for one in changed}
    return tuple(fact for fact in Fact if fact in found)


def changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """Every field in which `after` differs from `before`."""
    return (*_of_case(before, after), *_of_parties(before, after), *_of_obligations(before, after))


def _of_case(before: Facts, after: Facts) -> Iterator[Change]:
    if before.mediation is not after.mediation:
        yield Change(Fact.MEDIATION)
    if before.dispute is not after.dispute:
        yield Change(Fact.DISPUTE)
    if before.agreement is None or after.agreement is None:
        return
    if before.agreement.form is not after.agreement.form:
        yield Change(Fact.FORM)
    if before.agreement.number != after.agreement.number:
        yield Change(Fact.NUMBER)
    if before.agreement.effective != after.agreement.effective:
        yield Change(Fact.EFFECTIVE)


def _of_parties(before: Facts, after: Facts) -> Iterator[Change]:
    old, new = ({party.key: party for party in facts.parties} for facts in (before, after))
    for key in sorted(old.keys() | new.keys(), key=_as_number):
        if key in old and key in new:
            yield from _of_party(old[key], new[key])
        else:
            yield Change(Fact.PARTIES, key)


def _of_party(old: Party, new: Party) -> Iterator[Change]:
    pairs = {
        Fact.SIDE: (old.side, new.side),
        Fact.SUBJECT: (old.subject, new.subject),
        Fact.NAME: (old.name, new.name),
        Fact.IDENTITY: (old.identity, new.identity),
        Fact.PHONE: (old.phone, new.phone),
        Fact.ACTING: (old.acting, new.acting),
    }
    return (Change(fact, new.key) for fact, (was, now) in pairs.items() if was != now)


def _of_obligations(before: Facts, after: Facts) -> Iterator[Change]:
    old, new = ({owed.key: owed for owed in facts.obligations} for facts in (before, after))
    for key in sorted(old.keys() | new.keys(), key=_as_number):
        if old.get(key) != new.get(key):
            yield Change(Fact.OBLIGATION, key)


def _as_number(key: str) -> tuple[int, str]:
    return len(key), key
