"""From a button to a breach, and what the staff's dialogues about one breach have in common."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from handlers import dialogue
from handlers.answers import read_day
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import case_of, pressed_case
from handlers.plain_words import plain_words
from handlers.recording_reads import text
from handlers.scans import scan
from handlers.turn import Turn
from handlers.which import staff_case
from mediation.agreed import Obligation
from mediation.breach import Breach
from mediation.case import Case
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from storage import drafts

About = Callable[[Turn, Answers], dict[str, object]]


def pressed_breach(turn: Turn) -> tuple[Case, Breach]:
    """Case and breach of a button: its last argument is the key, in letters about several cases after the number.

    Raises Refused: case_unknown, breach_unknown.
    """
    return named_breach(turn, *turn.args)


def named_breach(turn: Turn, *known: str) -> tuple[Case, Breach]:
    """The same for a button that has more arguments after these."""
    *number, key = known
    case = case_of(turn, number[0]) if number else pressed_case(turn)
    return case, breach_in(case, key)


def breach_in(case: Case, key: str) -> Breach:
    """The breach with this key; raises Refused("breach_unknown")."""
    found = next((one for one in case.breaches if one.key == key), None)
    if found is None:
        raise Refused("breach_unknown")
    return found


def owed_of(case: Case, breach: Breach) -> Obligation | None:
    """What was not performed; None where a commitment was untrue, or the terms were changed since."""
    return next((one for one in case.obligations if one.key == breach.obligation), None)


def staff_breach(turn: Turn, answers: Answers) -> tuple[Case, Breach]:
    """The breach that a dialogue is about, for staff who still see its case; raises as `pressed_breach`."""
    case = staff_case(turn, answers["case"])
    return case, breach_in(case, answers["breach"])


def in_short(case: Case, breach: Breach) -> dict[str, object]:
    """What every letter to staff about a breach needs."""
    return {"case": case, "breach": breach, "owed": owed_of(case, breach)}


def about(turn: Turn, answers: Answers) -> dict[str, object]:
    """The same for a question of a dialogue."""
    return in_short(*staff_breach(turn, answers))


def begin(turn: Turn, known: Dialogue, **given: str) -> Effects:
    """A button with the breach: begin, or go on where they stopped with this very one."""
    case, breach = pressed_breach(turn)
    return begin_about(turn, known, {"case": case.number, "breach": breach.key, **given})


def begin_about(turn: Turn, known: Dialogue, given: dict[str, str]) -> Effects:
    """Begin a dialogue that is named after what is given, or go on with the very same one."""
    own = replace(known, name=f"{known.name}:{'/'.join(given.values())}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    return dialogue.begin(turn, own, given) if begun is None else dialogue.ask_again(turn, own, begun)


def reason(about: About) -> Step:
    """Why, in words that the party will read."""
    return Step("reason", "breach_reason", read=plain_words, about=about)


def sure(answers: Answers, template: str, about: About) -> Step:
    """A last look; the step's key names what it is about, so that no other preview's button can send this."""
    place = answers["case"], answers.get("breach", answers.get("obligation", ""))
    return Step(f"sure:{'/'.join(place)}", template, choices=("yes",), about=about)


def paper_steps(about: About) -> list[Step]:
    """A document of an agency or court: number, issuer, date, and a scan of it."""
    return [
        Step("number", "document_number", read=text, about=about),
        Step("issuer", "document_issuer", read=text, about=about),
        Step("day", "document_day", read=past_day, about=about),
        Step("scan", "document_scan", read=_scan, wants_file=True, about=about),
    ]


def past_day(turn: Turn, answers: Answers, words: str) -> str:
    """A day up to today; raises Unreadable as `read_day`, and court_day_ahead."""
    day = read_day(words, turn.moment.today, looking_back=True)
    if day > turn.moment.today:
        raise Unreadable("court_day_ahead")
    return day.isoformat()


def day_of(answers: Answers) -> date | None:
    """The day that was answered, for a preview; None before."""
    return date.fromisoformat(answers["day"]) if "day" in answers else None


def _scan(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "document_expected")
