"""Masking what must not rest in the log: every text inside the raw message, whatever the door's format is."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.ask import DELIVERY, AskKind
from handlers.effects import Effects, Mask
from handlers.turn import Turn
from mediation.binding import read_last_six
from mediation.case import BindingState, Case, Party
from mediation.identifiers import Unreadable, find_numbers, mask_numbers
from storage import cases

NUMBER_MARK = "[证件号码]"
PHONE_MARK = "[电话号码]"
LINK_MARK = "[link]"
_PHONE = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){6,14}", re.ASCII)
_TYPED = frozenset({AskKind.TEXT, AskKind.FILE, AskKind.EDIT})
_NO_WORDS = re.compile(r"(?:.*_)?(?:id|ref|data|instance)")
"""Names of what doors say to themselves: an album's id may well look like somebody's number."""


def mask_secret(secret: str) -> Mask:
    """Mask one secret (a one-time token, the last six characters) in the message that said it."""
    return Mask(lambda raw: _each_text(raw, lambda text: _without(text, secret)))


def mask_words(words: str, mark: str) -> Mask:
    """Mask everything that was said in the message (a pasted form, a mistyped number); the mark stands in its place."""
    return Mask(lambda raw: _each_text(raw, lambda text: mark if words.strip() in text else text))


def mask_contact() -> Mask:
    """Mask the telephone numbers of a shared contact: no word that was said, so all of the message is looked at."""
    return Mask(lambda raw: _each_text(raw, lambda text: _PHONE.sub(PHONE_MARK, text)))


def without_numbers(raw: str) -> str | None:
    """A message that no turn could handle, without its identity numbers; None if it shows none."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        masked = _numbers(raw)
        return masked if masked != raw else None
    walked = _walk(value, _numbers)
    return _written(walked) if walked != value else None


def unnumbered(turn: Turn, effects: Effects) -> Effects:
    """These effects, and if a number still stands anywhere in the message, the masking of it.

    It may stand in a file's name, in what is quoted, or in a group; only a message that says it itself leaves the chat.
    """
    raw, masks = turn.incoming.raw, [effect for effect in effects if isinstance(effect, Mask)]
    if not masks and turn.ask.kind in _TYPED and stray_last_six(turn) is not None:
        return (mask_words(turn.ask.text, NUMBER_MARK), *effects)
    if turn.ask.kind is AskKind.PRESS or turn.incoming.door == DELIVERY or not _holds_number(raw):
        return effects
    if masks:
        return tuple(_also_numbers(effect) if isinstance(effect, Mask) else effect for effect in effects)
    said = f"{turn.ask.text}\n{turn.ask.file.name if turn.ask.file else ''}"
    return (Mask(lambda raw: _each_text(raw, _numbers), leaves=bool(find_numbers(said))), *effects)


def stray_last_six(turn: Turn) -> tuple[Case, Party] | None:
    """Whose last six characters these words look like, though nobody asked: said too early, again, or put right.

    Only of somebody who is being tied to a party; afterwards six figures are words like any others.
    """
    try:
        read_last_six(turn.ask.text)
    except Unreadable:
        return None
    mine = cases.of_person(turn.store, turn.person.id)
    parts = ((case, party) for case in mine for party in case.parties_of(turn.person.id))
    edited = turn.ask.kind is AskKind.EDIT
    return next((one for one in parts if edited or one[1].binding.state is not BindingState.ATTESTED), None)


def _also_numbers(mask: Mask) -> Mask:
    return replace(mask, masked=lambda raw: _each_text(mask.masked(raw), _numbers))


def _holds_number(raw: str) -> bool:
    said = json.loads(raw)
    return bool(_walk(said, _numbers) != said)


def _numbers(text: str) -> str:
    return mask_numbers(text, NUMBER_MARK)


def _without(text: str, secret: str) -> str:
    return text.replace(secret, LINK_MARK) if secret else text


def _each_text(raw: str, masked: Callable[[str], str]) -> str:
    return _written(_walk(json.loads(raw), masked))


def _written(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:  # half a character, which no database takes
        return json.dumps(value)
    return said


def _walk(value: Any, masked: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: inner if _NO_WORDS.fullmatch(key) else _walk(inner, masked) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, masked) for inner in value]
    return masked(value) if isinstance(value, str) else value
