"""The judicial side: what time tells, what the parties wish, and what the mediator enters of application and ruling."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers import dialogue
from handlers.answers import read_day
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of, pressed_case
from handlers.scans import scan
from handlers.turn import Office, Turn
from mediation import judicial
from mediation.actor import TIME
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.identifiers import Unreadable, find_numbers
from mediation.performance import Ruling
from mediation.reminder import Reminder
from storage.store import Store

LONGEST = 60
"""No ruling's number is longer, in characters."""
NOTHING = "nothing"
"""The answer to the day of the application when nothing came of it."""


def confirmation(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """A party is told that both may apply for judicial confirmation together."""
    return (judicial.tell_of_confirmation(case, TIME, office.moment(now), batch[0]),)


def enforcement(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """The obligee is told until when enforcement can be applied for."""
    return (judicial.tell_of_enforcement(case, TIME, office.moment(now), batch[0]),)


def court_wish(turn: Turn) -> Effects:
    """[I want to] or [I need not] under a letter about confirmation; the argument is "yes" or "no"."""
    case, party = pressed_case(turn), turn.press.party if turn.press else None
    return (judicial.wish(case, turn.actor, turn.moment, party or "", turn.args[0] == "yes"),)


def application_made(turn: Turn) -> Effects:
    """A button of the case card: both have applied, on which day; or nothing came of it."""
    return _begin(turn, APPLICATION)


def ruling(turn: Turn) -> Effects:
    """A button of the case card: the ruling's number and date, from the document, and a last look."""
    return _begin(turn, RULING)


def _begin(turn: Turn, known: Dialogue) -> Effects:
    case = pressed_case(turn)
    judicial.require_applicable(case, turn.actor, turn.moment)
    return dialogue.begin(turn, replace(known, name=f"{known.name}:{case.number}"), {"case": case.number})


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    judicial.require_applicable(case, turn.actor, turn.moment)
    day = answers.get("day", NOTHING)
    return {"case": case, "day": None if day == NOTHING else date.fromisoformat(day)}


def _application_day(turn: Turn, answers: Answers, words: str) -> str:
    return NOTHING if words == NOTHING else _day(turn, answers, words)


def _day(turn: Turn, answers: Answers, words: str) -> str:
    day = read_day(words, turn.moment.today, looking_back=True)
    try:
        judicial.require_court_day(case_of(turn, answers["case"]), turn.moment, day)
    except Refused as no:
        raise Unreadable(no.reason) from None
    return day.isoformat()


def _number(turn: Turn, answers: Answers, words: str) -> str:
    said = " ".join(words.split())
    if find_numbers(said):
        raise Unreadable("number_not_here")
    if not said or len(said) > LONGEST:
        raise Unreadable("ruling_number_unreadable")
    return said


def _scan(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "document_expected")


def _application(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names the case, so that no other case's button can send this one
    sure = Step(f"sure:{answers['case']}", "application_preview", choices=("yes",), about=_about)
    return [Step("day", "application_day", read=_application_day, about=_about), sure]


def _ruling(turn: Turn, answers: Answers) -> list[Step]:
    sure = Step(f"sure:{answers['case']}", "ruling_preview", choices=("yes",), about=_about)
    return [
        Step("number", "ruling_number", read=_number, about=_about),
        Step("day", "ruling_day", read=_day, about=_about),
        Step("scan", "ruling_scan", read=_scan, skippable=True, wants_file=True, about=_about),
        sure,
    ]


def _applied(turn: Turn, answers: Answers) -> Effects:
    case, day = case_of(turn, answers["case"]), answers["day"]
    if day == NOTHING:
        return _decided(lambda: judicial.drop(case, turn.actor, turn.moment))
    return _decided(lambda: judicial.apply(case, turn.actor, turn.moment, date.fromisoformat(day)))


def _ruled(turn: Turn, answers: Answers) -> Effects:
    found = Ruling(answers["number"], date.fromisoformat(answers["day"]), answers["scan"] or None)
    case = case_of(turn, answers["case"])
    return _decided(lambda: judicial.record_ruling(case, turn.actor, turn.moment, found))


def _decided(rule: Callable[[], Decision]) -> Effects:
    try:
        return (rule(),)
    except Refused as no:
        # known or ended while this was filled in: there is nothing to ask again
        return (Reply(no.reason, no.about),)


APPLICATION = Dialogue("application", _application, _applied)
"""One day, or that nothing came of it; `answers` begin with the case."""
RULING = Dialogue("ruling", _ruling, _ruled)
"""Number, day and scan of the ruling; `answers` begin with the case."""
