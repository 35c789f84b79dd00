"""Words of one's own, then files one at a time, then a last look: how a statement and an application are said here."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers import on_breach
from handlers.dialogue import Answers, Step
from handlers.on_case import case_of
from handlers.plain_words import plain_words
from handlers.scans import scan
from handlers.turn import Turn
from mediation.actor import Role
from mediation.breach import Breach
from mediation.breach_access import own_breach, unheard_breach
from mediation.case import Case

MOST = 5
"""No more files go with one statement; whoever has more brings them to the mediator."""
_FILE = "file:"

About = Callable[[Turn, Answers], dict[str, object]]


@dataclass(frozen=True)
class Asked:
    """The templates that ask for the words and show the last look; `by_mediator`: how they know is asked too."""

    words: str
    preview: str
    by_mediator: bool = False


def path(asked: Asked) -> Callable[[Turn, Answers], list[Step]]:
    """The questions: words, for a mediator how they know, files until there is no other, the last look."""

    def steps(turn: Turn, answers: Answers) -> list[Step]:
        how = [Step("how", "heard_how", read=plain_words, about=about)] if asked.by_mediator else []
        words = Step("words", asked.words, read=plain_words, about=about)
        return [words, *how, *_file_steps(answers), on_breach.sure(answers, asked.preview, about)]

    return steps


def about(turn: Turn, answers: Answers) -> dict[str, object]:
    """What every question about the breach needs; raises Refused as `breach_meant`."""
    case, breach = breach_meant(turn, answers)
    known = {"files": len(files(answers)), "most": MOST, "for_them": turn.actor.role is Role.MEDIATOR}
    return {**on_breach.in_short(case, breach), "party_key": breach.party, **known}


def breach_meant(turn: Turn, answers: Answers) -> tuple[Case, Breach]:
    """The breach that a dialogue is about, for its own party, or for the mediator of one who does not read here.

    Raises Refused as `own_breach` and `unheard_breach`.
    """
    case = case_of(turn, answers["case"])
    whose = unheard_breach if turn.actor.role is Role.MEDIATOR else own_breach
    return case, whose(case, turn.actor, answers["breach"])


def files(answers: Answers) -> tuple[str, ...]:
    """The sha256 of the kept files, each once, in the order they came."""
    sent = (answers.get(f"{_FILE}{number}") for number in range(1, MOST + 1))
    return tuple(dict.fromkeys(one for one in sent if one))


def _file_steps(answers: Answers) -> list[Step]:
    """Up to the first that was left out."""
    steps = []
    for number in range(1, MOST + 1):
        key = f"{_FILE}{number}"
        steps.append(Step(key, "enclosed_file", read=_file, skippable=True, wants_file=True, about=about))
        if not answers.get(key):
            break
    return steps


def _file(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "enclosed_file_expected")
