"""The buttons under a consent: agree or not, take it back, and on to whatever comes next."""

from functools import partial

from handlers import consenting, own_door, own_link, privacy
from handlers.effects import Effects, Write
from handlers.next_step import followed
from handlers.turn import Turn
from mediation import consents
from mediation.binding import stands
from mediation.case import Case, CaseState, Party
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision, Refused
from mediation.doors import TELEGRAM
from storage import people
from storage.people import WITHHELD
from storage.store import Store


def give(turn: Turn) -> Effects:
    """A button with the kind and where it leads: the person agrees."""
    case, party, kind = privacy.own(turn)
    keep, decision = consenting.answered(turn, consents.give, kind)
    agreed = (_carried(turn, own_door.carried_by_telegram(turn.office)),) if _abroad(kind) else ()
    return (keep, *agreed, *_led_on(turn, case, party, decision))


def refuse(turn: Turn) -> Effects:
    """A button with the kind and where it leads: the person does not agree; taking back is asked about twice."""
    case, party, kind = privacy.own(turn)
    if stands(party, kind):
        return (privacy.really(turn, case, party, kind),)
    keep, decision = consenting.answered(turn, partial(consents.refuse, page=_has_page(turn)), kind)
    if _abroad(kind) and _has_page(turn):
        return (keep, *_on_the_page(turn, decision, _led_on(turn, case, party, decision)))
    return (keep, *_led_on(turn, case, party, decision))


def withdraw(turn: Turn) -> Effects:
    """A button with the kind: what taking back means, and whether really; with "sure", it is taken back."""
    case, party, kind = privacy.own(turn)
    if not stands(party, kind):
        raise Refused("nothing_to_withdraw")
    if "sure" not in turn.args:
        return (privacy.really(turn, case, party, kind),)
    keep, decision = consenting.answered(turn, partial(consents.withdraw, page=_has_page(turn)), kind)
    following = _on_the_page(turn, decision, (decision,)) if _abroad(kind) and _has_page(turn) else (decision,)
    return (keep, *following)


def _led_on(turn: Turn, case: Case, party: Party, decision: Decision) -> Effects:
    """The decision, and what comes after it."""
    own = decision.case.party(party.key)
    if own.binding.person != turn.person.id or case.state is not CaseState.OPEN:
        # without a required consent, or in an ended case, nothing follows here: the answer has said what to do
        return (decision,)
    if turn.args[1] == consenting.PRIVACY:
        return (decision, privacy.page(turn, decision.case, own))
    return followed(turn, decision, party.key)


def _on_the_page(turn: Turn, decision: Decision, following: Effects) -> Effects:
    """They do not want the messenger: Telegram only rings from now on; there they are shown the way and led no further.

    On the page it goes on as it would have.
    """
    withheld = _carried(turn, WITHHELD)
    if turn.address.door == TELEGRAM:
        return (decision, withheld, *own_link.page_instead(turn))
    return (withheld, *following)


def _carried(turn: Turn, carries: str) -> Write:
    """What the person's Telegram carries from now on, where it was withheld or is to be."""

    def work(store: Store) -> None:
        for one in people.addresses_of(store, turn.person.id):
            if one.door == TELEGRAM and WITHHELD in (one.carries, carries):
                people.set_carries(store, one.id, carries)

    return Write(work)


def _abroad(kind: ConsentKind) -> bool:
    return kind is ConsentKind.MESSENGER_ABROAD


def _has_page(turn: Turn) -> bool:
    return turn.office.page is not None
