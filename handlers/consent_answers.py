"""The buttons under a consent: agree or not, and on to whatever comes next."""

from handlers import consenting, privacy
from handlers.effects import Effects
from handlers.next_step import followed
from handlers.turn import Turn
from mediation import consents
from mediation.binding import stands
from mediation.case import CaseState


def give(turn: Turn) -> Effects:
    """A button with the kind and where it leads: the person agrees."""
    return _answer(turn, consents.give)


def refuse(turn: Turn) -> Effects:
    """A button with the kind and where it leads: the person does not agree; taking back is asked about twice."""
    case, party, kind = privacy.own(turn)
    return (privacy.really(case, party, kind),) if stands(party, kind) else _answer(turn, consents.refuse)


def _answer(turn: Turn, rule: consenting.Rule) -> Effects:
    case, party, kind = privacy.own(turn)
    keep, decision = consenting.answered(turn, rule, kind)
    own = decision.case.party(party.key)
    if own.binding.person != turn.person.id or case.state is not CaseState.OPEN:
        # without a required consent, or in an ended case, nothing follows here: the answer has said what to do
        return (keep, decision)
    if turn.args[1] == consenting.PRIVACY:
        return (keep, decision, privacy.page(turn, decision.case, own))
    return (keep, *followed(turn, decision, party.key))
