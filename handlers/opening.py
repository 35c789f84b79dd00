"""/start: without a payload the welcome, with one a one-time link; a dead link says why and what to do."""

import re
from datetime import timedelta

from handlers import binding, staffing, welcome
from handlers.ask import AskKind
from handlers.effects import Effects, Mask, Reply
from handlers.masking import mask_secret
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.office import require_no_staff
from storage import invitations
from storage.invitations import Invitation

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
        effects = _open(turn, found)
    except Refused as no:
        effects = (Reply(no.reason, no.about),)
    return (*_mask(token), *effects)


def _mask(token: str) -> tuple[Mask, ...]:
    return (mask_secret(token),) if len(token) >= _SHORTEST else ()


def _open(turn: Turn, found: Invitation | None) -> Effects:
    if found is None:
        raise Refused("link_unknown")
    reason = _dead(turn, found)
    if reason is not None:
        own = found.opened_by == turn.person.id
        hours = turn.office.profile.invitation.lifetime // timedelta(hours=1)
        raise Refused(reason, staff=found.member is not None, own=own, hours=hours)
    if found.member is not None:
        return staffing.opened(turn, found, found.member)
    require_no_staff(turn.staff)
    return binding.opened(turn, found)


def _dead(turn: Turn, found: Invitation) -> str | None:
    """Why a link cannot be opened here, as the template that says so; None if it can."""
    if found.ended is not None:
        return f"link_{found.ended}"
    if found.expires_at <= turn.now:
        return "link_expired"
    return "link_taken" if found.opened_by not in (None, turn.person.id) else None
