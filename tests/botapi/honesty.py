"""Checks by code that is not ours: aiogram's models and teremok's rules judge what the bot asks, and aiogram and
python-telegram-bot read all that this server says."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import Any, get_args

import telegram
from aiogram import Bot
from aiogram import methods as aiogram_methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError
from teremok import ApiRuleViolation
from teremok.validation import MAX_CAPTION, MAX_TEXT, validate_html, validate_method

from tests.botapi.calls import Call, Upload
from tests.botapi.entities import utf16
from tests.botapi.refusals import JSON, malformed

_TIME_TAG = re.compile(r"</?tg-time\b[^>]*>")
_MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}


_seen: set[Any] = set()
"""The shapes of answers that were found good."""


@dataclass(frozen=True)
class Violation:
    """Something that no correct bot ever asks; kept so that a test can show there was none."""

    what: str
    call: Call


@functools.cache
def known_methods() -> dict[str, type[TelegramMethod[Any]]]:
    """Every method of the Bot API by its name in small letters: names are not case-sensitive there."""
    found = (getattr(aiogram_methods, name) for name in aiogram_methods.__all__)
    classes = [one for one in found if isinstance(one, type) and issubclass(one, TelegramMethod)]
    return {one.__api_method__.lower(): one for one in classes if one is not TelegramMethod}


def read_model(call: Call) -> TelegramMethod[Any]:
    """The request as aiogram's model of that method; nothing beyond what the Bot API documents is let through.

    Raises:
        Refusal: 400, malformed.
    """
    asked = known_methods()[call.method.lower()]
    named = {n: value for n, value in call.params.items() if n in asked.model_fields or not isinstance(value, Upload)}
    call.params = {name: _decoded(asked, name, value, call) for name, value in named.items()}
    try:
        model = asked.model_validate(call.params)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        words = _MISSING.get(name) if first["type"] == "missing" else None
        raise malformed(words or f"can't parse {name or 'the request'}: {first['msg']}") from None
    if unknown := extras(model):
        raise malformed(f"unknown parameters: {', '.join(unknown)}")
    return model


def check_rules(call: Call, source: str | None) -> None:
    """Teremok's rules on top. ``source`` names the text or caption, of which teremok is told the parsed form where it
    knows less than Telegram: it counts before parsing (Telegram after), and does not know the tag for dates yet.

    Raises:
        Refusal: 400, malformed.
    """
    model = call.model
    try:
        if source and getattr(model, "parse_mode", None) and (text := getattr(model, source)):
            text = _TIME_TAG.sub("", text)
            if utf16(text) <= (MAX_TEXT if source == "text" else MAX_CAPTION):
                model = model.model_copy(update={source: text})
            else:
                validate_html(text)
                model = model.model_copy(update={source: call.body.text, "parse_mode": None})
        validate_method(_bot(), model)
    except ApiRuleViolation as wrong:
        raise malformed(wrong.description.removeprefix("Bad Request: ")) from None


def check_result(method: str, result: Any) -> None:
    """The server's own duty: what it answers is what aiogram and python-telegram-bot expect of that method. Once for
    every shape of an answer (its fields and their types), since a test may see thousands of one.

    Raises:
        AssertionError: it is not.
    """
    shape = method, _shape(result)
    if shape in _seen:
        return
    try:
        unknown = extras(_returned(method).validate_python(result))
        if isinstance(result, dict) and "chat" in result:
            unknown += list(telegram.Message.de_json(result).api_kwargs)
    except (ValidationError, TypeError, ValueError, KeyError) as wrong:
        raise AssertionError(f"{method} would answer what no library reads: {result}: {wrong}") from wrong
    assert not unknown, f"{method} would answer with unknown fields {unknown}: {result}"
    _seen.add(shape)


def check_update(update: JSON) -> None:
    """The server's own duty: both libraries read the update, and know each of its fields.

    Raises:
        AssertionError: they do not.
    """
    try:
        unknown = extras(Update.model_validate(update)) + list(telegram.Update.de_json(update).api_kwargs)
    except (ValidationError, TypeError, ValueError, KeyError) as wrong:
        raise AssertionError(f"no library reads this update: {update}: {wrong}") from wrong
    assert not unknown, f"unknown fields {unknown} in {update}"


def check_unreadable(update: JSON) -> None:
    """An update made to be unparsable has to be that, or the test that needs it shows nothing.

    Raises:
        AssertionError: python-telegram-bot reads it after all.
    """
    try:
        telegram.Update.de_json(update)
    except (TypeError, ValueError, KeyError, AttributeError):
        return
    raise AssertionError(f"this update was meant to be unparsable: {update}")


def extras(value: Any, path: str = "") -> list[str]:
    """The fields, at any depth, that are in a model and not in the Bot API's documentation."""
    if isinstance(value, list | tuple):
        return [found for position, one in enumerate(value) for found in extras(one, f"{path}[{position}]")]
    if not isinstance(value, BaseModel):
        return []
    found = [f"{path}.{name}".lstrip(".") for name in value.model_extra or ()]
    for name in value.model_fields_set:
        inner = getattr(value, name)
        if isinstance(inner, BaseModel | list):
            found += extras(inner, f"{path}.{name}")
    return found


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((name, _shape(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return frozenset(map(_shape, value))
    return type(value)


def _decoded(asked: type[TelegramMethod[Any]], name: str, value: Any, call: Call) -> Any:
    """Objects and lists come as JSON in forms; a file may be named by an attachment."""
    if not isinstance(value, str):
        return value
    if value.startswith("attach://"):
        return call.uploads.get(value.removeprefix("attach://"), value)
    if name in _object_fields(asked):
        try:
            return json.loads(value)
        except ValueError:
            raise malformed(f"can't parse {name} JSON object") from None
    return value


@functools.cache
def _object_fields(asked: type[TelegramMethod[Any]]) -> frozenset[str]:
    return frozenset(name for name, field in asked.model_fields.items() if _holds_objects(field.annotation))


def _holds_objects(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | list | dict):
        return True
    inner = get_args(annotation)
    return getattr(annotation, "__origin__", None) in (list, dict) or any(_holds_objects(one) for one in inner)


@functools.cache
def _returned(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(known_methods()[method.lower()].__returning__)


@functools.cache
def _bot() -> Bot:
    """A bot that is never run: teremok asks it for its defaults, and it has none."""
    return Bot("42:LOOPBACK")
