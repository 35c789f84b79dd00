"""What was agreed: the mediation agreement and each thing owed under it, as it was promised and nothing more."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.periods import Period


class AgreementForm(StrEnum):
    """Written (People's Mediation Law 28) or oral and recorded by the mediator (30)."""

    WRITTEN = "written"
    ORAL = "oral"


@dataclass(frozen=True)
class Agreement:
    """The mediation agreement; `terms` counts versions of its terms from 1; `effective` is a local date."""

    form: AgreementForm
    number: str | None
    effective: date
    terms: int = 1
    calendar_version: str = ""


@dataclass(frozen=True)
class Counted:
    """That a due day was counted and not named: the period, and the day from which it runs (Civil Code 201-203)."""

    period: Period
    start: date


@dataclass(frozen=True)
class Obligation:
    """One thing owed, an instalment being one of its own: `series` joins them, `part` is (which, of how many).

    `amount` is integer fen; `due` the date that reminders key on, `breach_day` the date rolled by Civil Code 203;
    `when` keeps what the agreement says in its own words, `counted` the period behind it (None for a date certain).
    `provisional`: an official notice may still move the days (暂定).
    """

    key: str
    obligor: str
    obligee: str
    what: str
    amount: int | None
    manner: str
    when: str
    due: date
    breach_day: date
    provisional: bool = False
    series: str | None = None
    part: tuple[int, int] | None = None
    counted: Counted | None = None
