"""Whether a confirmed commitment is borne out by the journal, read afresh and independently of the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers import sections
from handlers.turn import Office
from mediation.case import BindingState, Case
from mediation.commitment_letter import SECTIONS, CommitmentState
from mediation.sealed_letter import letter_hash
from storage import documents, journal
from storage.journal import Entry
from storage.store import Store


@dataclass
class _Told:
    """What the journal tells of one party: who is attested, which texts were read, whether the name was typed since."""

    attested: int | None = None
    read: dict[str, str] = field(default_factory=dict)
    named: bool = False
    confirmed: str | None = None

    def hears(self, line: Entry) -> None:
        """One more line of the journal about this party, or about nobody."""
        said = line.body
        match line.event:
            case "party_attested":
                self.attested = said["person"]
            case "account_joined":
                self.attested = said["person"] if self.attested == said["account"] else self.attested
            case "party_unbound":
                if said["why"] == "acting_changed" or (said["why"] == "not_them" and self.attested is not None):
                    self.read, self.named = {}, False
                self.attested = None
            case "commitment_offered" | "reading_reopened":
                self.named, self.confirmed = False, None
            case "section_read":
                self._by(line)
                self.named = self.named and self.read.get(said["section"]) == said["text"]
                self.read[said["section"]] = said["text"]
            case "name_typed":
                self._by(line)
                self.named = True
            case "commitment_confirmed":
                self._by(line)
                self.confirmed = said["hash"]

    def _by(self, line: Entry) -> None:
        assert line.actor is not None, line
        assert line.actor == self.attested, f"{line.event} by {line.actor}, while {self.attested} was attested"


def newly_confirmed(before: Case | None, after: Case) -> list[str]:
    """The keys of the parties who confirmed between the two."""
    was = {party.key: party.commitment for party in before.parties} if before else {}
    return [
        party.key
        for party in after.parties
        if party.commitment.state is CommitmentState.CONFIRMED and was.get(party.key) != party.commitment
    ]


def prove(store: Store, office: Office, before: Case, after: Case, key: str) -> None:
    """Fails unless everything was read as it was when it was confirmed, named and confirmed from the attested account.

    `before` is the case as it was just before the press; what it says now is what was to be read then.
    """
    party, told = after.party(key), _told_of(journal.of_case(store, after.number), key)
    letter = party.commitment
    assert letter.ended_at is not None
    moment = office.moment(letter.ended_at)
    current = sections.hashes(sections.present(office, before, before.party(key), moment))
    unread = [section for section in SECTIONS if told.read.get(section.value) not in current[section]]
    assert not unread, f"{after.number}/{key} confirmed without having read {unread}"
    assert told.named, f"{after.number}/{key} confirmed without a name"
    assert party.binding.state is BindingState.ATTESTED, party.binding
    assert party.binding.person == told.attested
    assert told.confirmed == letter.hash
    assert letter.document is not None
    assert documents.load(store, letter.document).content
    _is_sealed(store, after, key)


def _is_sealed(store: Store, case: Case, key: str) -> None:
    """The sealed letter itself is kept under its hash, and is what the case says."""
    letter = case.party(key).commitment
    assert letter.hash is not None
    kept = documents.load(store, letter.hash).content.decode()
    assert letter_hash(kept) == letter.hash
    assert all(receipt.text in kept for receipt in letter.receipts)


def _told_of(lines: Iterable[Entry], key: str) -> _Told:
    told = _Told()
    for line in lines:
        if line.body.get("party", key) == key:
            told.hears(line)
    return told
