"""The gate's checks as staff see them: those that the next step needs, with the public text, class and term."""

from dataclasses import dataclass

from handlers.public_text import public_text
from handlers.turn import Turn
from mediation.breach import RECORDED, UNCONFIRMED, UNDER_PROPOSAL, Breach
from mediation.breach_periods import cure_ends, hearing_ends
from mediation.case import Case
from mediation.gate import BEFORE_CONFIRMING, BEFORE_NOTICE, MATTER, Look, checklist, computed_grade, computed_term
from mediation.periods import PeriodEnd

_MATTER = frozenset(one.name for one in MATTER)


@dataclass(frozen=True)
class Line:
    """One check in words, and how it came out; `end` of the period that it asks about, if any."""

    words: str
    passed: bool
    end: PeriodEnd | None = None


def look_at(turn: Turn, case: Case, breach: Breach, seen: str | None = None) -> Look:
    """The breach as whoever asks would have the gate look at it, with the text that is or would be public."""
    return Look(case, breach, turn.moment, text_of(turn, case, breach), turn.actor, seen)


def text_of(turn: Turn, case: Case, breach: Breach) -> str:
    """The text that was published or proposed, or would be proposed today; empty where none can be written."""
    if breach.publication is not None:
        return breach.publication.text
    if breach.proposal is not None and breach.state in UNDER_PROPOSAL:
        return breach.proposal.text
    return public_text(turn.office, case, breach, turn.moment) if breach.basis is not None else ""


def lines(turn: Turn, look: Look) -> list[Line]:
    """The checks that must pass before the next step: confirming, the prior notice, or publishing."""
    state = look.breach.state
    if state not in UNCONFIRMED | RECORDED:
        return []
    needed = _MATTER if state in UNDER_PROPOSAL else BEFORE_NOTICE if state in RECORDED else BEFORE_CONFIRMING
    words, ends = turn.office.words.names(turn.person.language)["Check"], _ends(look)
    return [Line(words[one.name], one.passed, ends.get(one.name)) for one in checklist(look, needed)]


def terms(look: Look) -> dict[str, object]:
    """Class and term as computed now; of a publication as they were fixed."""
    public, computed = look.breach.publication, computed_term(look)
    if public is not None:
        return {"grade": public.grade, "least": public.least, "until": public.until}
    least, until = computed or (None, None)
    return {"grade": computed_grade(look), "least": least, "until": until}


def _ends(look: Look) -> dict[str, PeriodEnd | None]:
    """When the periods end that have begun; the day on which it can go on shows why it cannot yet."""
    breach, asked = look.breach, (look.at.profile, look.at.calendar, look.at.zone)
    served = breach.warning.proof is not None
    heard = breach.proposal is not None and breach.proposal.notice.proof is not None
    return {
        "cure_over": cure_ends(breach, *asked) if served else None,
        "hearing_over": hearing_ends(breach, *asked) if heard else None,
    }
