"""Publication: proposed by one, approved by another who saw checklist and text, dropped, and seen to be taken down."""

from hashlib import sha256

from handlers import on_breach
from handlers.breach_page import names
from handlers.checklist import lines, look_at, terms, text_of
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.plain_words import plain_words
from handlers.turn import Turn
from mediation import publication, withdrawal
from mediation.breach import Breach
from mediation.case import Case
from mediation.decision import Refused
from mediation.gate import gate_hash


def propose_publication(turn: Turn) -> Effects:
    """A button with the breach: what would be published, why, a last look; what is missing is said instead."""
    return on_breach.begin(turn, PROPOSING_PUBLICATION)


def drop_proposal(turn: Turn) -> Effects:
    """A button with the breach: there shall be no publication as proposed."""
    return on_breach.begin(turn, DROPPING)


def approve_publication(turn: Turn) -> Effects:
    """A button with the breach: checklist and exact text; its button carries the hash of both."""
    case, breach = _approvable(turn, *turn.args)
    look = look_at(turn, case, breach)
    checks = lines(turn, look)
    known = {"checks": checks, "open": all(one.passed for one in checks), "names": names(turn, breach)}
    return (Reply("approval", {**_terms(turn, case, breach), **known, "seen": gate_hash(look)}, case=case),)


def approve_sure(turn: Turn) -> Effects:
    """A button with breach and hash: the text once more before the last press."""
    *known, seen = turn.args
    case, breach = _approvable(turn, *known)
    if gate_hash(look_at(turn, case, breach)) != seen:
        raise Refused("gate_changed")
    return (Reply("approve_sure", {**_terms(turn, case, breach), "seen": seen}, case=case),)


def approve_yes(turn: Turn) -> Effects:
    """A button with breach and hash: published, if all is still as it was seen."""
    *known, seen = turn.args
    case, breach = _approvable(turn, *known)
    text = text_of(turn, case, breach)
    return (publication.approve(case, turn.actor, turn.moment, breach.key, text, seen),)


def taken_down(turn: Turn) -> Effects:
    """A button with the breach: did they look, and does the portal not show it any more?"""
    case, breach = on_breach.pressed_breach(turn)
    withdrawal.taken_down(case, turn.actor, turn.moment, breach.key)
    return (Reply("taken_down_sure", on_breach.in_short(case, breach), case=case),)


def taken_down_yes(turn: Turn) -> Effects:
    """A button with the breach: it is gone from the portal."""
    case, breach = on_breach.pressed_breach(turn)
    return (withdrawal.taken_down(case, turn.actor, turn.moment, breach.key),)


def _approvable(turn: Turn, *known: str) -> tuple[Case, Breach]:
    case, breach = on_breach.named_breach(turn, *known)
    publication.require_approver(case, turn.actor, turn.moment, breach.key)
    return case, breach


def _terms(turn: Turn, case: Case, breach: Breach) -> dict[str, object]:
    look = look_at(turn, case, breach)
    return {**on_breach.in_short(case, breach), **terms(look), "text": look.text}


def _proposing(turn: Turn, answers: Answers) -> list[Step]:
    case, breach = on_breach.staff_breach(turn, answers)
    # the last step's key names the text too: if it changed meanwhile, the preview is shown again
    shown = sha256(text_of(turn, case, breach).encode()).hexdigest()[:12]
    sure = f"sure:{case.number}/{breach.key}/{shown}"
    return [
        Step("reason", "publication_reason", read=plain_words, about=_about),
        Step(sure, "proposal_preview", choices=("yes",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, breach = on_breach.staff_breach(turn, answers)
    text = text_of(turn, case, breach)
    publication.require_proposable(case, turn.actor, turn.moment, breach.key, text)
    return _terms(turn, case, breach)


def _proposed(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    said = (answers["reason"], text_of(turn, case, breach))
    return (publication.propose(case, turn.actor, turn.moment, breach.key, *said),)


def _dropping(turn: Turn, answers: Answers) -> list[Step]:
    return [on_breach.reason(on_breach.about), on_breach.sure(answers, "drop_preview", on_breach.about)]


def _dropped(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    return (publication.drop_proposal(case, turn.actor, turn.moment, breach.key, answers["reason"]),)


PROPOSING_PUBLICATION = Dialogue("proposing_publication", _proposing, _proposed)
"""Why, and a last look at the very text; `answers` begin with the case and the breach."""
DROPPING = Dialogue("dropping", _dropping, _dropped)
"""Why, and a last look; `answers` begin with the case and the breach."""
