"""The hash that an approval binds: it changes with everything of the matter that was seen, and with nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import gate
from mediation.asked import PartyQuestion
from mediation.gate import Look, gate_hash
from mediation.performance import Call, CallReason, Notice
from mediation.phones import Phone
from mediation.profile_parts import Grade
from tests.mediation.breach_at import AT, OTHER_APPROVER, REVIEWER
from tests.mediation.gate_scene import BASIS, FLAWS, TEXT, Flaw, changed, of_case, the_look, untrue_look

OF_THE_MATTER = {one.name for one in gate.MATTER}
FAILING = [
    pytest.param(flaw, id=f"{check}: {why}")
    for check, flaws in FLAWS.items()
    for why, flaw in flaws.items()
    if check in OF_THE_MATTER
]


def on(look: Look, day: date) -> Look:
    """The same on another day, at the same hour."""
    return replace(look, at=replace(look.at, now=look.at.now + (day - look.at.today)))


UNTIL = date(2027, 3, 20)
"""The last day of its term: a year after the document's."""


def with_minor_ones_published(look: Look) -> Look:
    """The same where the profile publishes every class for as long, so that a class changes no check and no term."""
    general = look.at.profile.term(Grade.GENERAL)
    terms = tuple(replace(general, grade=grade) for grade in Grade)
    return replace(look, at=replace(look.at, profile=replace(look.at.profile, terms=terms)))


def _other_side(**of_it: object) -> Flaw:
    def unrelated(look: Look) -> Look:
        other = replace(look.case.party("1"), **of_it)  # type: ignore[arg-type]
        return of_case(look, look.case.with_party(other))

    return unrelated


def _case(**of_it: object) -> Flaw:
    return lambda look: of_case(look, replace(look.case, **of_it))  # type: ignore[arg-type]


UNRELATED: dict[str, Callable[[Look], Look]] = {
    "another phone of the other side": _other_side(phone=Phone("13900000000")),
    "the other side took a consent back": _other_side(consents=()),
    "a question": _case(questions=(PartyQuestion("1", "2", 7, AT.now, words="到哪里交钱？"),)),
    "a call": _case(calls=(Call("1", "2", CallReason.UNREAD, AT.now),)),
    "a reminder": _case(notices=(Notice("1", "2", AT.now, None),)),
    "a new version": _case(version=77),
    "another mediator": _case(mediator=2),
    "who looks": lambda look: replace(look, by=OTHER_APPROVER),
    "what they saw before": lambda look: replace(look, seen="0" * 64),
    "her own phone": lambda look: of_case(look, look.case.with_party(replace(look.party, phone=Phone("13900000000")))),
    "other words of the facts": lambda look: changed(look, facts="银行流水里没有"),
    "other reasons of the proposal": lambda look: changed(
        look, proposal=look.breach.proposal and replace(look.breach.proposal, reason="多次提醒没有归还")
    ),
}
"""What may happen meanwhile and leaves everything that was seen as it was."""


@pytest.mark.parametrize("flaw", FAILING)
def test_every_check_that_comes_out_otherwise_changes_it(flaw: Flaw) -> None:
    look = the_look()
    flawed = flaw(look)
    assert gate_hash(flawed) != look.seen
    assert "text_seen" in gate.failed(replace(flawed, seen=look.seen))


@pytest.mark.parametrize("text", ["", TEXT + "。", TEXT.replace("没有", "未"), TEXT + " "])
def test_every_character_of_the_text_counts(text: str) -> None:
    assert gate.failed(replace(the_look(), text=text))[-1] == "text_seen"


def test_the_term_counts_where_every_check_stays() -> None:
    look = the_look()
    dated = changed(look, basis=replace(BASIS, day=date(2026, 3, 21)))
    assert gate.failed(dated) == ()
    assert gate.failed(replace(dated, seen=look.seen)) == ("text_seen",)


def test_the_class_counts_where_every_check_stays() -> None:
    look = with_minor_ones_published(the_look())
    partly = of_case(look, look.case.with_performance(replace(look.case.performance("1"), received=1)))
    assert (gate.computed_grade(look), gate.computed_grade(partly)) == (Grade.GENERAL, Grade.MINOR)
    assert gate.failed(partly) == ()
    assert gate.failed(replace(partly, seen=gate_hash(look))) == ("text_seen",)


@pytest.mark.parametrize("look", [the_look(), untrue_look()], ids=["owed", "untrue"])
@pytest.mark.parametrize("unrelated", UNRELATED.values(), ids=UNRELATED)
def test_nothing_unrelated_changes_it(unrelated: Callable[[Look], Look], look: Look) -> None:
    assert unrelated(look) != look
    assert gate_hash(unrelated(look)) == look.seen


@given(st.lists(st.sampled_from(sorted(UNRELATED)), unique=True), st.sampled_from(sorted(OF_THE_MATTER)))
def test_whatever_else_happens_it_is_told_from_what_matters(happened: list[str], check: str) -> None:
    look = the_look()
    for what in happened:
        look = UNRELATED[what](look)
    assert gate_hash(look) == the_look().seen
    assert all(gate_hash(flaw(look)) != the_look().seen for flaw in FLAWS[check].values())


@given(st.dates(the_look().at.today, UNTIL))
def test_another_day_on_which_all_is_the_same_changes_nothing(day: date) -> None:
    assert gate_hash(on(the_look(), day)) == the_look().seen


@pytest.mark.parametrize("day", [date(2026, 5, 26), date(2026, 4, 30), UNTIL + timedelta(days=1)])
def test_a_day_on_which_a_period_is_not_over_or_the_term_is_changes_it(day: date) -> None:
    assert "text_seen" in gate.failed(on(the_look(), day))


def test_who_approves_is_asked_apart_from_what_they_saw() -> None:
    proposer = replace(the_look(), by=replace(OTHER_APPROVER, person=REVIEWER.person))
    assert gate.failed(proposer) == ("other_hand",)
