"""Which button an ask presses, typed ones too, and which letters' buttons a turn has settled and takes away."""

from collections.abc import Iterable

from handlers.ask import Ask, AskKind
from handlers.effects import Drop, Effects, Keep
from handlers.turn import Turn
from storage import drafts, outbox, presses
from storage.people import Address
from storage.presses import Press
from storage.store import Store

_IN_EVERY_QUESTION = "cancel"


def press_of(store: Store, ask: Ask, address: Address) -> Press | None:
    """The button that was pressed, or typed by its label or number."""
    if ask.kind is AskKind.PRESS:
        return presses.find(store, ask.text)
    return _typed(store, ask.text.strip(), address.person) if ask.kind is AskKind.TEXT else None


def _typed(store: Store, words: str, person: int) -> Press | None:
    press = presses.typed(store, person, words)
    if press is None or press.spent:
        return None
    # while a question is open only the label presses: a number is more likely the answer
    return press if press.label == words or drafts.newest(store, person) is None else None


def questions_left(turn: Turn, effects: Effects) -> list[int]:
    """The letters of questions that these effects leave behind; to be looked up before they are carried out."""
    if not any(isinstance(effect, Keep | Drop) for effect in effects):
        return []
    return presses.living_with(turn.store, turn.person.id, _IN_EVERY_QUESTION)


def take_away(turn: Turn, settled: Iterable[int]) -> None:
    """Spend the keys left in these letters and remove their buttons: an old button must not answer a new question."""
    for letter in sorted(set(settled)):
        if presses.spend(turn.store, letter, turn.now):
            about = turn.press.case if turn.press and turn.press.letter == letter else None
            removal = outbox.Letter(template="", kind=outbox.BUTTONS_OFF, target=str(letter), case=about)
            outbox.put(turn.store, outbox.address(turn.store, letter), removal, turn.now, turn.incoming.id)
