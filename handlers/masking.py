"""Masking what must not rest in the log: every text inside the raw message, whatever the door's format is."""

import json
from collections.abc import Callable
from typing import Any

from handlers.ask import AskKind
from handlers.effects import Effects, Mask
from handlers.turn import Turn
from mediation.identifiers import find_numbers, mask_numbers

NUMBER_MARK = "[证件号码]"
LINK_MARK = "[link]"
_TYPED = frozenset({AskKind.TEXT, AskKind.COMMAND, AskKind.FILE, AskKind.EDIT, AskKind.OTHER})


def mask_identity() -> Mask:
    """Mask identity numbers in the message."""
    return Mask(lambda raw: _each_text(raw, _numbers))


def mask_secret(secret: str) -> Mask:
    """Mask one secret (a one-time token, the last six characters) in the message that said it."""
    return Mask(lambda raw: _each_text(raw, lambda text: _without(text, secret)))


def mask_words(words: str, mark: str) -> Mask:
    """Mask everything that was said in the message (a pasted form, a mistyped number); the mark stands in its place."""
    return Mask(lambda raw: _each_text(raw, lambda text: mark if words.strip() in text else text))


def unnumbered(turn: Turn, effects: Effects) -> Effects:
    """These effects, and if the message holds an identity number that none of them masks, the masking of it."""
    words = turn.ask.text
    if turn.ask.kind not in _TYPED or any(isinstance(effect, Mask) for effect in effects) or not find_numbers(words):
        return effects
    return (mask_identity(), *effects)


def _numbers(text: str) -> str:
    return mask_numbers(text, NUMBER_MARK)


def _without(text: str, secret: str) -> str:
    return text.replace(secret, LINK_MARK) if secret else text


def _each_text(raw: str, masked: Callable[[str], str]) -> str:
    return json.dumps(_walk(json.loads(raw), masked), ensure_ascii=False)


def _walk(value: Any, masked: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _walk(inner, masked) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, masked) for inner in value]
    return masked(value) if isinstance(value, str) else value
