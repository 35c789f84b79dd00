"""Watches a history and says what was unlawful in it; it keeps books of its own and never asks the gate."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from mediation.actor import Actor
from mediation.breach import BreachState
from mediation.case import Capacity, Case, SubjectKind
from mediation.commitment_letter import CommitmentState, ConsentKind
from mediation.decision import Decision
from mediation.disputes import DisputeKind
from mediation.events.breach import BreachConfirmed, ServiceProven, StatementDecided, StatementMade
from mediation.events.event import Event
from mediation.events.publication import BasisAttached, BasisRevoked, PublicationProposed, Published
from mediation.performance import ObligationState
from mediation.periods import Calendar, YearStatus
from mediation.publication_parts import WithdrawalCause
from tests.histories.scene import Scene

CURE_DAYS, STATEMENT_DAYS = 10, 15
NEVER = {
    DisputeKind.FAMILY,
    DisputeKind.STATUS,
    DisputeKind.INHERITANCE,
    DisputeKind.SUPPORT_OF_ELDERS,
    DisputeKind.CHILDREN,
    DisputeKind.MEDICAL,
    DisputeKind.PRIVACY,
}
ENDED = (ObligationState.PERFORMED, ObligationState.WAIVED)


@dataclass
class Book:
    """What is known of one breach: when what was proven, what rests on what, who did what."""

    warned: date | None = None
    noticed: date | None = None
    proposer: int | None = None
    judging: bool = False
    basis: BasisAttached | None = None
    citation: str = ""


@dataclass
class Watch:
    """Everything published and everything wrong with it; `shown`: the last approval's hash was true."""

    published: int = 0
    wrong: list[str] = field(default_factory=list)
    books: dict[str, Book] = field(default_factory=dict)
    shown: bool = True
    ends: list[str] = field(default_factory=list)

    def sees(self, scene: Scene, decision: Decision, by: Actor | None) -> None:
        """What was decided, before it is so."""
        for event in decision.events:
            book = self.books.setdefault(getattr(event, "breach", ""), Book())
            if isinstance(event, Published):
                self.published += 1
                self.wrong += [f"{event.breach}: {why}" for why in self._unlawful(scene, event, book, by)]
            elif isinstance(event, BreachConfirmed):
                if not _over(scene.at.calendar, book.warned, CURE_DAYS, scene.at.today):
                    self.wrong.append("confirmed within the cure period")
            else:
                self._notes(book, event, decision.case, by)

    def _notes(self, book: Book, event: Event, after: Case, by: Actor | None) -> None:
        """Keep the books."""
        match event:
            case ServiceProven(notice=False):
                book.warned = event.day
            case ServiceProven(notice=True):
                book.noticed = event.day
            case PublicationProposed():
                book.proposer, book.noticed = by.person if by else None, None
            case StatementMade():
                book.judging = True
            case StatementDecided():
                book.judging = False
            case BasisAttached():
                attached = after.breach(event.breach).basis
                book.basis, book.citation = event, attached.citation if attached else ""
            case BasisRevoked():
                book.basis = None

    def looks(self, scene: Scene) -> None:
        """What stands there now: nothing performed, past its term or without its ground stays public."""
        for breach in scene.case.breaches:
            public = breach.publication
            if public is None or breach.state is not BreachState.PUBLISHED:
                continue
            ended = breach.obligation and scene.case.performance(breach.obligation).state in ENDED
            if ended and public.least is not None and public.performed_on is None:
                self.wrong.append("performed, and nothing follows")
            if ended and public.performed_on is not None and public.performed_on >= (public.least or date.max):
                self.wrong.append("performed after the shortest term, and public")
            # the end comes at nine on the day after the last one
            if scene.at.today > public.until + timedelta(days=1):
                self.wrong.append("public past its term")
            if breach.shown and breach.open_statement is not None:
                self.wrong.append("disputed, and shown")
            if not _allowed(scene.case, breach.party):
                self.wrong.append("public without consent")
            withdrawal = public.withdrawal
            if withdrawal is not None and withdrawal.cause is WithdrawalCause.PERFORMED:
                self.wrong.append("withdrawn, and public")

    def _unlawful(self, scene: Scene, event: Published, book: Book, by: Actor | None) -> list[str]:
        case, at = scene.case, scene.at
        party = case.party(event.party)
        breach = case.breach(event.breach)
        text = breach.proposal.text if breach.proposal else ""
        performance = case.performance("1")
        minor = party.subject is SubjectKind.PERSON and _born(party.identity.number) > _years_before(at.today, 18)
        least_of_term = _months(book.basis.day, 12) if book.basis else date.min
        found = {
            "no commitment": party.commitment.state not in (CommitmentState.CONFIRMED, CommitmentState.ON_PAPER),
            "no document in effect": book.basis is None or not book.basis.scan,
            "a document without its law": book.basis is not None
            and book.basis.kind == "named_by_law"
            and not book.citation,
            "no consent": not _allowed(case, event.party),
            "a minor": minor or party.acting.capacity is Capacity.GUARDIAN,
            "a private dispute": case.dispute in NEVER,
            "warning not proven": book.warned is None,
            "cure period": not _over(at.calendar, book.warned, CURE_DAYS, at.today),
            "notice not proven": book.noticed is None,
            "statement period": not _over(at.calendar, book.noticed, STATEMENT_DAYS, at.today),
            "a statement is open": book.judging,
            "hardship": performance.hardship is not None,
            "a new schedule is proposed": case.proposal is not None,
            "not owed any more": all(one.key != "1" for one in case.obligations),
            "performed, or said to be": performance.state is not ObligationState.OPEN
            or performance.reported_at is None,
            "minor breach": performance.received > 0 and at.today <= date(2026, 7, 15),
            "past its term": at.today > least_of_term,
            "unmasked": _unmasked(text, party.identity.number, party.acting.identity.number, party.name, party.subject),
            "not what they saw": not self.shown,
            "one hand": by is None or by.person in (book.proposer, case.mediator, None),
            "not an approver": by is None or by.role.value != "approver",
            "another unit": by is None or by.unit not in (case.unit, "city"),
        }
        return [why for why, so in found.items() if so]


def _allowed(case: Case, key: str) -> bool:
    party = case.party(key)
    return party.subject is SubjectKind.ENTITY or party.consents_to(ConsentKind.BREACH_PUBLICATION) is True


def _over(calendar: Calendar, start: date | None, days: int, today: date) -> bool:
    if start is None:
        # proof is asked apart
        return True
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)
    official = all(calendar.years[year].status is YearStatus.OFFICIAL for year in {start.year, day.year})
    return official and today > day


def _unmasked(text: str, number: str, acting: str, name: str, subject: SubjectKind) -> bool:
    digits = [run for run in re.findall(r"[0-9A-Z]{6,}", text) if run in number or run in acting or number in run]
    return bool(digits) or (subject is SubjectKind.PERSON and name in text) or not text


def _born(number: str) -> date:
    return date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


def _months(day: date, months: int) -> date:
    return day.replace(year=day.year + months // 12)
