"""The timer table: when whom is reminded of what, as values, each with its source; read from the profile's [timers]."""

from dataclasses import dataclass
from datetime import time, timedelta

from mediation.profile_parts import Source, Span
from mediation.toml_table import TomlTable


@dataclass(frozen=True)
class PerformanceTimer:
    """Reminders so many days before a due day, 0 being the day itself; then the obligee is asked.

    The obligee is told so many days before what is coming. A reminder that nobody has acknowledged for `unread` becomes
    a call; an obligee who says nothing for `silence` after "performed" does too. What the obligee confirms takes effect
    after `undo`. A mediator's own reminders go at most `by_hand` times a day for an obligation.
    """

    days_before: tuple[int, ...]
    obligee_told_days_before: tuple[int, ...]
    obligee_asked_days_after: int
    unread: timedelta
    undo: timedelta
    silence: Span
    by_hand: int
    source: Source


@dataclass(frozen=True)
class ConfirmationTimer:
    """The window for joint judicial confirmation, and the days after effect when both sides are told of it."""

    window: Span
    nudge_days: tuple[int, ...]
    source: Source


@dataclass(frozen=True)
class EnforcementTimer:
    """The limit for applying for enforcement, and how long before it the obligee is told."""

    limit: Span
    months_before: tuple[int, ...]
    days_before: tuple[int, ...]
    source: Source


@dataclass(frozen=True)
class ReadingTimer:
    """Days after the reading was offered: when to remind, and when it expires."""

    reminder_days: tuple[int, ...]
    expires_on_day: int
    source: Source


@dataclass(frozen=True)
class TaskTimer:
    """The morning list goes at `morning`, local time, on working days.

    A task left undone for `escalated` goes to the unit's administrators.
    """

    morning: time
    escalated: Span
    source: Source


@dataclass(frozen=True)
class Timers:
    """The timer table; reminders go at `send_at`, a local clock time."""

    send_at: time
    source: Source
    performance: PerformanceTimer
    confirmation: ConfirmationTimer
    enforcement: EnforcementTimer
    reading: ReadingTimer
    unanswered: Span
    tasks: TaskTimer


def read_timers(table: TomlTable) -> Timers:
    """The timer table in the profile's [timers]; raises WrongKey."""
    return Timers(
        send_at=table.clock("send_at"),
        source=table.source(),
        performance=_performance(table.table("performance")),
        confirmation=_confirmation(table.table("confirmation")),
        enforcement=_enforcement(table.table("enforcement")),
        reading=_reading(table.table("reading")),
        unanswered=table.span("unanswered"),
        tasks=_tasks(table.table("tasks")),
    )


def _performance(table: TomlTable) -> PerformanceTimer:
    return PerformanceTimer(
        days_before=table.numbers("days_before"),
        obligee_told_days_before=table.numbers("obligee_told_days_before"),
        obligee_asked_days_after=table.number("obligee_asked_days_after"),
        unread=timedelta(hours=table.number("unread_hours")),
        undo=timedelta(hours=table.number("undo_hours")),
        silence=table.span("silence"),
        by_hand=table.number("by_hand_a_day"),
        source=table.source(),
    )


def _confirmation(table: TomlTable) -> ConfirmationTimer:
    return ConfirmationTimer(table.span("window"), table.numbers("nudge_days"), table.source())


def _enforcement(table: TomlTable) -> EnforcementTimer:
    months, days = table.numbers("months_before"), table.numbers("days_before")
    return EnforcementTimer(table.span("limit"), months, days, table.source())


def _reading(table: TomlTable) -> ReadingTimer:
    return ReadingTimer(table.numbers("reminder_days"), table.number("expires_on_day"), table.source())


def _tasks(table: TomlTable) -> TaskTimer:
    return TaskTimer(table.clock("morning"), table.span("escalated"), table.source())
