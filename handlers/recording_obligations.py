"""The questions about one obligation: who owes what to whom, how, and when."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers import recording_reads as reads
from handlers.dialogue import Answers, Step
from handlers.recording_answers import Block, Field
from handlers.recording_steps import Read, labelled, typed
from handlers.recording_terms import fen, read_time, when_words
from handlers.turn import Turn


def obligation_steps(turn: Turn, answers: Answers, owed: Block, names: Mapping[str, str]) -> Iterator[Step]:
    """Every question about an obligation; to whom is asked only where there is more than one other party.

    `names` are the parties' by their keys.
    """
    obligor = owed.said(answers, Field.OBLIGOR)
    others = {key: name for key, name in names.items() if key != obligor}
    about = _about(answers, owed, names, others)
    yield labelled(owed.key(Field.OBLIGOR), "recording_obligor", names, about)
    if len(others) > 1 and len(names) > 2:
        yield labelled(owed.key(Field.OBLIGEE), "recording_obligee", others, about)
    yield typed(owed.key(Field.WHAT), "recording_what", reads.text, about)
    amount = {**about, "old": fen(owed.said(answers, Field.AMOUNT))}
    yield typed(owed.key(Field.AMOUNT), "recording_amount", reads.amount, amount, skippable=True)
    yield typed(owed.key(Field.MANNER), "recording_manner", reads.text, about)
    said = owed.said(answers, Field.WHEN)
    when = {**about, "old": said and when_words(said)}
    yield typed(owed.key(Field.WHEN), "recording_when", _read_time(owed), when)


def _read_time(owed: Block) -> Read:
    return lambda turn, answers, words: read_time(turn, answers, owed, words)


def _about(answers: Answers, owed: Block, names: Mapping[str, str], others: Mapping[str, str]) -> dict[str, Any]:
    obligor, obligee = (owed.said(answers, field) or "" for field in (Field.OBLIGOR, Field.OBLIGEE))
    only = next(iter(others.values())) if len(others) == 1 else None
    return {
        "number": owed.number,
        "obligor": names.get(obligor, ""),
        "obligee": only or others.get(obligee, ""),
        "what": owed.said(answers, Field.WHAT) or "",
    }
