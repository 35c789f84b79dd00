"""What an agreement says of one obligation: from the answers to the parts that fall due, with the computation shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.answers import read_amount
from handlers.dialogue import Answers
from handlers.recording_answers import Block, Field, parties
from handlers.schedules import read_when
from handlers.turn import Turn
from mediation.agreed import Counted, Obligation
from mediation.case import Case
from mediation.identifiers import Unreadable
from mediation.periods import Calendar, NoCalendar, PeriodEnd
from mediation.schedule import Due, counted, dues
from mediation.widths import squeezed

_ANCHOR = "\t"
"""Parts the day on which a time was typed from the words: "下月15日" is to mean the same tomorrow."""
_SHOWN = 24
"""So many instalments are shown one by one."""
_RELATIVE = re.compile(
    r"(?:[于在]|最迟|by |on )?"
    r"(?:大?[今明后昨前][天日]|[本当下上这]个?月.{1,4}|月[底末]|[今明后]?年[底末]|[0-9]{1,2}[日号]"
    r"|(?:day after )?tomorrow|today)(?:之前|以前|前)?[。.]?"
)


@dataclass(frozen=True)
class Owed:
    """One obligation as entered: its parts, and how a period was computed (None for a date certain)."""

    block: Block
    parts: tuple[Obligation, ...]
    end: PeriodEnd | None

    @property
    def total(self) -> int | None:
        """What all parts come to, in fen; None where it is not money."""
        amounts = [part.amount for part in self.parts]
        return None if None in amounts else sum(one for one in amounts if one is not None)

    @property
    def shown(self) -> tuple[Obligation, ...]:
        """The parts that are shown one by one: of a very long series the first ones and the last."""
        return self.parts if len(self.parts) <= _SHOWN else (*self.parts[:3], self.parts[-1])


def when_words(kept: str) -> str:
    """The words of a kept time, as typed."""
    return kept.rpartition(_ANCHOR)[2]


def kept_when(words: str, typed_on: date) -> str:
    """A time as it is kept: the words, and the day on which they were typed."""
    return f"{typed_on.isoformat()}{_ANCHOR}{words}"


def read_time(turn: Turn, answers: Answers, block: Block, words: str) -> str:
    """A time as typed or kept; raises what read_when raises, due_before_effect and instalments_differ."""
    typed_on, said = anchored(words, turn.moment.today)
    kept = kept_when(" ".join(said.split()), typed_on)
    (first, *_) = owed(turn, {**answers, block.key(Field.WHEN): kept}, block).parts
    words_kept = lasting(said, first.due)
    return kept if words_kept == said else kept_when(words_kept, typed_on)


def lasting(words: str, due: date) -> str:
    """The words for a time, or its day where they say nothing to somebody who reads them later, as "明天"."""
    return due.isoformat() if _RELATIVE.fullmatch(squeezed(words)) else words


def read_schedule(
    words: str, effective: date | None, typed_on: date, calendar: Calendar
) -> tuple[tuple[Due, ...], Counted | None]:
    """What falls due by these words, and the period behind it; raises Unreadable as read_when does."""
    try:
        when = read_when(words, effective, typed_on, calendar)
        return dues(when, effective or typed_on, calendar), counted(when, effective or typed_on)
    except NoCalendar:
        raise Unreadable("when_too_far") from None


def anchored(kept: str, today: date) -> tuple[date, str]:
    """A kept time as the day on which it was typed, and its words; whatever is not kept yet is typed today."""
    day, _, said = kept.rpartition(_ANCHOR)
    try:
        return date.fromisoformat(day), said
    except ValueError:
        return today, kept


def spread(total: int | None, falls_due: Sequence[Due]) -> Sequence[int | None]:
    """What is due with each part: as said, or the total in equal parts, the last bearing what does not divide.

    Raises Unreadable("instalments_differ") if that does not come to the total.
    """
    each = [due.amount_fen for due in falls_due]
    said = [one for one in each if one is not None]
    if said:
        if total is not None and sum(said) != total:
            raise Unreadable("instalments_differ")
        return each
    if total is None:
        return each
    share, rest = divmod(total, len(each))
    if share == 0:
        raise Unreadable("instalments_differ")
    return [*[share] * (len(each) - 1), share + rest]


def obligee(answers: Answers, block: Block) -> str:
    """To whom it is owed: said, or the only other party there is."""
    others = [str(one.number) for one in parties(answers) if str(one.number) != block.said(answers, Field.OBLIGOR)]
    return others[0] if len(others) == 1 else block.said(answers, Field.OBLIGEE) or ""


def owed(turn: Turn, answers: Answers, block: Block, case: Case | None = None, before: Answers | None = None) -> Owed:
    """The obligation that these answers give.

    `case` and `before` are the case that is edited and its answers: where time and effect stay as they were, so do its
    days, whatever calendar they were computed by. Raises Unreadable where time and amount do not go together.
    """
    falls_due, period = _falls_due(turn, answers, block)
    amounts = spread(fen(block.said(answers, Field.AMOUNT)), falls_due)
    single = len(falls_due) == 1
    parts = tuple(
        Obligation(
            key=str(block.number) if single else f"{block.number}.{place}",
            obligor=block.said(answers, Field.OBLIGOR) or "",
            obligee=obligee(answers, block),
            what=block.said(answers, Field.WHAT) or "",
            amount=amount,
            manner=block.said(answers, Field.MANNER) or "",
            when=when_words(block.said(answers, Field.WHEN) or ""),
            due=due.day,
            breach_day=due.breach_day,
            provisional=due.provisional,
            series=None if single else str(block.number),
            part=None if single else (place, len(falls_due)),
            counted=period,
        )
        for place, (due, amount) in enumerate(zip(falls_due, amounts, strict=True), 1)
    )
    kept = _kept_days(parts, answers, block, case, before)
    return Owed(block, kept or parts, None if kept else falls_due[0].end)


def fen(amount: str | None) -> int | None:
    """An amount that was kept, in fen; None where there is none."""
    return read_amount(amount) if amount else None


def _falls_due(turn: Turn, answers: Answers, block: Block) -> tuple[tuple[Due, ...], Counted | None]:
    typed_on, said = anchored(block.said(answers, Field.WHEN) or "", turn.moment.today)
    effective = date.fromisoformat(answers[Field.EFFECTIVE]) if answers.get(Field.EFFECTIVE) else None
    found, period = read_schedule(said, effective, typed_on, turn.office.calendar)
    if effective is not None and any(due.day < effective for due in found):
        raise Unreadable("due_before_effect")
    return found, period


def _kept_days(
    parts: tuple[Obligation, ...], answers: Answers, block: Block, case: Case | None, before: Answers | None
) -> tuple[Obligation, ...]:
    if case is None or before is None:
        return ()
    same = all(answers.get(key) == before.get(key) for key in (block.key(Field.WHEN), Field.EFFECTIVE))
    old = [one for one in case.obligations if str(block.number) in (one.key, one.series)]
    if not same or len(old) != len(parts):
        return ()
    return tuple(
        replace(
            new,
            key=was.key,
            due=was.due,
            breach_day=was.breach_day,
            provisional=was.provisional,
            counted=was.counted,
        )
        for new, was in zip(parts, old, strict=True)
    )
