"""Which questions a recording has, derived from what was answered: for a new case, an agreement to add, and an edit."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from handlers import recording_reads as reads
from handlers.dialogue import Answers, Step
from handlers.recording_answers import MOST, OBLIGATION, PARTY, SUMMARY, YES, Block, Field, blocks, labels, last_block
from handlers.recording_obligations import obligation_steps
from handlers.recording_parties import party_steps
from handlers.recording_steps import one_of, typed, yes_or_no
from handlers.recording_summary import summary
from handlers.recording_terms import owed
from handlers.turn import Turn
from mediation.agreed import AgreementForm
from mediation.case import MediationKind
from mediation.decision import Refused
from mediation.disputes import DisputeKind
from mediation.identifiers import Unreadable
from mediation.terms import check_kind


def new_case(turn: Turn, answers: Answers) -> list[Step]:
    """Everything, from the kind of mediation on."""
    return [
        *_case(),
        yes_or_no(Field.AGREED, "recording_agreed", _nothing),
        *(_agreement(answers) if answers.get(Field.AGREED) == YES else ()),
        *_all(turn, answers, PARTY),
        *(_all(turn, answers, OBLIGATION) if answers.get(Field.AGREED) == YES else ()),
        _summary(),
    ]


def edited_case(turn: Turn, answers: Answers) -> list[Step]:
    """Everything that can be put right; whether there is an agreement cannot."""
    return [step for step in new_case(turn, answers) if step.key != Field.AGREED]


def added_agreement(turn: Turn, answers: Answers) -> list[Step]:
    """The agreement alone, of a case whose parties are known."""
    return [*_agreement(answers), *_all(turn, answers, OBLIGATION), _summary()]


def _case() -> Iterator[Step]:
    yield one_of(Field.MEDIATION, "recording_mediation", tuple(MediationKind), {})
    yield one_of(Field.DISPUTE, "recording_dispute", tuple(DisputeKind), {}, trouble=_kind_trouble)


def _kind_trouble(turn: Turn, answers: Answers) -> str | None:
    try:
        if Field.MEDIATION in answers:
            check_kind(MediationKind(answers[Field.MEDIATION]), DisputeKind(answers[Field.DISPUTE]))
    except Refused as no:
        return no.reason
    return None


def _agreement(answers: Answers) -> Iterator[Step]:
    form, effective = answers.get(Field.FORM), answers.get(Field.EFFECTIVE)
    about: dict[str, Any] = {"form": AgreementForm(form) if form else None}
    yield one_of(Field.FORM, "recording_form", tuple(AgreementForm), {})
    yield typed(Field.NUMBER, "recording_number", reads.number, about, skippable=True)
    day = {**about, "old": date.fromisoformat(effective) if effective else None}
    # a day that was possible when it was entered stays so, however long the case goes on
    yield Step(Field.EFFECTIVE, "recording_effective", read=reads.effective, about=lambda *_: day)


def _all(turn: Turn, answers: Answers, kind: str) -> Iterator[Step]:
    last, names = last_block(answers, kind), labels(answers)
    for block in blocks(answers, kind):
        if kind == PARTY:
            yield from party_steps(turn, answers, block)
        else:
            yield from obligation_steps(turn, answers, block, names)
        # whoever asked for one more by mistake can go back and say no
        if block.number == last.number - 1 and not _begun(answers, last) and block.more in answers:
            yield _more(block)
    if last.number < MOST:
        yield _more(last)


def _begun(answers: Answers, block: Block) -> bool:
    return any(key.startswith(f"{block.name}.") and key != block.more for key in answers)


def _more(last: Block) -> Step:
    return yes_or_no(last.more, f"recording_{last.kind}_more", _entered(last))


def _entered(last: Block) -> Any:
    def about(turn: Turn, answers: Answers) -> dict[str, Any]:
        found: dict[str, Any] = {"old": None, "names": labels(answers)}
        if last.kind == PARTY:
            return found | {
                "named": [name for one in blocks(answers, PARTY) if (name := one.said(answers, Field.NAME))]
            }
        try:
            return found | {"owed": owed(turn, answers, last)}
        except Unreadable:
            return found | {"owed": None}

    return about


def _summary() -> Step:
    return yes_or_no(SUMMARY, "recording_summary", summary, only_yes=True)


def _nothing(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"old": None}
