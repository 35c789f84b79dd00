"""Inviting: the letter with the link, its secrets, the links that are dead, and who may invite whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import CaseState
from messages.length import units
from storage import cases, invitations
from storage.schema.messages import outbox
from storage.schema.people import invitations as table
from tests.handlers.tied import NUMBER, invited, label, opened
from tests.sample import ZHANG, recorded
from tests.world import World

CAPTION = 1024
"""What stands under a picture, in UTF-16 units (Bot API)."""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_the_link_is_a_picture_and_words_and_rests_nowhere(world: World, language: str) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR, language=language)
    await recorded(world, mediator)
    token = await invited(world, mediator, "张建军")
    letter = mediator.letters[-1]
    assert letter.document == "qr:⟦link⟧"
    assert letter.secrets == {
        "⟦link⟧": f"https://t.me/xintiao_test_bot?start={token}",
        "⟦code⟧": f"/start {token}",
    }
    filled = letter.text.replace("⟦link⟧", letter.secrets["⟦link⟧"]).replace("⟦code⟧", letter.secrets["⟦code⟧"])
    assert units(filled) <= CAPTION
    assert "09:00" in letter.text, "until when it can be opened is said in words"
    row = await world.run(lambda store: store.db.execute(select(outbox).where(outbox.c.id == letter.row)).one())
    assert token not in str(row)
    assert row.secrets is None, "wiped once sent"
    kept = await world.run(lambda store: str(store.db.execute(select(table)).all()))
    assert token not in kept


async def test_while_the_bots_name_is_unknown_there_is_only_the_code(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    world.office = replace(world.office, bot_link=None)
    world.desk = replace(world.desk, office=world.office)
    await invited(world, mediator, "张建军")
    letter = mediator.letters[-1]
    assert letter.document is None
    assert set(letter.secrets) == {"⟦code⟧"}
    assert "⟦link⟧" not in letter.text


async def test_a_second_link_kills_the_first_and_says_so(world: World) -> None:
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("军军")
    await recorded(world, mediator)
    first = await invited(world, mediator, "张建军")
    assert "已经作废" not in mediator.letters[-1].text
    second = await invited(world, mediator, "张建军")
    assert "已经作废" in mediator.letters[-1].text
    assert (await world.says(zhang, f"/start {first}")).template == "link_replaced"
    assert (await world.says(zhang, f"/start {second}")).template == "consent_messenger_abroad"


async def test_links_of_two_parties_do_not_touch_each_other(world: World) -> None:
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("军军")
    await recorded(world, mediator)
    first = await invited(world, mediator, "张建军")
    await invited(world, mediator, "李晓梅")
    assert "已经作废" not in mediator.letters[-1].text
    assert (await world.says(zhang, f"/start {first}")).template == "consent_messenger_abroad"


async def test_a_link_lives_three_days(world: World) -> None:
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("军军")
    await recorded(world, mediator)
    token = await invited(world, mediator, "张建军")
    await world.passes(timedelta(hours=72, seconds=-1))
    assert (await world.says(zhang, f"/start {token}")).template == "consent_messenger_abroad"
    late = world.person("晚到")
    token = await invited(world, mediator, "张建军")
    await world.passes(timedelta(hours=72))
    assert (await world.says(late, f"/start {token}")).template == "link_expired"
    await invited(world, mediator, "张建军")
    assert "已经作废" not in mediator.letters[-1].text, "what has expired need not be called dead"


async def test_a_link_is_only_for_whoever_opens_it_first(world: World) -> None:
    mediator, zhang, other = await world.staff("王建国", Role.MEDIATOR), world.person("军军"), world.person("路人")
    await recorded(world, mediator)
    await opened(world, mediator, "张建军", zhang)
    code = mediator.letters[-1].secrets["⟦code⟧"]
    assert (await world.says(other, code)).template == "link_taken"
    assert (await world.says(zhang, code)).template == "consent_messenger_abroad"


async def test_which_case_and_which_party_are_asked_for(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    await recorded(world, mediator, "P4W9TR", agreed=False)
    which = await world.says(mediator, "/invite")
    assert which.template == "which_case"
    whom = await world.presses(mediator, label(which, "P4W9TR"))
    assert whom.template == "whom_to_invite"
    assert [label[:5] for label in whom.labels] == ["邀请张建军", "邀请李晓梅"]
    assert "P4W9TR" in (await world.presses(mediator, label(whom, "李晓梅"))).text


async def test_only_the_cases_mediator_invites(world: World) -> None:
    mediator, other = await world.staff("王建国", Role.MEDIATOR), await world.staff("赵敏", Role.MEDIATOR)
    li = world.person("李晓梅")
    await recorded(world, mediator)
    assert (await world.says(other, f"/invite {NUMBER}")).template == "case_unknown"
    assert (await world.says(other, "/invite")).template == "no_cases"
    assert NUMBER not in (await world.says(li, f"/invite {NUMBER}")).text


async def test_an_ended_case_invites_nobody(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    case = await recorded(world, mediator)
    asked = await world.says(mediator, "/invite")
    await world.run(lambda store: cases.save(store, replace(case, state=CaseState.CANCELLED), world.now))
    assert (await world.presses(mediator, label(asked, "张建军"))).template == "case_ended"
    assert (await world.says(mediator, f"/invite {NUMBER}")).template == "case_ended"


async def test_the_link_is_used_up_when_the_digits_match(world: World) -> None:
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("军军")
    await recorded(world, mediator)
    await opened(world, mediator, "张建军", zhang)
    code = mediator.letters[-1].secrets["⟦code⟧"]
    await world.presses(zhang, "同意")
    assert await world.run(lambda store: invitations.is_living(store, NUMBER, "1", world.now))
    await world.says(zhang, ZHANG.last_six)
    assert not await world.run(lambda store: invitations.is_living(store, NUMBER, "1", world.now))
    assert (await world.says(zhang, code)).template == "link_used"
