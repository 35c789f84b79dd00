"""The question for the last six characters: right or wrong, what is typed is masked in the log and leaves the chat."""

from collections.abc import Sequence

from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects, Keep, Reply, Write
from handlers.turn import Turn
from mediation import binding
from mediation.case import Case, Party
from mediation.decision import Decision, Refused
from mediation.events.binding import IdentityMissed, PartyBound
from storage import cases, invitations, people
from storage.drafts import Draft
from storage.store import Store

NAME, LAST_SIX = "identity", "last_six"


def question(turn: Turn, case: Case, party: str) -> Effects:
    """Ask whoever opened the link for the last six characters of the acting person's number."""
    return begin(turn, IDENTITY, _about(case, party))


def draft(case: Case, party: str) -> Draft:
    """The question as it stands open, to be kept for somebody who does not ask right now."""
    return Draft(NAME, LAST_SIX, _about(case, party))


def require_own_account(turn: Turn, party: Party) -> None:
    """An account that was attested as somebody else's cannot be this acting person's.

    Raises Refused("account_of_another_person").
    """
    if people.identity_is_other(turn.store, turn.person.id, party.acting.identity.number):
        raise Refused("account_of_another_person")


def _about(case: Case, party: str) -> dict[str, str]:
    return {"case": case.number, "party": party}


def _path(turn: Turn, answers: Answers) -> Sequence[Step]:
    return (Step(LAST_SIX, "last_six", read=_read, secret=True),)


def _read(turn: Turn, answers: Answers, words: str) -> str:
    return binding.read_last_six(words)


def _finish(turn: Turn, answers: Answers) -> Effects:
    try:
        decision = _check(turn, answers)
    except Refused as no:
        # none of these goes away by asking the same question again
        return (Reply(no.reason, no.about),)
    happened = {type(event) for event in decision.events}
    case, party = answers["case"], answers["party"]
    if PartyBound in happened:
        return (decision, Write(lambda store: _use_up(store, case, party)))
    return (decision, Keep(draft(decision.case, party))) if IdentityMissed in happened else (decision,)


def _check(turn: Turn, answers: Answers) -> Decision:
    case = cases.load(turn.store, answers["case"])
    if case is None:
        raise Refused("case_unknown")
    require_own_account(turn, binding.party_of(case, answers["party"]))
    asked = (case, turn.actor, turn.moment, answers["party"], answers[LAST_SIX])
    return binding.check_identity(*asked, turn.ask.sender or turn.person.name)


def _use_up(store: Store, case: str, party: str) -> None:
    """The link has done its work: from here on it is the mediator who decides."""
    invitations.end_of_party(store, case, party, "used")


IDENTITY = Dialogue(NAME, _path, _finish, cancelled="identity_later")
