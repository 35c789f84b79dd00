"""The judicial side: the wish to apply for confirmation together, the application, the ruling, the limit afterwards."""

from dataclasses import replace
from datetime import date, timedelta

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Moment, Role
from mediation.case import Case, LegalStatus
from mediation.court_reminders import confirmation_ends, enforcement_ends, enforcement_steps
from mediation.decision import Decision, Refused
from mediation.events.notices import (
    ConfirmationAgreed,
    ConfirmationApplied,
    ConfirmationDropped,
    ConfirmationPossible,
    ConfirmationWished,
    EnforcementEnds,
    RulingRecorded,
    RulingScanKept,
)
from mediation.owing import open_obligations
from mediation.performance import CourtWish, Ruling
from mediation.reminder import Reminder
from mediation.reminding import hears


def wished(case: Case, party: str) -> bool | None:
    """Whether a party wants to apply together, None while they have not said."""
    return next((wish.wants for wish in case.court_wishes if wish.party == party), None)


def all_wish(case: Case) -> bool:
    """Whether every party wants to apply: only then can they (People's Mediation Law 33)."""
    return all(wished(case, party.key) for party in case.parties)


def wish(case: Case, by: Actor, at: Moment, party: str, wants: bool) -> Decision:
    """A party wants to apply for judicial confirmation together, or does not; either may be changed in the window.

    The window is the profile's days from effect (People's Mediation Law 33, Civil Procedure Law 205). Raises Refused:
    not_yours, not_attested, case_ended, not_in_effect, court_does_not_confirm, ruling_there, window_over, already_done.
    """
    own_party(case, by, party)
    _require_confirmable(case, at)
    if case.ruling is not None:
        raise Refused("ruling_there")
    until = confirmation_ends(case, at.profile, at.calendar)
    if at.today > until:
        raise Refused("window_over")
    if wished(case, party) is wants:
        raise Refused("already_done")
    others = tuple(one for one in case.court_wishes if one.party != party)
    changed = replace(case, court_wishes=(*others, CourtWish(party, wants, at.now)))
    both = all_wish(changed)
    agreed = (ConfirmationAgreed(until=until),) if both else ()
    return Decision(changed, (ConfirmationWished(party=party, wants=wants, both=both), *agreed))


def require_applicable(case: Case, by: Actor, at: Moment) -> None:
    """Whether the mediator may say that both have applied, or that the court has ruled.

    Raises Refused: not_your_case, case_ended, not_in_effect, court_does_not_confirm.
    """
    require_mediator(case, by)
    _require_confirmable(case, at)


def apply(case: Case, by: Actor, at: Moment, day: date) -> Decision:
    """The mediator says that both sides have applied on that local date.

    Raises Refused as `require_applicable`, and: ruling_there, already_done (that very day is known), court_day_ahead,
    court_day_early (before effect).
    """
    require_applicable(case, by, at)
    if case.ruling is not None:
        raise Refused("ruling_there")
    if case.applied_on == day:
        raise Refused("already_done")
    require_court_day(case, at, day)
    return Decision(replace(case, applied_on=day), (ConfirmationApplied(day=day),))


def drop(case: Case, by: Actor, at: Moment) -> Decision:
    """The mediator says that nothing came of applying; all may say anew what they wish, while there is time.

    Raises Refused as `require_applicable`, and: ruling_there, already_done (nobody wishes, nobody has applied).
    """
    require_applicable(case, by, at)
    if case.ruling is not None:
        raise Refused("ruling_there")
    if not case.court_wishes and case.applied_on is None:
        raise Refused("already_done")
    return Decision(replace(case, court_wishes=(), applied_on=None), (ConfirmationDropped(),))


def record_ruling(case: Case, by: Actor, at: Moment, ruling: Ruling) -> Decision:
    """The mediator enters the court's confirmation ruling from the document, or puts right what was entered before.

    A scan added to the very same ruling is told to nobody again.

    Raises Refused as `require_applicable`, and: already_done (this very ruling is known), ruling_number_missing,
    court_day_ahead, court_day_early.
    """
    require_applicable(case, by, at)
    if not ruling.number.strip():
        raise Refused("ruling_number_missing")
    known = case.ruling is not None and (case.ruling.number, case.ruling.day) == (ruling.number, ruling.day)
    if case.ruling == ruling or (known and ruling.scan is None):
        raise Refused("already_done")
    require_court_day(case, at, ruling.day)
    if known:
        return Decision(replace(case, ruling=ruling), (RulingScanKept(number=ruling.number),))
    return Decision(replace(case, ruling=ruling), (RulingRecorded(number=ruling.number, day=ruling.day),))


def require_court_day(case: Case, at: Moment, day: date) -> None:
    """A day at court lies in the past or is today, and after the agreement took effect.

    Raises Refused: court_day_ahead, court_day_early.
    """
    if day > at.today:
        raise Refused("court_day_ahead")
    if case.agreement is None or day < case.agreement.effective:
        raise Refused("court_day_early")


def tell_of_confirmation(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time tells a party that both may apply together; after an outage only the latest of several late days speaks.

    Whoever does not read here is not called for this. Raises Refused: not_yours, case_ended, not_in_effect,
    window_over, later_reminder_due, nobody_reads.
    """
    _require_time(case, by)
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        raise Refused("not_in_effect")
    until = confirmation_ends(case, at.profile, at.calendar)
    if at.today > until:
        raise Refused("window_over")
    steps = at.profile.timers.confirmation.nudge_days
    if any(int(reminder.step) < days and reminder.due + timedelta(days=days) <= at.today for days in steps):
        raise Refused("later_reminder_due")
    _require_reader(case, reminder.subject)
    return Decision(case, (ConfirmationPossible(party=reminder.subject, until=until),))


def tell_of_enforcement(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time tells the obligee until when enforcement can be applied for (Civil Procedure Law 250), and nobody else.

    Raises Refused: not_yours, case_ended, window_over, later_reminder_due, nobody_reads.
    """
    _require_time(case, by)
    until = enforcement_ends(case, reminder.subject, at.profile)
    if at.today > until:
        raise Refused("window_over")
    days = dict(enforcement_steps(until, at.profile))
    if any(days[reminder.step] < day <= at.today for day in days.values()):
        raise Refused("later_reminder_due")
    mine = [owed for owed in open_obligations(case) if reminder.subject in (owed.key, owed.series)]
    obligee = mine[0].obligee
    _require_reader(case, obligee)
    keys = tuple(owed.key for owed in mine)
    return Decision(case, (EnforcementEnds(party=obligee, obligations=keys, until=until),))


def _require_confirmable(case: Case, at: Moment) -> None:
    require_open(case)
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        raise Refused("not_in_effect")
    if not case.dispute.court_confirms:
        raise Refused("court_does_not_confirm")


def _require_time(case: Case, by: Actor) -> None:
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)


def _require_reader(case: Case, party: str) -> None:
    if hears(case.party(party)) is None:
        raise Refused("nobody_reads")
