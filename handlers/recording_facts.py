"""Between the answers of a recording and the facts of a case, both ways."""

from collections.abc import Iterator
from datetime import date

from handlers.dialogue import SKIPPED, Answers
from handlers.recording_answers import (
    CASE,
    NO,
    OBLIGATION,
    PARTY,
    TERMS,
    YES,
    Block,
    Field,
    acting_number,
    blocks,
    capacity,
    identity,
    own_field,
    parties,
    side,
    subject,
)
from handlers.recording_terms import Owed, kept_when, owed
from handlers.turn import Turn
from mediation.agreed import Agreement, AgreementForm, Obligation
from mediation.case import ActingPerson, Capacity, Case, MediationKind, Party, Side
from mediation.decision import Refused
from mediation.disputes import DisputeKind
from mediation.facts import Facts
from mediation.moments import local_date
from mediation.phones import read_phone
from mediation.replacing import AGREED_LATER, beyond_editing
from storage import cases


def edited_case(turn: Turn, answers: Answers) -> Case | None:
    """The case that these answers are about, as it is now; None for a new one.

    Raises Refused: case_unknown, terms_moved (a new schedule was agreed on meanwhile).
    """
    if CASE not in answers:
        return None
    case = cases.load(turn.store, answers[CASE])
    if case is None:
        raise Refused("case_unknown")
    if TERMS in answers and (case.agreement is None or str(case.agreement.terms) != answers[TERMS]):
        raise Refused("terms_moved")
    return case


def facts(turn: Turn, answers: Answers) -> Facts:
    """What was entered, once every question is answered."""
    agreed = answers[Field.AGREED] == YES
    return Facts(
        mediation=MediationKind(answers[Field.MEDIATION]),
        dispute=DisputeKind(answers[Field.DISPUTE]),
        parties=tuple(_party(turn, answers, one) for one in parties(answers)),
        agreement=_agreement(answers) if agreed else None,
        obligations=_everything_owed(turn, answers) if agreed else (),
    )


def left_alone(case: Case | None, answers: Answers) -> tuple[Obligation, ...]:
    """The obligations of the case that are not among these answers and stay as they are (see editable_answers)."""
    return tuple(owed for owed in (case.obligations if case else ()) if not _answered(owed, answers))


def _answered(owed: Obligation, answers: Answers) -> bool:
    number = _number(owed)
    return number is not None and Block(OBLIGATION, number).said(answers, Field.WHAT) is not None


def _everything_owed(turn: Turn, answers: Answers) -> tuple[Obligation, ...]:
    case = edited_case(turn, answers)
    entered = [part for one in every_owed(turn, answers) for part in one.parts]
    places = {owed.key: place for place, owed in enumerate(case.obligations if case else ())}
    together = (*left_alone(case, answers), *entered)
    return tuple(sorted(together, key=lambda owed: places.get(owed.key, len(places))))


def every_owed(turn: Turn, answers: Answers) -> list[Owed]:
    """Every obligation that was entered, with its parts."""
    case = edited_case(turn, answers)
    before = answers_from(case, turn) if case and case.agreement else None
    return [owed(turn, answers, one, case, before) for one in blocks(answers, OBLIGATION)]


def _agreement(answers: Answers) -> Agreement:
    form, number = AgreementForm(answers[Field.FORM]), answers[Field.NUMBER] or None
    return Agreement(form, number, date.fromisoformat(answers[Field.EFFECTIVE]))


def _party(turn: Turn, answers: Answers, party: Block) -> Party:
    today = turn.moment.today
    name, phone = party.said(answers, Field.NAME), party.said(answers, Field.PHONE)
    number, stands = identity(answers, party, own_field(answers, party), today), capacity(answers, party, today)
    stood_for_by = side(answers, party)
    acting = acting_number(answers, party, today)
    if name is None or number is None or stands is None or stood_for_by is None or acting is None:
        raise Refused("answers_missing")
    acting_name = name if stands is Capacity.SELF else party.said(answers, Field.ACTING_NAME) or ""
    by = ActingPerson(acting_name, acting, stands, _authority(answers, party, stands))
    phone_number = read_phone(phone) if phone else None
    return Party(str(party.number), stood_for_by, subject(answers, party), name, number, by, phone_number)


