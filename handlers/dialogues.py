"""The dialogues by name, and the handlers that move within whichever one is open."""

from collections.abc import Callable, Collection
from dataclasses import replace

from handlers import dialogue as moves
from handlers.dialogue import Dialogue
from handlers.effects import Drop, Effects, Keep, Reply
from handlers.turn import Turn
from mediation.decision import Refused
from storage import drafts
from storage.drafts import Draft

DIALOGUES: dict[str, Dialogue] = {}
"""Every dialogue; subjects add theirs in handlers/routes. One that is named "kind:about" is of that kind."""


def choose(turn: Turn) -> Effects:
    """A choice button of a question: its arguments are the dialogue's question and the value."""
    step, value = turn.args
    return _move(turn, lambda dialogue, draft: moves.choose(turn, dialogue, draft, value, step))


def answer(turn: Turn) -> Effects:
    """Typed words, or a file, for the open question."""
    return _move(turn, lambda dialogue, draft: moves.answer(turn, dialogue, draft, turn.ask.text))


def back(turn: Turn) -> Effects:
    """One question back."""
    return _move(turn, lambda dialogue, draft: moves.back(turn, dialogue, draft))


def skip(turn: Turn) -> Effects:
    """Leave the question out, or keep the answer given before."""
    return _move(turn, lambda dialogue, draft: moves.skip(turn, dialogue, draft))


def change(turn: Turn) -> Effects:
    """Open one question again, from the summary."""
    return _move(turn, lambda dialogue, draft: moves.change(turn, dialogue, draft, turn.args[0]))


def cancel(turn: Turn) -> Effects:
    """Leave the dialogue, after asking once more if much was entered; one that waited underneath is gone on with."""
    return _move(turn, lambda dialogue, draft: _cancel(turn, dialogue, draft))


def _cancel(turn: Turn, dialogue: Dialogue, draft: Draft) -> Effects:
    if not turn.args and dialogue.much(turn, draft.answers):
        return (Keep(draft), Reply("cancel_sure"))
    return moves.cancel(turn, dialogue)


def resume(turn: Turn) -> Effects:
    """Ask the open question again, if there is one."""
    return _move(turn, lambda dialogue, draft: moves.ask_again(turn, dialogue, draft))


def _move(turn: Turn, move: Callable[[Dialogue, Draft], Effects]) -> Effects:
    found = opened(turn)
    if found is None:
        return (Reply("nothing_open"),)
    try:
        return move(*found)
    except Refused as no:
        # what it was about is gone, ended or not theirs any more: nothing is left to be asked
        return (Drop(found[0].name), Reply(no.reason, no.about))


def opened(turn: Turn, besides: Collection[str] = ()) -> tuple[Dialogue, Draft] | None:
    """The dialogue that this person's words belong to, and how far it is; None if none is open."""
    draft = drafts.newest(turn.store, turn.person.id, besides)
    if draft is None:
        return None
    kind, _, _ = draft.dialogue.partition(":")
    return replace(DIALOGUES[kind], name=draft.dialogue), draft


def go_on_underneath(turn: Turn, effects: Effects) -> Effects:
    """These effects, and if they end a dialogue and begin none, the question that was open underneath, once more."""
    ended = [effect.dialogue for effect in effects if isinstance(effect, Drop)]
    if not ended or any(isinstance(effect, Keep) for effect in effects):
        return effects
    found = opened(turn, besides=ended)
    if found is None:
        return effects
    try:
        return (*effects, Reply("where_we_were"), *moves.ask_again(turn, *found))
    except Refused as no:
        return (*effects, Drop(found[0].name), Reply(no.reason, no.about))
