"""What happens when a reminder of an obligation falls due: who is told or called, and when it is needless."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from mediation.access import require_open
from mediation.actor import Actor, Moment, Role
from mediation.agreed import Obligation
from mediation.calling import need_call, open_call, without_calls
from mediation.case import Case, LegalStatus, Party
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision, Refused
from mediation.events.event import Event
from mediation.events.notices import (
    NoticeAcknowledged,
    PerformanceExpected,
    PerformanceReminded,
    ReceiptAsked,
    RemindedByHand,
)
from mediation.moments import local_date
from mediation.performance import CallReason, Notice
from mediation.reminder import ASKED, BY_HAND, DUE, EXPECTED, Reminder

CALL_INSTEAD = "call_instead"
"""Why a reminder was skipped that nobody could have read: somebody calls."""
TOGETHER = frozenset({DUE, EXPECTED, ASKED, BY_HAND})
"""Kinds of which one message to a party says several obligations at once."""
_BY_HAND_LATEST = timedelta(days=1)
"""After an outage as long as that the mediator's own sentence may not be so any more: it is not said."""


def told_party(case: Case, reminder: Reminder) -> str:
    """Who is to be told: the obligor before the day and on it, the obligee of what comes and whether it came.

    By hand it is whom the mediator chose.
    """
    key, _, party = reminder.subject.partition("/")
    owed = case.obligation(key)
    return party or (owed.obligor if reminder.kind == DUE else owed.obligee)


def needless(case: Case, reminder: Reminder, at: Moment) -> str | None:
    """Why this reminder says nothing any more now that it fell due, None if it does; after an outage many are late.

    Of several late steps only the latest speaks, and nobody is told twice on one local day of one obligation.
    """
    owed, party = case.obligation(_obligation(reminder)), told_party(case, reminder)
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        return "not_in_effect"
    if (why := _overtaken(case, owed, reminder, at)) is not None:
        return why
    if hears(case.party(party)) is not None:
        return None
    # what merely informs is worth no call
    return "nobody_reads" if reminder.kind == EXPECTED else _call_waits(case, party, owed.key)


def _overtaken(case: Case, owed: Obligation, reminder: Reminder, at: Moment) -> str | None:
    """Why time has overtaken a reminder; the mediator's own goes whatever was told already, but not days later."""
    if reminder.kind == BY_HAND:
        return "too_late" if at.now - reminder.due_at > _BY_HAND_LATEST else None
    if reminder.kind != ASKED and at.today > owed.breach_day:
        return "due_passed"
    if reminder.kind != ASKED and _later_step_due(owed, reminder, at):
        return "later_reminder_due"
    notice = notice_of(case, owed.key, told_party(case, reminder))
    return "told_today" if notice is not None and local_date(notice.told_at, at.zone) == at.today else None


def _call_waits(case: Case, party: str, obligation: str) -> str | None:
    return "call_waits" if open_call(case, party, obligation) is not None else None


def hears(party: Party) -> int | None:
    """The person who reads here for a party: attested, agreed to be processed here (PIPL 13), and letters arrive."""
    agreed = party.consents_to(ConsentKind.PROCESSING) is True
    return party.reachable_person if agreed and party.binding.unreachable_at is None else None


def notice_of(case: Case, obligation: str, party: str) -> Notice | None:
    """What this party was last told of this obligation, if anything."""
    return next((one for one in case.notices if (one.obligation, one.party) == (obligation, party)), None)


