"""The rules of the commitment letter: offered, read, named, confirmed; or declined, expired, signed on paper.

They never see the words, only the sha256 of each text as it is now; only `confirm` and `on_paper` make a commitment.
"""

from dataclasses import replace
from typing import Any

from mediation.access import own_party, require_open
from mediation.actor import Actor, Moment, Role
from mediation.case import BindingState, Case, Party
from mediation.commitment_letter import (
    GIVEN,
    OF_THE_TERMS,
    OPEN,
    SECTIONS,
    Commitment,
    CommitmentState,
    ConsentKind,
    Receipt,
    Section,
    Texts,
)
from mediation.decision import Decision, Refused
from mediation.events.commitment import (
    CommitmentConfirmed,
    CommitmentDeclined,
    CommitmentExpired,
    CommitmentOffered,
    CommitmentOnPaper,
    NameMissed,
    NameTyped,
    PaperOffered,
    ReadingReminded,
    ReadingReopened,
    SectionRead,
)
from mediation.events.event import Event
from mediation.full_names import plain_name, same_name
from mediation.letter_access import mediators_party, party_for_time, reader, require_not_given
from mediation.publishing import next_consent
from mediation.sealed_letter import letter_hash, sealed_letter

NAME_TRIES = 3
"""How often the own name may be mistyped before paper is offered."""


def offer(case: Case, by: Actor, at: Moment, party: str) -> Decision:
    """Open the reading walk, for the first time or again; by the party or by the mediator.

    Raises Refused: no_agreement_yet, not_attested or party_not_ready, processing_first, letter_open, letter_done.
    """
    require_open(case)
    subject = own_party(case, by, party) if by.role is Role.PARTY else mediators_party(case, by, party)
    if case.agreement is None:
        raise Refused("no_agreement_yet")
    if subject.binding.state is not BindingState.ATTESTED:
        raise Refused("party_not_ready")
    if subject.consents_to(ConsentKind.PROCESSING) is not True:
        raise Refused("processing_first")
    if subject.commitment.state in OPEN:
        raise Refused("letter_open")
    require_not_given(subject)
    change = {"state": CommitmentState.READING, "offered_at": at.now, "misses": 0, "ended_at": None, "reason": None}
    return _decision(case, subject, CommitmentOffered(party=party), **change)


def read_section(
    case: Case, by: Actor, at: Moment, party: str, section: Section, text_hash: str, current: Texts
) -> Decision:
    """The shown section was turned: a receipt, if its text is the present one and everything before it has been read.

    Another text than the one read before takes a typed name back. Raises Refused: letter_not_open, letter_done,
    consents_first, section_changed, read_in_order.
    """
    subject = reader(case, by, party)
    letter = subject.commitment
    if section is Section.CLAUSE_THREE and next_consent(case, subject, at.today) is not None:
        raise Refused("consents_first")
    if text_hash not in current.get(section, frozenset()):
        raise Refused("section_changed")
    earlier = SECTIONS[: SECTIONS.index(section)]
    if any(one in earlier for one in letter.unread(current)):
        raise Refused("read_in_order")
    before = letter.receipt(section)
    receipts = (*(one for one in letter.receipts if one.section is not section), Receipt(section, text_hash, at.now))
    same = before is not None and before.text == text_hash
    state = letter.state if same else CommitmentState.READING
    event = SectionRead(party=party, section=section.value, text=text_hash)
    return _decision(case, subject, event, receipts=receipts, state=state)


def type_name(case: Case, by: Actor, at: Moment, party: str, words: str, current: Texts) -> Decision:
    """The acting person types their own full name, after reading everything; the third miss offers paper.

    Raises Refused: letter_not_open, letter_done, name_given, sections_unread.
    """
    subject = reader(case, by, party)
    if subject.commitment.state is CommitmentState.NAMED:
        raise Refused("name_given")
    _require_all_read(subject, current)
    if same_name(words, subject.acting.name):
        return _decision(case, subject, NameTyped(party=party), state=CommitmentState.NAMED, misses=0)
    left = NAME_TRIES - subject.commitment.misses - 1
    if left > 0:
        return _decision(case, subject, NameMissed(party=party, left=left), misses=NAME_TRIES - left)
    return _decision(case, subject, PaperOffered(party=party), misses=0)


def require_confirmable(case: Case, by: Actor, party: str, current: Texts) -> Party:
    """The party, if only the last press is missing.

    Raises Refused: letter_not_open, letter_done, sections_unread, name_first.
    """
    subject = reader(case, by, party)
    _require_all_read(subject, current)
    if subject.commitment.state is not CommitmentState.NAMED:
        raise Refused("name_first")
    return subject


