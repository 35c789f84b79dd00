"""What a case is made of: frozen values, changed only by rules through `dataclasses.replace`."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mediation.agreed import Agreement, Obligation
from mediation.asked import PartyQuestion
from mediation.breach import Breach
from mediation.commitment_letter import Commitment, Consent, ConsentKind
from mediation.court_facts import Enforcement, Listing
from mediation.disputes import DisputeKind
from mediation.doors import TELEGRAM
from mediation.identifiers import Identity
from mediation.performance import Call, CourtWish, Notice, Performance, Proposal, Ruling
from mediation.phones import Phone


class MediationKind(StrEnum):
    """People's mediation is free (People's Mediation Law 4); commercial mediation has its own rules (Order 789)."""

    PEOPLES = "peoples"
    COMMERCIAL = "commercial"


class SubjectKind(StrEnum):
    """承诺人类别: natural person, entity (法人及非法人组织), individual business (个体工商户)."""

    PERSON = "person"
    ENTITY = "entity"
    INDIVIDUAL_BUSINESS = "individual_business"


class Side(StrEnum):
    """On which side of the dispute a party stands; nobody acts for both."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"


class Capacity(StrEnum):
    """In what capacity the acting person stands for the party."""

    SELF = "self"
    LEGAL_REPRESENTATIVE = "legal_representative"
    AGENT = "agent"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class ActingPerson:
    """Who is checked, bound and types their name for a party; `authority` names an agent's or guardian's paper."""

    name: str
    identity: Identity
    capacity: Capacity
    authority: str | None = None


class BindingState(StrEnum):
    """How far an account is tied to an acting person; nothing of the case is shown before ATTESTED."""

    UNBOUND = "unbound"
    OPENED = "opened"
    PROVISIONAL = "provisional"
    ATTESTED = "attested"
    LOCKED = "locked"


class Attestation(StrEnum):
    """How the mediator knew that the account is the acting person's."""

    PRESENT = "present"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class Binding:
    """The tie between a party's acting person and a messenger account; `misses` counts wrong last-six answers.

    `unreachable_at` is since when letters to the account do not arrive, None while they do; `answers_before` is how
    many consents had been answered when this person opened the link: theirs to the messenger comes after them.
    `joined_from` is the person as whom the account wrote, if it turned out to be a new one of somebody known; `since`
    is when it came to wait for the mediator (PROVISIONAL, LOCKED). `door` is the one the link was opened by, or that
    the person chose instead.
    """

    state: BindingState = BindingState.UNBOUND
    person: int | None = None
    misses: int = 0
    attested_by: int | None = None
    attestation: Attestation | None = None
    attested_at: datetime | None = None
    unreachable_at: datetime | None = None
    answers_before: int = 0
    joined_from: int | None = None
    since: datetime | None = None
    door: str = TELEGRAM


@dataclass(frozen=True)
class Party:
    """One party (当事人) of a case; `key` ("1", "2", ...) is unique within the case."""

    key: str
    side: Side
    subject: SubjectKind
    name: str
    identity: Identity
    acting: ActingPerson
    phone: Phone | None = None
    binding: Binding = Binding()
    consents: tuple[Consent, ...] = ()
    commitment: Commitment = Commitment()  # noqa: RUF009 - frozen

    def consents_to(self, kind: ConsentKind) -> bool | None:
        """The newest answer to a consent: True, False, or None if never asked."""
        return next((c.given for c in reversed(self.consents) if c.kind is kind), None)

    @property
    def reachable_person(self) -> int | None:
        """The person who may be told about the case here: attested, and processing not refused (PIPL 13-15)."""
        attested = self.binding.state is BindingState.ATTESTED
        return self.binding.person if attested and self.consents_to(ConsentKind.PROCESSING) is not False else None


class CaseState(StrEnum):
    """Whether the case is being worked on, or how it ended."""

    OPEN = "open"
    CANCELLED = "cancelled"
    FAILED = "failed"
    CLOSED = "closed"


class LegalStatus(StrEnum):
    """What the agreement is in law at a moment; every consequence text depends on it."""

    NOT_EFFECTIVE = "not_effective"
    EFFECTIVE = "effective"
    CONFIRMED = "confirmed"
    IN_ENFORCEMENT = "in_enforcement"


