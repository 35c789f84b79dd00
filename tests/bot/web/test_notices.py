"""The page of public notices: there only on a legal basis or as a preview, entities by name, people never."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from mediation.actor import Role
from mediation.breach import Statement
from mediation.profile_parts import Source, Sureness
from mediation.publication_rules import NoticePage
from storage import cases, publications
from tests.browsing import Page
from tests.published import published_case
from tests.sample import person_id

COMPANY = "鹤岗市远山商贸有限公司"
BASIS = NoticePage("某省社会信用条例第二十条", Source("a test", Sureness.D))


async def publish(page: Page, number: str, name: str = "", hidden: bool = False) -> None:
    """Keep a publication, of a person or of an entity."""
    world = page.world
    boss = await world.staff("王建国", Role.MEDIATOR)
    case = published_case(number, await person_id(world, boss), world.now, name, f"名称：{name or '李某'}\n没有履行。")
    if hidden:
        breach = replace(case.breach("1"), statements=(Statement("1", "已经还了。", (), world.now),))
        case = case.with_breach(breach)
    saved = await world.run(lambda store: cases.save(store, case, world.now))
    rules = world.office.profile.publication
    await world.run(lambda store: publications.sync(store, saved, rules, world.now))


def opened(page: Page) -> None:
    """The same page in a city whose profile names the legal basis."""
    office = page.door.office
    rules = replace(office.profile.publication, notice_page=BASIS)
    page.door.office = replace(office, profile=replace(office.profile, publication=rules))


async def test_without_a_legal_basis_there_is_no_page(page: Page) -> None:
    await publish(page, "AAAAAA", COMPANY)
    browser = page.browser()
    assert (await browser.get("/notices")).status == 404
    assert (await browser.get("/notices/anything")).status == 404


async def test_the_demo_shows_a_preview_that_says_so(page: Page) -> None:
    page.door.demo = True
    answer = await page.browser().get("/notices")
    assert answer.status == 200
    assert "不是真实的公示" in await answer.text()


async def test_entities_are_found_by_name_and_people_are_not(page: Page) -> None:
    opened(page)
    await publish(page, "AAAAAA", COMPANY)
    await publish(page, "BBBBBB")
    browser = page.browser()
    listed = await (await browser.get("/notices")).text()
    assert COMPANY in listed
    assert "李某" in listed
    assert "李晓梅" not in listed
    assert BASIS.citation in listed
    assert COMPANY in await (await browser.get("/notices?q=远山")).text()
    for wanted in ("李某", "李晓梅", "李", "%", "_"):
        found = await (await browser.get(f"/notices?q={quote(wanted)}")).text()
        assert "/notices/" not in found


async def test_a_notice_is_its_approved_text_and_a_hidden_or_ended_one_is_gone(page: Page) -> None:
    opened(page)
    await publish(page, "AAAAAA", COMPANY)
    await publish(page, "BBBBBB", "鹤岗市近水建材有限公司", hidden=True)
    (found,) = await page.world.run(lambda store: publications.list_shown(store, page.world.now.date()))
    browser = page.browser()
    answer = await browser.get(f"/notices/{found.id}")
    text = await answer.text()
    assert answer.status == 200
    assert "没有履行。" in text
    assert "X-Robots-Tag" in answer.headers
    number = published_case("CCCCCC", 7, page.world.now).party("2").identity.number
    assert number not in text
    assert number[-6:] not in text
    page.clock.passes(timedelta(days=400).total_seconds())
    assert (await browser.get(f"/notices/{found.id}")).status == 404
    assert (await (await browser.get("/robots.txt")).text()).endswith("Disallow: /\n")