def remind(case: Case, by: Actor, at: Moment, reminders: Sequence[Reminder], silent: bool = False) -> Decision:
    """Time reminds one party of one or several obligations in one message, or has them called.

    All reminders are of one kind and one party, and none of them is needless. `silent`: the message waits on the page
    and nothing can ring there, so somebody calls besides. Raises Refused: not_yours, case_ended.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    keys = tuple(dict.fromkeys(map(_obligation, reminders)))
    party = case.party(told_party(case, reminders[0]))
    if hears(party) is None:
        return call_instead(case, at, party, keys)
    awaited = reminders[0].kind != EXPECTED
    told = noticed(case, at, party.key, keys, awaited)
    # what merely informs is worth no call
    called = _calls(told, at, party.key, CallReason.PAGE_ONLY, keys if silent and awaited else ())
    return Decision(called.case, (_said(case, at, reminders, party.key, keys), *called.events))


def call_instead(case: Case, at: Moment, party: Party, obligations: Iterable[str]) -> Decision:
    """Somebody calls the party about these obligations, because what is written here does not reach them."""
    why = CallReason.UNREACHABLE if party.binding.unreachable_at is not None else CallReason.NO_ACCOUNT
    return _calls(case, at, party.key, why, obligations)


def _calls(case: Case, at: Moment, party: str, why: CallReason, obligations: Iterable[str]) -> Decision:
    events: list[Event] = []
    for key in obligations:
        step = need_call(case, at, party, why, key)
        case, events = step.case, [*events, *step.events]
    return Decision(case, tuple(events))


def noticed(case: Case, at: Moment, party: str, obligations: Collection[str], awaited: bool = True) -> Case:
    """The case with what the party is told now; what was not read before is still waited for since then.

    `awaited`: somebody has to know that it was read.
    """
    others = tuple(one for one in case.notices if one.party != party or one.obligation not in obligations)
    now = (_notice(notice_of(case, key, party), key, party, at, awaited) for key in obligations)
    return replace(case, notices=(*others, *now))


def acknowledge(case: Case, by: Actor, at: Moment, party: str) -> Decision:
    """The party pressed something under a reminder: they have read all they were told, and nothing else follows.

    Nobody need call any more because nothing rings where they read. No event if there was nothing unread.
    Raises Refused: not_yours.
    """
    if by.person is None or case.party(party).binding.person != by.person:
        raise Refused("not_yours")
    unread = tuple(one.obligation for one in case.notices if one.party == party and one.unread_since is not None)
    notices = tuple(replace(one, unread_since=None) if one.party == party else one for one in case.notices)
    events = (NoticeAcknowledged(party=party, obligations=unread),) if unread else ()
    return Decision(without_calls(replace(case, notices=notices), at, party, CallReason.PAGE_ONLY), events)


def unread(case: Case, by: Actor, at: Moment, obligation: str, party: str) -> Decision:
    """Nobody acknowledged a reminder in the profile's hours: somebody calls.

    Raises Refused: not_yours, already_done.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    notice = notice_of(case, obligation, party)
    if notice is None or notice.unread_since is None:
        raise Refused("already_done")
    calmed = tuple(replace(one, unread_since=None) if one == notice else one for one in case.notices)
    return need_call(replace(case, notices=calmed), at, party, CallReason.UNREAD, obligation)


def _notice(before: Notice | None, obligation: str, party: str, at: Moment, awaited: bool) -> Notice:
    since = before.unread_since if before is not None else None
    return Notice(obligation, party, at.now, since or (at.now if awaited else None))


def _later_step_due(owed: Obligation, reminder: Reminder, at: Moment) -> bool:
    timer = at.profile.timers.performance
    steps = timer.days_before if reminder.kind == DUE else timer.obligee_told_days_before
    return any(step < int(reminder.step) and owed.due - timedelta(days=step) <= at.today for step in steps)


def _obligation(reminder: Reminder) -> str:
    return reminder.subject.partition("/")[0]


def _said(case: Case, at: Moment, reminders: Sequence[Reminder], party: str, keys: tuple[str, ...]) -> Event:
    kind = reminders[0].kind
    if kind == BY_HAND:
        own = (case.performance(_obligation(one)).by_hand[int(one.step) - 1].words for one in reminders)
        return RemindedByHand(party=party, obligations=keys, words="\n".join(dict.fromkeys(filter(None, own))))
    if kind == EXPECTED:
        return PerformanceExpected(party=party, obligations=keys)
    if kind == ASKED:
        return ReceiptAsked(party=party, obligations=keys)
    last_before = min((step for step in at.profile.timers.performance.days_before if step > 0), default=0)
    return PerformanceReminded(
        party=party, obligations=keys, last=any(int(one.step) == last_before for one in reminders)
    )
