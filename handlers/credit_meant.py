"""Whose credit file somebody on the staff means: a case number and a party of it, or a name within their scope."""

from handlers.turn import Turn
from mediation.case import Case, Party
from mediation.credit_file import Part
from mediation.decision import Refused
from mediation.staff import may_see
from mediation.widths import half_width
from storage import cases


def part_meant(turn: Turn, words: str) -> Part:
    """The part that these words mean: K7M2QX 2, K7M2QX 李晓梅, or 李晓梅, as which she stands in her newest case.

    Raises Refused: credit_unknown (nobody in scope is meant), credit_several.
    """
    said = " ".join(half_width(words).split())
    number, _, rest = said.partition(" ")
    case = cases.load(turn.store, number)
    if case is not None and may_see(case, turn.actor):
        return _only([(case, one) for one in case.parties if not rest or rest in (one.key, one.name, one.acting.name)])
    return _only(_named(turn, said) if said else [])


def _named(turn: Turn, name: str) -> list[tuple[Case, Party]]:
    """The subjects of that very name, each once, in the newest case that they stand in."""
    found: dict[str, tuple[Case, Party]] = {}
    for case in cases.naming(turn.store, turn.actor, name):
        for party in case.parties:
            if party.name == name:
                found.setdefault(party.identity.number, (case, party))
    return list(found.values())


def _only(found: list[tuple[Case, Party]]) -> Part:
    if not found:
        raise Refused("credit_unknown")
    if len(found) > 1:
        raise Refused("credit_several", found=found)
    case, party = found[0]
    return case, party.key
