"""Which case a command is about: the only one, the one named, or the one chosen from a list of buttons."""

from collections.abc import Sequence

from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation.actor import Role
from mediation.case import BindingState, Case, Party
from mediation.decision import Refused
from mediation.staff import may_see
from storage import cases

MOST = 20
"""Cases to choose from in one letter; whoever means another one names it."""


def which_case(turn: Turn, action: str) -> Case | Effects:
    """The one case a staff command is about, or the question which one; its buttons ask for `action` with the number.

    Raises Refused("case_unknown") for a number that is not there or not in scope, Refused("no_cases") if there is none.
    """
    number = turn.args[0] if turn.args else turn.ask.argument.strip()
    if number:
        return staff_case(turn, number)
    total = cases.count_in_scope(turn.store, turn.actor)
    if not total:
        raise Refused("no_cases")
    newest = cases.page_in_scope(turn.store, turn.actor, 0, MOST)
    about = {"cases": newest, "action": action, "more": total - len(newest)}
    return newest[0] if total == 1 else (Reply("which_case", about),)


def staff_case(turn: Turn, number: str) -> Case:
    """The case with this number, if this member of staff may see it; else Refused("case_unknown")."""
    case = cases.load(turn.store, number)
    if case is None or turn.actor.role is Role.PARTY or not may_see(case, turn.actor):
        raise Refused("case_unknown")
    return case


def which_part(
    turn: Turn, action: str, among: Sequence[tuple[Case, Party]] | None = None
) -> tuple[Case, Party] | list[Reply]:
    """The one case and party that the asking party means, or the question which one.

    The buttons of that question ask for `action` with case number and party key. Only attested parts count; raises
    Refused("no_part") if there is none.
    """
    parts = own_parts(turn) if among is None else among
    if turn.args:
        parts = [(case, party) for case, party in parts if (case.number, party.key) == tuple(turn.args[:2])]
    if not parts:
        raise Refused("no_part")
    return parts[0] if len(parts) == 1 else [Reply("which_part", {"parts": parts, "action": action})]


def own_parts(turn: Turn) -> list[tuple[Case, Party]]:
    """Every case and party for which the asking person's account is attested, newest case first."""
    return [
        (case, party)
        for case in cases.of_person(turn.store, turn.person.id)
        for party in case.parties_of(turn.person.id)
        if party.binding.state is BindingState.ATTESTED
    ]
