"""Who hears what, as a table: drawn from the events and from the templates that there are, never kept by hand."""

from dataclasses import dataclass

from mediation.events import EVENTS
from mediation.events.event import Hearer
from mediation.profile import Profile
from messages.words import Words


@dataclass(frozen=True)
class Row:
    """One hearer of one event: whether they `must` hear or only may, and whether there is a template, so they are told.

    An event that is only journalled has one row, without a hearer.
    """

    event: str
    hearer: Hearer | None
    must: bool
    told: bool


def table(words: Words) -> list[Row]:
    """Every event with everybody who must or may hear of it, in the order of the events and of the roles."""
    return [row for event in EVENTS for row in _rows(words, event)]


def lines(profile: Profile) -> list[str]:
    """The table as text for a terminal, one line a row."""
    rows = table(Words(profile.zone))
    width = max(len(row.event) for row in rows)
    return [f"{row.event:<{width}}  {_said(row)}" for row in rows]


def _rows(words: Words, name: str) -> list[Row]:
    event = EVENTS[name]
    hearers = [hearer for hearer in Hearer if hearer in event.must | event.may]
    found = [Row(name, hearer, hearer in event.must, words.has(f"{name}.{hearer.value}")) for hearer in hearers]
    return found or [Row(name, None, must=False, told=False)]


def _said(row: Row) -> str:
    if row.hearer is None:
        return "journalled only"
    return f"{row.hearer.value:<14}  {'must' if row.must else 'may '}  {'told' if row.told else 'not told'}"
