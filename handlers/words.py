"""Questions and free words of the parties: they reach the mediator of that very case, and nobody else."""

from handlers import dialogue, dialogues, strangers
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply, Write
from handlers.masking import stray_last_six
from handlers.next_step import next_step
from handlers.plain_words import plain_words
from handlers.said import said
from handlers.turn import Turn
from handlers.which import own_parts, which_part
from mediation import questions
from mediation.access import own_party
from mediation.case import Case, CaseState, Party
from mediation.decision import Refused
from mediation.identifiers import find_numbers
from storage import cases, drafts, inbox
from storage.store import Store


def ask_question(turn: Turn) -> Effects:
    """[Contact the mediator], or /ask: the next words go to the mediator of this case, or of the one chosen."""
    found = which_part(turn, "ask_question", _parts_meant(turn))
    if isinstance(found, list):
        return found
    case, party = found
    return dialogue.begin(turn, QUESTION, {"case": case.number, "party": party.key})


def free_words(turn: Turn) -> Effects:
    """Words, or something else, that answer no question: a plain answer, and the way to a human."""
    if turn.staff is not None:
        return (Reply("staff_words", {"role": turn.staff.role}),)
    if find_numbers(turn.ask.text):
        return (Reply("number_not_sent"),)
    if (early := stray_last_six(turn)) is not None:
        # no word for the queue, where others would read it: what is asked now is asked again
        return next_step(turn, early[0], early[1].key)
    parts = open_parts(turn)
    if not parts:
        return strangers.wrote(turn)
    about = {"parts": parts, "message": turn.incoming.id, "readable": bool(turn.ask.text.strip())}
    only = parts[0] if len(parts) == 1 else (None, None)
    return (Reply("free_words", about, case=only[0], party=only[1].key if only[1] else None),)


def unreadable(turn: Turn) -> Effects:
    """A voice message, a sticker, a place: a plain answer, then the open question again or the way to a human."""
    if drafts.newest(turn.store, turn.person.id) is None:
        return free_words(turn)
    return (Reply("kind_not_read"), *dialogues.resume(turn))


def forward(turn: Turn) -> Effects:
    """[To the mediator] under free words: the very words go as a question. Arguments: message, case and party."""
    message, number, party = turn.args
    case = cases.load(turn.store, number)
    if case is None:
        raise Refused("case_unknown")
    row, key = int(message), questions.next_key(case)
    words = said(turn.office, inbox.load(turn.store, row)).strip()
    belongs = Write(lambda store: inbox.tell_apart(store, row, case_number=number))
    return (belongs, questions.ask(case, turn.actor, turn.moment, party, key, row, words))


def leave_it(turn: Turn) -> Effects:
    """[No, thanks] under free words; the buttons go."""
    return (Write(_nothing), Reply("left_it", repeatable=False))


def open_parts(turn: Turn) -> list[tuple[Case, Party]]:
    """The attested parts of the asking person in cases that have not ended."""
    return [(case, party) for case, party in own_parts(turn) if case.state is CaseState.OPEN]


def _nothing(store: Store) -> None:
    return None


def _parts_meant(turn: Turn) -> list[tuple[Case, Party]]:
    parts, press = open_parts(turn), turn.press
    if press is None or press.case is None or turn.args:
        return parts
    return [(case, party) for case, party in parts if case.number == press.case and press.party in (None, party.key)]


def _path(turn: Turn, answers: Answers) -> list[Step]:
    return [Step("words", "question_words", read=plain_words, about=_about)]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = _asked_case(turn, answers)
    own_party(case, turn.actor, answers["party"])
    return {"case": case}


def _asked_case(turn: Turn, answers: Answers) -> Case:
    case = cases.load(turn.store, answers["case"])
    if case is None:
        raise Refused("case_unknown")
    return case


def _ask(turn: Turn, answers: Answers) -> Effects:
    case = _asked_case(turn, answers)
    key = questions.next_key(case)
    place = (answers["party"], key, turn.incoming.id)
    return (questions.ask(case, turn.actor, turn.moment, *place, answers["words"]),)


QUESTION = Dialogue("question", _path, _ask)
"""A party's question to the mediator: one text; `answers` begin with the case and the party."""
