"""Giving, refusing and taking back a consent, each by itself and at any time (PIPL 14-16, 23, 25, 39)."""

from dataclasses import replace

from mediation.access import require_open
from mediation.actor import Actor, Moment
from mediation.binding import party_of, stands
from mediation.case import Binding, BindingState, Case, Party
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision, Refused
from mediation.doors import WEB
from mediation.events.binding import ConsentGiven, ConsentRefused, ConsentWithdrawn, PartyUnbound
from mediation.events.event import Event


def give(case: Case, by: Actor, at: Moment, party: str | None, kind: ConsentKind, text: str) -> Decision:
    """The bound person agrees; `text` is the sha256 of the exact words shown.

    Raises Refused: case_ended, party_unknown, account_not_bound, not_attested (until then only for the messenger).
    """
    require_open(case)
    one = _own(case, by, party, kind)
    said = ConsentGiven(party=one.key, consent=kind.value, text=text)
    return Decision(case.with_party(_recorded(one, Consent(kind, True, text, at.now))), (said,))


def refuse(
    case: Case, by: Actor, at: Moment, party: str | None, kind: ConsentKind, text: str, *, page: bool = False
) -> Decision:
    """The bound person does not agree; refusing what was given before takes it back. Works in an ended case too.

    Without a consent that the profile requires, the account is untied, and the mediator works by paper and telephone;
    but where the office has a `page` of its own, whoever does not want the messenger goes on there. Raises Refused:
    party_unknown, account_not_bound, not_attested.
    """
    one = _own(case, by, party, kind)
    if stands(one, kind):
        return withdraw(case, by, at, party, kind, text, page=page)
    return _without(case, one, at, Consent(kind, False, text, at.now), ConsentRefused, page)


def withdraw(
    case: Case, by: Actor, at: Moment, party: str | None, kind: ConsentKind, text: str, *, page: bool = False
) -> Decision:
    """The bound person takes a consent back (PIPL 15); what was lawful before stays lawful. Else as `refuse`.

    Raises Refused: party_unknown, account_not_bound, not_attested, nothing_to_withdraw.
    """
    one = _own(case, by, party, kind)
    if not stands(one, kind):
        raise Refused("nothing_to_withdraw")
    return _without(case, one, at, Consent(kind, False, text, at.now), ConsentWithdrawn, page)


def _without(
    case: Case,
    party: Party,
    at: Moment,
    answer: Consent,
    event: type[ConsentRefused] | type[ConsentWithdrawn],
    page: bool,
) -> Decision:
    kind = answer.kind
    happened: list[Event] = [event(party=party.key, consent=kind.value, text=answer.text)]
    changed = _recorded(party, answer)
    if page and kind is ConsentKind.MESSENGER_ABROAD:
        changed = replace(changed, binding=replace(changed.binding, door=WEB))
    elif at.profile.consent(kind).required_for_bot:
        # wrong tries go on counting, or refusing and opening the link again would make them endless
        changed = replace(changed, binding=Binding(misses=party.binding.misses))
        happened.append(PartyUnbound(party=party.key, why=kind.value))
    return Decision(case.with_party(changed), tuple(happened))


def _own(case: Case, by: Actor, key: str | None, kind: ConsentKind) -> Party:
    party = party_of(case, key)
    if by.person is None or party.binding.person != by.person:
        raise Refused("account_not_bound")
    if party.binding.state is not BindingState.ATTESTED and kind is not ConsentKind.MESSENGER_ABROAD:
        raise Refused("not_attested")
    return party


def _recorded(party: Party, answer: Consent) -> Party:
    return replace(party, consents=(*party.consents, answer))
