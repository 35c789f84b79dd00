"""A person's own way was opened: the address becomes theirs, after the last six where the way is a checked one."""

from collections.abc import Sequence

from handlers import identity
from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects, Happened, Keep, Reply, Write
from handlers.turn import Office, Turn
from mediation import own_link
from mediation.binding import messenger_agreed, read_last_six
from mediation.case import BindingState, Case, Party
from mediation.decision import Refused
from mediation.doors import TELEGRAM, WEB
from mediation.events.office import DoorOpened
from storage import cases, chains, drafts, inbox, invitations, people
from storage.drafts import Draft
from storage.invitations import Invitation
from storage.people import CONTENT, NOTICE, WITHHELD
from storage.remembered import recall, remember
from storage.store import Store

NAME, LAST_SIX = "own_door", "last_six"


def opened(turn: Turn, invitation: Invitation, person: int) -> Effects:
    """Somebody opened a living way of a known person; raises Refused("door_is_anothers") for anybody else known."""
    if turn.person.id == person:
        return _theirs(turn, invitation, person)
    own_link.require_nobody(_is_known(turn))
    if not invitation.checked:
        return _theirs(turn, invitation, person)
    claimed = Write(lambda store: invitations.open_by(store, invitation, turn.person.id))
    return (claimed, *begin(turn, CHECKING, {"link": invitation.token_hash}))


def carried_by_telegram(office: Office) -> str:
    """What Telegram carries for whoever has nothing against it."""
    return CONTENT if office.telegram_content else NOTICE


def _is_known(turn: Turn) -> bool:
    person = turn.person.id
    return (
        people.worked_as(turn.store, person) is not None
        or people.is_identified(turn.store, person)
        or bool(cases.of_person(turn.store, person))
    )


def _theirs(turn: Turn, invitation: Invitation, person: int) -> Effects:
    door, parts = turn.address.door, _parts(turn, person)

    def tie(store: Store) -> None:
        invitations.open_by(store, invitation, person)
        invitations.end(store, invitation.token_hash, "used")
        if turn.person.id != person:
            drafts.drop_all(store, turn.person.id)
            people.move_address(store, turn.address.id, person)
            people.set_carries(store, turn.address.id, _carries(turn, person, parts))
            # the first words said here belong to the conversation that they opened
            inbox.tell_apart(store, turn.incoming.id, person_id=person)

    happened = Happened(DoorOpened(person=person, door=door), chain=chains.person_chain(person))
    return (Write(tie), happened, Reply("door_open", {"door": door}, to=person), *_last_six_next(turn, person, parts))


def _parts(turn: Turn, person: int) -> list[tuple[Case, Party]]:
    return [(case, party) for case in cases.of_person(turn.store, person) for party in case.parties_of(person)]


def _carries(turn: Turn, person: int, parts: Sequence[tuple[Case, Party]]) -> str:
    """What an address carries that became this person's: content goes abroad only if they agreed to that."""
    if turn.address.door != TELEGRAM:
        return CONTENT
    staff = people.staff_member(turn.store, person) is not None
    agreed = staff or own_link.agreed_anywhere([party for _, party in parts], turn.office.profile)
    return carried_by_telegram(turn.office) if agreed else WITHHELD


def _last_six_next(turn: Turn, person: int, parts: Sequence[tuple[Case, Party]]) -> Effects:
    """Somebody who opened a mediator's link and chose the page: there they are asked who they are."""
    waiting = next((one for one in parts if _waits(turn, one[1])), None)
    if waiting is None:
        return ()
    draft = identity.draft(waiting[0], waiting[1].key)
    return (Write(lambda store: drafts.keep(store, person, draft, turn.now)), Reply("last_six", to=person))


def _waits(turn: Turn, party: Party) -> bool:
    agreed = turn.address.door == WEB and messenger_agreed(party, turn.office.profile)
    return agreed and party.binding.state is BindingState.OPENED


def _path(turn: Turn, answers: Answers) -> Sequence[Step]:
    return (Step(LAST_SIX, "last_six", read=_read, secret=True),)


def _read(turn: Turn, answers: Answers, words: str) -> str:
    return read_last_six(words)


def _finish(turn: Turn, answers: Answers) -> Effects:
    found = invitations.of_hash(turn.store, answers["link"])
    if found is None or found.person is None or found.ended is not None or found.expires_at <= turn.now:
        return (Reply("own_link_dead"),)
    parties = [party for _, party in _parts(turn, found.person)]
    if own_link.is_theirs(parties, answers[LAST_SIX]):
        try:
            return _rightly(turn, found, found.person)
        except Refused as no:
            # what was found out meanwhile does not go away by asking again
            return (Reply(no.reason, no.about),)
    return _missed(turn, found, found.person)


def _rightly(turn: Turn, invitation: Invitation, person: int) -> Effects:
    """The last six were right, and whoever typed them is still nobody else; raises Refused as `opened`."""
    own_link.require_nobody(_is_known(turn))
    return _theirs(turn, invitation, person)


def _missed(turn: Turn, invitation: Invitation, person: int) -> Effects:
    counted = f"own_misses:{invitation.token_hash[:48]}"
    misses = int(recall(turn.store, counted) or "0") + 1
    event = own_link.missed(person, misses)

    def count(store: Store) -> None:
        # kept apart from the dialogue: leaving it and opening the link again gives no new tries
        remember(store, counted, str(misses))
        if not event.left:
            invitations.end(store, invitation.token_hash, "withdrawn")

    again = (Keep(Draft(NAME, LAST_SIX, {"link": invitation.token_hash})),) if event.left else ()
    return (Write(count), Happened(event, chain=chains.person_chain(person)), *again)


CHECKING = Dialogue(NAME, _path, _finish, cancelled="own_door_later")
"""The last six before a checked way is tied; the answers begin with what is kept of its token."""
