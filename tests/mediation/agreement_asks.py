"""Everything that can be asked of agreement, binding and letter, for the test of the drawn machines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product

from mediation import agreement, binding, commitment, consents, ending
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Case
from mediation.commitment_letter import SECTIONS, ConsentKind
from mediation.decision import Decision
from mediation.facts import facts_of
from mediation.identifiers import Identity, IdentityKind
from mediation.phones import Phone
from tests.sample import resident_number, sample_case
from tests.world import CALENDAR, PROFILE, START, UNIT

AT = Moment(START, CALENDAR, PROFILE, PROFILE.zone)
MEDIATOR, PARTY, OTHER = Actor(7, Role.MEDIATOR, UNIT), Actor(20, Role.PARTY), Actor(21, Role.PARTY)
TEXTS = {section: frozenset({"1" * 64, "2" * 64}) for section in SECTIONS}
TOMORROW, YESTERDAY = AT.today + timedelta(days=1), AT.today - timedelta(days=1)

Ask = Callable[[Case], Decision]


def binding_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of a binding."""
    yield lambda one: binding.invite(one, MEDIATOR, AT, "2")
    yield lambda one: binding.unlock(one, MEDIATOR, AT, "2")
    yield lambda one: binding.attest(one, MEDIATOR, AT, "2", "present")
    yield lambda one: binding.not_them(one, MEDIATOR, AT, "2")
    right = case.party("2").acting.identity.last_six
    for by, typed in product((PARTY, OTHER), (right, "000000")):
        yield partial(lambda one, by: binding.open_invitation(one, by, AT, "2"), by=by)
        yield partial(
            lambda one, by, typed: binding.check_identity(one, by, AT, "2", typed, "账号"), by=by, typed=typed
        )
    for kind in ConsentKind:
        yield partial(lambda one, kind: consents.refuse(one, PARTY, AT, "2", kind, "0" * 64), kind=kind)
        yield partial(lambda one, kind: consents.give(one, PARTY, AT, "2", kind, "0" * 64), kind=kind)


def letter_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of a letter."""
    for by in (PARTY, MEDIATOR):
        yield partial(lambda one, by: commitment.offer(one, by, AT, "2"), by=by)
    for section, text in product(SECTIONS, ("1" * 64, "2" * 64)):
        yield partial(
            lambda one, section, text: commitment.read_section(one, PARTY, AT, "2", section, text, TEXTS),
            section=section,
            text=text,
        )
    for name in (case.party("2").acting.name, "别人"):
        yield partial(lambda one, name: commitment.type_name(one, PARTY, AT, "2", name, TEXTS), name=name)
    yield lambda one: commitment.confirm(one, PARTY, AT, "2", TEXTS, 3, "3" * 64)
    yield lambda one: commitment.decline(one, PARTY, AT, "2", "不想签")
    yield lambda one: commitment.on_paper(one, MEDIATOR, AT, "2", "4" * 64, "孙见证")
    yield lambda one: commitment.remind(one, TIME, AT, "2", 1)
    yield lambda one: commitment.expire(one, TIME, AT, "2")


def agreement_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of the case and its agreement."""
    yield lambda one: ending.cancel(one, MEDIATOR, AT, "登记错了")
    yield lambda one: ending.fail(one, MEDIATOR, AT, "差距太大")
    for day in (YESTERDAY, TOMORROW):
        full = sample_case(7)
        assert full.agreement is not None
        dated = replace(full.agreement, effective=day)
        yield partial(
            lambda one, dated, owed: agreement.record_agreement(one, MEDIATOR, AT, dated, owed),
            dated=dated,
            owed=full.obligations,
        )
    for other, amount, effective in product((False, True), (500_000, 600_000), (None, YESTERDAY, TOMORROW)):
        yield partial(edited, other=other, amount=amount, effective=effective)


def edited(case: Case, other: bool, amount: int, effective: date | None) -> Decision:
    """The case edited: perhaps somebody else acts for party 2, perhaps the amount or the day of effect is another."""
    party = replace(case.party("2"), phone=Phone("13800001111"))
    if other:
        identity = Identity(IdentityKind.RESIDENT, resident_number(date(1970, 1, 2), 31))
        party = replace(
            party, name="钱新", identity=identity, acting=replace(party.acting, name="钱新", identity=identity)
        )
    facts = facts_of(case.with_party(party))
    obligations = tuple(replace(one, amount=amount) for one in facts.obligations)
    agreed = replace(facts.agreement, effective=effective) if facts.agreement and effective else facts.agreement
    return agreement.edit(case, MEDIATOR, AT, replace(facts, obligations=obligations, agreement=agreed))