@dataclass(frozen=True)
class Case:
    """One mediation case; `version` rises with every change, `mediator` is a person's row id, `unit` a unit's code.

    Only obligations of which something was said or done have a performance yet. `changes` counts the new schedules
    ever proposed, so that no key comes twice. `returns_to` is the mediator who gets
    the case back on the local date `returns_on`, None unless it was handed over for a time; `handed_at` is when the
    present one got it from another. `applied_on` is the local date of the joint application to the court, `ruling` what
    the court said to it; `enforcements` and `listings` are what it did afterwards, the oldest first.
    """

    number: str
    unit: str
    mediator: int
    mediation: MediationKind
    dispute: DisputeKind
    parties: tuple[Party, ...]
    opened_at: datetime
    agreement: Agreement | None = None
    obligations: tuple[Obligation, ...] = ()
    questions: tuple[PartyQuestion, ...] = ()
    performances: tuple[Performance, ...] = ()
    notices: tuple[Notice, ...] = ()
    calls: tuple[Call, ...] = ()
    proposal: Proposal | None = None
    changes: int = 0
    court_wishes: tuple[CourtWish, ...] = ()
    applied_on: date | None = None
    ruling: Ruling | None = None
    breaches: tuple[Breach, ...] = ()
    enforcements: tuple[Enforcement, ...] = ()
    listings: tuple[Listing, ...] = ()
    returns_to: int | None = None
    returns_on: date | None = None
    handed_at: datetime | None = None
    state: CaseState = CaseState.OPEN
    reason: str | None = None
    profile_version: str = ""
    version: int = 0

    def party(self, key: str) -> Party:
        """The party with this key; KeyError if there is none."""
        for party in self.parties:
            if party.key == key:
                return party
        raise KeyError(key)

    def obligation(self, key: str) -> Obligation:
        """The obligation with this key; KeyError if there is none."""
        for owed in self.obligations:
            if owed.key == key:
                return owed
        raise KeyError(key)

    def performance(self, key: str) -> Performance:
        """What became of the obligation with this key; nothing yet, if nothing was said of it."""
        return next((one for one in self.performances if one.obligation == key), Performance(key))

    def with_performance(self, performance: Performance) -> "Case":
        """The same case with what became of that obligation."""
        others = (one for one in self.performances if one.obligation != performance.obligation)
        return replace(self, performances=(*others, performance))

    def breach(self, key: str) -> Breach:
        """The breach with this key; KeyError if there is none."""
        for one in self.breaches:
            if one.key == key:
                return one
        raise KeyError(key)

    def breach_of(self, obligation: str) -> Breach | None:
        """The breach under way of this obligation; None if there is none or it is over."""
        return next((one for one in self.breaches if one.obligation == obligation and not one.over), None)

    def with_breach(self, breach: Breach) -> "Case":
        """The same case with that breach, in its place, or as the newest."""
        if all(one.key != breach.key for one in self.breaches):
            return replace(self, breaches=(*self.breaches, breach))
        return replace(self, breaches=tuple(breach if one.key == breach.key else one for one in self.breaches))

    def calls_to(self, party: str) -> tuple[Call, ...]:
        """Everything that this party is still to be called about, the oldest first: said, and cleared, together."""
        return tuple(call for call in self.calls if call.party == party and call.done_at is None)

    def parties_of(self, person: int | None) -> tuple[Party, ...]:
        """The parties whose acting person's account belongs to `person`, whatever the binding's state."""
        return tuple(p for p in self.parties if person is not None and p.binding.person == person)

    def with_party(self, party: Party) -> "Case":
        """The same case with that party replaced by key."""
        return replace(self, parties=tuple(party if p.key == party.key else p for p in self.parties))

    def legal_status(self, today: date) -> LegalStatus:
        """What the agreement is in law on a local date (People's Mediation Law 29-31)."""
        if self.agreement is None or self.agreement.effective > today:
            return LegalStatus.NOT_EFFECTIVE
        if self.ruling is None:
            return LegalStatus.EFFECTIVE
        running = any(one.ended_on is None for one in self.enforcements)
        return LegalStatus.IN_ENFORCEMENT if running else LegalStatus.CONFIRMED
