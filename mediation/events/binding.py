"""What can happen between an invitation and a bound account."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class PartyInvited(Event):
    """A one-time link was made for a party's acting person; an older one died with it."""

    party: str


@dataclass(frozen=True, kw_only=True)
class InvitationOpened(Event):
    """Somebody opened the link; nothing is known of them yet and nothing of the case is shown."""

    party: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    """One consent was given; `text` is the sha256 of the exact words shown (PIPL 14-17)."""

    party: str
    consent: str
    text: str
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(Event):
    """One consent was refused when asked; the mediator hears of it and finds another way."""

    party: str
    consent: str
    text: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Event):
    """One consent was taken back (PIPL 15); what was lawful before stays lawful."""

    party: str
    consent: str
    text: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class IdentityMissed(Event):
    """The last six characters did not match; `left` tries remain."""

    party: str
    left: int


@dataclass(frozen=True, kw_only=True)
class BindingLocked(Event):
    """The tries are used up; only the mediator unlocks; `account` is the name that the account shows."""

    party: str
    account: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class BindingUnlocked(Event):
    """The mediator gave the person new tries."""

    party: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class PartyBound(Event):
    """The account is tied provisionally; the mediator must attest or say that it is not them.

    `account` is the name that the account shows, for the mediator to recognise.
    """

    party: str
    account: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class PartyAttested(Event):
    """The mediator attests that the account is the acting person's, `how`: present or telephone.

    The journal's actor is the mediator who attests; `person` is the row whose account it is.
    """

    party: str
    how: str
    person: int
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class AccountJoined(Event):
    """An attested account turned out to be a new one of somebody known: what row `account` was is row `person` now."""

    account: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PartyUnbound(Event):
    """The tie was cut; `why`: not_them, new_link, or the required consent that was refused or withdrawn."""

    party: str
    why: str
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """The mediator ended every browser's session of the party's person; coming back takes a new link."""

    party: str
    must = frozenset({Hearer.SUBJECT})
