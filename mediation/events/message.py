"""What can happen to messages themselves."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class MessageMasked(Event):
    """A message that held an identity number or a secret was masked; `hash` is the masked text's."""

    message: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class PartyUnreachable(Event):
    """A letter to a party cannot be delivered (blocked, deactivated); somebody must call."""

    party: str
    why: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class PartyReachable(Event):
    """A party who could not be reached writes again or unblocked the bot."""

    party: str
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class StaffUnreachable(Event):
    """Letters to a member of staff do not arrive; what they are told, nobody reads."""

    member: int
    member_name: str
    must = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class LetterUnsendable(Event):
    """A door will never take a letter (`letter`: its outbox row); somebody has to say it another way, and mend it."""

    letter: int
    template: str
    about_case: str | None
    why: str
    must = frozenset({Hearer.ADMINISTRATORS})
