"""The question for the own name is taken back when the letter it belongs to is put away, changed or signed on paper.

Whatever the party writes next is then no answer to it.
"""

from collections.abc import Iterator

from handlers.walk import name_dialogue
from mediation.case import CaseState
from mediation.decision import Decision
from mediation.events.binding import PartyUnbound
from mediation.events.commitment import CommitmentDeclined, CommitmentExpired, CommitmentOnPaper, ReadingReopened
from storage import cases, drafts
from storage.store import Store

_CLOSING = (CommitmentDeclined, CommitmentExpired, CommitmentOnPaper, PartyUnbound, ReadingReopened)


def unask(store: Store, decision: Decision) -> None:
    """Forget the names that this decision leaves nobody waiting for; the case is still as it was before it."""
    parties = set(_closed(decision))
    before = cases.load(store, decision.case.number) if parties else None
    for party in before.parties if before else ():
        if party.key in parties and party.binding.person is not None:
            drafts.drop(store, party.binding.person, name_dialogue(decision.case, party.key))


def _closed(decision: Decision) -> Iterator[str]:
    """The parties by key who can have been asked for a name that is not wanted any more."""
    yield from (event.party for event in decision.events if isinstance(event, _CLOSING))
    if decision.case.state is not CaseState.OPEN:
        yield from (party.key for party in decision.case.parties)
