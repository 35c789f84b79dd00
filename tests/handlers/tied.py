"""The way from an invitation to an attested account, step by step, for tests that begin anywhere on it."""

from collections.abc import Sequence

from storage import cases
from tests.sample import person_id
from tests.world import Heard, Somebody, World

NUMBER = "K7M2QX"
SECRETS = ("张建军", "李晓梅", NUMBER, "5,000", "5000", "借", "王建国", "4月15日")
"""What only somebody attested may see of the sample case: names, number, amount, kind, date."""


def label(letter: Heard, part: str) -> str:
    """The one label of a letter that contains these words."""
    found = [one for one in letter.labels if part in one]
    assert len(found) == 1, (part, letter.labels)
    return found[0]


async def invited(world: World, mediator: Somebody, name: str, number: str = NUMBER) -> str:
    """The mediator invites the acting person with this name; returns the link's token."""
    asked = await world.says(mediator, f"/invite {number}")
    letter = await world.presses(mediator, label(asked, name))
    assert letter.template == "invitation", letter
    return letter.secrets["⟦code⟧"].removeprefix("/start ")


async def opened(world: World, mediator: Somebody, name: str, who: Somebody, number: str = NUMBER) -> Heard:
    """Invited, and the link opened: the consent to the messenger is asked."""
    return await world.says(who, f"/start {await invited(world, mediator, name, number)}")


async def asked(world: World, mediator: Somebody, name: str, who: Somebody, number: str = NUMBER) -> Heard:
    """Opened, and the messenger agreed to: the last six characters are asked."""
    await opened(world, mediator, name, who, number)
    return await world.presses(who, "同意")


async def bound(
    world: World, mediator: Somebody, name: str, who: Somebody, last_six: str, number: str = NUMBER
) -> Heard:
    """Asked, and answered rightly: the mediator has to say who it is."""
    await asked(world, mediator, name, who, number)
    return await world.says(who, last_six)


async def is_here(
    world: World, mediator: Somebody, name: str, who: Somebody, last_six: str, number: str = NUMBER
) -> Heard:
    """Bound, and attested in person; returns the newest letter of the party: the consent to processing."""
    await bound(world, mediator, name, who, last_six, number)
    await world.presses(mediator, "本人在场")
    return who.letters[-1]


async def own_numbers(world: World, who: Somebody) -> Sequence[str]:
    """The numbers of the cases to which this person's account is tied."""
    person = await person_id(world, who)
    return await world.run(lambda store: [case.number for case in cases.of_person(store, person)])
