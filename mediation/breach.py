"""What became of a promise that was not kept: warning, statements, breach, publication, repair. Values; no rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mediation.publication_parts import Basis, Publication, PublicationProposal, RepairApplication
from mediation.service import Service, Verdict


class BreachState(StrEnum):
    """Where one breach stands; that a period is over is a matter of the date, not a state.

    WARNED: the credit warning (信用警示) went, its delivery is not proven. CURING: it is, and the cure period runs or
    is over. CONFIRMED: a named human confirmed the breach; it stands in the credit file and is not public. PROPOSED:
    publication was proposed and the prior notice (告知) went. HEARING: its delivery is proven and the statement period
    runs or is over. PUBLISHED, WITHDRAWING (it is to be taken down by a day), WITHDRAWN, EXPIRED (at its longest term).
    CURED: performed before it was confirmed. SETTLED: performed after that, and never public. LIFTED: nothing stands
    of it, as after an objection, a change of terms or a mistake.
    """

    WARNED = "warned"
    CURING = "curing"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    HEARING = "hearing"
    PUBLISHED = "published"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CURED = "cured"
    SETTLED = "settled"
    LIFTED = "lifted"


UNCONFIRMED = frozenset({BreachState.WARNED, BreachState.CURING})
UNDER_PROPOSAL = frozenset({BreachState.PROPOSED, BreachState.HEARING})
RECORDED = frozenset({BreachState.CONFIRMED}) | UNDER_PROPOSAL
"""Confirmed, and not public (yet)."""
OVER = frozenset(
    {BreachState.WITHDRAWN, BreachState.EXPIRED, BreachState.CURED, BreachState.SETTLED, BreachState.LIFTED}
)
"""The ends; only an objection that is upheld changes anything any more, and then nothing stands of the breach."""


@dataclass(frozen=True)
class UntrueFinding:
    """An agency's document that finds a commitment untrue (plan 2022, three (四)); `scan` is the sha256 of its copy."""

    number: str
    issuer: str
    day: date
    scan: str


@dataclass(frozen=True)
class Statement:
    """The person's statement (陈述申辩), or once published objection (异议): words, kept files' sha256.

    `how` is how the mediator heard it who wrote it down; empty where the person said it here.
    """

    key: str
    words: str
    files: tuple[str, ...]
    at: datetime
    verdict: Verdict | None = None
    how: str = ""


@dataclass(frozen=True)
class Breach:
    """One breach; `key` ("1", "2", ...) is unique within the case, `party` is the obligor's key.

    `obligation` is what was not performed, or None where an agency found a commitment `untrue`. `facts` are the words
    in which `warned_by` confirmed the facts. `cure_over_at` is when time said that the cure period is over.
    `confirmation` is by whom and why the breach was confirmed. `corrected_at` is when what was untrue was put right.
    `why` is why it was lifted.
    """

    key: str
    party: str
    obligation: str | None
    untrue: UntrueFinding | None
    facts: str
    warned_by: int
    warning: Service
    state: BreachState = BreachState.WARNED
    statements: tuple[Statement, ...] = ()
    cure_over_at: datetime | None = None
    confirmation: Verdict | None = None
    basis: Basis | None = None
    proposal: PublicationProposal | None = None
    publication: Publication | None = None
    repairs: tuple[RepairApplication, ...] = ()
    corrected_at: datetime | None = None
    why: str = ""
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in OVER

    @property
    def stands(self) -> bool:
        """Whether anything stands of it that the person could object to, in the credit file at least (PIPL 46)."""
        upheld = any(one.verdict is not None and one.verdict.granted for one in self.statements)
        return self.state is not BreachState.LIFTED and not upheld

    @property
    def under_way(self) -> bool:
        """Whether somebody has still to do anything about it: it has not ended, or an objection waits."""
        return not self.over or (self.stands and self.open_statement is not None)

    @property
    def open_statement(self) -> Statement | None:
        """The statement or objection that waits for a decision; there is one at most."""
        return next((one for one in self.statements if one.verdict is None), None)

    @property
    def open_repair(self) -> RepairApplication | None:
        """The application for repair that waits for a decision; there is one at most."""
        return next((one for one in self.repairs if one.verdict is None), None)

    @property
    def shown(self) -> bool:
        """Whether the public sees it: published, and no objection under way (then it is hidden as disputed)."""
        return self.state is BreachState.PUBLISHED and self.open_statement is None

    @property
    def unproven(self) -> Service | None:
        """The notice whose delivery is still to be proven."""
        if self.state is BreachState.WARNED:
            return self.warning
        return self.proposal.notice if self.proposal is not None and self.state is BreachState.PROPOSED else None

    @property
    def deciders(self) -> frozenset[int]:
        """Everybody who decided something against the person: none of them decides on a statement."""
        verdict, proposal, public = self.confirmation, self.proposal, self.publication
        named = (
            self.warned_by,
            verdict.by if verdict else None,
            proposal.by if proposal else None,
            *((public.proposed_by, public.approved_by) if public else ()),
        )
        return frozenset(one for one in named if one is not None)

    def ended(self, state: BreachState, at: datetime, why: str = "") -> "Breach":
        """The breach at one of its ends."""
        return replace(self, state=state, ended_at=at, why=why)
