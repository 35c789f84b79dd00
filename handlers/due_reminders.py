"""What time brings to an obligation: reminders before its day, the question after it, calls where nobody reads."""

from collections.abc import Sequence
from datetime import datetime

from handlers.effects import Effects, Reply
from handlers.ringing import can_ring
from handlers.turn import Office, Turn
from mediation import reminding
from mediation.actor import TIME, Moment
from mediation.case import Case
from mediation.decision import Decision
from mediation.reminder import Reminder
from mediation.reminding import TOGETHER
from storage import cases, reminders
from storage.store import Store


def needless(case: Case, reminder: Reminder, at: Moment) -> str | None:
    """Why a reminder that fell due has nothing to say any more; None if it has, or if its rule will tell."""
    return reminding.needless(case, reminder, at) if reminder.kind in TOGETHER else None


def remind(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """One message to one party, before the day, on it, or after it; or calls, where nobody reads here.

    Where the message waits on a page and nothing can ring, both.
    """
    silent = not can_ring(store, office, case.party(reminding.told_party(case, batch[0])))
    return (reminding.remind(case, TIME, office.moment(now), batch, silent),)


def unread(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """Nobody has acknowledged a reminder for two days: a call."""
    obligation, _, party = batch[0].subject.rpartition("/")
    return (reminding.unread(case, TIME, office.moment(now), obligation, party),)


def acknowledged(turn: Turn) -> Decision | None:
    """Something under a reminder was pressed: whoever it was has read it, whatever else they want; None if not so."""
    press = turn.press
    if press is None or press.party is None or press.case is None or press.owner != turn.person.id:
        return None
    if not reminders.acknowledge(turn.store, press.letter, turn.now):
        return None
    case = cases.load(turn.store, press.case)
    party = next((one for one in (case.parties if case else ()) if one.key == press.party), None)
    if case is None or party is None or party.binding.person != turn.person.id:
        return None
    decision = reminding.acknowledge(case, turn.actor, turn.moment, party.key)
    return decision if decision.events else None


def i_know(turn: Turn) -> Effects:
    """[I know]: that it was read is written down already; said back, so that nobody takes it for more."""
    return (Reply("reminder_read", repeatable=False),)
