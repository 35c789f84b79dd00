"""Asks that are no command and no answer: presses gone by, groups, edits, contacts."""

from handlers import dialogues
from handlers.effects import Effects, Reply
from handlers.masking import mask_contact
from handlers.turn import Turn
from storage import drafts


def unknown_button(turn: Turn) -> Effects:
    """A button that this bot never made, or that was forgotten."""
    return (Reply("unknown_button"),)


def not_yours(turn: Turn) -> Effects:
    """A button from somebody else's letter."""
    return (Reply("not_yours"),)


def already_done(turn: Turn) -> Effects:
    """A button whose letter was settled before; if a question is open, it is asked again."""
    return (Reply("already_done"), *_open_question(turn))


def in_group(turn: Turn) -> Effects:
    """In a group the bot only says that it talks in private."""
    return (Reply("in_group", {"bot_link": turn.office.bot_link}, repeatable=False),)


def edited(turn: Turn) -> Effects:
    """An edit is logged and changes nothing: said, so that nobody thinks otherwise."""
    return (Reply("edit_not_taken"), *_open_question(turn))


def contact(turn: Turn) -> Effects:
    """A shared contact: numbers are the mediator's to record, so this one is not kept."""
    return (mask_contact(), Reply("contact_not_taken"))


def nothing(turn: Turn) -> Effects:
    """Something to be logged only."""
    return ()


def _open_question(turn: Turn) -> Effects:
    return dialogues.resume(turn) if drafts.newest(turn.store, turn.person.id) else ()
