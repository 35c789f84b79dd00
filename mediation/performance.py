"""What became of what was agreed: values for performance, notices, calls, changes and the judicial side; no rules."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediation.agreed import Obligation


class ObligationState(StrEnum):
    """Where one obligation stands; that it is late is a matter of the date, not a state.

    CLAIMED: the obligor says performed and the obligee is asked. CONTRADICTED: the two sides differ and the mediator
    decides. SETTLING: the obligee has said received (or waived); it takes effect after the profile's hours, in which a
    slip can be undone. PERFORMED and WAIVED are the end.
    """

    OPEN = "open"
    CLAIMED = "claimed"
    CONTRADICTED = "contradicted"
    SETTLING = "settling"
    PERFORMED = "performed"
    WAIVED = "waived"


ENDED = frozenset({ObligationState.PERFORMED, ObligationState.WAIVED})


@dataclass(frozen=True)
class Claim:
    """The obligor's word: `amount` in fen is what they say they paid, None where it is not counted in money.

    `proof` is the sha256 of a kept file; the other side sees it only once the mediator has `released` it.
    """

    amount: int | None
    at: datetime
    proof: str | None = None
    released: bool = False


@dataclass(frozen=True)
class Settling:
    """The obligee's word, not yet in effect: `amount` fen received (None: all of something not counted in money).

    `waives`: what is left is given up (Civil Code 575). `at` is when it was said.
    """

    amount: int | None
    at: datetime
    waives: bool = False


class Wish(StrEnum):
    """What an obligor in hardship asks for."""

    MORE_TIME = "more_time"
    SMALLER_STEPS = "smaller_steps"
    OTHER = "other"


@dataclass(frozen=True)
class Hardship:
    """The obligor cannot perform as agreed: what they wish and why, in their own words."""

    wish: Wish
    reason: str
    at: datetime


@dataclass(frozen=True)
class ByHand:
    """The mediator's own reminder to a party, with a sentence of theirs ("" for none); it goes `at`, not at night."""

    party: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Performance:
    """What became of the obligation with this key.

    `received` is what counts as received so far, in fen. `disputed` is what the obligee says was received where the
    sides differ. `reported_at` is when the obligee said that nothing (more) came after the last day. `by_hand` are the
    mediator's own reminders. `replaced`: it ended because both sides agreed on something else for what was left.
    `performed_at` is the moment that says whether it was in time: of the claim that proved true, else of the receipt.
    """

    obligation: str
    state: ObligationState = ObligationState.OPEN
    received: int = 0
    claim: Claim | None = None
    disputed: int | None = None
    contradicted_at: datetime | None = None
    settling: Settling | None = None
    reported_at: datetime | None = None
    ended_at: datetime | None = None
    performed_at: datetime | None = None
    hardship: Hardship | None = None
    by_hand: tuple[ByHand, ...] = ()
    replaced: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing is owed any more."""
        return self.state in ENDED

    @property
    def untouched(self) -> bool:
        """Whether nobody has said or received anything yet, so that the terms may still change freely."""
        return self == Performance(self.obligation, by_hand=self.by_hand)


@dataclass(frozen=True)
class Notice:
    """What a party was last reminded of for one obligation: when, and since when nobody acknowledged it (None: read).

    Whoever acknowledges has read it and has said nothing else.
    """

    obligation: str
    party: str
    told_at: datetime
    unread_since: datetime | None


class CallReason(StrEnum):
    """Why the mediator has to call a party instead of the bot writing, or besides.

    PAGE_ONLY: letters wait on the page, and nothing can ring there.
    """

    NO_ACCOUNT = "no_account"
    UNREACHABLE = "unreachable"
    UNREAD = "unread"
    SILENT = "silent"
    PAGE_ONLY = "page_only"


class CallOutcome(StrEnum):
    """What came of a call; NOT_REACHED leaves it to be made, the others clear it."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    VISITED = "visited"
    OTHER = "other"


@dataclass(frozen=True)
class Call:
    """A call to be made, about an obligation or None; cleared by saying what was done: `outcome`, and `done` in words.

    It is also cleared, with "" and no outcome, when the party writes again. `tried` are the moments of calls in vain.
    """

    key: str
    party: str
    why: CallReason
    since: datetime
    obligation: str | None = None
    done: str | None = None
    done_at: datetime | None = None
    outcome: CallOutcome | None = None
    tried: tuple[datetime, ...] = ()


class AnswerWay(StrEnum):
    """How a party without an account answered the mediator."""

    PAPER = "paper"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class Answer:
    """One side's answer to a proposed change; `way` is None where it was given here."""

    party: str
    agreed: bool
    at: datetime
    way: AnswerWay | None = None


@dataclass(frozen=True)
class Proposal:
    """A new schedule for some obligations, proposed by the mediator: in force only when both sides agree.

    `replaces` are the keys of the obligations that `obligations` take the place of, for what is left of them.
    """

    key: str
    replaces: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    reason: str
    at: datetime
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """The court's confirmation ruling (确认裁定书): its number and its date, entered from the document.

    `scan` is the sha256 of its kept copy, None if none was at hand.
    """

    number: str
    day: date
    scan: str | None = None


@dataclass(frozen=True)
class CourtWish:
    """Whether a party wants to apply for judicial confirmation together (People's Mediation Law 33)."""

    party: str
    wants: bool
    at: datetime
