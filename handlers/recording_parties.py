"""The questions about one party: who it is, and who acts for it."""

from collections.abc import Iterator
from typing import Any

from handlers import recording_reads as reads
from handlers.dialogue import Answers, Step
from handlers.masking import PHONE_MARK
from handlers.recording_answers import (
    Block,
    Field,
    acting_number,
    capacity,
    identity,
    offered_capacities,
    own_field,
    parties,
    side,
    subject,
)
from handlers.recording_steps import Read, one_of, typed
from handlers.turn import Turn
from mediation.case import Capacity, Side, SubjectKind
from mediation.identifiers import IdentityKind, Unreadable
from mediation.parties import WITH_AUTHORITY


def party_steps(turn: Turn, answers: Answers, party: Block) -> Iterator[Step]:
    """Every question about a party, for what is known of it so far."""
    today, about = turn.moment.today, _about(turn, answers, party)
    if party.number > 2 or party.said(answers, Field.SIDE):
        yield one_of(party.key(Field.SIDE), "recording_side", tuple(Side), about)
    yield one_of(party.key(Field.SUBJECT), "recording_subject", tuple(SubjectKind), about)
    by_person = subject(answers, party) is SubjectKind.PERSON
    yield typed(party.key(Field.NAME), "recording_name", reads.person_name if by_person else reads.name, about)
    yield _number(answers, party, own_field(answers, party), about)
    phone = _masked(turn, answers, party, about)
    hidden: dict[str, Any] = {"secret": True, "mark": PHONE_MARK}
    yield typed(party.key(Field.PHONE), "recording_phone", reads.phone, phone, skippable=True, **hidden)
    offered = offered_capacities(answers, party, today)
    if len(offered) > 1:
        yield one_of(party.key(Field.CAPACITY), "recording_capacity", offered, about)
    yield from _acting(turn, answers, party, about)


def _acting(turn: Turn, answers: Answers, party: Block, about: dict[str, Any]) -> Iterator[Step]:
    stands = capacity(answers, party, turn.moment.today)
    if stands is Capacity.SELF or stands is None:
        return
    yield typed(party.key(Field.ACTING_NAME), "recording_acting_name", reads.person_name, about)
    yield _number(answers, party, Field.ACTING_IDENTITY, about)
    if stands in WITH_AUTHORITY:
        yield typed(party.key(Field.AUTHORITY), "recording_authority", reads.text, about)


def _number(answers: Answers, party: Block, field: Field, about: dict[str, Any]) -> Step:
    template = {Field.IDENTITY: "recording_identity", Field.CODE: "recording_code"}.get(
        field, "recording_acting_identity"
    )
    about = {**about, "old": _mask(party.said(answers, field))}
    return typed(party.key(field), template, _read_number(party, field), about, secret=True)


def _read_number(party: Block, field: Field) -> Read:
    def read(turn: Turn, answers: Answers, words: str) -> str:
        number = reads.code(turn, answers, words) if field is Field.CODE else reads.identity(turn, answers, words)
        _check(turn, {**answers, party.key(field): number}, party, field)
        return number

    return read


def _check(turn: Turn, answers: Answers, party: Block, field: Field) -> None:
    """Raises Unreadable: minor_acts, party_twice, acts_for_both_sides; what concerns this number only."""
    today = turn.moment.today
    number = identity(answers, party, field, today)
    if number is None:
        return
    if field is Field.ACTING_IDENTITY and number.minor_on(today):
        raise Unreadable("minor_acts")
    for other in parties(answers):
        if other == party:
            continue
        own = identity(answers, other, own_field(answers, other), today)
        if own == number and field is not Field.ACTING_IDENTITY:
            raise Unreadable("party_twice")
        across = {side(answers, party), side(answers, other)} == set(Side)
        if across and number.kind is not IdentityKind.USCC and number in (own, acting_number(answers, other, today)):
            raise Unreadable("acts_for_both_sides")


def _about(turn: Turn, answers: Answers, party: Block) -> dict[str, Any]:
    own = identity(answers, party, Field.IDENTITY, turn.moment.today)
    return {
        "number": party.number,
        "side": side(answers, party),
        "subject": subject(answers, party),
        "name": party.said(answers, Field.NAME) or "",
        "stands": capacity(answers, party, turn.moment.today),
        "minor": own is not None and own.minor_on(turn.moment.today),
    }


def _masked(turn: Turn, answers: Answers, party: Block, about: dict[str, Any]) -> dict[str, Any]:
    said = party.said(answers, Field.PHONE)
    return {**about, "old": said and f"{said[:3]}••••{said[-4:]}"}


def _mask(number: str | None) -> str | None:
    return number and f"{number[:3]}{'•' * (len(number) - 5)}{number[-2:]}"
