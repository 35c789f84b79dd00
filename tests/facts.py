"""Facts for tests: a plain loan between 张建军 and 李晓梅, and strategies for facts of every kind, right or wrong."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from mediation.agreed import Agreement, AgreementForm, Obligation
from mediation.case import ActingPerson, Capacity, MediationKind, Party, Side, SubjectKind
from mediation.disputes import DisputeKind
from mediation.facts import Facts, facts_of
from mediation.identifiers import Identity, IdentityKind
from tests.sample import LI, ZHANG, resident_number, sample_case

TODAY = date(2026, 3, 2)
COMPANY = Identity(IdentityKind.USCC, "91110000600037341L")
WANG = Identity(IdentityKind.RESIDENT, resident_number(date(1985, 6, 7), 45))
CHILD = Identity(IdentityKind.RESIDENT, resident_number(date(2012, 6, 7), 46))
LOAN = facts_of(sample_case(mediator=1))


def with_party(facts: Facts, key: str, **change: object) -> Facts:
    """The same facts, one party changed."""
    return replace(facts, parties=tuple(replace(p, **change) if p.key == key else p for p in facts.parties))  # type: ignore[arg-type]


def with_obligation(facts: Facts, **change: object) -> Facts:
    """The same facts, the only obligation changed."""
    return replace(facts, obligations=(replace(facts.obligations[0], **change),))  # type: ignore[arg-type]


def acting(name: str, identity: Identity, capacity: Capacity, authority: str | None = None) -> ActingPerson:
    """Somebody who acts for a party."""
    return ActingPerson(name, identity, capacity, authority)


_names = st.sampled_from(["", "张建军", "李晓梅", "王芳"])
_identities = st.sampled_from([ZHANG, LI, WANG, CHILD, COMPANY])
_days = st.integers(-2000, 2000).map(lambda days: TODAY + timedelta(days=days))
_acting = st.builds(
    ActingPerson, _names, _identities, st.sampled_from(Capacity), st.sampled_from([None, "", "授权委托书"])
)
_parties = st.builds(
    Party, st.sampled_from("123"), st.sampled_from(Side), st.sampled_from(SubjectKind), _names, _identities, _acting
)
_agreements = st.builds(Agreement, st.sampled_from(AgreementForm), st.sampled_from([None, "12号"]), _days)
_obligations = st.builds(
    Obligation,
    key=st.sampled_from(["1", "2.1", "2.2"]),
    obligor=st.sampled_from("123"),
    obligee=st.sampled_from("123"),
    what=st.sampled_from(["", "归还借款"]),
    amount=st.sampled_from([None, 0, -1, 500_000]),
    manner=st.sampled_from(["", "现金"]),
    when=st.sampled_from(["", "30日内"]),
    due=_days,
    breach_day=_days,
)
wild_facts = st.builds(
    Facts,
    st.sampled_from(MediationKind),
    st.sampled_from(DisputeKind),
    st.just(LOAN.parties) | st.lists(st.sampled_from(LOAN.parties) | _parties, max_size=3).map(tuple),
    st.sampled_from([None, LOAN.agreement]) | _agreements,
    st.lists(st.sampled_from(LOAN.obligations) | _obligations, max_size=2).map(tuple),
)
"""Facts of every kind, many of them impossible."""
