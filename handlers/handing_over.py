"""/handover: one case or all to another mediator, for good or until a day on which they come back by themselves."""

from collections.abc import Sequence
from datetime import date

from handlers import dialogue
from handlers.answers import read_day
from handlers.dialogue import SKIPPED, Answers, Dialogue, Step
from handlers.effects import Effects, Happened
from handlers.giving_back import former_told, handed_over
from handlers.on_case import case_of, pressed_case
from handlers.plain_words import plain_words
from handlers.staffing import member_of
from handlers.turn import Turn
from mediation import handing_over as rules
from mediation.case import Case
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.office import administers
from mediation.staff import StaffMember
from storage import cases, people

ALL, ONE = "all", "one"


def command(turn: Turn) -> Effects:
    """/handover: the mediator's own cases, one or all."""
    if not cases.count_in_scope(turn.store, turn.actor):
        raise Refused("no_cases")
    return _begin(turn, turn.person.id, {})


def hand_over(turn: Turn) -> Effects:
    """A button on a case's card: this one case, by its mediator or an administrator of its unit."""
    case = pressed_case(turn)
    rules.require_may_hand_over(case, turn.actor)
    return _begin(turn, case.mediator, {"which": ONE, "number": case.number})


def hand_over_of(turn: Turn) -> Effects:
    """A button with the member: an administrator hands over for a mediator who is absent or leaves."""
    member = member_of(turn)
    if not administers(turn.actor, member.unit):
        raise Refused("other_unit")
    if not cases.count_in_scope(turn.store, member.actor):
        raise Refused("no_cases")
    return _begin(turn, member.person, {})


def _begin(turn: Turn, former: int, given: Answers) -> Effects:
    answers = {"former": str(former), **given}
    if not _colleagues(turn, answers):
        raise Refused("no_colleague")
    return dialogue.begin(turn, HANDING, answers)


def _path(turn: Turn, answers: Answers) -> list[Step]:
    to = tuple(str(one.person) for one in _colleagues(turn, answers))
    return [
        Step("which", "hand_over_which", choices=(ALL, ONE), about=_about),
        *([Step("number", "hand_over_number", read=_number, about=_about)] if answers.get("which") == ONE else []),
        Step("to", "hand_over_to", choices=to, about=_about),
        Step("until", "hand_over_until", read=_until, skippable=True, about=_about),
        Step("note", "hand_over_note", read=plain_words, skippable=True, about=_about),
        Step(_sure(turn, answers), "hand_over_sure", choices=("yes",), about=_about_end),
    ]


def _sure(turn: Turn, answers: Answers) -> str:
    """The last step's key says what is agreed to: a preview of other cases or for another colleague is not pressed."""
    total = cases.count_in_scope(turn.store, _former(turn, answers).actor)
    about = answers["number"] if answers.get("which") == ONE and "number" in answers else f"{ALL}{total}"
    return ":".join(["sure", answers["former"], about, answers.get("to", ""), answers.get("until", "")])


def _number(turn: Turn, answers: Answers, words: str) -> str:
    case = cases.load(turn.store, words)
    if case is None or str(case.mediator) != answers["former"]:
        raise Unreadable("case_unknown")
    try:
        rules.require_may_hand_over(case, turn.actor)
    except Refused as no:
        raise Unreadable(no.reason) from None
    return case.number


def _until(turn: Turn, answers: Answers, words: str) -> str:
    day = read_day(words, turn.moment.today)
    try:
        rules.require_until(day, turn.moment.today)
    except Refused as no:
        raise Unreadable(no.reason) from None
    return day.isoformat()


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    former = _former(turn, answers)
    return {
        "former": former,
        "own": former.person == turn.person.id,
        "colleagues": _colleagues(turn, answers),
        "total": cases.count_in_scope(turn.store, former.actor),
    }


def _about_end(turn: Turn, answers: Answers) -> dict[str, object]:
    found = _cases(turn, answers)
    if not found:
        raise Refused("no_cases")
    return {
        **_about(turn, answers),
        "numbers": [case.number for case in found],
        "lent": len([case for case in found if rules.lent_to(case, turn.actor, turn.moment.today)]),
        "to": _to(turn, answers),
        "until": _day(answers),
        "note": answers.get("note", SKIPPED),
    }


def _former(turn: Turn, answers: Answers) -> StaffMember:
    found = next((one for one in people.staff(turn.store) if str(one.person) == answers["former"]), None)
    if found is None:
        raise Refused("staff_unknown")
    if found.person != turn.person.id and not administers(turn.actor, found.unit):
        raise Refused("other_unit")
    return found


def _colleagues(turn: Turn, answers: Answers) -> list[StaffMember]:
    staff, bound = people.staff(turn.store), people.bound_staff(turn.store)
    former = _former(turn, answers)
    return rules.colleagues(former.unit, former.person, staff, bound)


def _to(turn: Turn, answers: Answers) -> StaffMember:
    found = next((one for one in _colleagues(turn, answers) if str(one.person) == answers["to"]), None)
    if found is None:
        raise Refused("colleague_gone")
    return found


def _day(answers: Answers) -> date | None:
    return None if answers.get("until", SKIPPED) == SKIPPED else date.fromisoformat(answers["until"])


def _cases(turn: Turn, answers: Answers) -> Sequence[Case]:
    if answers["which"] == ONE:
        return (case_of(turn, answers["number"]),)
    return cases.in_scope(turn.store, _former(turn, answers).actor)


def _finish(turn: Turn, answers: Answers) -> Effects:
    former, to, until, note = _former(turn, answers), _to(turn, answers), _day(answers), answers["note"]
    decisions = [
        rules.hand_over(case, turn.actor, turn.moment, former, to, until, note) for case in _cases(turn, answers)
    ]
    event = handed_over(former, to, decisions, note, returned=False)
    by_others = former.person != turn.person.id
    return (*decisions, Happened(event), *((former_told(event),) if by_others else ()))


HANDING = Dialogue("hand_over", _path, _finish, cancelled="hand_over_cancelled")
"""Which cases, to whom, until when, a note, and a last look; `answers` begin with whose cases they are."""
