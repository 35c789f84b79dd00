"""The one function that makes effects so: case, journal, reminders and letters are written together or not at all."""

from dataclasses import dataclass

from handlers.effects import Drop, Effects, Happened, Keep, Mask, Reply, Write
from handlers.telling import Asker, say, tell
from handlers.turn import Office
from handlers.unasking import unask
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.decision import Decision
from mediation.events.binding import PartyUnbound
from mediation.following import followed
from mediation.reminders import reminders_for
from storage import attempts, cases, drafts, inbox, journal, outbox, publications, reminders
from storage.inbox import Incoming
from storage.store import Store


@dataclass(frozen=True)
class Scene:
    """Where effects take place: the open store, office, moment, who acts, who waits for an answer, in which row."""

    store: Store
    office: Office
    moment: Moment
    by: Actor
    asker: Asker | None = None
    incoming: Incoming | None = None
    message: str | None = None


def carry_out(scene: Scene, effects: Effects) -> bool:
    """Make the effects so, in their order; returns whether anything was changed besides words being said."""
    changed = [_carry_out_one(scene, effect) for effect in effects]
    return any(changed)


def _carry_out_one(scene: Scene, effect: object) -> bool:
    match effect:
        case Reply():
            say(scene.store, scene.office, effect, scene.moment.now, scene.asker)
            return False
        case Decision():
            return _decide(scene, effect)
        case Happened(event, case, chain):
            journal.append(scene.store, event, scene.by, scene.moment, case, _cause(scene), chain)
            tell(scene.store, scene.office, event, case, scene.moment.now, scene.asker)
            return True
        case Keep(draft, begun):
            drafts.keep(scene.store, _person(scene), draft, scene.moment.now)
            return not begun
        case Drop(dialogue):
            drafts.drop(scene.store, _person(scene), dialogue)
            return True
        case Mask():
            return _mask(scene, effect)
        case Write(work):
            carry_out(scene, work(scene.store) or ())
            return True
    raise TypeError(effect)


def _decide(scene: Scene, decided: Decision) -> bool:
    decision = followed(decided, scene.moment)
    _withdraw_letters(scene.store, decision)
    unask(scene.store, decision)
    saved = cases.save(scene.store, decision.case, scene.moment.now)
    publications.sync(scene.store, saved, scene.moment.profile.publication, scene.moment.now)
    for event in decision.events:
        journal.append(scene.store, event, scene.by, scene.moment, saved, cause=_cause(scene))
    derive_reminders(scene.store, saved, scene.moment)
    for event in decision.events:
        tell(scene.store, scene.office, event, saved, scene.moment.now, scene.asker)
    return True


def _withdraw_letters(store: Store, decision: Decision) -> None:
    """What waits, as in quiet hours, for an account that is cut off a party now, is not theirs to read any more."""
    cut = [event.party for event in decision.events if isinstance(event, PartyUnbound)]
    before = cases.load(store, decision.case.number) if cut else None
    for party in before.parties if before else ():
        if party.key in cut and party.binding.person is not None:
            attempts.withdraw(store, party.binding.person, decision.case.number, party.key)


def derive_reminders(store: Store, case: Case, moment: Moment) -> None:
    """Make the planned reminders of a case equal to what its present state calls for."""
    wanted = reminders_for(case, moment.profile, moment.calendar, moment.zone)
    reminders.make_equal(store, case.number, wanted, moment.now)


def _mask(scene: Scene, mask: Mask) -> bool:
    if scene.incoming is None or scene.asker is None:
        raise TypeError("only a message can be masked")
    inbox.mask(scene.store, scene.incoming, mask.masked(scene.incoming.raw), scene.by, scene.moment)
    if mask.leaves and scene.message is not None:
        removal = outbox.Letter(template="", kind="delete", target=scene.message)
        outbox.put(scene.store, scene.asker.address, removal, scene.moment.now, scene.incoming.id)
    return True


def _cause(scene: Scene) -> int | None:
    return scene.incoming.id if scene.incoming else None


def _person(scene: Scene) -> int:
    if scene.asker is None:
        raise TypeError("a dialogue belongs to somebody who asks")
    return scene.asker.person
