"""How an acting person is tied to an account: link opened, last six characters right, attested by the mediator.

Nobody but the mediator makes a binding ATTESTED, and nothing of the case may be shown before.
"""

import hmac
import re
from dataclasses import replace

from mediation.access import require_mediator, require_open
from mediation.actor import STAFF_ROLES, Actor, Moment
from mediation.case import Attestation, Binding, BindingState, Case, Party
from mediation.commitment_letter import Commitment, CommitmentState, ConsentKind
from mediation.decision import Decision, Refused
from mediation.doors import TELEGRAM, WEB
from mediation.events import binding as events
from mediation.events.event import Event
from mediation.identifiers import Unreadable
from mediation.profile import Profile
from mediation.widths import half_width

_BOUND = frozenset({BindingState.PROVISIONAL, BindingState.ATTESTED})


def party_of(case: Case, key: str | None) -> Party:
    """The party with this key; raises Refused("party_unknown") if the case has none such any more."""
    party = next((one for one in case.parties if one.key == key), None)
    if party is None:
        raise Refused("party_unknown")
    return party


def stands(party: Party, kind: ConsentKind) -> bool:
    """Whether a consent is given; one to the messenger must come from whoever opened the link, since they did."""
    since = party.binding.answers_before if kind is ConsentKind.MESSENGER_ABROAD else 0
    newest = next((one for one in reversed(party.consents[since:]) if one.kind is kind), None)
    return newest is not None and newest.given


def messenger_agreed(party: Party, profile: Profile) -> bool:
    """Whether whoever opened the link agreed to this messenger (PIPL 39), or need not be asked, as on the page."""
    if party.binding.door == WEB:
        return True
    required = profile.consent(ConsentKind.MESSENGER_ABROAD).required_for_bot
    return not required or stands(party, ConsentKind.MESSENGER_ABROAD)


def read_last_six(text: str) -> str:
    """Six characters as typed, widths, spaces and a small x forgiven; raises Unreadable("last_six_unreadable")."""
    plain = "".join(half_width(text).split()).upper()
    if not re.fullmatch(r"[0-9]{5}[0-9X]", plain, re.ASCII):
        raise Unreadable("last_six_unreadable")
    return plain


def invite(case: Case, by: Actor, at: Moment, party: str | None) -> Decision:
    """A new one-time link for a party's acting person; the old link dies, and with it what was only opened through it.

    A bound account stays bound until somebody opens the new link. Raises Refused: not_your_case, case_ended,
    party_unknown, unlock_first (a locked binding is unlocked or ended first).
    """
    require_mediator(case, by)
    require_open(case)
    one = party_of(case, party)
    if one.binding.state is BindingState.LOCKED:
        raise Refused("unlock_first", case=case, party=one)
    binding = one.binding if one.binding.state in _BOUND else Binding(door=one.binding.door)
    return _decision(case, replace(one, binding=binding), events.PartyInvited(party=one.key))


def open_invitation(case: Case, by: Actor, at: Moment, party: str | None, door: str = TELEGRAM) -> Decision:
    """The asking account opens the link, in the place of the one bound before; wrong tries with this link still count.

    `door` is the one by which they came. Raises Refused: staff_not_party, case_ended, party_unknown,
    nobody_for_both_sides, binding_locked_wait, wait_for_mediator, already_bound, link_taken (somebody else has opened
    it).
    """
    one = _not_staff(case, by, party)
    state, mine = one.binding.state, by.person is not None and one.binding.person == by.person
    if state is BindingState.LOCKED or one.binding.misses >= at.profile.invitation.tries:
        raise Refused("binding_locked_wait")
    if mine and state in _BOUND:
        raise Refused("already_bound" if state is BindingState.ATTESTED else "wait_for_mediator")
    opened = events.InvitationOpened(party=one.key)
    if state is BindingState.OPENED:
        if not mine:
            raise Refused("link_taken", staff=False)
        return _decision(case, replace(one, binding=replace(one.binding, door=door)), opened)
    misses = 0 if state in _BOUND else one.binding.misses
    new = Binding(BindingState.OPENED, by.person, misses, answers_before=len(one.consents), door=door)
    cut = (events.PartyUnbound(party=one.key, why="new_link"),) if state in _BOUND else ()
    return _decision(case, replace(one, binding=new), *cut, opened)


def check_identity(case: Case, by: Actor, at: Moment, party: str | None, last_six: str, account: str) -> Decision:
    """Compare what was typed with the acting person's number, in constant time; `account` is the name it shows.

    Right: PROVISIONAL. Wrong: a miss, and LOCKED after the profile's tries. What cannot be read is no try. Raises
    Refused: staff_not_party, case_ended, party_unknown, nobody_for_both_sides, binding_locked_wait, wait_for_mediator,
    already_bound, link_replaced, messenger_first, last_six_unreadable.
    """
    one = _not_staff(case, by, party)
    _require_opened(one, by)
    if not messenger_agreed(one, at.profile):
        raise Refused("messenger_first")
    try:
        typed = read_last_six(last_six)
    except Unreadable as unclear:
        raise Refused(unclear.reason) from None
    if hmac.compare_digest(typed.encode(), one.acting.identity.last_six.encode()):
        bound = replace(one.binding, state=BindingState.PROVISIONAL, since=at.now)
        return _decision(case, replace(one, binding=bound), events.PartyBound(party=one.key, account=account))
    return _missed(case, one, at, account)


