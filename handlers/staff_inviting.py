"""The questions before somebody is taken into the office: role, unit, name, language, and a last look."""

from collections.abc import Mapping
from typing import Any

from handlers import staffing
from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects
from handlers.staff_list import units_in_order
from handlers.turn import Turn
from mediation.actor import Role
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.staff import WHOLE_OFFICE

_SHORTEST, _LONGEST = 2, 60
"""A name in characters."""


def invite(turn: Turn) -> Effects:
    """Begin; only an administrator does this."""
    if turn.actor.role is not Role.ADMINISTRATOR:
        raise Refused("administrators_only")
    return begin(turn, INVITING)


def _path(turn: Turn, answers: Answers) -> list[Step]:
    roles = tuple(role.key for role in turn.office.profile.roles)
    units = _units(turn, answers)
    unit = [Step("unit", "staff_unit", choices=units, about=_about)] if turn.actor.unit == WHOLE_OFFICE else []
    return [
        Step("role", "staff_role", choices=roles, about=_about),
        *unit,
        Step("name", "staff_name", read=_name),
        Step("language", "staff_language", choices=turn.office.profile.languages, about=_about),
        Step("sure", "staff_sure", choices=("yes",), about=_about),
    ]


def _units(turn: Turn, answers: Answers) -> tuple[str, ...]:
    """The units to choose from; a mediator's cases belong to their unit, so they need a real one."""
    units = units_in_order(turn.office.profile)
    return tuple(units[1:] if answers.get("role") == Role.MEDIATOR.value else units)


def _unit(turn: Turn, answers: Answers) -> str:
    """The unit chosen, or the administrator's own."""
    return answers["unit"] if turn.actor.unit == WHOLE_OFFICE else turn.actor.unit or ""


def _about(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    roles = [Role(role.key) for role in turn.office.profile.roles]
    chosen = {"role": Role(answers["role"])} if "role" in answers else {}
    unit = {"unit": _unit(turn, answers)} if "unit" in answers or turn.actor.unit != WHOLE_OFFICE else {}
    choices = {"roles": roles, "units": _units(turn, answers), "languages": turn.office.profile.languages}
    return {**choices, "chosen": {**chosen, **unit}}


def _name(turn: Turn, answers: Answers, words: str) -> str:
    said = " ".join(words.split())
    if not _SHORTEST <= len(said) <= _LONGEST or any(letter.isdecimal() for letter in said):
        raise Unreadable("staff_name_unreadable")
    return said


def _finish(turn: Turn, answers: Answers) -> Effects:
    return staffing.invited(turn, Role(answers["role"]), _unit(turn, answers), answers["name"], answers["language"])


INVITING = Dialogue("staff_invite", _path, _finish)
