"""A fault of a loop, kept for the administrators, who are told of it."""

from datetime import datetime

from handlers.carry_out import Scene, carry_out
from handlers.effects import Happened
from handlers.turn import Office
from mediation.actor import TIME
from mediation.events.office import FaultKept
from storage import faults
from storage.store import Store


def keep_fault(store: Store, office: Office, place: str, what: str, now: datetime) -> None:
    """Keep what a loop met (frames without anybody's words), and tell the administrators."""
    kept = faults.keep(store, place, what, now)
    carry_out(Scene(store, office, office.moment(now), TIME), (Happened(FaultKept(fault=kept)),))