def confirm(case: Case, by: Actor, at: Moment, party: str, current: Texts, account: int, document: str) -> Decision:
    """The last press, through an account (an address's row id); `document` is the sha256 of the signed copy to be kept.

    Raises what require_confirmable raises; nothing else can confirm.
    """
    subject = require_confirmable(case, by, party, current)
    sealed = letter_hash(sealed_letter(case, subject, at, account))
    event = CommitmentConfirmed(party=party, hash=sealed, document=document)
    change = {"state": CommitmentState.CONFIRMED, "ended_at": at.now, "hash": sealed, "document": document}
    return _decision(case, subject, event, **change)


def decline(case: Case, by: Actor, at: Moment, party: str, reason: str) -> Decision:
    """The party does not want to sign, with or without a reason ("" is none); mediation and agreement are untouched
    (People's Mediation Law 17, 23). Raises Refused: letter_not_open, letter_done."""
    subject = reader(case, by, party)
    event = CommitmentDeclined(party=party, reason=reason)
    change = {"state": CommitmentState.DECLINED, "ended_at": at.now, "reason": reason or None}
    return _decision(case, subject, event, **change)


def require_paper(case: Case, by: Actor, party: str) -> Party:
    """The party whose letter the mediator may record on paper.

    Raises Refused: case_ended, not_your_case, party_unknown, no_agreement_yet, letter_done.
    """
    require_open(case)
    subject = mediators_party(case, by, party)
    if case.agreement is None:
        raise Refused("no_agreement_yet")
    require_not_given(subject)
    return subject


def require_witness(case: Case, witness: str) -> None:
    """Whoever saw the signing has a name and is no party; raises Refused: witness_missing, witness_is_party."""
    if not plain_name(witness):
        raise Refused("witness_missing")
    if any(same_name(witness, name) for one in case.parties for name in (one.name, one.acting.name)):
        raise Refused("witness_is_party")


def on_paper(case: Case, by: Actor, at: Moment, party: str, scan: str, witness: str) -> Decision:
    """The mediator records a letter signed on paper: the scan's sha256, and who saw it signed.

    Raises what require_paper and require_witness raise.
    """
    subject = require_paper(case, by, party)
    require_witness(case, witness)
    event = CommitmentOnPaper(party=party, scan=scan, witness=witness)
    change = {"state": CommitmentState.ON_PAPER, "ended_at": at.now, "document": scan, "witness": witness}
    return _decision(case, subject, event, **change, hash=None, reason=None)


def remind(case: Case, by: Actor, at: Moment, party: str, day: int) -> Decision:
    """Time reminds a party who stopped midway; after an outage only the latest step that is due does.

    Raises Refused: not_yours, letter_not_open, letter_done, not_attested, later_reminder_due.
    """
    subject = party_for_time(case, by, party)
    if subject.reachable_person is None:
        raise Refused("not_attested")
    timer = at.profile.timers.reading
    offered = subject.commitment.offered_at
    passed = (at.today - offered.astimezone(at.zone).date()).days if offered else day
    if any(day < later <= passed for later in (*timer.reminder_days, timer.expires_on_day)):
        raise Refused("later_reminder_due")
    return _decision(case, subject, ReadingReminded(party=party, day=day))


def expire(case: Case, by: Actor, at: Moment, party: str) -> Decision:
    """Time closes a letter that was not confirmed; receipts stay, so that it can go on where it stopped.

    Raises Refused: not_yours, letter_not_open, letter_done.
    """
    subject = party_for_time(case, by, party)
    change = {"state": CommitmentState.EXPIRED, "ended_at": at.now}
    return _decision(case, subject, CommitmentExpired(party=party), **change)


def reopened(case: Case, at: Moment) -> tuple[Case, tuple[Event, ...]]:
    """A case whose agreement has just changed, with every letter that was open or given opened again, and what to say.

    Receipts stay: those whose text is no longer the present one count for nothing, so only what changed is read again,
    and the name is typed again. A given letter's hash or scan stays in the journal (the event's `before`).
    """
    events: list[Event] = []
    for party in case.parties:
        letter = party.commitment
        if letter.state in OPEN | GIVEN:
            before = (letter.hash or letter.document) if letter.state in GIVEN else None
            sections = tuple(one.value for one in OF_THE_TERMS)
            events.append(ReadingReopened(party=party.key, sections=sections, before=before))
            case = case.with_party(replace(party, commitment=_opened_again(party, at)))
    return case, tuple(events)


def _opened_again(party: Party, at: Moment) -> Commitment:
    receipts = party.commitment.receipts
    if party.binding.state is BindingState.ATTESTED:
        return Commitment(CommitmentState.READING, at.now, receipts)
    # whoever signed on paper may have no account to read with: then the mediator brings new paper
    return Commitment(receipts=receipts)


def _require_all_read(party: Party, current: Texts) -> None:
    if party.commitment.unread(current):
        raise Refused("sections_unread")


def _decision(case: Case, party: Party, event: Event, **change: Any) -> Decision:
    changed = replace(party, commitment=replace(party.commitment, **change))
    return Decision(case.with_party(changed), (event,))
