"""Everything that can happen, one small class each, split by subject; EVENTS lists them all by name."""

from mediation.events import (
    agreement,
    binding,
    breach,
    change,
    commitment,
    court,
    message,
    notices,
    office,
    performance,
    publication,
    words,
)
from mediation.events.event import Event

_MODULES = (
    agreement,
    binding,
    commitment,
    performance,
    notices,
    court,
    change,
    breach,
    publication,
    words,
    message,
    office,
)

EVENTS: dict[str, type[Event]] = {
    found.name(): found
    for module in _MODULES
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Event) and found.__module__ == module.__name__
}
