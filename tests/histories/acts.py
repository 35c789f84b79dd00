"""What people do in a history, each act by whoever happens to press it."""

from collections.abc import Callable
from datetime import timedelta

from mediation import (
    basis,
    changing,
    confirming_breach,
    consents,
    deciding,
    gate,
    hardship,
    performing,
    publication,
    receiving,
    repair,
    serving,
    settling,
    statements,
    warning,
    withdrawal,
)
from mediation.actor import TIME
from mediation.commitment_letter import ConsentKind
from mediation.deciding import Finding
from mediation.owing import left as owed_left
from mediation.performance import ObligationState, Wish
from mediation.public_names import public_name, public_number
from mediation.publication_parts import Basis, BasisKind
from mediation.service import ServiceWay
from tests.changing import new_days
from tests.histories.history import History
from tests.histories.scene import APPROVER, JUDGE, MEDIATOR, OBLIGEE, OBLIGOR, REVIEWER, RULING


def acknowledges(one: History) -> None:
    """The obligor presses something under the notice."""
    if one.breach is not None:
        key = one.breach.key
        one.does(lambda case: serving.acknowledge(case, OBLIGOR, one.scene.at, key))


def serves(one: History) -> None:
    """Somebody records service by hand, with or without evidence."""
    if one.breach is not None:
        by, way, key = one.anybody(MEDIATOR), one.chance.choice(list(ServiceWay)), one.breach.key
        evidence = one.chance.choice((None, "5" * 64))
        day = one.scene.at.today
        one.does(lambda case: serving.serve(case, by, one.scene.at, key, way, day, evidence, "孙见证"), by)


def confirms(one: History) -> None:
    """Somebody confirms the breach."""
    if one.breach is not None:
        by, key = one.anybody(MEDIATOR), one.breach.key
        one.does(lambda case: confirming_breach.confirm_breach(case, by, one.scene.at, key, "改正期内没有归还。"), by)


def attaches(one: History) -> None:
    """Somebody attaches a document, at times an old or an incomplete one."""
    if one.breach is not None:
        by, key = one.anybody(MEDIATOR), one.breach.key
        kind = one.chance.choice((BasisKind.CONFIRMATION_RULING, BasisKind.JUDGMENT, BasisKind.NAMED_BY_LAW))
        day = RULING.day if one.chance.random() < 0.8 else RULING.day - timedelta(days=330)
        found = Basis(
            kind, RULING.number, "鹤岗市工农区人民法院", day, "6" * 64, one.chance.choice(("", "某条例第三条"))
        )
        one.does(lambda case: basis.attach_basis(case, by, one.scene.at, key, found), by)


def proposes(one: History) -> None:
    """Somebody proposes to publish; the text now and then says too much."""
    if one.breach is not None:
        by, key = one.anybody(REVIEWER), one.breach.key
        one.text = _text(one)
        one.does(lambda case: publication.propose(case, by, one.scene.at, key, "多次提醒没有归还。", one.text), by)


def approves(one: History) -> None:
    """Somebody approves, at times something else than what they saw."""
    if one.breach is not None:
        by, key, at = one.anybody(APPROVER), one.breach.key, one.scene.at
        seen = gate.gate_hash(gate.Look(one.scene.case, one.breach, at, one.text, by))
        if one.chance.random() < 0.15:
            seen = "0" * 64
        one.watch.shown = gate.gate_hash(gate.Look(one.scene.case, one.breach, at, one.text, by)) == seen
        one.does(lambda case: publication.approve(case, by, at, key, one.text, seen), by)


def drops(one: History) -> None:
    """Somebody drops the proposal."""
    if one.breach is not None:
        by, key = one.anybody(APPROVER), one.breach.key
        one.does(lambda case: publication.drop_proposal(case, by, one.scene.at, key, "不再公示。"), by)


def states(one: History) -> None:
    """The obligor states their side."""
    if one.breach is not None:
        key = one.breach.key
        one.does(lambda case: statements.state(case, OBLIGOR, one.scene.at, key, "钱已经转了。", ()))


def judges(one: History) -> None:
    """Somebody decides on the statement, mostly against it."""
    if one.breach is not None and one.breach.open_statement is not None:
        by, key, said = one.anybody(JUDGE), one.breach.key, one.breach.open_statement.key
        upheld = one.chance.random() < 0.2
        one.does(lambda case: statements.judge(case, by, one.scene.at, key, said, upheld, "核对过转账记录。"), by)


def claims(one: History) -> None:
    """The obligor says performed."""
    one.does(lambda case: performing.claim(case, OBLIGOR, one.scene.at, "1", None, None))


