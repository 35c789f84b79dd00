"""Who may be a party and who may act: each condition of a recorded case, one by one."""

from dataclasses import replace

import pytest
from hypothesis import given

from mediation.agreement import open_case
from mediation.case import Capacity, Side, SubjectKind
from mediation.decision import Refused
from mediation.facts import Facts
from mediation.parties import capacities, check_parties
from tests.asking import AT, MEDIATOR, outcome
from tests.facts import CHILD, COMPANY, LOAN, TODAY, WANG, acting, wild_facts, with_party
from tests.sample import LI, ZHANG

BY_WANG = acting("王芳", WANG, Capacity.AGENT, "授权委托书")
HEAD = acting("王芳", WANG, Capacity.LEGAL_REPRESENTATIVE)
FIRM = {"subject": SubjectKind.ENTITY, "name": "北方建材有限公司", "identity": COMPANY, "acting": HEAD}
MINOR = {"name": "张小明", "identity": CHILD}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (LOAN, "allowed"),
        (replace(LOAN, parties=LOAN.parties[:1]), "parties_too_few"),
        (with_party(LOAN, "2", side=Side.APPLICANT), "one_side_only"),
        (with_party(LOAN, "1", name=" "), "name_missing"),
        (with_party(LOAN, "1", **FIRM), "allowed"),
        (with_party(LOAN, "1", **{**FIRM, "subject": SubjectKind.INDIVIDUAL_BUSINESS}), "allowed"),
        (
            with_party(LOAN, "1", **{**FIRM, "acting": acting("北方建材有限公司", COMPANY, Capacity.SELF)}),
            "number_kind",
        ),
        (with_party(LOAN, "1", **{**FIRM, "acting": acting("王芳", WANG, Capacity.SELF)}), "capacity_unfit"),
        (
            with_party(LOAN, "1", **{**FIRM, "acting": acting("王芳", WANG, Capacity.GUARDIAN, "户口簿")}),
            "capacity_unfit",
        ),
        (with_party(LOAN, "1", **{**FIRM, "identity": ZHANG}), "number_kind"),
        (with_party(LOAN, "1", identity=COMPANY), "number_kind"),
        (with_party(LOAN, "1", acting=HEAD), "capacity_unfit"),
        (with_party(LOAN, "1", acting=BY_WANG), "allowed"),
        (with_party(LOAN, "1", acting=replace(BY_WANG, authority=None)), "authority_missing"),
        (with_party(LOAN, "1", acting=acting("王芳", WANG, Capacity.SELF)), "self_differs"),
        (with_party(LOAN, "1", **MINOR, acting=acting("张小明", CHILD, Capacity.SELF)), "minor_needs_guardian"),
        (with_party(LOAN, "1", **MINOR, acting=BY_WANG), "minor_needs_guardian"),
        (with_party(LOAN, "1", **MINOR, acting=acting("王芳", WANG, Capacity.GUARDIAN, "户口簿")), "allowed"),
        (with_party(LOAN, "1", **MINOR, acting=acting("王芳", WANG, Capacity.GUARDIAN)), "authority_missing"),
        (with_party(LOAN, "1", acting=acting("张小明", CHILD, Capacity.AGENT, "授权委托书")), "minor_acts"),
        (with_party(LOAN, "2", identity=ZHANG, acting=acting("李晓梅", ZHANG, Capacity.SELF)), "party_twice"),
        (with_party(LOAN, "1", acting=acting("李晓梅", LI, Capacity.AGENT, "授权委托书")), "acts_for_both_sides"),
        (with_party(with_party(LOAN, "1", acting=BY_WANG), "2", acting=BY_WANG), "acts_for_both_sides"),
    ],
)
def test_each_condition(facts: Facts, reason: str) -> None:
    assert outcome(open_case, "K7M2QX", MEDIATOR, AT, facts) == reason


def test_one_person_may_act_for_several_on_the_same_side() -> None:
    third = replace(LOAN.parties[0], key="3", **FIRM)  # type: ignore[arg-type]
    facts = with_party(replace(LOAN, parties=(*LOAN.parties, third)), "1", acting=BY_WANG)
    assert outcome(open_case, "K7M2QX", MEDIATOR, AT, facts) == "allowed"


@pytest.mark.parametrize("subject", SubjectKind)
def test_nobody_but_a_person_acts_in_person(subject: SubjectKind) -> None:
    assert (Capacity.SELF in capacities(subject, None, TODAY)) is (subject is SubjectKind.PERSON)
    assert (Capacity.LEGAL_REPRESENTATIVE in capacities(subject, None, TODAY)) is (subject is not SubjectKind.PERSON)


@given(wild_facts)
def test_nobody_ever_stands_on_both_sides(facts: Facts) -> None:
    try:
        check_parties(facts.parties, TODAY)
    except Refused:
        return
    sides = [
        {n for p in facts.parties if p.side is side for n in (p.identity.number, p.acting.identity.number)}
        for side in Side
    ]
    assert not set.intersection(*sides)
    assert not any(party.acting.identity.minor_on(TODAY) for party in facts.parties)
