"""The commitment's rules: everybody in every state is let or refused, and nothing confirms an unread letter."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from mediation import commitment
from mediation.actor import TIME, Actor
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import (
    GIVEN,
    OPEN,
    SECTIONS,
    Commitment,
    CommitmentState,
    Receipt,
    Section,
)
from mediation.decision import Decision
from mediation.events.commitment import (
    CommitmentConfirmed,
    CommitmentOnPaper,
    NameMissed,
    PaperOffered,
    ReadingReopened,
)
from mediation.events.event import Event
from mediation.sealed_letter import letter_hash, sealed_letter
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, a_case, outcome
from tests.lettered import ANSWERS, NOW, PAGE, RECEIPTS, SCAN, letter, lettered
from tests.world import START

RULES: Mapping[str, Callable[[Case, Actor], Decision]] = {
    "offer": lambda case, by: commitment.offer(case, by, AT, "2"),
    "read": lambda case, by: commitment.read_section(case, by, AT, "2", Section.RIGHTS, "zh rights", NOW),
    "name": lambda case, by: commitment.type_name(case, by, AT, "2", "李晓梅", NOW),
    "confirm": lambda case, by: commitment.confirm(case, by, AT, "2", NOW, 3, PAGE),
    "decline": lambda case, by: commitment.decline(case, by, AT, "2", "想再想想"),
    "paper": lambda case, by: commitment.on_paper(case, by, AT, "2", SCAN, "孙玉兰"),
    "remind": lambda case, by: commitment.remind(case, by, AT, "2", 1),
    "expire": lambda case, by: commitment.expire(case, by, AT, "2"),
}
S = CommitmentState
_UNOPENED = {S.NOT_OFFERED: "letter_not_open", S.DECLINED: "letter_not_open", S.EXPIRED: "letter_not_open"}
_DONE = {S.CONFIRMED: "letter_done", S.ON_PAPER: "letter_done"}
_WHILE_OPEN = _UNOPENED | _DONE | {S.READING: "allowed", S.NAMED: "allowed"}
EXPECTED: Mapping[str, Mapping[CommitmentState, str]] = {
    "offer": dict.fromkeys(_UNOPENED, "allowed") | _DONE | dict.fromkeys(OPEN, "letter_open"),
    "read": _WHILE_OPEN,
    "name": _WHILE_OPEN | {S.NAMED: "name_given"},
    "confirm": _WHILE_OPEN | {S.READING: "name_first"},
    "decline": _WHILE_OPEN,
    "paper": dict.fromkeys(S, "allowed") | _DONE,
    "remind": _WHILE_OPEN,
    "expire": _WHILE_OPEN,
}
ALLOWED_TO: Mapping[str, frozenset[Actor]] = {
    "offer": frozenset({LI, MEDIATOR}),
    "paper": frozenset({MEDIATOR}),
    "remind": frozenset({TIME}),
    "expire": frozenset({TIME}),
} | dict.fromkeys(("read", "name", "confirm", "decline"), frozenset({LI}))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("state", S)
def test_every_rule_in_every_state_of_the_letter(rule: str, state: CommitmentState) -> None:
    for by in ALLOWED_TO[rule]:
        assert outcome(RULES[rule], lettered(state), by) == EXPECTED[rule][state]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("state", S)
def test_nobody_else_may(rule: str, state: CommitmentState) -> None:
    for by in set(EVERYBODY) - ALLOWED_TO[rule]:
        assert outcome(RULES[rule], lettered(state), by) in {"not_yours", "not_your_case"}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("ended", set(CaseState) - {CaseState.OPEN})
def test_an_ended_case_stays_as_it_is(rule: str, ended: CaseState) -> None:
    for state in S:
        for by in ALLOWED_TO[rule]:
            assert outcome(RULES[rule], replace(lettered(state), state=ended), by) == "case_ended"


@pytest.mark.parametrize("rule", ["read", "name", "confirm", "decline"])
@pytest.mark.parametrize("binding", set(BindingState) - {BindingState.ATTESTED})
def test_nothing_is_read_or_signed_by_an_account_that_is_not_attested(rule: str, binding: BindingState) -> None:
    case = lettered(S.NAMED if rule == "confirm" else S.READING)
    case = case.with_party(replace(case.party("2"), binding=Binding(binding, 12)))
    assert outcome(RULES[rule], case, LI) == "not_attested"


def test_a_letter_is_offered_only_to_somebody_attested_who_agreed_to_be_processed_in_a_case_with_an_agreement() -> None:
    case = lettered(S.NOT_OFFERED)
    assert outcome(RULES["offer"], replace(case, agreement=None), MEDIATOR) == "no_agreement_yet"
    unbound = case.with_party(replace(case.party("2"), binding=Binding()))
    assert outcome(RULES["offer"], unbound, MEDIATOR) == "party_not_ready"
    for answer in (None, False):
        silent = a_case(consent=answer)
        assert outcome(RULES["offer"], silent, LI) == "processing_first"
    assert outcome(commitment.offer, case, MEDIATOR, AT, "9") == "party_unknown"


def test_offering_again_keeps_what_was_read_and_starts_the_days_anew() -> None:
    later = replace(AT, now=START + timedelta(days=9))
    again = letter(commitment.offer(lettered(S.EXPIRED), LI, later, "2").case)
    assert again == Commitment(S.READING, later.now, RECEIPTS)


def test_a_section_is_read_in_order_as_it_is_now_and_not_before_the_consents() -> None:
    def read(case: Case, section: Section, text: str) -> str:
        return outcome(commitment.read_section, case, LI, AT, "2", section, text, NOW)

    fresh = lettered(S.READING, receipts=())
    assert read(fresh, Section.OWED, "en owed") == "allowed"
    assert read(fresh, Section.OWED, "zh preamble") == "section_changed"
    assert read(fresh, Section.PREAMBLE, "zh preamble") == "read_in_order"
    stale = (Receipt(Section.OWED, "an older text", START), *RECEIPTS[1:])
    assert read(lettered(S.READING, stale), Section.RIGHTS, "zh rights") == "read_in_order"
    unanswered = lettered(S.READING, RECEIPTS[:4], ANSWERS[:-1])
    assert read(unanswered, Section.CLAUSE_THREE, "zh clause_three") == "consents_first"
    assert read(unanswered, Section.CLAUSE_ONE, "zh clause_one") == "allowed"


def test_reading_a_changed_section_takes_the_typed_name_back_and_the_same_one_does_not() -> None:
    named = lettered(S.NAMED)
    same = commitment.read_section(named, LI, AT, "2", Section.OWED, "zh owed", NOW)
    other = commitment.read_section(named, LI, AT, "2", Section.OWED, "en owed", NOW)
    assert letter(same.case).state is S.NAMED
    assert letter(other.case).state is S.READING
    assert [one.section for one in letter(other.case).receipts].count(Section.OWED) == 1


@pytest.mark.parametrize("missing", SECTIONS)
def test_no_name_and_no_last_press_while_any_section_is_unread_or_changed(missing: Section) -> None:
    without = tuple(one for one in RECEIPTS if one.section is not missing)
    stale = (*without, Receipt(missing, "an older text", START))
    for receipts in (without, stale):
        assert outcome(RULES["name"], lettered(S.READING, receipts), LI) == "sections_unread"
        assert outcome(RULES["confirm"], lettered(S.NAMED, receipts), LI) == "sections_unread"


def test_three_misses_offer_paper_and_lead_back_to_reading() -> None:
    case = lettered(S.READING)
    heard: list[Event] = []
    for _ in range(3):
        missed = commitment.type_name(case, LI, AT, "2", "李小梅", NOW)
        case, heard = missed.case, [*heard, *missed.events]
    assert heard == [NameMissed(party="2", left=2), NameMissed(party="2", left=1), PaperOffered(party="2")]
    assert (letter(case).state, letter(case).misses) == (S.READING, 0)
    assert letter(commitment.type_name(case, LI, AT, "2", "李 晓梅", NOW).case).state is S.NAMED


def test_the_acting_person_types_their_own_name_not_the_partys() -> None:
    case = lettered(S.READING)
    acting = replace(case.party("2").acting, name="韩志强")
    case = case.with_party(replace(case.party("2"), acting=acting))
    typed = [commitment.type_name(case, LI, AT, "2", words, NOW).events[0] for words in ("李晓梅", "韩志强")]
    assert [event.name() for event in typed] == ["name_missed", "name_typed"]


def test_confirming_seals_what_was_read_and_keeps_the_copys_hash() -> None:
    case = lettered(S.NAMED)
    decision = commitment.confirm(case, LI, AT, "2", NOW, 3, PAGE)
    seal = letter_hash(sealed_letter(case, case.party("2"), AT, 3))
    assert decision.events == (CommitmentConfirmed(party="2", hash=seal, document=PAGE),)
    assert letter(decision.case) == replace(letter(case), state=S.CONFIRMED, ended_at=AT.now, hash=seal, document=PAGE)


def test_declining_blocks_nothing_and_keeps_the_reason() -> None:
    declined = commitment.decline(lettered(S.READING), LI, AT, "2", "想再想想").case
    assert (letter(declined).state, letter(declined).reason) == (S.DECLINED, "想再想想")
    assert letter(commitment.decline(lettered(S.NAMED), LI, AT, "2", "").case).reason is None
    assert declined.state is CaseState.OPEN
    assert declined.party("1") == a_case().party("1")


@pytest.mark.parametrize("witness", ["", "  ", "李 晓梅", "张建军"])
def test_the_witness_on_paper_has_a_name_and_is_nobody_of_the_parties(witness: str) -> None:
    said = outcome(commitment.on_paper, lettered(S.EXPIRED), MEDIATOR, AT, "2", SCAN, witness)
    assert said == ("witness_is_party" if witness.strip() else "witness_missing")


def test_paper_needs_no_account() -> None:
    case = lettered(S.NOT_OFFERED, ())
    case = case.with_party(replace(case.party("2"), binding=Binding()))
    decision = commitment.on_paper(case, MEDIATOR, AT, "2", SCAN, "孙玉兰")
    assert decision.events == (CommitmentOnPaper(party="2", scan=SCAN, witness="孙玉兰"),)
    assert (letter(decision.case).document, letter(decision.case).hash) == (SCAN, None)
    assert outcome(RULES["paper"], replace(case, agreement=None), MEDIATOR) == "no_agreement_yet"


@pytest.mark.parametrize(
    ("days", "day", "said"),
    [
        (1, 1, "allowed"),
        (2, 1, "allowed"),
        (3, 1, "later_reminder_due"),
        (3, 3, "allowed"),
        (6, 3, "later_reminder_due"),
        (6, 5, "allowed"),
        (7, 5, "later_reminder_due"),
    ],
)
def test_after_an_outage_only_the_latest_reminder_is_sent(days: int, day: int, said: str) -> None:
    later = replace(AT, now=START + timedelta(days=days))
    assert outcome(commitment.remind, lettered(S.READING), TIME, later, "2", day) == said


def test_who_cannot_be_told_is_not_reminded() -> None:
    case = lettered(S.READING)
    case = case.with_party(replace(case.party("2"), binding=Binding()))
    assert outcome(RULES["remind"], case, TIME) == "not_attested"
    assert outcome(RULES["expire"], case, TIME) == "allowed"


@pytest.mark.parametrize("state", S)
def test_changed_terms_open_every_letter_that_was_open_or_given(state: CommitmentState) -> None:
    case = lettered(state)
    case = case.with_party(replace(case.party("2"), commitment=replace(letter(case), hash="7" * 64, document=PAGE)))
    later = replace(AT, now=START + timedelta(days=2))
    again, events = commitment.reopened(case, later)
    if state not in OPEN | GIVEN:
        assert (again, events) == (case, ())
        return
    assert letter(again) == Commitment(S.READING, later.now, RECEIPTS)
    before = "7" * 64 if state in GIVEN else None
    assert events == (ReadingReopened(party="2", sections=("owed", "consequences"), before=before),)


def test_a_paper_letter_without_an_account_is_just_not_given_any_more() -> None:
    case = lettered(S.ON_PAPER, ())
    letter_ = replace(letter(case), document=SCAN, witness="孙玉兰")
    case = case.with_party(replace(case.party("2"), binding=Binding(), commitment=letter_))
    again, events = commitment.reopened(case, AT)
    assert letter(again) == Commitment()
    assert events == (ReadingReopened(party="2", sections=("owed", "consequences"), before=SCAN),)
