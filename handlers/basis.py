"""[Basis document]: the document in effect that a publication rests on, or that it is not in effect any more."""

from datetime import date

from handlers import on_breach
from handlers.ask import Unreadable
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.recording_reads import text
from handlers.turn import Turn
from mediation import basis as rules
from mediation.publication_parts import Basis, BasisKind


def attach_basis(turn: Turn) -> Effects:
    """A button with the breach: what kind of document, what it says of itself, its scan."""
    return on_breach.begin(turn, ATTACHING)


def revoke_basis(turn: Turn) -> Effects:
    """A button with the breach: since when its document is not in effect any more, and why."""
    return on_breach.begin(turn, REVOKING)


def _attaching(turn: Turn, answers: Answers) -> list[Step]:
    named = answers.get("kind") == BasisKind.NAMED_BY_LAW
    citation = Step("citation", "basis_citation", read=text, about=_about)
    return [
        Step("kind", "basis_kind", choices=tuple(one.value for one in BasisKind), about=_about),
        *on_breach.paper_steps(_about),
        *([citation] if named else []),
        on_breach.sure(answers, "basis_preview", _about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    kind = BasisKind(answers["kind"]) if "kind" in answers else None
    found = {"kinds": list(BasisKind), "kind": kind, "day": on_breach.day_of(answers)}
    return {**on_breach.about(turn, answers), **found}


def _attached(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    kind, day = BasisKind(answers["kind"]), date.fromisoformat(answers["day"])
    # of a kind that was changed on the way here, a citation may still be among the answers
    citation = answers["citation"] if kind is BasisKind.NAMED_BY_LAW else ""
    basis = Basis(kind, answers["number"], answers["issuer"], day, answers["scan"], citation)
    return (rules.attach_basis(case, turn.actor, turn.moment, breach.key, basis),)


def _revoked_day(turn: Turn, answers: Answers, words: str) -> str:
    day = on_breach.past_day(turn, answers, words)
    _, breach = on_breach.staff_breach(turn, answers)
    if breach.basis is not None and date.fromisoformat(day) < breach.basis.day:
        raise Unreadable("revoked_too_soon")
    return day


def _revoking(turn: Turn, answers: Answers) -> list[Step]:
    return [
        Step("day", "basis_revoked_day", read=_revoked_day, about=_about),
        on_breach.reason(_about),
        on_breach.sure(answers, "revoke_preview", _about),
    ]


def _revoked(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    said = (date.fromisoformat(answers["day"]), answers["reason"])
    return (rules.revoke_basis(case, turn.actor, turn.moment, breach.key, *said),)


ATTACHING = Dialogue("attaching", _attaching, _attached)
"""Kind, number, issuer, day, scan, citation, a last look; `answers` begin with the case and the breach."""
REVOKING = Dialogue("revoking", _revoking, _revoked)
"""Since when, why, a last look; `answers` begin with the case and the breach."""
