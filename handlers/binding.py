"""Tying an account to a party: the link opened, the mediator's word on who that is, and new tries."""

from handlers import identity
from handlers.effects import Effects, Reply, Write
from handlers.next_step import followed
from handlers.on_case import pressed_case
from handlers.turn import Turn
from mediation import binding as rules
from mediation import own_link
from mediation.case import BindingState, Case, Party
from mediation.decision import Decision, Refused
from storage import cases, drafts, invitations, people, sessions
from storage.invitations import Invitation
from storage.outbox import NOTICE
from storage.store import Store

_REVOKED = "revoked"
"""Why a session that the office ended opens nothing any more."""


def opened(turn: Turn, invitation: Invitation) -> Effects:
    """Somebody opened a living link of a party: nothing is shown but who writes, then the consent to this messenger.

    Raises Refused as mediation.binding.open_invitation, or account_of_another_person.
    """
    case = cases.load(turn.store, invitation.case_number or "")
    if case is None:
        raise Refused("link_unknown")
    party = rules.party_of(case, invitation.party)
    identity.require_own_account(turn, party)
    decision = rules.open_invitation(case, turn.actor, turn.moment, party.key, turn.address.door)

    def claim(store: Store) -> None:
        invitations.open_by(store, invitation, turn.person.id)
        drafts.drop(store, turn.person.id, identity.NAME)

    return (Write(claim), *_moved_from(turn, party), *followed(turn, decision, party.key))


def _moved_from(turn: Turn, party: Party) -> tuple[Reply, ...]:
    """Whoever was bound before hears that the link was opened elsewhere: it may not have been them."""
    before = party.binding.person
    told = party.binding.state in (BindingState.PROVISIONAL, BindingState.ATTESTED) and before != turn.person.id
    return (Reply("binding_moved", to=before, urgency=NOTICE),) if told else ()


def attest(turn: Turn) -> Effects:
    """A button with how (present, telephone) and the account it was shown for: the account is the acting person's.

    If this mediator's people know that person by another account, this one becomes theirs too: one person, one history.
    """
    case, party = _shown(turn)
    number = party.acting.identity.number
    account = party.binding.person
    if account is not None and people.identity_is_other(turn.store, account, number):
        raise Refused("account_is_anothers")
    person = _known(turn, number) or account
    decision = rules.attest(case, turn.actor, turn.moment, party.key, turn.args[0], person)
    joined = _joined_elsewhere(turn, case, account, person)

    def settle(store: Store) -> None:
        if account is not None and person is not None:
            people.set_identity(store, person, number)
            people.join(store, account, person)

    return (*_told_of_joining(turn, account, person), Write(settle), *joined, *followed(turn, decision, party.key))


def _known(turn: Turn, number: str) -> int | None:
    """Who was attested with this number before, if all their cases are this mediator's own.

    An attestation is one mediator's word, and opens no colleague's case: there the account is invited anew.
    """
    known = people.with_identity(turn.store, number)
    if known is None or any(one.mediator != turn.actor.person for one in cases.of_person(turn.store, known)):
        return None
    return known


def _told_of_joining(turn: Turn, account: int | None, person: int | None) -> tuple[Reply, ...]:
    """Whoever is known hears, where they were known, that another account reads their cases from now on."""
    elsewhere = person is not None and person != account and cases.of_person(turn.store, person)
    return (Reply("binding_moved", to=person, urgency=NOTICE),) if elsewhere else ()


def _joined_elsewhere(turn: Turn, case: Case, account: int | None, person: int | None) -> list[Decision]:
    if account is None or person is None or account == person:
        return []
    others = (one for one in cases.of_person(turn.store, account) if one.number != case.number)
    return [rules.join_account(one, account, person) for one in others]


def not_them(turn: Turn) -> Effects:
    """A button with the account: it is not the acting person's. If it was attested, that is asked twice."""
    case, party = _shown(turn)
    decision = rules.not_them(case, turn.actor, turn.moment, party.key)
    if party.binding.state is BindingState.ATTESTED and "sure" not in turn.args:
        return (Reply("not_them_really", case=case, party=party.key),)
    person = party.binding.person

    def cut(store: Store) -> None:
        invitations.end_of_party(store, case.number, party.key, "withdrawn")
        if person is not None:
            drafts.drop(store, person, identity.NAME)
            sessions.end_of_person(store, person, _REVOKED)
            _take_apart(store, party, person)

    told = Reply("not_you", to=party.binding.joined_from or person, urgency=NOTICE)
    return (Write(cut), decision, Reply("not_them_done", case=case, party=party.key), told)


def _take_apart(store: Store, party: Party, person: int) -> None:
    """Undo what a mistaken attestation did outside the case: the account is no longer that identity's."""
    if party.binding.state is not BindingState.ATTESTED:
        return
    if party.binding.joined_from is not None:
        people.part(store, party.binding.joined_from, person)
    else:
        people.forget_identity(store, person)


def end_sessions(turn: Turn) -> Effects:
    """A button with the account: none of its browsers is let in any more; asked twice."""
    case, party = _shown(turn)
    decision, person = own_link.end_sessions(case, turn.actor, turn.moment, party.key), party.binding.person
    if "sure" not in turn.args:
        return (Reply("sessions_really", case=case, party=party.key),)

    def end(store: Store) -> None:
        if person is not None:
            sessions.end_of_person(store, person, _REVOKED)

    return (Write(end), decision)


def unlock(turn: Turn) -> Effects:
    """A button with the account: it gets new tries, and is asked again."""
    case, party = _shown(turn)
    decision = rules.unlock(case, turn.actor, turn.moment, party.key)
    person = party.binding.person
    if person is None:
        raise Refused("not_locked")
    ask_again = Write(lambda store: drafts.keep(store, person, identity.draft(case, party.key), turn.now))
    # no role hears of somebody who is not attested, so they are written to by name
    told = Reply("binding_unlocked.subject", to=person, urgency=NOTICE)
    return (decision, ask_again, told)


def _shown(turn: Turn) -> tuple[Case, Party]:
    """The case and party of the pressed button, whose account must still be the one that the letter spoke of.

    The mediator vouches for the account they saw, the last argument: a letter about another one is void.
    Raises Refused: case_unknown, party_unknown, nobody_waits.
    """
    case = pressed_case(turn)
    party = rules.party_of(case, turn.press.party if turn.press else None)
    if turn.args[-1] not in {str(party.binding.person), str(party.binding.joined_from)}:
        raise Refused("nobody_waits")
    return case, party
