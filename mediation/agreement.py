"""Recording a case and its agreement, and putting them right: the rules, for the case's own mediator only."""

from collections.abc import Iterable
from dataclasses import replace

from mediation.access import require_mediator, require_open
from mediation.actor import Actor, Moment, Role
from mediation.agreed import Agreement, Obligation
from mediation.case import Binding, BindingState, Case, LegalStatus, Party
from mediation.changing import DropReason, dropped
from mediation.commitment import reopened
from mediation.commitment_letter import GIVEN, Commitment
from mediation.decision import Decision, Refused
from mediation.events.agreement import AgreementRecorded, CaseEdited, CaseOpened, ContactsEdited, TermsChanged
from mediation.events.binding import PartyUnbound
from mediation.events.event import Event
from mediation.facts import CONTACT, Change, Fact, Facts, changes, facts_of
from mediation.parties import check_parties
from mediation.replacing import begun, put_away
from mediation.terms import check_effective, check_kind, check_terms

ACTING_CHANGED = "acting_changed"
"""Why a party is unbound when somebody else acts for them, or the same person under another name or number."""


def open_case(number: str, by: Actor, at: Moment, facts: Facts) -> Decision:
    """Record a case under a new number, with its agreement or still without one (a mediator may invite before it).

    Raises Refused: only_mediators, and what check_kind, check_parties, check_effective and check_terms raise.
    """
    if by.role is not Role.MEDIATOR or by.person is None or by.unit is None:
        raise Refused("only_mediators")
    _check(facts, at)
    opened = Case(
        number=number,
        unit=by.unit,
        mediator=by.person,
        mediation=facts.mediation,
        dispute=facts.dispute,
        parties=facts.parties,
        opened_at=at.now,
        agreement=_dated(facts.agreement, 1, at),
        obligations=facts.obligations if facts.agreement else (),
        profile_version=at.profile.version,
    )
    agreed = opened.agreement is not None
    recorded = (AgreementRecorded(terms=1),) if agreed else ()
    return Decision(opened, (CaseOpened(agreed=agreed), *recorded))


def record_agreement(
    case: Case, by: Actor, at: Moment, agreement: Agreement, obligations: tuple[Obligation, ...]
) -> Decision:
    """Add the agreement to a case that was opened during mediation (People's Mediation Law 28-30).

    Raises Refused: not_your_case, case_ended, agreement_there, and what check_effective and check_terms raise.
    """
    require_mediator(case, by)
    require_open(case)
    if case.agreement is not None:
        raise Refused("agreement_there", case=case)
    _check(replace(facts_of(case), agreement=agreement, obligations=obligations), at)
    changed = replace(
        case, agreement=_dated(agreement, 1, at), obligations=obligations, profile_version=at.profile.version
    )
    return _read_again(changed, (AgreementRecorded(terms=1),), at)


def edit(case: Case, by: Actor, at: Moment, facts: Facts) -> Decision:
    """Put a case right: freely before its agreement takes effect, afterwards as a new version of the terms.

    Numbers, telephones and acting persons are no terms and may always be put right quietly; somebody else acting
    unbinds the party. New terms drop a proposed schedule. Raises Refused: not_your_case, case_ended, nothing_changed,
    agreement_apart, party_stays (one who took part cannot be taken out), obligation_begun (something was said or
    received of it: a new schedule is proposed instead), and what the checks raise.
    """
    require_mediator(case, by)
    require_open(case)
    if (case.agreement is None) is not (facts.agreement is None):
        raise Refused("agreement_apart")
    found = changes(facts_of(case), facts)
    if not found:
        raise Refused("nothing_changed")
    _require_removable(case, found, facts)
    _require_kept(case, facts)
    _check(facts, at, facts_of(case))
    of_terms = any(one.fact not in CONTACT for one in found)
    version = _terms_after(case, of_terms, at)
    before, said = dropped(case, DropReason.EDITED) if of_terms else (case, ())
    edited = replace(
        _anew(before, found, facts, at),
        mediation=facts.mediation,
        dispute=facts.dispute,
        parties=tuple(_merged(party, case, of_terms) for party in facts.parties),
        agreement=_dated(facts.agreement, version, at),
        obligations=facts.obligations,
        profile_version=at.profile.version,
    )
    events = (_edited(case, version, found, of_terms), *said, *_unbound(case, edited))
    return _read_again(edited, events, at) if of_terms else Decision(edited, events)


