"""/start: without a payload the welcome, with one a one-time link; a dead link says why and what to do."""

from datetime import timedelta

from handlers import binding, staffing, welcome
from handlers.effects import Effects, Mask, Reply
from handlers.masking import mask_secret
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.office import require_no_staff
from storage import invitations
from storage.invitations import Invitation

_SHORTEST = 8
"""Anything shorter is no token, not even one cut short; masking it would only garble the log."""


def start(turn: Turn) -> Effects:
    """Open a link, or say welcome; the payload is masked in the log whatever becomes of it."""
    token = turn.ask.argument.strip()
    if not token:
        return welcome.start(turn)
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
