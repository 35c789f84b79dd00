"""Words that are to be passed on to somebody: text, not too long, and nothing like an identity number in it."""

from handlers.dialogue import Answers
from handlers.turn import Turn
from mediation.identifiers import Unreadable, find_numbers

LONGEST = 1000
"""No question and no answer is longer, in characters: it is quoted, and read on a small screen."""


def plain_words(turn: Turn, answers: Answers, words: str) -> str:
    """The words as they may be passed on; raises Unreadable: words_wanted, number_not_sent or words_too_long."""
    if not words.strip():
        raise Unreadable("words_wanted")
    if find_numbers(words):
        raise Unreadable("number_not_sent")
    if len(words) > LONGEST:
        raise Unreadable("words_too_long")
    return words.strip()
