"""Reads the typed answers of a recording: what is kept reads the same again, or Unreadable says why."""

from datetime import date

from handlers.answers import read_amount, read_day
from handlers.dialogue import SKIPPED, Answers
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.identifiers import Unreadable, find_numbers, read_person_identity, read_uscc
from mediation.phones import read_phone
from mediation.terms import check_effective
from mediation.widths import squeezed

LONGEST = 200
"""No typed answer is longer, in characters."""
LONGEST_NAME = 60
_NOTHING = {"无", "没有", "没", "不填", "不涉及", "暂无", "none", "no", "-", "/", "n/a"}
"""Words that leave a question out that may be left out."""


def text(turn: Turn, answers: Answers, words: str) -> str:
    """A line of plain words; raises Unreadable: words_missing, answer_too_long, number_not_here."""
    line = _line(words)
    if not any(one.isalnum() for one in line):
        raise Unreadable("words_missing")
    if len(line) > LONGEST:
        raise Unreadable("answer_too_long")
    if find_numbers(line):
        raise Unreadable("number_not_here")
    return line


def name(turn: Turn, answers: Answers, words: str) -> str:
    """An entity's name; raises Unreadable: name_unreadable, name_too_long, number_not_here."""
    line = _line(words)
    if find_numbers(line):
        raise Unreadable("number_not_here")
    if sum(one.isalpha() for one in line) < 2:
        raise Unreadable("name_unreadable")
    if len(line) > LONGEST_NAME:
        raise Unreadable("name_too_long")
    return line


def person_name(turn: Turn, answers: Answers, words: str) -> str:
    """A person's name; raises Unreadable as `name` does, and name_digits."""
    line = name(turn, answers, words)
    if any(one.isdigit() for one in line):
        raise Unreadable("name_digits")
    return line


def identity(turn: Turn, answers: Answers, words: str) -> str:
    """A person's identity number; raises what read_person_identity raises, and identity_is_code."""
    try:
        return read_person_identity(words, turn.moment.today).number
    except Unreadable:
        if _readable_code(words):
            raise Unreadable("identity_is_code") from None
        raise


def code(turn: Turn, answers: Answers, words: str) -> str:
    """A unified social credit code; raises what read_uscc raises, and code_is_identity."""
    try:
        return read_uscc(words).number
    except Unreadable:
        if _readable_identity(words, turn.moment.today):
            raise Unreadable("code_is_identity") from None
        raise


def phone(turn: Turn, answers: Answers, words: str) -> str:
    """A telephone number, or words for none; raises Unreadable("phone_unreadable")."""
    return SKIPPED if _none(words) else read_phone(words).number


def number(turn: Turn, answers: Answers, words: str) -> str:
    """The agreement's own number, or words for none; raises what `text` raises."""
    return SKIPPED if _none(words) else text(turn, answers, words)


def effective(turn: Turn, answers: Answers, words: str) -> str:
    """The day of effect, as an ISO date; without a year the nearest such day, past or to come.

    Raises what read_day raises, effective_too_late and effective_too_early.
    """
    today = turn.moment.today
    read = (read_day(words, today, looking_back=True), read_day(words, today))
    day = min(read, key=lambda one: abs(one - today))
    try:
        check_effective(day, today)
    except Refused as no:
        raise Unreadable(no.reason) from None
    return day.isoformat()


def amount(turn: Turn, answers: Answers, words: str) -> str:
    """An amount as yuan with two decimals, or words for none; raises what read_amount raises."""
    if _none(words):
        return SKIPPED
    yuan, fen = divmod(read_amount(words), 100)
    return f"{yuan}.{fen:02d}"


def _line(words: str) -> str:
    return " ".join("".join(one for one in words if one.isprintable() or one.isspace()).split())


def _none(words: str) -> bool:
    return squeezed(words) in _NOTHING


def _readable_code(words: str) -> bool:
    try:
        return bool(read_uscc(words))
    except Unreadable:
        return False


def _readable_identity(words: str, today: date) -> bool:
    try:
        return bool(read_person_identity(words, today))
    except Unreadable:
        return False
