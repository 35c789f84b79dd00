"""Seeds the demo's office through the real desk, so that nothing in it could not have happened."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.demo.ahead import working_morning
from bot.demo.cast import PHONES
from bot.demo.deeds import Story
from bot.demo.player import Stage
from bot.demo.story import first_day, play, speak
from handlers.turn import Office
from mediation.doors import OFFICE, WEB
from mediation.moments import at_local, local_date
from storage import people
from storage.people import Address
from storage.store import Store


@dataclass(frozen=True)
class Seeded:
    """What the demo begins with: the moment that it is there, and the address of each phone that is shown."""

    at: datetime
    phones: dict[str, Address]


def seed(store: Store, office: Office, now: datetime) -> Seeded:
    """Play the whole story into an empty database, in one transaction; `now` is the real time.

    The story ends on the last working morning that has come. Raises NotShown if the office does not behave as told.
    """
    end = working_morning(office, now)
    today = local_date(end, office.zone)
    stage = Stage(store, office, at_local(first_day(today), time(9), office.zone))
    story = Story(stage, today)
    play(story)
    if office.language != "zh":
        speak(story, office.language)
    return Seeded(stage.now, {key: _address(store, story.pages[key].chat) for key in PHONES})


def _address(store: Store, chat: str) -> Address:
    found = people.address_at(store, WEB, OFFICE, chat)
    if found is None:
        raise LookupError(chat)
    return found
