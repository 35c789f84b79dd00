"""Who can be written to: blocked bots, people who come back, and letters that no door takes."""

from collections.abc import Callable

from handlers.ask import AskKind
from handlers.effects import Effects, Happened, Reply, Write
from handlers.turn import Turn
from mediation import reaching
from mediation.case import Case, CaseState, Party
from mediation.decision import Decision, Refused
from mediation.doors import PUSH, TEXTS
from mediation.events.message import LetterUnsendable, StaffUnreachable
from storage import cases, outbox, people, pushes
from storage.remembered import recall, remember
from storage.store import Store

NOT_FROM_THEM = frozenset({AskKind.LOST, AskKind.UNSENDABLE, AskKind.NOTHING})
"""Kinds of row that are no sign that the person can be reached."""

_OWN_NOTICE = "letter_unsendable."


def lost(turn: Turn) -> Effects:
    """Nobody is at this address any more; if none is left, mediators hear of it once for each open case.

    A browser that cannot be rung any more is forgotten, and nobody need hear of it.
    """
    if turn.address.door == PUSH:
        return (Write(lambda store: pushes.forget(store, turn.address.ref)),)

    def work(store: Store) -> Effects:
        people.set_reachable(store, turn.address.id, False, turn.ask.text or "blocked", turn.now)
        left = people.address_of(store, turn.person.id)
        if left is not None and left.reachable:
            return ()
        return (*_staff_lost(turn, store), *_in_each_case(turn, _unreachable))

    return (Write(work),)


def came_back(turn: Turn) -> Effects:
    """The person let the bot in again; what had to be written down was done as for any other sign of life."""
    return (Reply("welcome_back"),)


def writes_again(turn: Turn) -> Effects:
    """Something came from an address that nobody was at: it can be written to, and the mediators hear of that."""

    def work(store: Store) -> Effects:
        people.set_reachable(store, turn.address.id, True, None, turn.now)
        if turn.staff is not None:
            remember(store, _mark(turn), "")
        return _in_each_case(turn, _reachable)

    return (Write(work),)


def unsendable(turn: Turn) -> Effects:
    """A letter that no door takes: administrators hear of it within their scope, but not of their notice about it.

    If it was a text message, the party is called.
    """
    letter = turn.ask.letter or 0
    template, case = outbox.written(turn.store, letter)
    if template.startswith(_OWN_NOTICE):
        return ()
    about = cases.load(turn.store, case) if case else None
    event = LetterUnsendable(letter=letter, template=template, about_case=case, why=turn.ask.text)
    return (Happened(event, about), *_untexted(turn, about))


def _untexted(turn: Turn, case: Case | None) -> Effects:
    if case is None or turn.address.door != TEXTS:
        return ()
    try:
        return (reaching.untexted(case, turn.actor, turn.moment, turn.address.ref.partition("/")[2]),)
    except Refused:  # it has ended meanwhile, or nobody reads for the party any more
        return ()


def _mark(turn: Turn) -> str:
    """Under which name it is remembered that the administrators know of it."""
    return f"staff_lost:{turn.person.id}"


def _staff_lost(turn: Turn, store: Store) -> Effects:
    if turn.staff is None or recall(store, _mark(turn)):
        return ()
    remember(store, _mark(turn), turn.now.isoformat())
    return (Happened(StaffUnreachable(member=turn.person.id, member_name=turn.staff.name)),)


def _in_each_case(turn: Turn, change: Callable[[Turn, Case, Party], Decision | None]) -> list[Decision]:
    open_cases = (case for case in cases.of_person(turn.store, turn.person.id) if case.state is CaseState.OPEN)
    return [decision for case in open_cases if (decision := _for_each_party(turn, case, change)).events]


def _for_each_party(turn: Turn, case: Case, change: Callable[[Turn, Case, Party], Decision | None]) -> Decision:
    """One decision for all the parties that this person acts for in the case."""
    whole = Decision(case, ())
    for party in case.parties_of(turn.person.id):
        step = change(turn, whole.case, party)
        whole = Decision(step.case, (*whole.events, *step.events)) if step else whole
    return whole


def _unreachable(turn: Turn, case: Case, party: Party) -> Decision | None:
    if party.binding.unreachable_at is not None:
        return None
    return reaching.unreachable(case, turn.actor, turn.moment, party.key, turn.ask.text or "blocked")


def _reachable(turn: Turn, case: Case, party: Party) -> Decision | None:
    if party.binding.unreachable_at is None:
        return None
    return reaching.reachable(case, turn.actor, turn.moment, party.key)
