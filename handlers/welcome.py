"""The first words: /start, /help, /language, and kind answers to what is not there."""

from handlers.effects import Effects, Reply, Write
from handlers.turn import Turn
from messages.words import LANGUAGES
from storage import people


def start(turn: Turn) -> Effects:
    """Without a payload: say who we are and what this person can do here; a payload is an invitation's token."""
    return (_welcome(turn),)


def help_(turn: Turn) -> Effects:
    """What this person can do here, and the way to a human."""
    return (_welcome(turn),)


def choose_language(turn: Turn) -> Effects:
    """Offer the languages, or set the one named after the command."""
    return set_language(turn, turn.ask.argument) if turn.ask.argument in LANGUAGES else (Reply("language_choice"),)


def set_language(turn: Turn, language: str | None = None) -> Effects:
    """Speak that language from now on; the answer is in it already."""
    chosen = language or turn.args[0]
    return (Write(lambda store: people.set_language(store, turn.person.id, chosen)), Reply("language_set"))


def unknown_command(turn: Turn) -> Effects:
    """A command that does not exist: said plainly, with what there is."""
    return (Reply("unknown_command"), _welcome(turn))


def not_for_you(turn: Turn) -> Effects:
    """A command of another role."""
    return (Reply("not_for_you"), _welcome(turn))


def _welcome(turn: Turn) -> Reply:
    return Reply("welcome", {"role": turn.actor.role, "name": turn.person.name, "staff": turn.staff})
