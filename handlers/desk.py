"""The desk: takes what came in, finds the handler, and carries out what it gives back; the only writer of turns."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import dialogues, due_reminders, noticing, reaching
from handlers.ask import Ask, FileWanted, Unreadable
from handlers.carry_out import Scene, carry_out
from handlers.effects import Effects, Happened, Reply
from handlers.house import attempt, frames_only, raise_house_trouble
from handlers.masking import unnumbered, without_numbers
from handlers.pressing import press_of, questions_left, take_away
from handlers.routes import handler_for
from handlers.telling import Asker
from handlers.turn import Office, Turn
from mediation.actor import TIME
from mediation.decision import Decision, Refused
from mediation.doors import TELEGRAM
from mediation.events.office import FaultKept
from storage import faults, inbox, people
from storage.inbox import Incoming
from storage.store import Store


@dataclass(frozen=True)
class Desk:
    """The office it works for."""

    office: Office

    def handle(self, store: Store, rows: list[Incoming], now: datetime) -> int:
        """Handle rows in order, each in a savepoint of its own; one that fails rolls back alone and holds its own chat.

        Raises HouseTrouble when the whole batch must be abandoned.
        """
        held: set[str | None] = set()
        for row in inbox.unhandled(store, rows):
            if row.chat is not None and row.chat in held:
                inbox.uncount(store, [row.id])
            elif not self._handle_one(store, row, now):
                held.add(row.chat)
        return len(rows)

    def _handle_one(self, store: Store, row: Incoming, now: datetime) -> bool:
        if row.tries >= inbox.TRIES:
            self._set_aside(store, row, now, "the process stopped each time it was handled")
            return True
        try:
            with store.db.begin_nested():
                self._turn(store, row, now)
        except FileWanted as wanted:
            inbox.want_file(store, row.id, str(wanted))
            return False
        except Unreadable:
            self._set_aside(store, row, now, frames_only())
            self._mask(store, row, now)
            return True
        except Exception as fault:
            raise_house_trouble(fault)
            return self._failed(store, row, now)
        return True

    def _failed(self, store: Store, row: Incoming, now: datetime) -> bool:
        what = frames_only()
        if row.tries + 1 >= inbox.TRIES:
            self._set_aside(store, row, now, what)
            self._mask(store, row, now)
            return True
        faults.keep(store, "desk", what, now, row.id)
        inbox.try_again(store, row.id, now + timedelta(seconds=2**row.tries))
        return False

    def _set_aside(self, store: Store, row: Incoming, now: datetime, what: str) -> None:
        fault = faults.keep(store, "desk", what, now, row.id)
        inbox.set_aside(store, row.id, now)
        # whatever is wrong with the words or the person, the queue must not stop for it
        attempt(store, "desk", now, lambda: self._tell_of_trouble(store, row, now, fault), row.id)

    def _mask(self, store: Store, row: Incoming, now: datetime) -> None:
        """No turn masked it, as its turns were taken back; and identity numbers do not rest in the log."""
        masked = without_numbers(row.raw)
        if masked is not None:
            moment = self.office.moment(now)
            attempt(store, "desk", now, lambda: inbox.mask(store, row, masked, TIME, moment), row.id)

    def _tell_of_trouble(self, store: Store, row: Incoming, now: datetime, fault: int) -> None:
        scene = Scene(store, self.office, self.office.moment(now), TIME)
        carry_out(scene, (Happened(FaultKept(fault=fault)),))
        address = people.address_at(store, row.door, row.site, row.chat) if row.chat else None
        if address is not None:
            inbox.tell_apart(store, row.id, person_id=address.person, address_id=address.id)
            carry_out(replace(scene, asker=Asker(address.person, address, row.id)), (Reply("trouble"),))

    def _turn(self, store: Store, row: Incoming, now: datetime) -> None:
        ask = self._ask(row)
        address = self._address(store, row, ask, now)
        person = people.person(store, address.person)
        turn = Turn(
            store=store,
            office=self.office,
            moment=self.office.moment(now),
            incoming=row,
            ask=ask,
            person=person,
            address=address,
            staff=people.staff_member(store, person.id),
            # where no content goes nothing is pressed, neither by its key nor by its words
            press=press_of(store, ask, address) if address.carries == people.CONTENT else None,
        )
        inbox.tell_apart(store, row.id, **_known(turn))
        if not address.reachable and ask.kind not in reaching.NOT_FROM_THEM:
            carry_out(self._scene(turn), reaching.writes_again(turn))
        # by itself and first: a reminder was read even where the press under it is refused
        if (read := due_reminders.acknowledged(turn)) is not None:
            carry_out(self._scene(turn), (read,))
        # and a warning arrived whatever is pressed under it; nobody is answered for that
        if (proven := noticing.proven_by_press(turn)) is not None:
            carry_out(replace(self._scene(turn), asker=None), (proven,))
        try:
            effects = handler_for(turn)(turn)
        except Refused as no:
            effects = (Reply(no.reason, no.about),)
        self._carry_out(turn, dialogues.go_on_underneath(turn, unnumbered(turn, effects)))
        inbox.handled(store, row.id, now)

    def _carry_out(self, turn: Turn, effects: Effects) -> None:
        settled = questions_left(turn, effects)
        changed = carry_out(self._scene(turn), effects)
        if turn.press is None and (about := _case_of(effects)) is not None:
            inbox.tell_apart(turn.store, turn.incoming.id, case_number=about)
        take_away(turn, [*settled, turn.press.letter] if changed and turn.press else settled)

    def _scene(self, turn: Turn) -> Scene:
        asker = Asker(turn.person.id, turn.address, turn.incoming.id)
        return Scene(turn.store, self.office, turn.moment, turn.actor, asker, turn.incoming, turn.ask.message)

    def _ask(self, row: Incoming) -> Ask:
        ask = self.office.read[row.door](row)
        if ask.file is None:
            return ask
        return replace(ask, file=replace(ask.file, document=row.document, trouble=row.file_trouble))

    def _address(self, store: Store, row: Incoming, ask: Ask, now: datetime) -> people.Address:
        if ask.address is not None:
            return people.address(store, ask.address)
        known = people.address_at(store, row.door, row.site, row.chat or "")
        if known is not None:
            return known
        language = _language(ask.language) or self.office.language
        person = people.new_person(store, ask.sender, language, now)
        content = row.door != TELEGRAM or self.office.telegram_content
        carries = people.CONTENT if content else people.NOTICE
        return people.new_address(store, person.id, row.door, row.site, row.chat or "", now, carries)


def _case_of(effects: Effects) -> str | None:
    """The case that a turn turned out to be about; words of no case are found by their person."""
    cases = (effect.case for effect in effects if isinstance(effect, Decision | Reply))
    return next((case.number for case in cases if case is not None), None)


def _language(code: str) -> str | None:
    return "zh" if code.startswith("zh") else "en" if code else None


def _known(turn: Turn) -> dict[str, object]:
    known: dict[str, object] = {
        "person_id": turn.person.id,
        "address_id": turn.address.id,
        "kind": turn.ask.kind.value,
    }
    if turn.press is not None and turn.press.case is not None:
        known["case_number"] = turn.press.case
    return known