def _require_opened(party: Party, by: Actor) -> None:
    state = party.binding.state
    if by.person is None or party.binding.person != by.person:
        raise Refused("link_replaced", staff=False, own=True)
    if state is BindingState.LOCKED:
        raise Refused("binding_locked_wait")
    if state in _BOUND:
        raise Refused("already_bound" if state is BindingState.ATTESTED else "wait_for_mediator")


def _missed(case: Case, party: Party, at: Moment, account: str) -> Decision:
    tries, misses = at.profile.invitation.tries, party.binding.misses + 1
    if misses < tries:
        event: Event = events.IdentityMissed(party=party.key, left=tries - misses)
        return _decision(case, replace(party, binding=replace(party.binding, misses=misses)), event)
    locked = replace(party.binding, state=BindingState.LOCKED, misses=misses, since=at.now)
    return _decision(case, replace(party, binding=locked), events.BindingLocked(party=party.key, account=account))


def unlock(case: Case, by: Actor, at: Moment, party: str | None) -> Decision:
    """The mediator gives new tries. Raises Refused: not_your_case, case_ended, party_unknown, not_locked."""
    require_mediator(case, by)
    require_open(case)
    one = party_of(case, party)
    if one.binding.state is not BindingState.LOCKED:
        raise Refused("not_locked")
    again = replace(one.binding, state=BindingState.OPENED, misses=0)
    return _decision(case, replace(one, binding=again), events.BindingUnlocked(party=one.key))


def attest(case: Case, by: Actor, at: Moment, party: str | None, how: str, known: int | None = None) -> Decision:
    """The mediator attests that the account is the acting person's, `how` being an Attestation's value.

    `known` is who the acting person was attested as before, if anybody: the account becomes theirs throughout the case.
    Raises Refused: not_your_case, case_ended, party_unknown, nobody_waits, nobody_for_both_sides.
    """
    require_mediator(case, by)
    require_open(case)
    one = party_of(case, party)
    account = one.binding.person
    if one.binding.state is not BindingState.PROVISIONAL or account is None:
        raise Refused("nobody_waits")
    person = known or account
    _require_one_side(case, one, person)
    binding = replace(
        one.binding,
        state=BindingState.ATTESTED,
        attested_by=by.person,
        attestation=Attestation(how),
        attested_at=at.now,
    )
    joined = join_account(case.with_party(replace(one, binding=binding)), account, person)
    return Decision(joined.case, (*joined.events, events.PartyAttested(party=one.key, how=how, person=person)))


def join_account(case: Case, account: int, person: int) -> Decision:
    """Whatever is bound to the row `account` is bound to `person` from now on; the same case if they are one."""
    if account == person:
        return Decision(case, ())
    for one in case.parties_of(account):
        case = case.with_party(replace(one, binding=replace(one.binding, person=person, joined_from=account)))
    return Decision(case, (events.AccountJoined(account=account, person=person),))


def not_them(case: Case, by: Actor, at: Moment, party: str | None) -> Decision:
    """The mediator says that the account is not the acting person's: the tie is cut and a new link is needed.

    What an attested account said in the party's name does not count any more, except a letter on paper; the journal
    keeps all of it. Raises Refused: not_your_case, case_ended, party_unknown, nobody_bound.
    """
    require_mediator(case, by)
    require_open(case)
    one = party_of(case, party)
    if one.binding.state is BindingState.UNBOUND:
        raise Refused("nobody_bound")
    if one.binding.state is BindingState.ATTESTED:
        on_paper = one.commitment.state is CommitmentState.ON_PAPER
        one = replace(one, consents=(), commitment=one.commitment if on_paper else Commitment())
    return _decision(case, replace(one, binding=Binding()), events.PartyUnbound(party=one.key, why="not_them"))


def _not_staff(case: Case, by: Actor, key: str | None) -> Party:
    if by.role in STAFF_ROLES:
        raise Refused("staff_not_party")
    require_open(case)
    party = party_of(case, key)
    _require_one_side(case, party, by.person)
    return party


def _require_one_side(case: Case, party: Party, person: int | None) -> None:
    """Nobody acts for both sides; an account that only opened a link of the other side is nobody yet."""
    others = (one for one in case.parties_of(person) if one.side is not party.side)
    if any(one.binding.state in _BOUND for one in others):
        raise Refused("nobody_for_both_sides")


def _decision(case: Case, party: Party, *happened: Event) -> Decision:
    return Decision(case.with_party(party), happened)
