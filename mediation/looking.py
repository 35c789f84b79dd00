"""Who may look into a conversation, and for what: an administrator within their scope, never without a purpose."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mediation.actor import Actor, Role
from mediation.case import Case
from mediation.decision import Refused
from mediation.staff import WHOLE_OFFICE, may_see, oversees


class Purpose(StrEnum):
    """What somebody looks for (PIPL 6: a definite purpose); DATA_SUBJECT is a request of the person (PIPL 44-50)."""

    COMPLAINT = "complaint"
    SUPERVISION = "supervision"
    EVIDENCE = "evidence"
    DATA_SUBJECT = "data_subject"
    FAULT = "fault"
    OTHER = "other"


@dataclass(frozen=True)
class Why:
    """A purpose, in words of their own too where it is OTHER."""

    purpose: Purpose
    words: str = ""


def require_look_at_case(case: Case, by: Actor, why: Why) -> None:
    """Look into the conversation about a case.

    Raises Refused: administrators_only, purpose_missing, case_unknown (it is not in scope).
    """
    _require(by, why)
    if not may_see(case, by):
        raise Refused("case_unknown")


def require_look_at_person(units: Collection[str], by: Actor, why: Why) -> None:
    """Look into what was said with a person; `units` are those of all cases that they have or had a part in.

    Raises Refused: administrators_only, purpose_missing, log_unknown (they are not in scope).
    """
    _require(by, why)
    if not in_reach(units, by):
        raise Refused("log_unknown")


def in_reach(units: Collection[str], by: Actor) -> bool:
    """Whether somebody with cases in these units is in scope; whoever has none is the whole office's to look after."""
    return any(oversees(unit, by) for unit in units or (WHOLE_OFFICE,))


def _require(by: Actor, why: Why) -> None:
    require_administrator(by)
    require_purpose(why)


def require_purpose(why: Why) -> None:
    """A purpose of one's own is said in words; raises Refused("purpose_missing")."""
    if why.purpose is Purpose.OTHER and not why.words.strip():
        raise Refused("purpose_missing")


def require_administrator(by: Actor) -> None:
    """Nobody else looks into conversations; raises Refused("administrators_only")."""
    if by.role is not Role.ADMINISTRATOR:
        raise Refused("administrators_only")