def receives(one: History) -> None:
    """The obligee says received, all or a part, and at times it takes effect."""
    amount = one.chance.choice((None, 100_000))
    if (
        one.does(lambda case: receiving.received(case, OBLIGEE, one.scene.at, "1", amount))
        and one.chance.random() < 0.7
    ):
        one.scene.passes(2)
        one.does(lambda case: settling.settle(case, TIME, one.scene.at, "1"))


def contradicts(one: History) -> None:
    """The obligee says that nothing came, and the mediator decides."""
    one.does(lambda case: receiving.not_received(case, OBLIGEE, one.scene.at, "1"))
    if one.scene.case.performance("1").state is ObligationState.CONTRADICTED and one.chance.random() < 0.8:
        finding = one.chance.choice((Finding.AS_RECEIVED, Finding.AS_RECEIVED, Finding.AS_CLAIMED))
        one.does(lambda case: deciding.decide(case, MEDIATOR, one.scene.at, "1", finding, None, "核对过。"))


def is_in_hardship(one: History) -> None:
    """The obligor asks for another way."""
    one.does(lambda case: hardship.report(case, OBLIGOR, one.scene.at, "1", Wish.MORE_TIME, "刚做了手术。"))


def reschedules(one: History) -> None:
    """The mediator proposes a later day, and at times both agree."""
    at = one.scene.at
    case = one.scene.case
    left = (owed_left(case, case.obligations[0]) or 0) if case.obligations else 0
    new = new_days((at.today + timedelta(days=60), left))
    key = case.obligations[0].key if case.obligations else "1"
    one.does(lambda case: changing.propose(case, MEDIATOR, at, key, False, new, "收入少了。"), MEDIATOR)
    change = one.scene.case.proposal
    if change is not None and one.chance.random() < 0.2:
        one.does(lambda case: changing.answer(case, OBLIGEE, at, "1", change.key, True))
        one.does(lambda case: changing.answer(case, OBLIGOR, at, "2", change.key, True))


def consents_change(one: History) -> None:
    """The obligor takes the consent back, or gives it."""
    kind, at = ConsentKind.BREACH_PUBLICATION, one.scene.at
    rule = one.chance.choice((consents.withdraw, consents.give))
    one.does(lambda case: rule(case, OBLIGOR, at, "2", kind, "0" * 64))


def basis_falls(one: History) -> None:
    """Somebody says that the document is not in effect any more."""
    if one.breach is not None:
        by, key = one.anybody(APPROVER), one.breach.key
        day = one.scene.at.today
        one.does(lambda case: basis.revoke_basis(case, by, one.scene.at, key, day, "裁定被撤销。"), by)


def asks_for_repair(one: History) -> None:
    """The obligor applies for repair, and somebody decides."""
    if one.breach is not None:
        by, key, at = one.anybody(APPROVER), one.breach.key, one.scene.at
        one.does(lambda case: repair.apply_repair(case, OBLIGOR, at, key, "已经全部归还。", ()))
        applied = one.scene.case.breach(key).open_repair
        if applied is not None:
            one.does(lambda case: repair.decide_repair(case, by, at, key, applied.key, True, "属实。"), by)


def takes_down(one: History) -> None:
    """Somebody says that the portal does not show it any more."""
    if one.breach is not None:
        by, key = one.anybody(APPROVER), one.breach.key
        one.does(lambda case: withdrawal.taken_down(case, by, one.scene.at, key), by)


def lifts(one: History) -> None:
    """The mediator takes the warning back."""
    if one.breach is not None:
        key = one.breach.key
        one.does(lambda case: warning.lift(case, MEDIATOR, one.scene.at, key, "弄错了。"))


OTHERWISE: tuple[Callable[[History], None], ...] = (
    states,
    judges,
    judges,
    judges,
    claims,
    receives,
    contradicts,
    is_in_hardship,
    reschedules,
    consents_change,
    basis_falls,
    asks_for_repair,
    takes_down,
    drops,
    lifts,
    acknowledges,
    attaches,
    confirms,
    proposes,
    approves,
)
"""What else may happen, at any time and by anybody."""


def _text(one: History) -> str:
    party = one.scene.case.party("2")
    rules = one.scene.at.profile.publication
    name, number = public_name(party), public_number(party, rules)
    if one.chance.random() < 0.12:
        name = one.chance.choice(
            (party.name + party.identity.number, party.identity.number[6:], party.acting.identity.last_six)
        )
    return f"{name} {number} 没有履行（2026）黑0403民特12号裁定确认的协议。"
