"""Questions that nobody answers in time: mediator and the unit's administrators hear of them once."""

from mediation.actor import Role
from tests.handlers.test_answering import asked
from tests.handlers.test_words import ASKED, office, templates
from tests.world import World


async def test_what_nobody_answers_in_a_working_day_is_told_to_the_units_administrators_once(world: World) -> None:
    ours, theirs = (
        await world.staff("孙丽", Role.ADMINISTRATOR),
        await world.staff("何勇", Role.ADMINISTRATOR, "230402"),
    )
    mediator, li, _ = await office(world)
    await world.days_pass(3)  # Thursday: the next working day is Friday, and staff hear of it on Monday
    await asked(world, li)
    await world.days_pass(3)
    assert "question_overdue.mediator" not in templates(mediator)
    await world.days_pass(1)
    overdue = mediator.letters[-1]
    assert overdue.template == "question_overdue.mediator"
    assert ASKED in overdue.text
    assert ours.letters[-1].template == "question_overdue.administrators"
    assert ASKED not in ours.letters[-1].text
    assert templates(theirs) == []
    await world.days_pass(5)
    assert templates(mediator).count("question_overdue.mediator") == 1
    assert templates(ours).count("question_overdue.administrators") == 1
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    await world.presses(mediator, "发送")
    assert li.letters[-1].template == "question_answered.subject"


async def test_what_was_answered_in_time_is_not_told_to_anybody(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    await world.presses(mediator, "发送")
    await world.days_pass(4)
    assert templates(administrator) == []