def _authority(answers: Answers, party: Block, stands: Capacity) -> str | None:
    return party.said(answers, Field.AUTHORITY) if stands in (Capacity.AGENT, Capacity.GUARDIAN) else None


def answers_from(case: Case, turn: Turn) -> dict[str, str]:
    """The answers that would have recorded the case as it is now."""
    return {
        CASE: case.number,
        Field.MEDIATION.value: case.mediation.value,
        Field.DISPUTE.value: case.dispute.value,
        Field.AGREED.value: YES if case.agreement else NO,
        **(_agreed(case.agreement) if case.agreement else {}),
        **dict(_places(PARTY, [int(party.key) for party in case.parties])),
        **{key: value for party in case.parties for key, value in _said_of(party)},
        **_obligations(case, turn),
    }


def editable_answers(case: Case, turn: Turn) -> dict[str, str]:
    """The same without what an edit leaves as it is, and with the version of the terms that is edited."""
    answers = answers_from(case, turn)
    numbers = {number for owed in beyond_editing(case) if (number := _number(owed)) is not None}
    for block in (Block(OBLIGATION, number) for number in numbers):
        answers = {key: said for key, said in answers.items() if key == block.more or not _of(block, key)}
        answers[block.gone] = YES
    return answers | ({TERMS: str(case.agreement.terms)} if case.agreement else {})


def _of(block: Block, key: str) -> bool:
    return key.startswith(f"{block.name}.")


def _number(owed: Obligation) -> int | None:
    """The number of its block among the answers; None for what both sides agreed on later, which is in none."""
    return None if owed.key.startswith(AGREED_LATER) else int(owed.series or owed.key)


def _agreed(agreement: Agreement) -> dict[str, str]:
    return {
        Field.FORM.value: agreement.form.value,
        Field.NUMBER.value: agreement.number or SKIPPED,
        Field.EFFECTIVE.value: agreement.effective.isoformat(),
    }


def _places(kind: str, numbers: list[int]) -> Iterator[tuple[str, str]]:
    """Which blocks there are: those in between that were taken out are gone, after the last there is no more."""
    last = max(numbers, default=1)
    for number in range(1, last + 1):
        block = Block(kind, number)
        yield block.more, YES if number < last else NO
        if number not in numbers:
            yield block.gone, YES


def _said_of(party: Party) -> Iterator[tuple[str, str]]:
    block = Block(PARTY, int(party.key))
    if block.number > 2 or party.side is not (Side.APPLICANT, Side.RESPONDENT)[block.number - 1]:
        yield block.key(Field.SIDE), party.side.value
    yield block.key(Field.SUBJECT), party.subject.value
    yield block.key(Field.NAME), party.name
    own = own_field({block.key(Field.SUBJECT): party.subject.value}, block)
    yield block.key(own), party.identity.number
    yield block.key(Field.PHONE), party.phone.number if party.phone else SKIPPED
    yield block.key(Field.CAPACITY), party.acting.capacity.value
    if party.acting.capacity is not Capacity.SELF:
        yield block.key(Field.ACTING_NAME), party.acting.name
        yield block.key(Field.ACTING_IDENTITY), party.acting.identity.number
        yield block.key(Field.AUTHORITY), party.acting.authority or SKIPPED


def _obligations(case: Case, turn: Turn) -> dict[str, str]:
    # the day on which a time was typed is not kept: it was not before the case was opened or the agreement took effect
    opened = local_date(case.opened_at, turn.moment.zone)
    typed_on = max(opened, case.agreement.effective) if case.agreement else opened
    series: dict[int, list[Obligation]] = {}
    for part in case.obligations:
        if (number := _number(part)) is not None:
            series.setdefault(number, []).append(part)
    said = dict(_places(OBLIGATION, list(series))) if case.agreement else {}
    for number, parts in series.items():
        block = Block(OBLIGATION, number)
        amounts = [part.amount for part in parts]
        total = None if None in amounts else sum(one for one in amounts if one is not None)
        said |= {
            block.key(Field.OBLIGOR): parts[0].obligor,
            block.key(Field.OBLIGEE): parts[0].obligee,
            block.key(Field.WHAT): parts[0].what,
            block.key(Field.AMOUNT): SKIPPED if total is None else f"{total // 100}.{total % 100:02d}",
            block.key(Field.MANNER): parts[0].manner,
            block.key(Field.WHEN): kept_when(parts[0].when, typed_on),
        }
    return said
