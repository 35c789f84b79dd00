"""The first words, languages, and kind answers to what is not there."""

from mediation.actor import Role
from tests.sample import attested, recorded
from tests.world import World


async def test_somebody_new_is_welcomed_in_their_language(world: World) -> None:
    li, smith = world.person("李晓梅"), world.person("Smith", "en")
    assert (await world.says(li, "/start")).text.startswith("您好，李晓梅")
    assert (await world.says(smith, "/start")).text.startswith("Hello, Smith")


async def test_the_language_can_be_changed_by_press_or_by_typing_the_label(world: World) -> None:
    li = world.person("李晓梅")
    await world.says(li, "/language")
    assert (await world.presses(li, "English")).text.startswith("All right")
    await world.says(li, "/language")
    assert (await world.says(li, "中文")).text.startswith("好的")


async def test_a_spent_button_says_so(world: World) -> None:
    li = world.person("李晓梅")
    await world.says(li, "/language")
    await world.presses(li, "English")
    assert (await world.presses(li, "中文")).template == "already_done"


async def test_a_sample_case_is_recorded_and_its_party_attested(world: World) -> None:
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅")
    case = await attested(world, await recorded(world, mediator), "2", li)
    assert case.version == 2
    assert (await world.case("k7m2qx")).party("2").reachable_person is not None
