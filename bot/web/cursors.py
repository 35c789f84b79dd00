"""Where a browser stands in its conversation, as text that it gives back: rows, and the moment they were read."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from storage.page import Came, Cut, Went

_CUT = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)
_CURSOR = re.compile(r"(\d{1,15})\.(\d{1,15})\.(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """Everything up to these rows was read at that moment."""

    cut: Cut
    at: datetime

    def is_before(self, row: Came | Went) -> bool:
        """Whether a row came after what was read."""
        return row.incoming.id > self.cut.came if isinstance(row, Came) else row.id > self.cut.went

    def __str__(self) -> str:
        return f"{self.cut.came}.{self.cut.went}.{int(self.at.timestamp() * 1000)}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor that a browser gave back; None for anything else."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    came, went, milliseconds = (int(number) for number in found.groups())
    try:
        return Cursor(Cut(came, went), datetime.fromtimestamp(milliseconds / 1000, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def read_cut(text: str) -> Cut | None:
    """Where an earlier page ends; None for anything else."""
    found = _CUT.fullmatch(text)
    return None if found is None else Cut(int(found[1]), int(found[2]))
