"""Whose conversation somebody means: a case number, a party of it, a person's number, or a name within their scope."""

from dataclasses import dataclass

from handlers.log_lines import LogReader, Who
from handlers.reviewing import Subject
from handlers.turn import Turn
from mediation.actor import Actor
from mediation.case import Case
from mediation.decision import Refused
from mediation.looking import in_reach
from mediation.staff import may_see
from mediation.widths import half_width
from storage import cases, conversation, people
from storage.store import Store


@dataclass(frozen=True)
class Found:
    """One of several people of the same name, with the cases in scope that they have a part in."""

    subject: Subject
    who: Who
    cases: tuple[str, ...]


def subject_meant(turn: Turn, words: str) -> Subject:
    """Whose conversation these words mean: K7M2QX, K7M2QX 2, K7M2QX 李晓梅, #17 or 李晓梅.

    Raises Refused: log_unknown (nobody in scope is meant), log_unbound (a party without an account), log_several.
    """
    said = " ".join(half_width(words).split())
    if said.startswith("#"):
        return _numbered(turn, said[1:].strip())
    number, _, rest = said.partition(" ")
    case = cases.load(turn.store, number)
    if case is not None and may_see(case, turn.actor):
        return Subject(person=_account(case, rest)) if rest else Subject(case=case.number)
    return _named(turn, said)


def _numbered(turn: Turn, digits: str) -> Subject:
    person = int(digits) if digits.isdecimal() and len(digits) < 10 else 0
    if people.known(turn.store, person) is None or not _in_reach(turn.store, turn.actor, person):
        raise Refused("log_unknown")
    return Subject(person=person)


def _account(case: Case, said: str) -> int:
    party = next((one for one in case.parties if said in (one.key, one.name, one.acting.name)), None)
    if party is None:
        raise Refused("log_unknown")
    if party.binding.person is None:
        raise Refused("log_unbound", case=case, name=party.acting.name)
    return party.binding.person


def _named(turn: Turn, name: str) -> Subject:
    bound = [
        party.binding.person
        for case in cases.naming(turn.store, turn.actor, name)
        for party in case.parties
        if name in (party.name, party.acting.name) and party.binding.person is not None
    ]
    known = {*bound, *people.named(turn.store, name)} if name else set()
    found = [person for person in sorted(known) if _in_reach(turn.store, turn.actor, person)]
    if not found:
        raise Refused("log_unknown")
    if len(found) > 1:
        raise Refused("log_several", name=name, found=[_found(turn, person) for person in found])
    return Subject(person=found[0])


def _found(turn: Turn, person: int) -> Found:
    numbers = conversation.cases_of(turn.store, person)
    seen = [number for number, unit in numbers.items() if in_reach((unit,), turn.actor)]
    return Found(Subject(person=person), LogReader(turn.store, turn.office).who(person), tuple(seen))


def _in_reach(store: Store, by: Actor, person: int) -> bool:
    return in_reach(conversation.cases_of(store, person).values(), by)
