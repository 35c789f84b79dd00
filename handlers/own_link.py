"""A person's own way to another door: asked for by /web or /telegram, or given where an address carries no content."""

from datetime import datetime

from handlers.effects import Effects, Reply, Write
from handlers.turn import Turn
from handlers.ways_in import LINK, PAGE
from handlers.which import own_parts
from mediation import own_link
from mediation.decision import Refused
from storage import invitations
from storage.outbox import QR
from storage.people import CONTENT
from storage.store import Store


def web(turn: Turn) -> Effects:
    """/web: the same conversation in a browser; raises Refused: no_page, not_attested."""
    if turn.office.page_link is None:
        raise Refused("no_page")
    if turn.address.carries == CONTENT:
        _require_known(turn)
    return _given(turn, "own_page_link", PAGE, turn.office.page_link, drawn=True)


def telegram(turn: Turn) -> Effects:
    """/telegram: the same conversation there, or that there is a message; raises Refused: no_telegram, not_attested."""
    if turn.office.bot_link is None:
        raise Refused("no_telegram")
    _require_known(turn)
    return _given(turn, "own_telegram_link", LINK, turn.office.bot_link, drawn=True)


def only_on_page(turn: Turn) -> Effects:
    """Whatever came from an address that carries no content: the way to the page, and nothing else happens."""
    return _to_the_page(turn, "only_on_page")


def page_instead(turn: Turn) -> Effects:
    """Somebody does not want the messenger abroad: from now on their conversation is on the page."""
    return _to_the_page(turn, "page_instead")


def same_on_page(turn: Turn, token: str) -> Effects:
    """A party's or a member's link was opened where no content goes: the very same link on the page, not yet used."""
    return (Reply("invitation_on_page", {"page": PAGE}, secrets={PAGE: f"{turn.office.page_link}{token}"}),)


def _to_the_page(turn: Turn, template: str) -> Effects:
    if turn.office.page_link is None:
        return (Reply(template, {"page": None, "expires": None}),)
    return _given(turn, template, PAGE, turn.office.page_link)


def _given(turn: Turn, template: str, mark: str, begins: str, *, drawn: bool = False) -> Effects:
    token, expires_at = invitations.new_token(), turn.now + own_link.LIFETIME

    def keep(store: Store) -> None:
        invitations.for_person(store, token, turn.person.id, turn.now, expires_at, checked=False)

    about = {"page" if mark == PAGE else "link": mark, "expires": _local(turn, expires_at)}
    letter = Reply(template, about, secrets={mark: begins + token}, document=QR + mark if drawn else None)
    return (Write(keep), letter)


def _local(turn: Turn, at: datetime) -> datetime:
    return at.astimezone(turn.office.zone)


def _require_known(turn: Turn) -> None:
    if turn.staff is None and not own_parts(turn):
        raise Refused("not_attested")
