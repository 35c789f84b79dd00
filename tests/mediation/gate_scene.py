"""A breach that may be published, every condition met, and for each check of the gate the smallest things that fail it.

李晓梅 ("2", person 12) did not pay on 15 April 2026; warned on 16 April (cure until the 30th), noticed on 6 May
(statements until the 26th); on the 27th the approver, 6, looks. The document is of 20 March.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from mediation.actor import TIME, Actor, Moment, Role
from mediation.breach import Breach, BreachState, Statement, UntrueFinding
from mediation.case import Capacity, Case, Party
from mediation.commitment_letter import Commitment, CommitmentState, Consent, ConsentKind
from mediation.disputes import DisputeKind
from mediation.gate import Look, gate_hash
from mediation.identifiers import Identity, IdentityKind
from mediation.performance import Hardship, ObligationState, Ruling, Wish
from mediation.performance import Proposal as NewTerms
from mediation.publication_parts import Basis, BasisKind, PublicationProposal
from mediation.publication_rules import PublicationRules
from mediation.service import Proof, Service, ServiceWay
from tests.mediation.breach_at import APPROVER, AT, ELSEWHERE, REVIEWER, breach_at, case_at
from tests.sample import resident_number
from tests.world import START, UNIT

Flaw = Callable[[Look], Look]

RULING = Ruling("（2026）黑0403民特12号", date(2026, 3, 20))
BASIS = Basis(BasisKind.CONFIRMATION_RULING, RULING.number, "鹤岗市工农区人民法院", RULING.day, "6" * 64)
TEXT = "李某没有履行（2026）黑0403民特12号裁定确认的协议。"
WARNED, CURED_BY = date(2026, 4, 16), date(2026, 4, 30)
NOTICED, HEARD_BY = date(2026, 5, 6), date(2026, 5, 26)
LOOKED = replace(AT, now=AT.now + timedelta(days=(date(2026, 5, 27) - AT.today).days))


def service(day: date, proven: bool = True) -> Service:
    """A notice that went at nine that day, and was acknowledged at once."""
    told = AT.now + timedelta(days=(day - AT.today).days)
    return Service(told, Proof(ServiceWay.ACKNOWLEDGED, day, told) if proven else None)


def the_look() -> Look:
    """What the approver sees who may approve: everything is as it must be."""
    proposal = PublicationProposal(REVIEWER.person or 0, service(NOTICED).told_at, "应当公示", TEXT, service(NOTICED))
    breach = replace(breach_at(BreachState.HEARING), warning=service(WARNED), basis=BASIS, proposal=proposal)
    case = replace(case_at(BreachState.HEARING).with_breach(breach), ruling=RULING)
    case = case.with_performance(replace(case.performance("1"), reported_at=service(WARNED).told_at))
    given = Consent(ConsentKind.BREACH_PUBLICATION, True, "0" * 64, START)
    party = case.party("2")
    letter = Commitment(CommitmentState.CONFIRMED, START, ended_at=START, document="3" * 64)
    agreed = replace(party, consents=(*party.consents, given), commitment=letter)
    return shown(Look(case.with_party(agreed), breach, LOOKED, TEXT, APPROVER))


def untrue_look() -> Look:
    """The same where an agency found the commitment itself untrue, which is owed to nobody."""
    found = UntrueFinding("鹤数罚〔2026〕3号", "鹤岗市数据局", date(2026, 4, 1), "7" * 64)
    return changed(the_look(), obligation=None, untrue=found)


def shown(look: Look) -> Look:
    """The same, and whoever approves has exactly that before their eyes."""
    return replace(look, seen=gate_hash(look))


def changed(look: Look, **of_breach: object) -> Look:
    """The same with something else in the breach, in the case too."""
    breach: Breach = replace(look.breach, **of_breach)  # type: ignore[arg-type]
    return shown(replace(look, breach=breach, case=look.case.with_breach(breach)))


def of_case(look: Look, case: Case) -> Look:
    """The same in another case."""
    return shown(replace(look, case=case, breach=case.breach(look.breach.key)))


def of_party(look: Look, **of_it: object) -> Look:
    """The same with something else about the party."""
    party: Party = replace(look.party, **of_it)  # type: ignore[arg-type]
    return of_case(look, look.case.with_party(party))


def of_rules(look: Look, **of_them: object) -> Look:
    """The same under other rules of publishing."""
    rules: PublicationRules = replace(look.at.profile.publication, **of_them)  # type: ignore[arg-type]
    at: Moment = replace(look.at, profile=replace(look.at.profile, publication=rules))
    return shown(replace(look, at=at))


def _letter(state: CommitmentState) -> Flaw:
    return lambda look: of_party(look, commitment=replace(look.party.commitment, state=state))


def _basis(**of_it: object) -> Flaw:
    return lambda look: changed(look, basis=replace(BASIS, **of_it))  # type: ignore[arg-type]


def _notice(notice: Service) -> Flaw:
    def flawed(look: Look) -> Look:
        assert look.breach.proposal is not None
        return changed(look, proposal=replace(look.breach.proposal, notice=notice))

    return flawed


def _performance(**of_it: object) -> Flaw:
    def flawed(look: Look) -> Look:
        standing = replace(look.case.performance("1"), **of_it)  # type: ignore[arg-type]
        return of_case(look, look.case.with_performance(standing))

    return flawed


def _text(text: str) -> Flaw:
    return lambda look: shown(replace(look, text=text))


def _by(by: Actor | None) -> Flaw:
    return lambda look: replace(look, by=by)


def _no_consent(*answers: bool) -> Flaw:
    said = tuple(Consent(ConsentKind.BREACH_PUBLICATION, one, "0" * 64, START) for one in answers)
    return lambda look: of_party(look, consents=said)


def _unlisted(look: Look) -> Look:
    subjects = look.at.profile.publication.subjects
    return of_rules(look, subjects=tuple(one for one in subjects if one.subject != look.party.subject))


def _born(day: date) -> Flaw:
    identity = Identity(IdentityKind.RESIDENT, resident_number(day, 26))
    return lambda look: of_party(look, identity=identity, acting=replace(look.party.acting, identity=identity))


def _new_terms(look: Look) -> Look:
    proposed = NewTerms("1", ("1",), look.case.obligations, "收入少了", LOOKED.now)
    return of_case(look, replace(look.case, proposal=proposed))


FLAWS: Mapping[str, Mapping[str, Flaw]] = {
    "commitment_given": {
        **{f"letter {state}": _letter(state) for state in CommitmentState if state not in ("confirmed", "on_paper")},
        "only paper counts": lambda look: of_rules(look, accepted_commitment=(CommitmentState.ON_PAPER,)),
    },
    "basis_document": {
        "no document": lambda look: changed(look, basis=None),
        "no copy": _basis(scan=""),
        "revoked": _basis(revoked_on=date(2026, 5, 20)),
        "a law that nobody names": _basis(kind=BasisKind.NAMED_BY_LAW, citation=" "),
        "a kind that does not count": lambda look: of_rules(look, accepted_basis=(BasisKind.JUDGMENT,)),
    },
    "consent_or_basis": {
        "never asked": _no_consent(),
        "refused": _no_consent(False),
        "taken back": _no_consent(True, False),
        "such subjects are not published": _unlisted,
    },
    "adult": {
        "eighteen tomorrow": _born(date(2008, 5, 28)),
        "a guardian acts": lambda look: of_party(look, acting=replace(look.party.acting, capacity=Capacity.GUARDIAN)),
    },
    "dispute_publishable": {
        kind.value: lambda look, kind=kind: of_case(look, replace(look.case, dispute=kind))  # type: ignore[misc]
        for kind in DisputeKind
        if not kind.publishable
    },
    "warning_proven": {"no proof": lambda look: changed(look, warning=service(WARNED, proven=False))},
    "cure_over": {"the last day is today": lambda look: changed(look, warning=service(date(2026, 5, 13)))},
    "notice_proven": {"no proof": _notice(service(NOTICED, proven=False))},
    "hearing_over": {"the last day is today": _notice(service(date(2026, 5, 7)))},
    "nothing_open": {
        "a statement waits": lambda look: changed(look, statements=(Statement("1", "给了现金", (), LOOKED.now),))
    },
    "no_hardship": {"she asked": _performance(hardship=Hardship(Wish.MORE_TIME, "住院", LOOKED.now))},
    "no_extension": {
        "new terms are proposed": _new_terms,
        "not owed any more": lambda look: of_case(look, replace(look.case, obligations=())),
    },
    "not_performed": {
        **{state.value: _performance(state=state) for state in ObligationState if state is not ObligationState.OPEN},
        "he did not say so": _performance(reported_at=None),
    },
    "graded": {"a part came": _performance(received=1)},
    "term_left": {"the last day was yesterday": _basis(day=date(2025, 5, 26))},
    "text_masked": {
        "no text": _text(""),
        "her name": _text(TEXT + "李晓梅"),
        "her number": _text(TEXT + resident_number(date(1975, 11, 30), 26)),
    },
    "text_seen": {
        "nothing": lambda look: replace(look, seen=None),
        "something else": lambda look: replace(look, seen="0" * 64),
    },
    "other_hand": {
        "the proposer": _by(Actor(REVIEWER.person, Role.APPROVER, UNIT)),
        "the mediator": _by(Actor(1, Role.APPROVER, UNIT)),
        "the other side": _by(Actor(11, Role.APPROVER, UNIT)),
    },
    "approver_role": {role: _by(Actor(5, Role(role), UNIT)) for role in ("mediator", "reviewer", "administrator")},
    "approver_unit": {"another unit's": _by(ELSEWHERE[1])},
}
"""By check, what alone makes it fail; nothing here fails another one."""

TOGETHER: Mapping[str, tuple[Flaw, set[str]]] = {
    # nobody was told, so no period has begun either
    "nothing is proposed": (lambda look: changed(look, proposal=None), {"notice_proven", "hearing_over"}),
    # neither has a role or a unit
    "nobody approves": (_by(None), {"approver_role", "approver_unit"}),
    "time approves": (_by(TIME), {"approver_role", "approver_unit"}),
}
"""What fails several at once, and why."""
