"""/privacy: every consent with its present answer, its exact words, and the way to take it back (PIPL 15, 44)."""

from dataclasses import dataclass

from handlers import consenting
from handlers.effects import Effects, Reply
from handlers.on_case import pressed_case
from handlers.turn import Turn
from handlers.which import own_parts, which_part
from mediation.binding import party_of, stands
from mediation.case import BindingState, Case, Party
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Refused
from mediation.doors import TELEGRAM
from storage import cases, documents, people


@dataclass(frozen=True)
class Answered:
    """One consent on the page: its kind, the newest answer to it or None, and whether it is given now."""

    kind: ConsentKind
    answer: Consent | None
    given: bool


def command(turn: Turn) -> Effects:
    """/privacy, or a button with number and party: which part, then its consents.

    Before the account is attested there is only the consent to this messenger, and nothing of the case.
    """
    bound = _bound(turn)
    # a list to choose from would name cases and parties, so there is none before anything is attested
    among = bound if turn.args else own_parts(turn) or bound[:1]
    found = which_part(turn, "privacy", among)
    return found if isinstance(found, list) else (page(turn, *found),)


def _bound(turn: Turn) -> list[tuple[Case, Party]]:
    mine = cases.of_person(turn.store, turn.person.id)
    return [(case, party) for case in mine for party in case.parties_of(turn.person.id)]


def page(turn: Turn, case: Case, party: Party) -> Reply:
    """All consents of one part, with buttons to read, take back or give each; the messenger's only where it is used."""
    attested = party.binding.state is BindingState.ATTESTED
    asked = {terms.kind for terms in turn.office.profile.consents}
    if not any(one.door == TELEGRAM for one in people.addresses_of(turn.store, turn.person.id)):
        asked.discard(ConsentKind.MESSENGER_ABROAD)
    if not attested:
        asked &= {ConsentKind.MESSENGER_ABROAD}
    if not asked:
        return Reply("not_attested")
    shown = [_answered(party, terms.kind) for terms in turn.office.profile.consents if terms.kind in asked]
    return Reply("privacy", {"consents": shown, "attested": attested}, case=case, party=party.key)


def _answered(party: Party, kind: ConsentKind) -> Answered:
    return Answered(kind, _newest(party, kind), stands(party, kind))


def _newest(party: Party, kind: ConsentKind) -> Consent | None:
    return next((one for one in reversed(party.consents) if one.kind is kind), None)


def show(turn: Turn) -> Effects:
    """A button with the kind: the exact words that were answered, as they were kept; if there are none, a question."""
    case, party, kind = own(turn)
    answer = _newest(party, kind)
    if answer is None:
        return (consenting.ask(turn, case, party.key, kind, consenting.PRIVACY),)
    words = documents.load(turn.store, answer.text).content.decode()
    return (Reply("consent_text", {"words": words, "answer": answer}, case=case, party=party.key),)


def ask(turn: Turn) -> Effects:
    """A button with the kind: the consent's text, to be answered after all; the answer leads back to the page."""
    case, party, kind = own(turn)
    return (consenting.ask(turn, case, party.key, kind, consenting.PRIVACY),)


def really(turn: Turn, case: Case, party: Party, kind: ConsentKind) -> Reply:
    """What taking this consent back means, said plainly, before it is done."""
    return Reply("consent_really", {"kind": kind, "page": turn.office.page is not None}, case=case, party=party.key)


def own(turn: Turn) -> tuple[Case, Party, ConsentKind]:
    """What the pressed button is about; raises Refused("account_not_bound") once the account no longer is."""
    case = pressed_case(turn)
    party = party_of(case, turn.press.party if turn.press else None)
    if party.binding.person != turn.person.id:
        raise Refused("account_not_bound")
    return case, party, ConsentKind(turn.args[0])
