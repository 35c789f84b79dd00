"""What the bot says of itself: command menus by scope and language, name and descriptions, menu button."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.calls import Call
from tests.botapi.refusals import JSON, malformed

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_DEFAULT: JSON = {"type": "default"}


@dataclass
class Profile:
    """Commands by (scope, language), texts by (field, language), menu buttons by chat (0: the default)."""

    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    buttons: dict[int, JSON] = field(default_factory=dict)

    def menu(self, chat_id: int, language: str | None, private: bool) -> dict[str, str]:
        """The commands that a person sees in a chat, by the order of preference that the Bot API documents."""
        everywhere = {"type": "all_private_chats" if private else "all_group_chats"}
        short = (language or "").partition("-")[0]
        for scope in ({"type": "chat", "chat_id": chat_id}, everywhere, _DEFAULT):
            for code in (short, ""):
                if found := self.commands.get((_key(scope), code)):
                    return {one["command"]: one["description"] for one in found}
        return {}

    def text(self, name: str, language: str | None) -> str:
        """A text about the bot as somebody of that language sees it."""
        short = (language or "").partition("-")[0]
        return self.texts.get((name, short)) or self.texts.get((name, ""), "")


def set_commands(profile: Profile, call: Call) -> bool:
    """setMyCommands."""
    model = call.model
    if len(model.commands) > 100:
        raise malformed("BOT_COMMANDS_TOO_MUCH")
    for one in model.commands:
        if not _COMMAND.fullmatch(one.command.removeprefix("/")):
            raise malformed("BOT_COMMAND_INVALID")
        if not 1 <= len(one.description) <= 256:
            raise malformed("BOT_COMMAND_DESCRIPTION_INVALID")
    found = [{"command": one.command.removeprefix("/"), "description": one.description} for one in model.commands]
    profile.commands[_place(model)] = found
    return True


def get_commands(profile: Profile, call: Call) -> list[JSON]:
    """getMyCommands."""
    return profile.commands.get(_place(call.model), [])


def delete_commands(profile: Profile, call: Call) -> bool:
    """deleteMyCommands."""
    profile.commands.pop(_place(call.model), None)
    return True


def set_text(profile: Profile, call: Call, name: str) -> bool:
    """setMyName, setMyDescription, setMyShortDescription; an empty text takes the one of that language away."""
    text = getattr(call.model, name) or ""
    if len(text) > _LIMITS[name]:
        raise malformed(f"BOT_{'TITLE' if name == 'name' else name.upper()}_INVALID")
    profile.texts[name, _language(call.model)] = text
    return True


def get_text(profile: Profile, call: Call, name: str) -> JSON:
    """getMyName, getMyDescription, getMyShortDescription."""
    return {name: profile.text(name, _language(call.model))}


def set_button(profile: Profile, call: Call) -> bool:
    """setChatMenuButton."""
    button = call.model.menu_button
    profile.buttons[call.model.chat_id or 0] = button.model_dump(exclude_unset=True) if button else _DEFAULT
    return True


def get_button(profile: Profile, call: Call) -> JSON:
    """getChatMenuButton."""
    return profile.buttons.get(call.model.chat_id or 0) or profile.buttons.get(0) or {"type": "commands"}


def _place(model: Any) -> tuple[str, str]:
    scope = model.scope.model_dump(exclude_unset=True) if model.scope else _DEFAULT
    return _key(scope), _language(model)


def _key(scope: JSON) -> str:
    kept = {name: int(value) if name.endswith("_id") else value for name, value in scope.items()}
    return json.dumps(kept, sort_keys=True)


def _language(model: Any) -> str:
    code = model.language_code or ""
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise malformed("LANG_CODE_INVALID")
    return str(code)
