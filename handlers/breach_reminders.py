"""What time brings to a breach: each kind of its reminders is one rule."""

from collections.abc import Callable, Sequence
from datetime import datetime

from handlers.effects import Effects
from handlers.turn import Office
from mediation import confirming_breach, publication, repair, statements, withdrawal
from mediation.actor import TIME
from mediation.case import Case
from mediation.decision import Decision
from mediation.reminder import CURE, CURE_OVER, HEARD, PUBLICATION_END, REPAIR, RETRACTION, STATEMENT, Reminder
from storage.store import Store

Kind = Callable[[Store, Office, Case, Sequence[Reminder], datetime], Effects]


def _by(rule: Callable[..., Decision]) -> Kind:
    def kind(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
        return (rule(case, TIME, office.moment(now), batch[0]),)

    return kind


KINDS: dict[str, Kind] = {
    CURE: _by(confirming_breach.cure_reminded),
    CURE_OVER: _by(confirming_breach.cure_over),
    HEARD: _by(publication.ready),
    STATEMENT: _by(statements.overdue),
    PUBLICATION_END: _by(publication.expire),
    RETRACTION: _by(withdrawal.retraction_overdue),
    REPAIR: _by(repair.repair_overdue),
}
"""Every kind of reminder of a breach."""
