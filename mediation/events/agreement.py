"""What can happen to a case and its agreement: opened, recorded, changed, ended."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer
from mediation.facts import Fact, named_facts


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A mediator has recorded a case; `agreed` says whether its agreement is already in it."""

    agreed: bool
    may = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class AgreementRecorded(Event):
    """The agreement is recorded: with the case, or later for one that was opened during mediation."""

    terms: int
    may = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class CaseEdited(Event):
    """Facts were put right before the agreement took effect; `changed` names the fields."""

    changed: tuple[str, ...]
    may = frozenset({Hearer.PARTIES})

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fields that changed, for people."""
        return named_facts(self.changed)


@dataclass(frozen=True, kw_only=True)
class ContactsEdited(Event):
    """Only numbers, telephones or acting persons were put right; the terms are what they were, and no side is told."""

    changed: tuple[str, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fields that changed, for people."""
        return named_facts(self.changed)


@dataclass(frozen=True, kw_only=True)
class TermsChanged(Event):
    """The agreement in effect has a new version of its terms, which both sides see; `changed` names the fields.

    `by_agreement`: both sides agreed to a new schedule, else the mediator put it right.
    """

    terms: int
    changed: tuple[str, ...]
    by_agreement: bool = False
    must = frozenset({Hearer.PARTIES})
    alike = True

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fields that changed, for people."""
        return named_facts(self.changed)


@dataclass(frozen=True, kw_only=True)
class CaseCancelled(Event):
    """The mediator cancelled the case (recorded by mistake, withdrawn), with a reason."""

    reason: str
    must = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class MediationFailed(Event):
    """Mediation ended without agreement; the parties are told of the other routes (People's Mediation Law 26)."""

    reason: str
    must = frozenset({Hearer.PARTIES})
