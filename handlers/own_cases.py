"""/mycases: a party's own cases from their own side only; nothing here tells how to reach the other side."""

from handlers.effects import Effects, Reply
from handlers.next_step import next_step
from handlers.on_obligation import FITS, fitting
from handlers.turn import Turn
from handlers.which import own_parts
from mediation.binding import stands
from mediation.case import Case, CaseState, Party
from mediation.commitment_letter import GIVEN, ConsentKind
from mediation.decision import Refused
from mediation.stage import stage
from storage import cases, people


def own_cases(turn: Turn) -> Effects:
    """/mycases, or a button with number and party: that case, the only one, or the list of them.

    Whoever has not agreed yet to be processed here is asked about that first.
    """
    parts = own_parts(turn)
    if turn.args:
        parts = [(case, party) for case, party in parts if (case.number, party.key) == tuple(turn.args[:2])]
    if not parts:
        raise Refused("not_attested" if cases.of_person(turn.store, turn.person.id) else "no_part")
    asked = next((one for one in parts if not may_be_shown(turn, *one)), None)
    if asked is not None:
        return next_step(turn, asked[0], asked[1].key)
    if len(parts) > 1:
        stages = [(case, party, stage(case, turn.moment.today)) for case, party in parts]
        return (Reply("own_cases", {"parts": stages}),)
    return (_own_case(turn, *parts[0]),)


def may_be_shown(turn: Turn, case: Case, party: Party) -> bool:
    """Whether the person agreed to be processed here, where that is asked at all; else that is asked first."""
    required = turn.office.profile.consent(ConsentKind.PROCESSING).required_for_bot
    return not required or stands(party, ConsentKind.PROCESSING)


def _own_case(turn: Turn, case: Case, party: Party) -> Reply:
    about = {
        "stage": stage(case, turn.moment.today),
        "mediator": people.person(turn.store, case.mediator).name,
        "others": [one.name for one in case.parties if one.side is not party.side],
        "same_side": [one.name for one in case.parties if one.side is party.side and one.key != party.key],
        "owes": [one for one in case.obligations if one.obligor == party.key],
        "is_owed": [one for one in case.obligations if one.obligee == party.key],
        "may": {action: _button(turn, case, party, action) for action in FITS},
        "open": case.state is CaseState.OPEN,
        "to_read": _to_read(case, party),
    }
    return Reply("own_case", about, case=case, party=party.key)


def _button(turn: Turn, case: Case, party: Party, action: str) -> tuple[str, str] | None:
    """Action and argument of a card's button: straight to the only obligation that fits, or first to a choice."""
    found = fitting(turn, case, party.key, action)
    if len(found) == 1:
        return action, found[0].key
    return ("which_obligation", action) if found else None


def _to_read(case: Case, party: Party) -> str | None:
    """What there is to read on with: the letter, the copy of one that was given, or before an agreement short cards."""
    if case.state is not CaseState.OPEN:
        return None
    if case.agreement is None:
        return "cards"
    return "copy" if party.commitment.state in GIVEN else "letter"
