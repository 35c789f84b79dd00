"""[Propose a new schedule]: what of it, the new days in plain words, why, and old and new side by side."""

from dataclasses import replace
from typing import Any

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply, Write
from handlers.on_case import case_of, pressed_case
from handlers.plain_words import plain_words
from handlers.recording_terms import anchored, kept_when, lasting, read_schedule, spread
from handlers.turn import Turn
from mediation import changing
from mediation.access import require_mediator, require_open
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.changing import NewSchedule, sides, total_left
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.performance import Proposal
from mediation.reminding import hears
from mediation.replacing import changeable, from_here_on, may_change
from storage import cases, drafts
from storage.store import Store

ONE, LATER = "one", "later"
"""What is to change: this obligation, or of its series this and all later ones."""


def propose(turn: Turn) -> Effects:
    """A button with the obligation, or of the case card without one: then of the only one, or the one chosen."""
    case = pressed_case(turn)
    require_mediator(case, turn.actor)
    require_open(case)
    among = may_change(case)
    if not turn.args and len(among) != 1:
        if not among:
            raise Refused("not_changeable")
        return (Reply("change_which", {"among": among}, case=case),)
    owed = changeable(case, turn.args[0]) if turn.args else among[0]
    own = replace(PROPOSING, name=f"{PROPOSING.name}:{case.number}/{owed.key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "obligation": owed.key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    case = _case(turn, answers)
    # the last step's key names the obligation, so that no other preview's button can send this
    send = f"send:{answers['case']}/{answers['obligation']}"
    scope = Step("scope", "change_scope", choices=(ONE, LATER), about=_about)
    return [
        *([scope] if len(from_here_on(case, answers["obligation"])) > 1 else []),
        Step("when", "change_when", read=_read_when, about=_about_when, trouble=_trouble),
        Step("reason", "change_reason", read=plain_words, about=_about),
        Step(send, "change_preview", choices=("send",), about=_preview),
    ]


def _case(turn: Turn, answers: Answers) -> Case:
    case = case_of(turn, answers["case"])
    require_mediator(case, turn.actor)
    require_open(case)
    return case


def _old(case: Case, answers: Answers) -> tuple[Obligation, ...]:
    """What is to be replaced by these answers."""
    key = answers["obligation"]
    return from_here_on(case, key) if answers.get("scope") == LATER else (changeable(case, key),)


def _about(turn: Turn, answers: Answers) -> dict[str, Any]:
    case = _case(turn, answers)
    old = _old(case, answers)
    return {
        "case": case,
        "replaced": old,
        "left": total_left(case, old),
        "series": len(from_here_on(case, answers["obligation"])),
        "why": answers.get("reason"),
        "hardship": case.performance(answers["obligation"]).hardship,
    }


def _about_when(turn: Turn, answers: Answers) -> dict[str, Any]:
    kept = answers.get("when")
    return {**_about(turn, answers), "old": anchored(kept, turn.moment.today)[1] if kept else None}


def _read_when(turn: Turn, answers: Answers, words: str) -> str:
    """A time as typed or kept; raises Unreadable as the reading does, change_differs, change_too_early, change_same."""
    typed_on, said = anchored(words, turn.moment.today)
    kept = kept_when(" ".join(said.split()), typed_on)
    _proposal(turn, {**answers, "when": kept})
    return kept


def _trouble(turn: Turn, answers: Answers) -> str | None:
    try:
        _read_when(turn, answers, answers["when"])
    except Unreadable as unclear:
        return unclear.reason
    return None


def _schedule(turn: Turn, answers: Answers) -> NewSchedule:
    """The schedule by the words that were typed; a period without a start runs from the day they were typed on."""
    typed_on, said = anchored(answers["when"], turn.moment.today)
    falls_due, period = read_schedule(said, typed_on, typed_on, turn.office.calendar)
    case = _case(turn, answers)
    try:
        amounts = spread(total_left(case, _old(case, answers)), falls_due)
    except Unreadable:
        raise Unreadable("change_differs") from None
    parts = tuple(replace(due, amount_fen=amount) for due, amount in zip(falls_due, amounts, strict=True))
    return NewSchedule(parts, lasting(said, parts[0].day), period)


def _proposal(turn: Turn, answers: Answers) -> Proposal | None:
    """What these answers would propose; raises Unreadable for what the rule would refuse of its days and amounts."""
    case = _case(turn, answers)
    _old(case, answers)
    new = _schedule(turn, answers)
    later, reason = answers.get("scope") == LATER, answers.get("reason") or "-"
    try:
        return changing.propose(case, turn.actor, turn.moment, answers["obligation"], later, new, reason).case.proposal
    except Refused as no:
        raise Unreadable(no.reason) from None


def _preview(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {**_about(turn, answers), "proposal": _proposal(turn, answers)}


def _propose(turn: Turn, answers: Answers) -> Effects:
    case, new = _case(turn, answers), _schedule(turn, answers)
    later = answers.get("scope") == LATER
    decision = changing.propose(case, turn.actor, turn.moment, answers["obligation"], later, new, answers["reason"])
    return (decision, Write(lambda store: _proposed(store, case.number)))


def _proposed(store: Store, number: str) -> Effects:
    # said here and not by the event, because who reads here is not in it
    case = cases.load(store, number)
    if case is None or case.proposal is None:
        raise LookupError(number)
    untold = [case.party(key) for key in sides(case.proposal) if hears(case.party(key)) is None]
    return (Reply("change_sent", {"proposal": case.proposal, "untold": untold}, case=case),)


PROPOSING = Dialogue("proposing", _path, _propose, cancelled="change_not_sent")
"""What of it, when, why, a last look; `answers` begin with the case and the obligation."""
