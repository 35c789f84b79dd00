"""[Entered by mistake] at the court: one entry is struck out, with a reason and a last look; all who were told hear."""

from handlers import on_breach
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import pressed_case
from handlers.plain_words import plain_words
from handlers.turn import Turn
from handlers.which import staff_case
from mediation import striking
from mediation.case import Case
from mediation.court_facts import CourtFact, Enforcement, Listing
from mediation.decision import Refused

RULING = "ruling"
"""Stands in a button for the key of the ruling, which has none."""


def entries(case: Case) -> list[dict[str, object]]:
    """What can be struck out now, each with its button's argument, what it is, and its enforcement or listing."""
    return [
        {"fact": fact, "key": key or RULING, "entry": entry_of(case, fact, key)}
        for fact, key in striking.strikable(case)
    ]


def entry_of(case: Case, fact: CourtFact, key: str) -> Enforcement | Listing | None:
    """The enforcement or listing with this key; None for the ruling, and for one that is gone."""
    known: tuple[Enforcement | Listing, ...] = case.listings
    if fact in (CourtFact.ENFORCEMENT, CourtFact.ENDING):
        known = case.enforcements
    return next((one for one in known if one.key == key), None)


def strike(turn: Turn) -> Effects:
    """A button with what it is and its key: why, and a last look."""
    case, (fact, key) = pressed_case(turn), turn.args
    striking.require_strikable(case, turn.actor, *_named(fact, key))
    return on_breach.begin_about(turn, STRIKING, {"case": case.number, "fact": fact, "key": key})


def _named(fact: str, key: str) -> tuple[CourtFact, str]:
    if fact not in list(CourtFact):
        raise Refused("court_fact_unknown")
    return CourtFact(fact), "" if key == RULING else key


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = staff_case(turn, answers["case"])
    fact, key = _named(answers["fact"], answers["key"])
    striking.require_strikable(case, turn.actor, fact, key)
    return {"case": case, "fact": fact, "entry": entry_of(case, fact, key)}


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names what it is about, so that no other preview's button can send this one
    place = answers["case"], answers["fact"], answers["key"]
    return [
        Step("reason", "strike_reason", read=plain_words, about=_about),
        Step(f"sure:{'/'.join(place)}", "strike_preview", choices=("yes",), about=_about),
    ]


def _struck(turn: Turn, answers: Answers) -> Effects:
    case = staff_case(turn, answers["case"])
    return (striking.strike(case, turn.actor, *_named(answers["fact"], answers["key"]), answers["reason"]),)


STRIKING = Dialogue("striking", _path, _struck)
"""Why, and a last look; `answers` begin with the case, what it is, and its key."""
