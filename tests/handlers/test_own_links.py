"""A person's own link leads to another door of the same conversation, and a mediator can close the browsers again."""

from sqlalchemy import select

from mediation.actor import Role
from storage import invitations as links
from storage import people, sessions
from storage.schema.messages import inbox
from storage.schema.people import invitations
from storage.store import Store
from tests.handlers.tied import NUMBER, invited, label
from tests.handlers.ways import by_web, carried, token_of
from tests.sample import ZHANG, person_id, recorded
from tests.walking import walking
from tests.world import Somebody, World


async def test_the_same_conversation_in_a_browser(world: World) -> None:
    world.opens_page()
    walk = await walking(world)
    way = await world.says(walk.li, "/web")
    assert (way.template, way.document) == ("own_page_link", "qr:⟦page⟧")
    browser, thief = world.browser("?"), world.browser("?")
    assert (await world.says(browser, f"/start {token_of(way)}")).template == "door_open"
    assert (await world.says(browser, "/mycases")).template == "own_case"
    assert (await world.says(thief, f"/start {token_of(way)}")).template == "own_link_dead"
    assert (await world.says(thief, "/mycases")).template == "no_part"
    kept = await world.run(lambda store: str(store.db.execute(select(invitations)).all()))
    raw = await world.run(lambda store: str(store.db.execute(select(inbox.c.raw)).all()))
    assert token_of(way) not in kept + raw


async def test_an_own_link_lives_an_hour(world: World) -> None:
    world.opens_page()
    walk = await walking(world)
    way = await world.says(walk.li, "/web")
    world.now = world.now.replace(hour=world.now.hour + 1)
    assert (await world.says(world.browser("?"), f"/start {token_of(way)}")).template == "own_link_dead"


async def test_an_account_of_somebody_else_is_not_tied(world: World) -> None:
    world.opens_page()
    walk = await walking(world)
    zhang = world.browser("张建军")
    await world.says(zhang, f"/start {await invited(world, walk.mediator, '张建军')}")
    for other in (zhang, walk.mediator):
        way = await world.says(walk.li, "/web")
        assert (await world.says(other, f"/start {token_of(way)}")).template == "door_is_anothers"
    assert await person_id(world, zhang) != await person_id(world, walk.li)


async def test_staff_work_through_the_page_too(world: World) -> None:
    world.opens_page()
    mediator, browser = await world.staff("王建国", Role.MEDIATOR), world.browser("?")
    await recorded(world, mediator)
    await world.says(browser, f"/start {token_of(await world.says(mediator, '/web'))}")
    assert (await world.says(browser, f"/case {NUMBER}")).template == "card"


async def test_whoever_is_nobody_here_gets_no_way(world: World) -> None:
    stranger = world.person("来访")
    assert (await world.says(stranger, "/web")).template == "no_page"
    world.opens_page()
    assert (await world.says(stranger, "/web")).template == "not_attested"
    assert (await world.says(stranger, "/telegram")).template == "not_attested"


async def test_telegram_added_from_the_page_carries_no_content_before_that_is_agreed_to(world: World) -> None:
    _, zhang = await by_web(world)
    way = await world.says(zhang, "/telegram")
    account = world.person("军军")
    start = way.secrets["⟦link⟧"].removeprefix("https://t.me/xintiao_test_bot?start=")
    assert (await world.says(account, f"/start {start}")).template == "door_open"
    assert await carried(world, account) == people.WITHHELD
    assert await person_id(world, account) == await person_id(world, zhang)
    page = await world.says(zhang, "/privacy")
    await world.presses(zhang, label(page, "用 Telegram 联系"))
    await world.presses(zhang, "同意")
    assert await carried(world, account) == people.CONTENT


async def checked_link(world: World, who: Somebody) -> str:
    """The token of a checked way of somebody, as text messages bring it."""
    token, person = links.new_token(), await person_id(world, who)
    expires_at = world.now.replace(hour=world.now.hour + 3)
    await world.run(lambda store: links.for_person(store, token, person, world.now, expires_at, checked=True))
    return token


async def test_a_checked_way_asks_for_the_last_six(world: World) -> None:
    _, zhang = await by_web(world)
    browser, token = world.browser("?"), await checked_link(world, zhang)
    assert (await world.says(browser, f"/start {token}")).template == "last_six"
    assert (await world.says(browser, "/mycases")).template == "no_part"
    assert (await world.says(browser, "000000")).template == "own_link_missed"
    assert (await world.says(browser, ZHANG.last_six)).template == "door_open"
    assert (await world.says(browser, "/mycases")).template in ("own_case", "own_cases")
    raw = await world.run(lambda store: str(store.db.execute(select(inbox.c.raw)).all()))
    assert ZHANG.last_six not in raw


async def test_three_misses_end_a_checked_way_and_leaving_it_gives_no_new_tries(world: World) -> None:
    _, zhang = await by_web(world)
    browser, token = world.browser("?"), await checked_link(world, zhang)
    await world.says(browser, f"/start {token}")
    await world.says(browser, "000000")
    await world.says(browser, "000001")
    await world.presses(browser, "取消")
    assert (await world.says(world.browser("?"), f"/start {token}")).template == "own_link_dead"
    await world.says(browser, f"/start {token}")
    missed = await world.says(browser, "000002")
    assert missed.template == "own_link_missed"
    assert missed.buttons == []
    assert (await world.says(browser, f"/start {token}")).template == "own_link_dead"
    assert await person_id(world, browser) != await person_id(world, zhang)


async def test_the_mediator_ends_the_browsers_of_a_party(world: World) -> None:
    mediator, zhang = await by_web(world)

    def enter(store: Store) -> None:
        address = people.address_at(store, zhang.door, zhang.site, zhang.chat)
        assert address is not None
        sessions.begin(store, "cookie", address.id, world.now)

    await world.run(enter)
    await world.says(mediator, f"/case {NUMBER}")
    await world.presses(mediator, "张建军：账号和电话")
    asked = await world.presses(mediator, "结束网页登录")
    assert asked.template == "sessions_really"
    assert await world.run(lambda store: sessions.find(store, "cookie", world.now)) is not None
    done = await world.presses(mediator, "确定结束")
    assert done.template == "sessions_ended"
    assert await world.run(lambda store: sessions.find(store, "cookie", world.now)) is None
    assert zhang.letters[-1].template == "sessions_ended.subject"
    assert "end_sessions" not in str((await world.says(mediator, f"/case {NUMBER}")).buttons)
