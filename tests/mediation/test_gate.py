"""The gate: each check fails for its own reason and for no other, and nothing provisional ever opens it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation import gate
from mediation.actor import Actor
from mediation.case import SubjectKind
from mediation.commitment_letter import CommitmentState
from mediation.gate import Look
from mediation.periods import Calendar, YearStatus, calendar_of
from mediation.publication_parts import BasisKind
from mediation.service import Proof, Service, ServiceWay
from tests.histories.scene import USCC
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, OTHER_APPROVER
from tests.mediation.gate_scene import (
    BASIS,
    FLAWS,
    LOOKED,
    TOGETHER,
    Flaw,
    changed,
    of_party,
    shown,
    the_look,
    untrue_look,
)

ALONE = [
    pytest.param(check, flaw, id=f"{check}: {why}") for check, flaws in FLAWS.items() for why, flaw in flaws.items()
]
OF_AN_OBLIGATION = {"no_hardship", "no_extension", "not_performed", "graded"}
"""What can fail only where something is owed to somebody."""


def test_all_is_well_and_every_check_says_so_by_its_name() -> None:
    seen = gate.checklist(the_look())
    assert {one.name: one.passed for one in seen} == dict.fromkeys(FLAWS, True)
    assert [one.name for one in seen] == [one.name for one in gate.CHECKS]
    assert gate.failed(untrue_look()) == ()


@pytest.mark.parametrize(("check", "flaw"), ALONE)
def test_the_smallest_change_fails_that_check_alone(check: str, flaw: Flaw) -> None:
    flawed = flaw(the_look())
    assert gate.failed(flawed) == (check,)
    assert gate.failed(flawed, {check}) == (check,)
    assert gate.failed(flawed, set(FLAWS) - {check}) == ()


@pytest.mark.parametrize(("check", "flaw"), [one for one in ALONE if one.values[0] not in OF_AN_OBLIGATION])
def test_what_was_untrue_is_asked_the_same(check: str, flaw: Flaw) -> None:
    assert gate.failed(flaw(untrue_look())) == (check,)


@pytest.mark.parametrize("check", sorted(OF_AN_OBLIGATION))
def test_what_is_owed_to_nobody_has_no_flaw_of_an_obligation(check: str) -> None:
    assert all(gate.failed(flaw(untrue_look())) == () for flaw in FLAWS[check].values())
    assert gate.failed(changed(untrue_look(), corrected_at=LOOKED.now)) == ("not_performed",)


@pytest.mark.parametrize(("flaw", "wanted"), TOGETHER.values(), ids=TOGETHER)
def test_what_fails_several_at_once(flaw: Flaw, wanted: set[str]) -> None:
    assert set(gate.failed(flaw(the_look()))) == wanted


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_an_approver_of_the_unit_or_the_city_may(by: Actor) -> None:
    look = replace(the_look(), by=by)
    assert (gate.failed(look) == ()) is (by in (APPROVER, OTHER_APPROVER))


def test_what_counts_before_a_breach_is_confirmed_and_before_the_notice() -> None:
    of_hands = {"text_seen", "other_hand", "approver_role", "approver_unit"}
    assert {one.name for one in gate.HANDS} == of_hands
    assert {
        "warning_proven",
        "cure_over",
        "nothing_open",
        "no_hardship",
        "no_extension",
        "not_performed",
    } == gate.BEFORE_CONFIRMING
    assert set(FLAWS) - of_hands - {"notice_proven", "hearing_over"} == gate.BEFORE_NOTICE


def test_a_letter_on_paper_counts_as_one_confirmed_here() -> None:
    letter = replace(the_look().party.commitment, state=CommitmentState.ON_PAPER)
    assert gate.failed(of_party(the_look(), commitment=letter)) == ()


@pytest.mark.parametrize("kind", BasisKind)
def test_every_kind_of_document_in_effect_counts(kind: BasisKind) -> None:
    citation = "某条例第三条" if kind is BasisKind.NAMED_BY_LAW else ""
    assert gate.failed(changed(the_look(), basis=replace(BASIS, kind=kind, citation=citation))) == ()


@pytest.mark.parametrize("subject", SubjectKind)
def test_only_an_entity_is_published_without_consent(subject: SubjectKind) -> None:
    acting = the_look().party.acting
    look = of_party(the_look(), subject=subject, name="鹤兴食品厂", identity=USCC, acting=acting, consents=())
    assert gate.failed(look) == (() if subject is SubjectKind.ENTITY else ("consent_or_basis",))


def test_of_age_from_the_eighteenth_birthday_on() -> None:
    (tomorrow, _) = FLAWS["adult"].values()
    look = tomorrow(the_look())
    later = replace(look, at=replace(look.at, now=look.at.now + timedelta(days=1)))
    assert gate.failed(shown(later)) == ()


@pytest.mark.parametrize("subject", SubjectKind)
def test_nobody_under_eighteen_who_runs_a_business(subject: SubjectKind) -> None:
    # what is known of an individual business is known of who runs it; an entity is not its representative
    (tomorrow, _) = FLAWS["adult"].values()
    young = tomorrow(the_look())
    identity = young.party.identity if subject is SubjectKind.PERSON else USCC
    look = of_party(young, subject=subject, name="鹤兴食品厂", identity=identity)
    assert gate.failed(look) == (() if subject is SubjectKind.ENTITY else ("adult",))


def provisional(*years: int) -> Calendar:
    """The calendar in which the notices of these years are still to come, their days being the same."""
    known = LOOKED.calendar.years.values()
    official = (replace(one, status=YearStatus.OFFICIAL) for one in known)
    return calendar_of(replace(one, status=YearStatus.PROVISIONAL) if one.year in years else one for one in official)


def under(look: Look, calendar: Calendar, days: int = 0) -> Look:
    """The same, so many days later, by that calendar."""
    at = replace(look.at, calendar=calendar, now=look.at.now + timedelta(days=days))
    return shown(replace(look, at=at))


@pytest.mark.parametrize("days", [0, 30, 200])
def test_a_period_of_a_provisional_year_is_never_over(days: int) -> None:
    assert gate.failed(under(the_look(), provisional(), days)) == ()
    assert gate.failed(under(the_look(), provisional(2027), days)) == ()
    assert gate.failed(under(the_look(), provisional(2026), days)) == ("cure_over", "hearing_over")


@pytest.mark.parametrize("part", ["cure_over", "hearing_over"])
def test_a_period_that_ends_at_new_year_waits_for_the_next_years_notice(part: str) -> None:
    look = the_look()
    proof = Proof(ServiceWay.ACKNOWLEDGED, date(2026, 12, 11), LOOKED.now)
    assert look.breach.proposal is not None
    late = Service(LOOKED.now, proof)
    flawed = (
        changed(look, warning=late)
        if part == "cure_over"
        else changed(look, proposal=replace(look.breach.proposal, notice=late))
    )
    # ten working days after Friday 11 December 2026 are over on the 25th, which the notice of 2027 may still move
    for years, wanted in (((2027,), (part,)), ((), ())):
        assert gate.failed(under(flawed, provisional(*years), days=240)) == wanted
