"""Asking for one consent by itself, and keeping the exact words that were answered; it never leads on."""

from collections.abc import Callable

from handlers.effects import Reply, Write
from handlers.on_case import pressed_case
from handlers.turn import Turn
from mediation.case import Case
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision
from storage import documents, outbox
from storage.outbox import ANSWER, NOTICE
from storage.store import Store

Rule = Callable[..., Decision]

NEXT, PRIVACY = "next", "privacy"
"""Where an answer leads: to the party's next step, or back to the page of all consents."""


def ask(turn: Turn, case: Case, party: str, kind: ConsentKind, after: str = NEXT) -> Reply:
    """The letter that asks for one consent, to the party's own account; its words are the consent's text, nothing else.

    The answer is hashed from the letter as it was written, so the text must not depend on the moment it is read.
    """
    to = case.party(party).binding.person
    terms = turn.office.profile.consent(kind)
    urgency = ANSWER if to in (None, turn.person.id) else NOTICE
    about = {"after": after, "page": turn.office.page is not None}
    return Reply(terms.template, about, case=case, party=party, to=to, urgency=urgency)


def answered(turn: Turn, rule: Rule, kind: ConsentKind) -> tuple[Write, Decision]:
    """Ask a rule of mediation.consents with the hash of the letter whose button was pressed; keep that letter's words.

    Raises Refused as the rule does.
    """
    case = pressed_case(turn)
    press = turn.press
    words = outbox.text_of(turn.store, press.letter) if press else ""
    asked = (case, turn.actor, turn.moment, press.party if press else None, kind)
    decision = rule(*asked, documents.hash_of(words.encode()))

    def keep(store: Store) -> None:
        documents.keep_text(store, words, turn.now)

    return Write(keep), decision
