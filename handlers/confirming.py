"""The last press: the letter is sealed, kept and given back; only here does a party's reading become a commitment."""

from handlers import sections, signed_copy, walk
from handlers.effects import Effects, Reply
from handlers.reading import part
from handlers.turn import Turn
from mediation import commitment
from mediation.access import own_party
from mediation.decision import Refused
from mediation.sealed_letter import sealed_letter
from storage import documents

_GO_ON = frozenset({"sections_unread", "name_first"})
"""Refusals after which what is missing is asked for at once."""


def confirm_letter(turn: Turn) -> Effects:
    """The button under the typed name: what was read, as it was read, is confirmed from this account."""
    case, key = part(turn)
    account = turn.address.id
    exact = sections.present(turn.office, case, own_party(case, turn.actor, key), turn.moment)
    current = sections.hashes(exact)
    try:
        party = commitment.require_confirmable(case, turn.actor, key, current)
    except Refused as no:
        if no.reason not in _GO_ON:
            raise
        return (Reply(no.reason, no.about), *walk.go_on(turn, case, key))
    sealed = sealed_letter(case, party, turn.moment, account)
    page = signed_copy.page(turn, case, party, exact, sealed)
    document = documents.hash_of(page.encode())
    decision = commitment.confirm(case, turn.actor, turn.moment, key, current, account, document)
    return (
        signed_copy.keep(turn, case, party, page, sealed),
        decision,
        *signed_copy.given(turn, decision.case, key),
    )
