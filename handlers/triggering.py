"""The mediator reminds by hand: case, obligation and person, the exact text, a sentence of their own, and it goes.

It goes by the clock like every other reminder, within half a minute; what is asked for at night is written only in the
morning, when quiet hours end, so that "today" is today for who reads it.
"""

from dataclasses import replace

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of
from handlers.plain_words import plain_words
from handlers.turn import Turn
from handlers.which import MOST, staff_case
from mediation import triggering
from mediation.case import Case
from mediation.decision import Refused
from mediation.events.notices import RemindedByHand
from mediation.identifiers import Unreadable
from mediation.reminding import hears
from storage import cases, drafts, people

LONGEST = 200
"""The mediator's own sentence is no longer, in characters."""
_CHOICES = 10


def remind_by_hand(turn: Turn) -> Effects:
    """/remind, /remind NUMBER, or a button with the number: of what and whom, or first in which case."""
    number = turn.args[0] if turn.args else turn.ask.argument.strip()
    if number:
        return (_whom(turn, staff_case(turn, number)),)
    found = [case for case in cases.in_scope(turn.store, turn.actor) if triggering.choices(case, turn.moment)]
    if not found:
        raise Refused("nothing_to_remind")
    if len(found) == 1:
        return (_whom(turn, found[0]),)
    late = [case for case in found if triggering.overdue(case, turn.moment)]
    shown = [*late, *(case for case in found if case not in late)][:MOST]
    return (Reply("remind_which", {"cases": shown, "late": late, "more": len(found) - len(shown)}),)


def _whom(turn: Turn, case: Case) -> Reply:
    found = sorted(triggering.choices(case, turn.moment), key=lambda one: one.owed.due)
    if not found:
        raise Refused("nothing_to_remind")
    return Reply("remind_whom", {"choices": found[:_CHOICES], "more": len(found) - len(found[:_CHOICES])}, case=case)


def remind_whom(turn: Turn) -> Effects:
    """A button with number, obligation and party; refused at once if it cannot go, so that nobody types in vain."""
    number, obligation, party = turn.args
    case = staff_case(turn, number)
    triggering.require_trigger(case, turn.actor, turn.moment, party, (obligation,))
    own = replace(TRIGGERING, name=f"{TRIGGERING.name}:{case.number}:{obligation}:{party}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "obligation": obligation, "party": party})


def call_instead(turn: Turn) -> Effects:
    """A button with number, party and obligations: a call is put down for whoever does not read here."""
    number, party, *obligations = turn.args
    decision = triggering.have_called(staff_case(turn, number), turn.actor, turn.moment, party, obligations)
    about = Reply("by_hand_call", case=decision.case, party=party)
    return (decision, about) if decision.events else (about,)


def sentence(turn: Turn, answers: Answers, words: str) -> str:
    """One sentence to go with a reminder; raises Unreadable as plain_words, or sentence_too_long."""
    said = " ".join(plain_words(turn, answers, words).split())
    if len(said) > LONGEST:
        raise Unreadable("sentence_too_long")
    return said


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names the reminder, so that no other preview's button can send this one
    send = f"send:{answers['case']}:{answers['obligation']}:{answers['party']}"
    return [
        Step("words", "by_hand_words", read=sentence, skippable=True, about=_about),
        Step(send, "by_hand_preview", choices=("send",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, party, goes = case_of(turn, answers["case"]), answers["party"], triggering.going_at(turn.moment)
    triggering.require_trigger(case, turn.actor, turn.moment, party, (answers["obligation"],))
    return {
        "case": case,
        "party_key": party,
        "letter": _letter(turn, case, answers),
        "going_at": goes,
        "night": goes != turn.now,
        "longest": LONGEST,
    }


def _letter(turn: Turn, case: Case, answers: Answers) -> str:
    """The very words that will go, in the party's language and as of the moment when they go."""
    party = case.party(answers["party"])
    event = RemindedByHand(party=party.key, obligations=(answers["obligation"],), words=answers.get("words", ""))
    person = people.person(turn.store, hears(party) or turn.person.id)
    about = {"profile": turn.office.profile, "case": case, "party": party, "event": event}
    goes = triggering.going_at(turn.moment)
    return turn.office.words.render("reminded_by_hand.subject", person.language, about, goes).text


def _send(turn: Turn, answers: Answers) -> Effects:
    case, party, goes = case_of(turn, answers["case"]), answers["party"], triggering.going_at(turn.moment)
    try:
        decision = triggering.trigger(
            case, turn.actor, turn.moment, party, (answers["obligation"],), answers.get("words", "")
        )
    except Refused as no:
        # performed, at the limit or out of reach meanwhile: there is nothing to ask again
        return (Reply(no.reason, no.about),)
    about = {"going_at": goes, "night": goes != turn.now}
    return (decision, Reply("by_hand_sent", about, case=decision.case, party=party))


TRIGGERING = Dialogue("remind", _path, _send)
"""One reminder: a sentence, or none, and a look at it; `answers` begin with case, obligation and party."""
