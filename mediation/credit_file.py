"""The credit file (信用档案): what one subject promised and what became of it, over all their cases, the good first.

It is derived anew at every look and kept nowhere. It holds nothing of any other party, and it holds nothing against
anybody that no named human has confirmed: what is late, disputed or under way is neither good nor bad in it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from mediation.agreed import Obligation
from mediation.breach import UNCONFIRMED, Breach, BreachState, Statement
from mediation.case import Case, CaseState
from mediation.commitment_letter import GIVEN, CommitmentState
from mediation.credit_entries import Bearing, CameOf, CreditFile, Entry, EntryKind
from mediation.moments import local_date
from mediation.performance import ObligationState, Performance
from mediation.profile import Profile
from mediation.publication_parts import Publication, RepairApplication, WithdrawalCause

Part = tuple[Case, str]
"""A case, and the key of the party as which the subject stands in it."""


_NEVER_WAS = frozenset({WithdrawalCause.OBJECTION_UPHELD, WithdrawalCause.TERMS_CHANGED})
"""Why a publication was taken down of which nothing stands any more."""
_WITHOUT_END = frozenset({CaseState.CANCELLED, CaseState.FAILED})
"""Cases of which nothing is owed, whatever was written down."""


def credit_file(parts: Sequence[Part], today: date, profile: Profile) -> CreditFile:
    """The file of the subject who stands in these cases as these parties, as it is on a local date."""
    found = (entry for case, key in parts for entry in _of_part(case, key, today, profile.zone))
    return CreditFile(tuple(sorted(found, key=_place)))


def _place(entry: Entry) -> tuple[int, int, int, str]:
    kinds, bearings = list(EntryKind), list(Bearing)
    return bearings.index(entry.bearing), kinds.index(entry.kind), -entry.day.toordinal(), entry.case


def _of_part(case: Case, key: str, today: date, zone: ZoneInfo) -> Iterator[Entry]:
    letter = case.party(key).commitment
    if letter.state in GIVEN:
        on_paper = letter.state is CommitmentState.ON_PAPER
        came_of = CameOf.ON_PAPER if on_paper else CameOf.CONFIRMED_HERE
        given_at = letter.ended_at or case.opened_at
        yield Entry(EntryKind.COMMITMENT, came_of, local_date(given_at, zone), case.number)
    for owed in case.obligations:
        if owed.obligor == key:
            yield _performance(case, owed, today, zone)
    for breach in case.breaches:
        if breach.party == key:
            yield from _of_breach(case, breach, zone)
    for listing in case.listings:
        if listing.party == key:
            came_of = CameOf.LISTED if listing.delisted_on is None else CameOf.DELISTED
            yield Entry(EntryKind.LISTING, came_of, listing.day, case.number, listing=listing)


def _performance(case: Case, owed: Obligation, today: date, zone: ZoneInfo) -> Entry:
    performance = case.performance(owed.key)
    day = performed_on(performance, zone) or owed.breach_day
    came_of = _became(case, owed, performance, day, today)
    return Entry(EntryKind.PERFORMANCE, came_of, day, case.number, owed, performance.received)


def performed_on(performance: Performance, zone: ZoneInfo) -> date | None:
    """The local date on which it was performed or given up; None while something is owed.

    It is the day of the claim that proved true, else of the receipt; not the later one on which that took effect.
    """
    moment = performance.performed_at or performance.ended_at
    return local_date(moment, zone) if performance.ended and moment else None


def _became(case: Case, owed: Obligation, performance: Performance, day: date, today: date) -> CameOf:
    if performance.replaced:
        return CameOf.CHANGED
    if performance.state is ObligationState.PERFORMED:
        return CameOf.LATE if _missed(owed, day) else CameOf.IN_TIME
    if performance.state is ObligationState.WAIVED:
        return CameOf.WAIVED
    if case.state in _WITHOUT_END:
        return CameOf.DROPPED
    if performance.state is not ObligationState.OPEN or not _missed(owed, today):
        return CameOf.RUNNING
    return CameOf.PART_DONE if performance.received else CameOf.NOT_DONE


def _missed(owed: Obligation, day: date) -> bool:
    """Whether a day is after the last one, by the official calendar; nobody is late by a provisional day (暂定)."""
    return not owed.provisional and day > owed.breach_day


def _of_breach(case: Case, breach: Breach, zone: ZoneInfo) -> Iterator[Entry]:
    owed = next((one for one in case.obligations if one.key == breach.obligation), None)
    kind = EntryKind.FINDING if breach.untrue else EntryKind.WARNING
    yield Entry(kind, standing(case, breach), local_date(breach.warning.told_at, zone), case.number, owed)
    public = breach.publication
    for statement in breach.statements:
        kind = EntryKind.OBJECTION if public and statement.at >= public.at else EntryKind.STATEMENT
        decided = _decided(statement, CameOf.UPHELD, CameOf.DISMISSED)
        yield Entry(kind, decided, local_date(statement.at, zone), case.number, owed)
    if public is not None:
        shown = _publication(breach, public)
        yield Entry(EntryKind.PUBLICATION, shown, public.begins, case.number, owed, publication=public)
    for application in breach.repairs:
        decided = _decided(application, CameOf.GRANTED, CameOf.REFUSED)
        yield Entry(EntryKind.REPAIR, decided, local_date(application.at, zone), case.number, owed)


def standing(case: Case, breach: Breach) -> CameOf:
    """What stands of a breach now: WARNED, CURED, LIFTED, STANDS, or MADE_GOOD by performing or correcting it since.

    WAIVED or CHANGED: what was left was given up, or both sides agreed otherwise on it; then nothing was put right, and
    nothing stands any more.
    """
    public = breach.publication
    withdrawal = public.withdrawal if public else None
    if breach.state is BreachState.LIFTED or (withdrawal and withdrawal.cause in _NEVER_WAS):
        return CameOf.LIFTED
    became = case.performance(breach.obligation) if breach.obligation is not None else None
    if became is not None and became.replaced:
        return CameOf.CHANGED
    if became is not None and became.state is ObligationState.WAIVED:
        return CameOf.WAIVED
    if breach.state in UNCONFIRMED:
        return CameOf.WARNED
    if breach.state is BreachState.CURED:
        return CameOf.CURED
    made_good = breach.corrected_at is not None or breach.state is BreachState.SETTLED
    return CameOf.MADE_GOOD if made_good or (became is not None and became.ended) else CameOf.STANDS


def _publication(breach: Breach, public: Publication) -> CameOf:
    if public.withdrawal is not None:
        return CameOf.WITHDRAWN
    if breach.state is BreachState.PUBLISHED:
        return CameOf.PUBLIC if breach.shown else CameOf.DISPUTED
    return CameOf.EXPIRED


def _decided(asked: Statement | RepairApplication, granted: CameOf, refused: CameOf) -> CameOf:
    if asked.verdict is None:
        return CameOf.WAITING
    return granted if asked.verdict.granted else refused