def _check(facts: Facts, at: Moment, before: Facts | None = None) -> None:
    check_kind(facts.mediation, facts.dispute)
    check_parties(facts.parties, at.today)
    was = before.agreement.effective if before and before.agreement else None
    if facts.agreement is not None and facts.agreement.effective != was:
        check_effective(facts.agreement.effective, at.today)
    check_terms(facts)


def _dated(agreement: Agreement | None, terms: int, at: Moment) -> Agreement | None:
    return replace(agreement, terms=terms, calendar_version=at.calendar.version) if agreement else None


def _require_removable(case: Case, found: Iterable[Change], facts: Facts) -> None:
    staying = {party.key for party in facts.parties}
    for party in case.parties:
        if party.key not in staying and _took_part(case, party):
            raise Refused("party_stays", name=party.name)


def _require_kept(case: Case, facts: Facts) -> None:
    entered = {owed.key: owed for owed in facts.obligations}
    for owed in case.obligations:
        new = entered.get(owed.key)
        if begun(case, owed) and (new is None or _promise(new) != _promise(owed)):
            raise Refused("obligation_begun")


def _promise(owed: Obligation) -> tuple[object, ...]:
    return owed.obligor, owed.obligee, owed.what, owed.amount, owed.when, owed.due, owed.breach_day


def _anew(case: Case, found: Iterable[Change], facts: Facts, at: Moment) -> Case:
    """The case, with nothing more to be heard or called about obligations that are not what they were."""
    changed = {one.key for one in found if one.fact is Fact.OBLIGATION and one.key is not None}
    staying = {owed.key for owed in facts.obligations}
    performances = tuple(one for one in case.performances if one.obligation in staying)
    return put_away(replace(case, performances=performances), changed, at.now)


def _took_part(case: Case, party: Party) -> bool:
    """Whether anything was ever said or signed in the party's name; what is kept of it needs somebody to belong to."""
    bound = party.binding.state is not BindingState.UNBOUND
    asked = any(question.party == party.key for question in case.questions)
    return bound or asked or bool(party.consents) or party.commitment != Commitment()


def _terms_after(case: Case, of_terms: bool, at: Moment) -> int:
    terms = case.agreement.terms if case.agreement else 0
    in_effect = case.legal_status(at.today) is not LegalStatus.NOT_EFFECTIVE
    return terms + 1 if in_effect and of_terms else terms


def _edited(case: Case, version: int, found: Iterable[Change], of_terms: bool) -> Event:
    names = tuple(str(one) for one in found)
    if not of_terms:
        return ContactsEdited(changed=names)
    if case.agreement is not None and version > case.agreement.terms:
        return TermsChanged(terms=version, changed=names)
    return CaseEdited(changed=names)


def _merged(party: Party, case: Case, of_terms: bool) -> Party:
    """The party as entered, with the binding, consents and letter it had; those of another person end."""
    old = next((one for one in case.parties if one.key == party.key), None)
    if old is None:
        return replace(party, binding=Binding(), consents=(), commitment=Commitment())
    if _other_person(old, party):
        # a letter given for these terms stays given; what one person has read, another reads anew
        letter = old.commitment if old.commitment.state in GIVEN and not of_terms else Commitment()
        return replace(party, binding=Binding(), consents=(), commitment=letter)
    return replace(party, binding=old.binding, consents=old.consents, commitment=old.commitment)


def _other_person(old: Party, new: Party) -> bool:
    return (old.acting.name, old.acting.identity) != (new.acting.name, new.acting.identity)


def _unbound(case: Case, edited: Case) -> Iterable[Event]:
    for party in case.parties:
        new = next((one for one in edited.parties if one.key == party.key), None)
        bound = party.binding.state is not BindingState.UNBOUND
        if bound and new is not None and _other_person(party, new):
            yield PartyUnbound(party=party.key, why=ACTING_CHANGED)


def _read_again(case: Case, events: tuple[Event, ...], at: Moment) -> Decision:
    again, said = reopened(case, at)
    return Decision(again, (*events, *said))
