"""Approved by another who saw it all, once the person was told and heard, and over at its last day."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import gate, publication
from mediation.actor import TIME, Actor, Moment, Role
from mediation.breach import UNDER_PROPOSAL, BreachState
from mediation.case import Case, CaseState
from mediation.decision import Decision
from mediation.events.publication import (
    PublicationExpired,
    PublicationReady,
    Published,
)
from mediation.gate import Look
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication
from mediation.reminder import HEARD, PUBLICATION_END, Reminder
from tests.asking import MEDIATOR, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, OTHER_APPROVER, REVIEWER
from tests.mediation.gate_scene import BASIS, LOOKED, TEXT, Flaw, changed, of_case, shown, the_look
from tests.mediation.publishing_scene import ALONE, WHY, refused, standing
from tests.world import UNIT

OTHER_TEXT = "李某没有归还借款。"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def approved(look: Look, by: Actor | None = None, text: str = TEXT) -> str:
    """What somebody hears who approves what they have before their eyes."""
    return outcome(publication.approve, look.case, by or look.by, look.at, "1", text, look.seen)


def reminder(kind: str, day: date = LOOKED.today) -> Reminder:
    """Time remembers the first breach."""
    return Reminder("1", kind, "", day, LOOKED.now)


def on(day: date) -> Moment:
    """Nine o'clock that day."""
    return replace(LOOKED, now=LOOKED.now + (day - LOOKED.today))


@pytest.mark.parametrize("by", [APPROVER, OTHER_APPROVER])
def test_approved_by_a_second_person_it_is_public_with_class_and_term(by: Actor) -> None:
    look = the_look()
    decision = publication.approve(look.case, by, look.at, "1", TEXT, look.seen or "")
    # the least and the longest term count from the document's day, 20 March 2026
    found = gate.computed_term(look)
    assert found is not None
    least, until = found
    assert (least, until) == (date(2026, 6, 20), date(2027, 3, 20))
    public = Publication(
        TEXT, Grade.GENERAL, LOOKED.today, least, until, REVIEWER.person or 0, by.person or 0, LOOKED.now
    )
    wanted = replace(look.breach, state=BreachState.PUBLISHED, publication=public)
    assert (decision.case, wanted.shown) == (look.case.with_breach(wanted), True)
    event = Published(
        party="2",
        breach="1",
        obligation="1",
        seen=look.seen or "",
        text=HASH,
        grade="general",
        least=least,
        until=until,
    )
    assert decision.events == (event,)


@pytest.mark.parametrize(("check", "flaw"), ALONE)
def test_every_condition_stops_it_alone(check: str, flaw: Flaw) -> None:
    look = flaw(the_look())
    no = refused(publication.approve, look.case, look.by, look.at, "1", look.text, look.seen or "")
    if check == "text_seen":
        assert no.reason == "gate_changed"
    else:
        assert (no.reason, no.about["failed"]) == ("gate_closed", (check,))


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_nobody_else_approves(by: Actor) -> None:
    look = the_look()
    wanted = "allowed" if by in (APPROVER, OTHER_APPROVER) else "gate_closed"
    assert approved(look, by) == wanted
    may_look = by in (APPROVER, OTHER_APPROVER)
    seen = outcome(publication.require_approver, look.case, by, LOOKED, "1")
    assert seen == ("allowed" if may_look else "not_yours")


@pytest.mark.parametrize("state", BreachState)
def test_only_what_the_person_was_told_of_is_approved(state: BreachState) -> None:
    look = standing(state)
    wanted = {BreachState.HEARING: "allowed", BreachState.PROPOSED: "gate_closed"}.get(state, "breach_moved_on")
    assert approved(look) == wanted
    seen = outcome(publication.require_approver, look.case, APPROVER, LOOKED, "1")
    assert seen == ("allowed" if state in UNDER_PROPOSAL else "breach_moved_on")


def test_another_text_than_they_saw_or_than_the_person_was_told_is_not_published() -> None:
    look = the_look()
    assert approved(look, text=OTHER_TEXT) == "gate_changed"
    assert approved(shown(replace(look, text=OTHER_TEXT)), text=OTHER_TEXT) == "notice_differs"


