"""The mediator's own reminders: to whom, how often a day, and when they go; the clock says them like any other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mediation.access import require_mediator, require_open
from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.case import Case, LegalStatus, Party
from mediation.decision import Decision, Refused
from mediation.events.notices import ReminderTriggered
from mediation.moments import at_local, local_date
from mediation.owing import late, may_be_reminded
from mediation.performance import ByHand
from mediation.reminding import call_instead, hears


@dataclass(frozen=True)
class Choice:
    """Somebody who may be reminded of something: the obligor, or the obligee, who is asked whether it came."""

    owed: Obligation
    party: Party


def choices(case: Case, at: Moment) -> tuple[Choice, ...]:
    """Of what the mediator may remind whom on that day; nothing before the agreement is in effect."""
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        return ()
    return tuple(
        Choice(owed, case.party(party))
        for owed in case.obligations
        for party in may_be_reminded(owed, case.performance(owed.key))
    )


def overdue(case: Case, at: Moment) -> dict[str, tuple[str, ...]]:
    """What every obligor is late with on that day: obligations by party, both by key."""
    late_ones: dict[str, tuple[str, ...]] = {}
    for one in choices(case, at):
        if one.party.key == one.owed.obligor and late(case, one.owed, at.today):
            late_ones[one.party.key] = (*late_ones.get(one.party.key, ()), one.owed.key)
    return late_ones


def going_at(at: Moment) -> datetime:
    """When a notice of this moment goes: now, or at the end of the quiet hours."""
    quiet = at.profile.quiet_hours
    clock = at.now.astimezone(at.zone).time()
    if not quiet.cover(clock):
        return at.now
    day = at.today if clock < quiet.end else at.today + timedelta(days=1)
    return at_local(day, quiet.end, at.zone)


def has_room(case: Case, at: Moment, obligation: str) -> bool:
    """Whether one more may go on the local day when it would go: the profile says how many a day for an obligation."""
    day = local_date(going_at(at), at.zone)
    that_day = [one for one in case.performance(obligation).by_hand if local_date(one.at, at.zone) == day]
    return len(that_day) < at.profile.timers.performance.by_hand


def require_trigger(case: Case, by: Actor, at: Moment, party: str, obligations: Iterable[str]) -> None:
    """Whether the mediator may remind this party of these obligations now.

    Raises Refused: not_your_case, case_ended, by_hand_not_now (nothing to be said to them), party_not_reading (they do
    not read here: a call), by_hand_limit.
    """
    keys = _require_choice(case, by, at, party, obligations)
    one = case.party(party)
    if hears(one) is None:
        raise Refused("party_not_reading", case=case, party=one, obligations=keys)
    if not all(has_room(case, at, key) for key in keys):
        raise Refused("by_hand_limit", case=case, party=one, going_at=going_at(at))


def trigger(case: Case, by: Actor, at: Moment, party: str, obligations: Iterable[str], words: str) -> Decision:
    """The mediator has a party reminded of these obligations in one message; `words` are a sentence of theirs, or "".

    It counts for the day when it goes. Raises Refused as `require_trigger`.
    """
    keys = tuple(obligations)
    require_trigger(case, by, at, party, keys)
    one = ByHand(party, words.strip(), going_at(at))
    for key in keys:
        performance = case.performance(key)
        case = case.with_performance(replace(performance, by_hand=(*performance.by_hand, one)))
    event = ReminderTriggered(party=party, obligations=keys, words=one.words, going_at=one.at)
    return Decision(case, (event,))


def have_called(case: Case, by: Actor, at: Moment, party: str, obligations: Iterable[str]) -> Decision:
    """A call instead, put down as a task; no event if one waits already.

    Raises Refused: not_your_case, case_ended, by_hand_not_now.
    """
    return call_instead(case, at, case.party(party), _require_choice(case, by, at, party, obligations))


def _require_choice(case: Case, by: Actor, at: Moment, party: str, obligations: Iterable[str]) -> tuple[str, ...]:
    require_mediator(case, by)
    require_open(case)
    keys = tuple(obligations)
    there = {(one.owed.key, one.party.key) for one in choices(case, at)}
    if not keys or not all((key, party) in there for key in keys):
        raise Refused("by_hand_not_now")
    return keys
