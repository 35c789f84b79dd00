"""/start: without a payload the welcome, with one a one-time link; a dead link says why and what to do."""

import re
from datetime import datetime, timedelta

from handlers import binding, own_door, own_link, staffing, welcome
from handlers.ask import AskKind
from handlers.effects import Effects, Mask, Reply
from handlers.masking import mask_secret
from handlers.turn import Office, Turn
from mediation.decision import Refused
from mediation.office import require_no_staff
from storage import invitations
from storage.invitations import Invitation
from storage.people import CONTENT

_LINK = re.compile(r"(?:[?&]start=|/start\s+)([A-Za-z0-9_-]{8,64})")
_CODE = re.compile(r"[A-Za-z0-9_-]{22}")
"""What storage.invitations.new_token makes."""
_SHORTEST = 8
"""Anything shorter is no token, not even one cut short; masking it would only garble the log."""


def start(turn: Turn) -> Effects:
    """Open a link, or say welcome; the payload is masked in the log whatever becomes of it."""
    token = turn.ask.argument.strip()
    return _opened(turn, token) if token else welcome.start(turn)


def holds_link(turn: Turn) -> bool:
    """Whether a one-time link, or its code alone, was sent as words instead of being tapped."""
    return turn.ask.kind is AskKind.TEXT and _pasted(turn) is not None


def pasted(turn: Turn) -> Effects:
    """A link sent as words opens like one that was tapped; left among the words, a living one could be read there."""
    return _opened(turn, _pasted(turn) or "")


def _pasted(turn: Turn) -> str | None:
    words = turn.ask.text.strip()
    if (link := _LINK.search(words)) is not None:
        return link[1]
    return words if _CODE.fullmatch(words) and invitations.find(turn.store, words) is not None else None


def _opened(turn: Turn, token: str) -> Effects:
    found = invitations.find(turn.store, token)
    try:
        effects = _open(turn, found, token)
    except Refused as no:
        effects = (Reply(no.reason, no.about),)
    return (*_mask(token), *effects)


def _mask(token: str) -> tuple[Mask, ...]:
    return (mask_secret(token),) if len(token) >= _SHORTEST else ()


def dead(office: Office, found: Invitation | None, who: int | None, now: datetime) -> Refused | None:
    """Why a link cannot be opened by that person (None: somebody unknown), with the words for it; None if it can."""
    if found is None:
        return Refused("link_unknown")
    reason = _why_dead(found, who, now)
    if reason is None:
        return None
    if found.person is not None:
        return Refused("own_link_dead")
    hours = office.profile.invitation.lifetime // timedelta(hours=1)
    own = who is not None and found.opened_by == who
    return Refused(reason, staff=found.member is not None, own=own, hours=hours)


def _open(turn: Turn, found: Invitation | None, token: str) -> Effects:
    no = dead(turn.office, found, turn.person.id, turn.now)
    if no is not None or found is None:
        raise no or Refused("link_unknown")
    if found.person is not None:
        return own_door.opened(turn, found, found.person)
    if turn.address.carries != CONTENT and turn.office.page_link is not None:
        return own_link.same_on_page(turn, token)
    if found.member is not None:
        return staffing.opened(turn, found, found.member)
    require_no_staff(turn.staff)
    return binding.opened(turn, found)


def _why_dead(found: Invitation, who: int | None, now: datetime) -> str | None:
    if found.ended is not None:
        return f"link_{found.ended}"
    if found.expires_at <= now:
        return "link_expired"
    return "link_taken" if found.opened_by not in (None, who) else None
