"""Taking people into the office: a one-time link and code for each, and the account tied when the link is opened."""

from datetime import datetime, timedelta

from handlers.carry_out import Scene, carry_out
from handlers.effects import Effects, Happened, Reply, Write
from handlers.turn import Office, Turn
from handlers.ways_in import ways_in
from mediation import office as rules
from mediation.actor import Actor, Role
from mediation.decision import Refused
from mediation.events.office import StaffInvited
from mediation.staff import StaffMember
from storage import cases, drafts, invitations, people
from storage.invitations import Invitation
from storage.store import Store


def invite(
    store: Store,
    office: Office,
    role: Role,
    unit: str,
    name: str,
    language: str,
    now: datetime,
    by: Actor = rules.COMMAND_LINE,
) -> str:
    """Write down a new member of staff; returns the token of their one-time link, which is kept nowhere.

    handlers.ways_in says how it is handed on. Raises Refused as mediation.office.invite: the caller then gives the
    transaction up.
    """
    member, event = _taken_in(store, office, StaffMember(0, role, unit, name), language, now, by)
    carry_out(Scene(store, office, office.moment(now), by), (Happened(event),))
    return _new_link(store, office, member, now)


def invited(turn: Turn, role: Role, unit: str, name: str, language: str) -> Effects:
    """Take somebody in from the chat; the answer is the link as a picture. Raises Refused as `invite`."""
    wanted = StaffMember(0, role, unit, name)
    rules.invite(turn.actor, wanted, turn.office.profile)

    def work(store: Store) -> Effects:
        member, event = _taken_in(store, turn.office, wanted, language, turn.now, turn.actor)
        return (Happened(event), _letter(turn, member, _new_link(store, turn.office, member, turn.now)))

    return (Write(work),)


def reissue(turn: Turn) -> Effects:
    """A button with the member: a new link, and the old one dies."""
    member = member_of(turn)
    event = rules.reissue(turn.actor, member, turn.office.profile, people.bound_staff(turn.store))

    def work(store: Store) -> Effects:
        return (Happened(event), _letter(turn, member, _new_link(store, turn.office, member, turn.now)))

    return (Write(work),)


def opened(turn: Turn, invitation: Invitation, member: int) -> Effects:
    """Somebody opened the link of an invited member: the account they wrote from becomes that member's."""
    found = next((one for one in people.staff(turn.store) if one.person == member), None)
    if found is None:
        raise Refused("link_withdrawn", staff=True, own=False)
    parts = len(cases.of_person(turn.store, turn.person.id))
    event = rules.bind(found, turn.staff, parts)

    def work(store: Store) -> None:
        drafts.drop_all(store, turn.person.id)
        people.move_address(store, turn.address.id, member)
        people.bind_staff(store, member, turn.now)
        invitations.open_by(store, invitation, member)
        invitations.end(store, invitation.token_hash, "used")

    welcome = {"role": found.role, "name": found.name, "staff": found}
    # told first: the new administrator need not hear of themselves
    return (Happened(event), Write(work), Reply("staff_bound_welcome", to=member), Reply("welcome", welcome, to=member))


def member_of(turn: Turn) -> StaffMember:
    """The member whom a button names; raises Refused("staff_unknown") once they are gone."""
    found = next((one for one in people.staff(turn.store) if str(one.person) == turn.args[0]), None)
    if found is None:
        raise Refused("staff_unknown")
    return found


def _taken_in(
    store: Store, office: Office, wanted: StaffMember, language: str, now: datetime, by: Actor
) -> tuple[StaffMember, StaffInvited]:
    person = people.new_person(store, wanted.name, language, now)
    member = StaffMember(person.id, wanted.role, wanted.unit, wanted.name)
    event = rules.invite(by, member, office.profile)
    people.invite_staff(store, member, now)
    return member, event


def _new_link(store: Store, office: Office, member: StaffMember, now: datetime) -> str:
    token = invitations.new_token()
    invitations.for_staff(store, token, member.person, now, now + office.profile.invitation.lifetime)
    return token


def _letter(turn: Turn, member: StaffMember, token: str) -> Reply:
    ways = ways_in(turn.office, token)
    hours = turn.office.profile.invitation.lifetime // timedelta(hours=1)
    about = {"member": member, "hours": hours, **ways.about}
    return Reply("staff_link", about, secrets=ways.secrets, document=ways.picture)
