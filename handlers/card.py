"""/case NUMBER: everything about one case on a card, with buttons for what its mediator may do now."""

from collections.abc import Callable

from handlers import on_obligation
from handlers.effects import Effects, Reply
from handlers.ledger import READERS
from handlers.timeline import timeline
from handlers.turn import Turn
from handlers.which import staff_case, which_case
from mediation import judicial, triggering, warning
from mediation.access import require_mediator
from mediation.case import BindingState, Case, CaseState, LegalStatus, Party
from mediation.commitment_letter import GIVEN, CommitmentState, ConsentKind
from mediation.decision import Refused
from mediation.office import administers
from mediation.replacing import may_change
from mediation.stage import stage
from mediation.tasks import TaskKind, tasks_for
from storage import people, sessions

MASK = "⟦phone⟧"
"""Where a telephone number stands in a letter: it is filled in at sending and does not rest in the log."""

_NOBODY = frozenset({BindingState.UNBOUND, BindingState.OPENED})
_BOUND = frozenset({BindingState.PROVISIONAL, BindingState.ATTESTED})


def card(turn: Turn) -> Effects:
    """/case, /case NUMBER, or a button with the number; /case NUMBER 2 and further pages are the case's timeline."""
    number, _, page = turn.ask.argument.strip().partition(" ")
    if not turn.args and page.strip().isdecimal():
        return timeline(turn, number, int(page) - 1) if int(page) > 1 else (of_case(turn, staff_case(turn, number)),)
    found = which_case(turn, "case")
    return (of_case(turn, found),) if isinstance(found, Case) else found


def of_case(turn: Turn, case: Case) -> Reply:
    """The card of a case that whoever asks may see."""
    own = turn.actor.person == case.mediator
    about = {
        "own": own,
        "stage": stage(case, turn.moment.today),
        "tasks": list(dict.fromkeys(task.kind for task in tasks_for(case, turn.moment.today))) or [TaskKind.NOTHING],
        "mediator": people.person(turn.store, case.mediator).name,
        "may": _may(turn, case, own and case.state is CaseState.OPEN),
        "calls": [one for one in tasks_for(case, turn.moment.today) if own and one.kind is TaskKind.CALL],
        "hand_over": case.state is CaseState.OPEN and (own or administers(turn.actor, case.unit)),
        "ledger": turn.actor.role in READERS,
        "court": case.ruling is not None,
        "warnable": [one for one in case.obligations if own and _allows(warning.require_warnable, turn, case, one.key)],
        "given": own and case.state is CaseState.OPEN and any(one.commitment.state in GIVEN for one in case.parties),
        "waiting": on_obligation.for_mediator(case, turn.moment, own and case.state is CaseState.OPEN),
    }
    return Reply("card", about, case=case)


def _may(turn: Turn, case: Case, is_open: bool) -> dict[str, object]:
    """What may be done from the card now: which parties have buttons of their own, and which the case has."""
    agreed = case.agreement is not None
    in_effect = case.legal_status(turn.moment.today) is not LegalStatus.NOT_EFFECTIVE
    in_court = is_open and in_effect and case.dispute.court_confirms
    return {
        "open": is_open,
        "invite": _those(case, is_open, lambda party: party.binding.state in _NOBODY),
        "paper": _those(case, is_open and agreed, lambda party: party.commitment.state not in GIVEN),
        "record_agreement": is_open and not agreed,
        "fail_case": is_open and not in_effect,
        "propose": is_open and bool(may_change(case)),
        "proposal": is_open and case.proposal is not None,
        "remind": is_open and bool(triggering.choices(case, turn.moment)),
        "application": in_court and case.ruling is None and (judicial.all_wish(case) or case.applied_on is not None),
        "ruling": in_court,
    }


def _allows(rule: Callable[..., object], turn: Turn, case: Case, key: str) -> bool:
    try:
        rule(case, turn.actor, turn.moment, key)
    except Refused:
        return False
    return True


def _those(case: Case, at_all: bool, wanted: Callable[[Party], bool]) -> list[Party]:
    return [party for party in case.parties if at_all and wanted(party)]


def party_card(turn: Turn) -> Effects:
    """A button with number and party: that party alone, with what the mediator may do about account and letter."""
    return (of_party(turn, *_own_party(turn)),)


def of_party(turn: Turn, case: Case, party: Party) -> Reply:
    """The card of one party of the mediator's own case."""
    consents = [(kind, given) for kind in ConsentKind if (given := party.consents_to(kind)) is not None]
    account = people.person(turn.store, party.binding.person).name if party.binding.person is not None else ""
    about = {"consents": consents, "account": account, "may": _may_for(turn, party, case.state is CaseState.OPEN)}
    return Reply("party_card", about, case=case, party=party.key)


def _may_for(turn: Turn, party: Party, is_open: bool) -> dict[str, bool]:
    account = party.binding.person
    state, expired = party.binding.state, party.commitment.state is CommitmentState.EXPIRED
    return {
        "attest": is_open and state is BindingState.PROVISIONAL,
        "not_them": is_open and state in _BOUND,
        "unlock": is_open and state is BindingState.LOCKED,
        "invite": is_open and state is not BindingState.LOCKED,
        "sessions": account is not None and sessions.any_of_person(turn.store, account),
        "offer_again": is_open and expired and state is BindingState.ATTESTED,
    }


def phone(turn: Turn) -> Effects:
    """A button with number and party: the telephone number in full, for the case's own mediator only."""
    case, party = _own_party(turn)
    if party.phone is None:
        raise Refused("phone_missing", name=party.name)
    return (Reply("party_phone", {"mask": MASK}, case=case, party=party.key, secrets={MASK: party.phone.number}),)


def _own_party(turn: Turn) -> tuple[Case, Party]:
    case = staff_case(turn, turn.args[0])
    require_mediator(case, turn.actor)
    party = next((one for one in case.parties if one.key == turn.args[1]), None)
    if party is None:
        raise Refused("party_unknown")
    return case, party
