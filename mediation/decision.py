"""What a rule gives back: a Decision, or it raises Refused; neither ever writes or sends anything."""

from dataclasses import dataclass
from typing import Any

from mediation.case import Case
from mediation.events.event import Event


@dataclass(frozen=True)
class Decision:
    """The case as it should now be, and what happened; the desk writes both in one transaction."""

    case: Case
    events: tuple[Event, ...]


class Refused(Exception):
    """A rule says no; `reason` is the name of the template that explains it, `about` fills that template."""

    def __init__(self, reason: str, **about: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about
