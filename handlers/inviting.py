"""Inviting a party's acting person: a one-time link, as a picture to show at the table and as words to pass on."""

from handlers.effects import Effects, Reply, Write
from handlers.on_case import pressed_case
from handlers.turn import Turn
from handlers.ways_in import ways_in
from handlers.which import which_case
from mediation import binding
from mediation.access import require_mediator, require_open
from mediation.case import Case
from mediation.decision import Refused
from storage import invitations
from storage.store import Store


def command(turn: Turn) -> Effects:
    """/invite, /invite NUMBER, or a button with the number: which party?"""
    case = which_case(turn, "invite_in")
    if not isinstance(case, Case):
        return case
    require_mediator(case, turn.actor)
    require_open(case)
    return (Reply("whom_to_invite", case=case),)


def invite(turn: Turn) -> Effects:
    """A button with the party's key: a new link, which the older one dies of."""
    case, key = pressed_case(turn), turn.args[0]
    try:
        decision = binding.invite(case, turn.actor, turn.moment, key)
    except Refused as no:
        if no.reason != "unlock_first":
            raise
        return (Reply("unlock_first", case=case, party=key),)
    token = invitations.new_token()
    expires_at = turn.now + turn.office.profile.invitation.lifetime
    again = invitations.is_living(turn.store, case.number, key, turn.now)

    def keep(store: Store) -> None:
        invitations.for_party(store, token, case.number, key, turn.now, expires_at)

    about = {"expires": expires_at.astimezone(turn.office.zone), "again": again}
    return (Write(keep), decision, _letter(turn, decision.case, key, token, about))


def _letter(turn: Turn, case: Case, party: str, token: str, about: dict[str, object]) -> Reply:
    ways = ways_in(turn.office, token)
    words = {**about, **ways.about}
    return Reply("invitation", words, case=case, party=party, secrets=ways.secrets, document=ways.picture)
