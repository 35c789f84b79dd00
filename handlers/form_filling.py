"""/form and the filled-in form: it gives the same answers as the questions would, and what is missing is asked."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from handlers import dialogue, recording_path
from handlers import recording_reads as reads
from handlers.ask import AskKind
from handlers.dialogue import SKIPPED, Answers, Step, read_answer
from handlers.effects import Effects, Reply
from handlers.form_labels import AGREEMENT, NO_AGREEMENT, OWN_NUMBER
from handlers.forms import Form, is_form, read_form
from handlers.masking import mask_words
from handlers.recording import RECORDING
from handlers.recording_answers import NO, OBLIGATION, PARTY, YES, Block, Field
from handlers.recording_steps import Read
from handlers.turn import Turn
from mediation.case import SubjectKind
from mediation.identifiers import Unreadable, read_uscc

FORM_MARK = "[登记表]"
_FORM = replace(RECORDING, name=f"{RECORDING.name}:form")
"""A form has a dialogue of its own: what was begun with /new stays as it is."""
_SHOWN = 3
"""So many of the lines that fit nowhere are quoted."""
_SELF = {"", "本人", "自己", "themselves", "self"}
_TURNS = {Field.SUBJECT, Field.IDENTITY, Field.CAPACITY, Field.OBLIGOR}
"""Answers after which a part's questions may be others."""
_LATER: dict[str, Read] = {
    Field.CODE: reads.code,
    Field.ACTING_NAME: reads.person_name,
    Field.ACTING_IDENTITY: reads.identity,
    Field.AUTHORITY: reads.text,
}
"""What the path may not ask for yet, though the form says it."""


def blank(turn: Turn) -> Effects:
    """/form: how it is filled in, and the blank form; a filled-in one after the command is taken."""
    if is_form(turn.ask.argument):
        return _take(turn, turn.ask.argument)
    return (Reply("form_explained"), Reply("form_blank"))


def holds_form(turn: Turn) -> bool:
    """Whether the message is a filled-in form."""
    return turn.ask.kind is AskKind.TEXT and is_form(turn.ask.text)


def take(turn: Turn) -> Effects:
    """A filled-in form, pasted as one message, whatever else was open."""
    return _take(turn, turn.ask.text)


def _take(turn: Turn, text: str) -> Effects:
    form = read_form(text)
    answers, wrong = fill(turn, form)
    words = _words(form)
    path = recording_path.new_case(turn, answers)
    about = {
        "understood": sum(1 for step in path if step.key in answers and step.key in words),
        "wrong": [_named(key) for key in wrong],
        "strange": [re.sub(r"\d", "•", line)[:30] for line in form.strange[:_SHOWN]],
    }
    first = next((step.key for step in path if step.key not in answers), None)
    why = (Reply(wrong[first], {"words": ""}),) if first in wrong else ()
    return (mask_words(text, FORM_MARK), Reply("form_read", about), *why, *dialogue.begin(turn, _FORM, answers))


def fill(turn: Turn, form: Form) -> tuple[dict[str, str], dict[str, str]]:
    """The answers that a form gives, and why others cannot be taken: answer keys with their reasons."""
    words = _words(form)
    answers, wrong = _given(form, words), dict[str, str]()
    while _fill_some(turn, answers, wrong, words):
        pass
    return answers | _kept_for_later(turn, answers, wrong, words), wrong


def _fill_some(turn: Turn, answers: dict[str, str], wrong: dict[str, str], words: dict[str, str]) -> bool:
    """Answer questions as the path has them now, until an answer may have changed it; False if there was none."""
    some, kind = False, ""
    for step in recording_path.new_case(turn, answers):
        before, kind = kind, step.key.partition(".")[0]
        if some and kind != before:
            return True
        if step.key in answers or step.key in wrong or not (step.key in words or step.skippable):
            continue
        try:
            answers[step.key] = _answer(turn, step, answers, words)
        except Unreadable as unclear:
            wrong[step.key] = unclear.reason
        if step.key.rpartition(".")[2] in _TURNS:
            return True
        some = True
    return some


def _kept_for_later(turn: Turn, answers: Answers, wrong: Answers, words: Answers) -> dict[str, str]:
    """What is not asked before something else is answered: it waits for that, and is not lost."""
    kept: dict[str, str] = {}
    for key, said in words.items():
        read = _LATER.get(key.rpartition(".")[2])
        if read is not None and key not in answers and key not in wrong:
            with suppress(Unreadable):
                kept[key] = read(turn, answers, said)
    return kept


def _answer(turn: Turn, step: Step, answers: Answers, words: dict[str, str]) -> str:
    kept = read_answer(turn, step, answers, words[step.key]) if step.key in words else SKIPPED
    if (trouble := step.trouble(turn, {**answers, step.key: kept})) is not None:
        raise Unreadable(trouble)
    return kept


def _words(form: Form) -> dict[str, str]:
    """The form's words by the keys of the answers; a party's own number stands for either kind of number."""
    words: dict[str, str] = {}
    for (part, field), said in form.said.items():
        fields: Sequence[str] = (Field.IDENTITY, Field.CODE) if field == OWN_NUMBER else (field,)
        words |= {part.key(one) if part else one: said for one in fields}
    agreement = words.pop(AGREEMENT, "")
    if agreement and _plain(agreement) not in NO_AGREEMENT:
        words[Field.FORM] = agreement
    return words


def _given(form: Form, words: dict[str, str]) -> dict[str, str]:
    """What follows from the form as a whole: how many parts it has, and whether there is an agreement."""
    parties, obligations = max(form.last(PARTY), 2), form.last(OBLIGATION)
    given: dict[str, str] = {}
    for kind, first, last in ((PARTY, 2, parties), (OBLIGATION, 1, obligations)):
        given |= {Block(kind, n).more: YES if n < last else NO for n in range(first, last + 1)}
    agreement = form.said.get((None, AGREEMENT), "")
    if _plain(agreement) in NO_AGREEMENT:
        given[Field.AGREED] = NO
    elif agreement or obligations:
        given[Field.AGREED] = YES
    for number in range(1, parties + 1):
        given |= _party(Block(PARTY, number), words)
    return given


def _party(party: Block, words: dict[str, str]) -> dict[str, str]:
    """A natural person, unless the form says otherwise or gives a credit code."""
    named, acting = words.get(party.key(Field.NAME)), words.get(party.key(Field.ACTING_NAME))
    if acting and acting != named and _plain(words.get(party.key(Field.CAPACITY), "")) in _SELF:
        # somebody else is named, so the printed "本人" was only left standing
        words.pop(party.key(Field.CAPACITY), None)
    number = words.get(party.key(Field.CODE), "")
    if party.key(Field.SUBJECT) in words or not number:
        return {}
    with suppress(Unreadable):
        read_uscc(number)
        words.pop(party.key(Field.IDENTITY), None)
        return {}
    return {party.key(Field.SUBJECT): SubjectKind.PERSON.value}


def _named(key: str) -> tuple[str, str, Field]:
    part, _, field = key.rpartition(".")
    kind, _, number = part.partition(".")
    return kind, number, Field(field)


def _plain(words: str) -> str:
    return "".join(words.split()).lower()
