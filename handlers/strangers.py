"""Words of people whom the office does not know here: answered plainly, and kept for the administrators' queue."""

from dataclasses import replace
from functools import partial

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Happened, Reply, Write
from handlers.plain_words import plain_words
from handlers.said import said
from handlers.turn import Turn
from mediation.actor import Role
from mediation.case import CaseState
from mediation.decision import Refused
from mediation.events.office import StrangerAnswered, StrangerSettled, StrangerWrote
from storage import cases, drafts, inbox, strangers
from storage.outbox import NOTICE
from storage.strangers import Waiting

_PAGE = 5


def wrote(turn: Turn) -> Effects:
    """Words of somebody without an open, attested part: they wait in the queue, told of once until it is dealt with."""
    row, words = turn.incoming.id, turn.ask.text.strip()
    news = not strangers.waits(turn.store, turn.person.id)
    queued = Write(lambda store: inbox.tell_apart(store, row, queue=strangers.QUEUE))
    told = (Happened(StrangerWrote(message=row, words=words)),) if news else ()
    return (queued, *told, Reply("stranger_words", {"known_as": _known_as(turn), "again": not news}))


def _known_as(turn: Turn) -> str:
    """As what such a person is known, if at all: somebody still to be attested, or whose cases have ended."""
    found = cases.of_person(turn.store, turn.person.id)
    if any(case.state is CaseState.OPEN for case in found):
        return "attesting"
    return "ended" if found else "unknown"


def queue(turn: Turn) -> Effects:
    """Who waits, the longest first, a page at a time, after the row in the argument; nothing is said of nobody."""
    _require_administrator(turn)
    after = int(turn.args[0]) if turn.args else 0
    found = strangers.waiting(turn.store, _said(turn), after, _PAGE + 1)
    if not found:
        return ()
    page = found[:_PAGE]
    return (Reply("queue", {"waiting": page, "more": page[-1].first if len(found) > _PAGE else None}),)


def answer_stranger(turn: Turn) -> Effects:
    """[Answer] in the queue: the administrator's next words go to that person, after a preview."""
    person = _waiting(turn, turn.args[0]).person
    own = replace(ANSWERING_STRANGER, name=f"{ANSWERING_STRANGER.name}:{person}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"person": str(person)})


def settle(turn: Turn) -> Effects:
    """[Dealt with] in the queue: what was shown of this person's words needs no answer here."""
    waiting, shown = _waiting(turn, turn.args[0]), int(turn.args[1])
    done = Write(lambda store: strangers.settle(store, waiting.person, shown))
    return (done, Happened(StrangerSettled(message=shown)))


def _waiting(turn: Turn, person: str) -> Waiting:
    _require_administrator(turn)
    waiting = strangers.waiting_of(turn.store, _said(turn), int(person))
    if waiting is None:
        raise Refused("stranger_dealt_with")
    return waiting


def _said(turn: Turn) -> strangers.Said:
    return partial(said, turn.office)


def _require_administrator(turn: Turn) -> None:
    if turn.actor.role is not Role.ADMINISTRATOR:
        raise Refused("not_for_you")


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names the newest words shown: were more to come meanwhile, the preview is shown again
    waiting = _waiting(turn, answers["person"])
    return [
        Step("words", "stranger_answer_words", read=plain_words, about=_about),
        Step(f"send:{waiting.person}:{waiting.last}", "stranger_answer_preview", choices=("send",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    return {"waiting": _waiting(turn, answers["person"])}


def _send(turn: Turn, answers: Answers) -> Effects:
    waiting, words = _waiting(turn, answers["person"]), answers["words"]
    asked = next((said for said in reversed(waiting.words) if said), "")
    return (
        Write(lambda store: strangers.settle(store, waiting.person, waiting.last)),
        Happened(StrangerAnswered(message=waiting.last, words=words)),
        Reply("stranger_answer", {"words": words, "asked": asked}, to=waiting.person, urgency=NOTICE),
    )


ANSWERING_STRANGER = Dialogue("stranger", _path, _send, cancelled="stranger_not_answered")
"""An administrator's answer to somebody in the queue: the words, then a preview that names the recipient."""