def test_what_changed_since_they_saw_it_is_not_published() -> None:
    """A part that came makes it a minor one: the list they saw was another."""
    look = the_look()
    came = replace(look.case, performances=()).with_performance(replace(look.case.performance("1"), received=1))
    assert approved(replace(look, case=came)) == "gate_closed"
    changed_document = changed(look, basis=replace(BASIS, day=date(2026, 3, 19)))
    assert approved(replace(changed_document, seen=look.seen)) == "gate_changed"


@pytest.mark.parametrize("rule", [publication.propose, publication.drop_proposal, publication.approve])
@pytest.mark.parametrize("ended", [CaseState.CANCELLED, CaseState.FAILED])
def test_of_a_cancelled_case_nothing_is_published(ended: CaseState, rule: object) -> None:
    look = of_case(the_look(), replace(the_look().case, state=ended))
    said = (WHY,) if rule is publication.drop_proposal else (WHY, TEXT)
    no = refused(rule, look.case, APPROVER, LOOKED, "1", *said)
    assert no.reason == "case_ended"


def test_a_closed_case_can_still_be_published() -> None:
    assert approved(of_case(the_look(), replace(the_look().case, state=CaseState.CLOSED))) == "allowed"


@given(
    proposer=st.integers(1, 9),
    approver=st.integers(1, 9),
    role=st.sampled_from(Role),
    unit=st.sampled_from([UNIT, "230404", "city", None]),
)
def test_never_by_one_hand_nor_without_the_role(proposer: int, approver: int, role: Role, unit: str | None) -> None:
    look = the_look()
    assert look.breach.proposal is not None
    scene = changed(look, proposal=replace(look.breach.proposal, by=proposer))
    if approved(scene, Actor(approver, role, unit)) == "allowed":
        assert approver not in (proposer, MEDIATOR.person)
        assert role is Role.APPROVER
        assert unit in (UNIT, "city")


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", BreachState)
def test_time_says_when_the_statement_period_is_over_and_decides_nothing(state: BreachState) -> None:
    case = standing(state).case
    if state is BreachState.HEARING:
        wanted = Decision(case, (PublicationReady(party="2", breach="1", obligation="1"),))
        assert publication.ready(case, TIME, LOOKED, reminder(HEARD)) == wanted
    else:
        assert outcome(publication.ready, case, TIME, LOOKED, reminder(HEARD)) == "breach_moved_on"


def public_until(until: date) -> Case:
    """It is public until that day."""
    look = standing(BreachState.PUBLISHED)
    assert look.breach.publication is not None
    return look.case.with_breach(replace(look.breach, publication=replace(look.breach.publication, until=until)))


def test_it_ends_by_itself_after_its_last_day_whatever_waits() -> None:
    until = date(2026, 6, 20)
    case = public_until(until)
    assert outcome(publication.expire, case, TIME, on(until), reminder(PUBLICATION_END)) == "too_early"
    day_after = on(until + timedelta(days=1))
    decision = publication.expire(case, TIME, day_after, reminder(PUBLICATION_END))
    ended = decision.case.breach("1")
    assert (ended.state, ended.shown, ended.ended_at) == (BreachState.EXPIRED, False, day_after.now)
    assert decision.events == (PublicationExpired(party="2", breach="1", obligation="1"),)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_nobody_plays_time(by: Actor) -> None:
    wanted = "allowed" if by is TIME else "not_yours"
    day_after = on(date(2026, 6, 21))
    assert outcome(publication.ready, the_look().case, by, LOOKED, reminder(HEARD)) == wanted
    case = public_until(date(2026, 6, 20))
    assert outcome(publication.expire, case, by, day_after, reminder(PUBLICATION_END)) == wanted


@pytest.mark.parametrize("state", [one for one in BreachState if one is not BreachState.PUBLISHED])
def test_only_what_is_public_runs_out(state: BreachState) -> None:
    case = standing(state).case
    assert outcome(publication.expire, case, TIME, on(date(2028, 1, 1)), reminder(PUBLICATION_END)) == "breach_moved_on"
