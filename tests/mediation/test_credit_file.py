"""The credit file: everything of the subject, nothing of anybody else, the good first, nothing unconfirmed against."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.breach import UNCONFIRMED, Breach, BreachState, Statement, UntrueFinding
from mediation.case import Case, CaseState
from mediation.commitment_letter import GIVEN, Commitment, CommitmentState
from mediation.court_facts import Listing
from mediation.credit_entries import Bearing, CameOf, CreditFile, Entry, EntryKind
from mediation.credit_file import Part, credit_file
from mediation.performance import ObligationState, Performance
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication, Withdrawal, WithdrawalCause
from mediation.service import Service, Verdict
from tests.mediation.files import DUE, any_case, any_parts
from tests.sample import sample_case
from tests.world import PROFILE, START

TODAYS = st.dates(date(2026, 3, 1), date(2026, 8, 1))
MADE = Publication("文字", Grade.GENERAL, date(2026, 6, 1), None, date(2027, 6, 1), 5, 6, START + timedelta(days=90))
OVERDUE = date(2026, 5, 1)


def the_file(*parts: Part, today: date = OVERDUE) -> CreditFile:
    """The file of these parts."""
    return credit_file(parts, today, PROFILE)


def performed(case: Case, at: datetime) -> Case:
    """The case with her obligation performed at that moment."""
    done = Performance("1", ObligationState.PERFORMED, received=500_000, ended_at=at)
    return case.with_performance(done)


def breach(state: BreachState, public: Publication | None = None, **more: object) -> Breach:
    """A breach of hers in that state."""
    plain = Breach("1", "2", "1", None, "到期没有还", 1, Service(START + timedelta(days=50)), state, publication=public)
    return replace(plain, **more)  # type: ignore[arg-type]


def entry(case: Case, kind: EntryKind, today: date = OVERDUE) -> Entry:
    """The only entry of that kind in her file."""
    (found,) = (one for one in the_file((case, "2"), today=today).entries if one.kind is kind)
    return found


@given(any_parts(), TODAYS)
def test_no_entry_is_lost_and_none_is_made_up(parts: tuple[Part, ...], today: date) -> None:
    expected = 0
    for case, key in parts:
        own = [one for one in case.breaches if one.party == key]
        expected += case.party(key).commitment.state in GIVEN
        expected += sum(one.obligor == key for one in case.obligations)
        expected += sum(one.party == key for one in case.listings)
        expected += sum(1 + len(one.statements) + len(one.repairs) + (one.publication is not None) for one in own)
    assert len(the_file(*parts, today=today).entries) == expected


@given(any_parts(), TODAYS)
def test_the_good_stands_first_and_of_each_kind_the_newest(parts: tuple[Part, ...], today: date) -> None:
    weights, kinds = list(Bearing), list(EntryKind)
    for one, other in pairwise(the_file(*parts, today=today).entries):
        assert weights.index(one.bearing) <= weights.index(other.bearing)
        if one.bearing is other.bearing:
            assert kinds.index(one.kind) <= kinds.index(other.kind)
            assert one.kind is not other.kind or one.day >= other.day


@given(any_case(), any_case(), TODAYS)
def test_nothing_of_the_other_party_stands_in_it(case: Case, other: Case, today: date) -> None:
    theirs = other.party("1")
    mixed = replace(
        case.with_party(theirs),
        obligations=tuple(one for one in case.obligations if one.obligor == "2"),
        performances=tuple(one for one in case.performances if case.obligation(one.obligation).obligor == "2"),
        breaches=tuple(one for one in case.breaches if one.party == "2"),
        listings=tuple(one for one in case.listings if one.party == "2"),
    )
    assert the_file((mixed, "2"), today=today) == the_file((case, "2"), today=today)
    assert all(one.owed is None or one.owed.obligor == "2" for one in the_file((case, "2"), today=today).entries)


@given(any_parts(), TODAYS)
def test_nothing_weighs_against_anybody_that_was_not_confirmed(parts: tuple[Part, ...], today: date) -> None:
    confirmed = sum(
        one.party == key and one.state not in UNCONFIRMED | {BreachState.CURED, BreachState.LIFTED}
        for case, key in parts
        for one in case.breaches
    )
    found = the_file(*parts, today=today)
    assert found.counts.broken <= confirmed
    # what the court decided was decided by people, too
    of_court = [one for one in found.entries if one.kind is EntryKind.LISTING]
    against = [one for one in found.entries if one.bearing is Bearing.BROKEN and one not in of_court]
    assert all(one.kind in (EntryKind.WARNING, EntryKind.PUBLICATION) for one in against)
    assert bool(against) <= bool(confirmed)


@given(any_parts(), any_parts(), TODAYS)
def test_the_counts_of_two_scopes_add_up(some: tuple[Part, ...], others: tuple[Part, ...], today: date) -> None:
    one, other, both = (the_file(*parts, today=today).counts for parts in (some, others, some + others))
    for name in ("commitments", "in_time", "late", "broken"):
        assert getattr(both, name) == getattr(one, name) + getattr(other, name)


@pytest.mark.parametrize(
    ("state", "came_of"),
    [(CommitmentState.CONFIRMED, CameOf.CONFIRMED_HERE), (CommitmentState.ON_PAPER, CameOf.ON_PAPER)],
)
def test_a_letter_given_is_a_good_entry_and_one_declined_is_none(state: CommitmentState, came_of: CameOf) -> None:
    case = sample_case(1)
    given = case.with_party(replace(case.party("2"), commitment=Commitment(state, ended_at=START)))
    found = entry(given, EntryKind.COMMITMENT)
    assert (found.came_of, found.day, found.bearing) == (came_of, date(2026, 3, 2), Bearing.KEPT)
    declined = case.with_party(replace(case.party("2"), commitment=Commitment(CommitmentState.DECLINED)))
    assert the_file((declined, "2")).counts.commitments == 0


def test_in_time_is_the_local_day_and_the_last_one_counts() -> None:
    last_minute = datetime(2026, 4, 15, 15, 59, tzinfo=UTC)  # one minute to midnight in China
    in_time = entry(performed(sample_case(1), last_minute), EntryKind.PERFORMANCE)
    late = entry(performed(sample_case(1), last_minute + timedelta(minutes=1)), EntryKind.PERFORMANCE)
    assert (in_time.came_of, in_time.bearing, in_time.day) == (CameOf.IN_TIME, Bearing.KEPT, DUE)
    assert (late.came_of, late.bearing, late.day) == (CameOf.LATE, Bearing.PUT_RIGHT, date(2026, 4, 16))


@pytest.mark.parametrize(
    ("performance", "today", "came_of"),
    [
        (Performance("1"), DUE, CameOf.RUNNING),
        (Performance("1"), DUE + timedelta(days=1), CameOf.NOT_DONE),
        (Performance("1", received=100), DUE + timedelta(days=1), CameOf.PART_DONE),
        (Performance("1", received=100), DUE, CameOf.RUNNING),
        (Performance("1", ObligationState.CONTRADICTED), OVERDUE, CameOf.RUNNING),
        (Performance("1", ObligationState.WAIVED, ended_at=START), OVERDUE, CameOf.WAIVED),
        (Performance("1", ObligationState.PERFORMED, 9, ended_at=START, replaced=True), OVERDUE, CameOf.CHANGED),
    ],
)
def test_what_is_open_disputed_or_waived_is_neutral(performance: Performance, today: date, came_of: CameOf) -> None:
    found = entry(sample_case(1).with_performance(performance), EntryKind.PERFORMANCE, today)
    assert (found.came_of, found.bearing, found.received) == (came_of, Bearing.NEUTRAL, performance.received)


@pytest.mark.parametrize("state", [CaseState.CANCELLED, CaseState.FAILED])
def test_nothing_is_owed_of_a_case_that_came_to_nothing(state: CaseState) -> None:
    found = entry(replace(sample_case(1), state=state), EntryKind.PERFORMANCE)
    assert (found.came_of, found.bearing) == (CameOf.DROPPED, Bearing.NEUTRAL)


@pytest.mark.parametrize(
    ("one", "came_of"),
    [
        (breach(BreachState.WARNED), CameOf.WARNED),
        (breach(BreachState.CURING), CameOf.WARNED),
        (breach(BreachState.CURED), CameOf.CURED),
        (breach(BreachState.LIFTED), CameOf.LIFTED),
        (breach(BreachState.CONFIRMED), CameOf.STANDS),
        (breach(BreachState.HEARING), CameOf.STANDS),
        (breach(BreachState.SETTLED), CameOf.MADE_GOOD),
        (breach(BreachState.PUBLISHED, MADE), CameOf.STANDS),
        (breach(BreachState.EXPIRED, MADE), CameOf.STANDS),
        (breach(BreachState.EXPIRED, MADE, corrected_at=START), CameOf.MADE_GOOD),
    ],
)
def test_a_breach_is_what_came_of_it(one: Breach, came_of: CameOf) -> None:
    assert entry(sample_case(1).with_breach(one), EntryKind.WARNING).came_of is came_of


@pytest.mark.parametrize(
    ("cause", "came_of"),
    [
        (WithdrawalCause.OBJECTION_UPHELD, CameOf.LIFTED),
        (WithdrawalCause.TERMS_CHANGED, CameOf.LIFTED),
        (WithdrawalCause.CONSENT_WITHDRAWN, CameOf.STANDS),
        (WithdrawalCause.BASIS_REVOKED, CameOf.STANDS),
    ],
)
def test_after_an_upheld_objection_nothing_stands(cause: WithdrawalCause, came_of: CameOf) -> None:
    down = replace(MADE, withdrawal=Withdrawal(cause, START, DUE))
    case = sample_case(1).with_breach(breach(BreachState.WITHDRAWN, down))
    assert entry(case, EntryKind.WARNING).came_of is came_of
    assert entry(case, EntryKind.PUBLICATION).came_of is CameOf.WITHDRAWN


def test_whoever_performs_afterwards_has_made_it_good_though_the_publication_still_runs() -> None:
    case = performed(sample_case(1), START + timedelta(days=100)).with_breach(breach(BreachState.PUBLISHED, MADE))
    found = the_file((case, "2"), today=date(2026, 7, 1))
    assert (found.counts.late, found.counts.broken) == (1, 0)
    assert entry(case, EntryKind.WARNING).bearing is Bearing.PUT_RIGHT
    assert entry(case, EntryKind.PUBLICATION).came_of is CameOf.PUBLIC


@pytest.mark.parametrize(
    ("delisted", "came_of", "bearing"),
    [(None, CameOf.LISTED, Bearing.BROKEN), (date(2026, 7, 1), CameOf.DELISTED, Bearing.PUT_RIGHT)],
)
def test_the_courts_own_list_is_told_of_and_counts_as_no_further_breach(
    delisted: date | None, came_of: CameOf, bearing: Bearing
) -> None:
    listing = Listing("1", "2", "（2026）黑0403执1号", "工农区人民法院", DUE, "0" * 64, delisted)
    case = replace(sample_case(1), listings=(listing,))
    found = entry(case, EntryKind.LISTING)
    assert (found.came_of, found.bearing, found.listing) == (came_of, bearing, listing)
    assert the_file((case, "2")).counts.broken == 0


def test_a_statement_after_publication_is_an_objection_and_hides_it_while_it_waits() -> None:
    before = Statement("1", "已经还了", (), START, Verdict(False, "没有凭证", 5, START))
    after = Statement("2", "有凭证了", (), MADE.at)
    case = sample_case(1).with_breach(breach(BreachState.PUBLISHED, MADE, statements=(before, after)))
    assert entry(case, EntryKind.STATEMENT).came_of is CameOf.DISMISSED
    assert entry(case, EntryKind.OBJECTION).came_of is CameOf.WAITING
    assert entry(case, EntryKind.PUBLICATION).came_of is CameOf.DISPUTED


def test_an_agencys_finding_is_named_as_one_and_a_changed_obligation_has_no_words_left() -> None:
    finding = UntrueFinding("鹤市监〔2026〕1号", "市场监督管理局", DUE, "0" * 64)
    untrue = breach(BreachState.CONFIRMED, untrue=finding, obligation=None)
    assert entry(sample_case(1).with_breach(untrue), EntryKind.FINDING).owed is None
    changed = replace(sample_case(1).with_breach(breach(BreachState.LIFTED, why="terms_changed")), obligations=())
    assert entry(changed, EntryKind.WARNING).owed is None
