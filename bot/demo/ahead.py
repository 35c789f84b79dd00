"""What comes next in an office: the moments at which something happens by itself, one after the other."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from handlers.turn import Office
from mediation.moments import at_local, local_date
from storage.schema.cases import reminders
from storage.store import Store

_DAY = timedelta(days=1)
_OPEN = time(9, 30)


def next_stop(store: Store, office: Office, now: datetime) -> datetime:
    """The next moment after `now` at which somebody may hear something: a planned reminder, or a morning's list.

    What falls into quiet hours comes when they end.
    """
    planned = select(func.min(reminders.c.due_at)).where(reminders.c.state == "planned", reminders.c.due_at > now)
    due = store.db.scalar(planned)
    mornings = (at_local(day, office.profile.timers.tasks.morning, office.zone) for day in _days(office, now))
    morning = next(moment for moment in mornings if moment > now)
    return _not_at_night(office, morning if due is None else min(due, morning))


def working_morning(office: Office, now: datetime) -> datetime:
    """Half past nine on the last working day that has come so far, in a year whose rest days are announced.

    Periods that end on days still provisional let nobody be published, and the story could not be told.
    """
    day = local_date(now, office.zone)
    if at_local(day, _OPEN, office.zone) > now:
        day -= _DAY
    while office.calendar.is_provisional(day):
        day = date(day.year - 1, 12, 31)
    return at_local(office.calendar.previous_working_day_from(day), _OPEN, office.zone)


def _days(office: Office, now: datetime) -> list[date]:
    today = local_date(now, office.zone)
    return [today, today + _DAY]


def _not_at_night(office: Office, moment: datetime) -> datetime:
    quiet, local = office.profile.quiet_hours, moment.astimezone(office.zone)
    if not quiet.cover(local.time()):
        return moment
    morning = at_local(local.date(), quiet.end, office.zone)
    return morning if morning >= moment else at_local(local.date() + _DAY, quiet.end, office.zone)
