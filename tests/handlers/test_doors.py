"""Two doors: what Telegram may not carry goes by the page, and a person's own link leads from one to the other."""

import re

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import BindingState
from mediation.commitment_letter import ConsentKind
from mediation.doors import TELEGRAM, WEB
from messages.words import LANGUAGES
from storage import invitations as links
from storage import people, sessions
from storage.schema.messages import inbox, outbox
from storage.schema.people import invitations
from storage.store import Store
from tests.handlers.tied import NUMBER, SECRETS, invited, is_here, label
from tests.sample import LI, ZHANG, attested, person_id, recorded
from tests.walking import walking
from tests.world import PAGE, WORDS, Heard, Somebody, World

LINK = f"{PAGE}/i/"


def token_of(letter: Heard) -> str:
    """The token of the link to the page in a letter."""
    link = letter.secrets["⟦page⟧"]
    assert link.startswith(LINK)
    return link.removeprefix(LINK)


async def carried(world: World, who: Somebody) -> str:
    """What somebody's address carries now."""

    def work(store: Store) -> str:
        found = people.address_at(store, who.door, who.site, who.chat)
        assert found is not None
        return found.carries

    return await world.run(work)


async def withheld(world: World) -> tuple[Somebody, Somebody]:
    """王建国's case with 李晓梅 attested by Telegram, who has taken back her consent to that; both of them."""
    world.opens_page()
    walk = await walking(world)
    asked = await world.says(walk.li, "/privacy")
    await world.presses(walk.li, label(asked, "收回 · 用 Telegram"))
    await world.presses(walk.li, "确定收回")
    return walk.mediator, walk.li


async def test_who_opens_the_link_on_the_page_is_asked_nothing_about_a_messenger(world: World) -> None:
    world.opens_page()
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.browser("张建军")
    await recorded(world, mediator)
    letter_token = await invited(world, mediator, "张建军")
    assert (await world.says(zhang, f"/start {letter_token}")).template == "last_six"
    await world.says(zhang, ZHANG.last_six)
    await world.presses(mediator, "本人在场")
    assert zhang.letters[-1].template == "consent_processing"
    binding = (await world.case(NUMBER)).party("1").binding
    assert (binding.state, binding.door) == (BindingState.ATTESTED, WEB)
    await world.presses(zhang, "同意")
    page = await world.says(zhang, "/privacy")
    assert "Telegram" not in page.text


async def test_who_refuses_the_messenger_goes_on_by_the_page(world: World) -> None:
    world.opens_page()
    mediator, zhang, browser = await world.staff("王建国", Role.MEDIATOR), world.person("张建军"), world.browser("?")
    await recorded(world, mediator)
    consent = await world.says(zhang, f"/start {await invited(world, mediator, '张建军')}")
    assert "网页" in consent.text
    told = await world.presses(zhang, "不同意")
    assert told.template == "page_instead"
    assert WORDS.content_free("page_instead")
    assert not any(secret in letter.text for letter in zhang.letters for secret in SECRETS)
    assert mediator.letters[-1].template == "consent_refused.mediator"
    assert "网页" in mediator.letters[-1].text
    binding = (await world.case(NUMBER)).party("1").binding
    assert (binding.state, binding.door) == (BindingState.OPENED, WEB)
    assert await carried(world, zhang) == people.WITHHELD
    await world.says(browser, f"/start {token_of(told)}")
    assert [one.template for one in browser.letters] == ["door_open", "last_six"]
    assert await person_id(world, browser) == await person_id(world, zhang)
    assert (await world.says(browser, ZHANG.last_six)).template == "party_bound"
    await world.presses(mediator, "本人在场")
    assert browser.letters[-1].template == "consent_processing"
    assert zhang.letters[-1] is told, "Telegram hears nothing more"


async def test_what_was_withheld_goes_by_the_page_until_it_is_given_again(world: World) -> None:
    mediator, li = await withheld(world)
    assert [one.template for one in li.letters[-2:]] == ["consent_withdrawn", "page_instead"]
    binding = (await world.case(NUMBER)).party("2").binding
    assert (binding.state, binding.door) == (BindingState.ATTESTED, WEB)
    assert mediator.letters[-1].template == "consent_withdrawn.mediator"
    browser = world.browser("?")
    await world.says(browser, f"/start {token_of(li.letters[-1])}")
    page = await world.says(browser, "/privacy")
    await world.presses(browser, label(page, "改为同意"))
    answered = await world.presses(browser, "同意")
    assert answered.template == "privacy"
    assert await carried(world, li) == people.CONTENT
    assert (await world.says(li, "/mycases")).template == "own_case"


async def test_where_no_content_goes_nothing_is_taken_and_the_way_is_shown(world: World) -> None:
    _, li = await withheld(world)
    before = await world.case(NUMBER)
    for words in ("我明天还钱", "/continue", "/privacy", "/help", "/start", "1"):
        said = await world.says(li, words)
        assert said.template == "only_on_page", words
        assert token_of(said)
    assert (await world.presses(li, "不收回")).template == "only_on_page"
    assert (await world.sends(li, b"picture")).template == "only_on_page"
    assert await world.case(NUMBER) == before
    assert not [one for one in li.letters[-8:] for secret in SECRETS if secret in one.text]


async def test_a_number_typed_where_no_content_goes_does_not_stay(world: World) -> None:
    _, li = await withheld(world)
    await world.says(li, f"我的号码是{LI.number}")

    def work(store: Store) -> tuple[str, list[str]]:
        raw = str(store.db.scalar(select(inbox.c.raw).order_by(inbox.c.id.desc()).limit(1)))
        kinds = select(outbox.c.kind).order_by(outbox.c.id.desc()).limit(2)
        return raw, list(store.db.scalars(kinds))

    raw, kinds = await world.run(work)
    assert LI.number not in raw
    assert "delete" in kinds


async def test_a_pressed_letter_keeps_its_buttons_where_nothing_is_taken(world: World) -> None:
    world.opens_page()
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    letter = walk.li.letters[-1]

    def withhold(store: Store) -> None:
        for one in people.addresses_of(store, person):
            people.set_carries(store, one.id, people.WITHHELD)

    person = await person_id(world, walk.li)
    await world.run(withhold)
    await walk.press("next")
    browser = world.browser("?")
    await world.says(browser, f"/start {token_of(walk.li.letters[-1])}")
    browser.letters.append(letter)
    assert (await world.presses(browser, "我读完了，下一页 »")).template.startswith("section_")


@pytest.mark.parametrize("role", [Role.PARTY, Role.MEDIATOR])
async def test_a_link_of_the_office_is_opened_on_the_page_where_telegram_carries_no_content(
    world: World, role: Role
) -> None:
    world.opens_page(telegram_content=False)
    mediator = await world.staff("王建国", Role.MEDIATOR)
    administrator = await world.staff("赵雅琴", Role.ADMINISTRATOR)
    await recorded(world, mediator)
    if role is Role.PARTY:
        asked = await world.says(mediator, f"/invite {NUMBER}")
        invitation = await world.presses(mediator, label(asked, "张建军"))
    else:
        await world.says(administrator, "/staff")
        await world.presses(administrator, "邀请新的工作人员")
        for words in ("调解员", "1", "陈小红", "中文", "1"):
            await world.says(administrator, words)
        invitation = administrator.letters[-1]
    token = token_of(invitation)
    assert set(invitation.secrets) == {"⟦page⟧"}
    newcomer, browser = world.person("来人"), world.browser("来人")
    answer = await world.says(newcomer, f"/start {token}")
    assert answer.template == "invitation_on_page"
    assert answer.secrets == {"⟦page⟧": LINK + token}
    assert await carried(world, newcomer) == people.NOTICE
    expected = "last_six" if role is Role.PARTY else "welcome"
    assert (await world.says(browser, f"/start {token}")).template == expected
    assert (await world.says(newcomer, f"/start {token}")).template in ("link_taken", "link_used")


async def test_the_invitation_shows_the_page_and_below_it_telegram(world: World) -> None:
    world.opens_page()
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    token = await invited(world, mediator, "张建军")
    letter = mediator.letters[-1]
    assert letter.document == "qr:⟦page⟧"
    telegram = f"https://t.me/xintiao_test_bot?start={token}"
    assert letter.secrets == {"⟦page⟧": LINK + token, "⟦link⟧": telegram, "⟦code⟧": f"/start {token}"}
    assert letter.text.index("⟦page⟧") < letter.text.index("⟦link⟧") < letter.text.index("⟦code⟧")


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


async def by_web(world: World) -> tuple[Somebody, Somebody]:
    """王建国's case with 张建军 attested by the page alone; both of them."""
    world.opens_page()
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.browser("张建军")
    await recorded(world, mediator)
    await world.says(zhang, f"/start {await invited(world, mediator, '张建军')}")
    await world.says(zhang, ZHANG.last_six)
    await world.presses(mediator, "本人在场")
    await world.presses(zhang, "同意")
    return mediator, zhang


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


async def test_a_notice_waits_on_the_page_where_telegram_carries_no_content(world: World) -> None:
    mediator, li = await withheld(world)
    heard = len(li.letters)
    browser = world.browser("?")
    await world.says(browser, f"/start {token_of(li.letters[-1])}")
    await attested(world, await world.case(NUMBER), "1", world.person("张建军"))
    await world.says(browser, "/ask")
    await world.says(browser, "可以晚两天吗")
    await world.says(mediator, "/questions")
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以的")
    await world.presses(mediator, "发送")
    assert browser.letters[-1].template == "question_answered.subject"
    assert len(li.letters) == heard


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


async def test_without_a_page_refusing_unties_as_before(world: World) -> None:
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("张建军")
    await recorded(world, mediator)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await world.presses(zhang, "同意")
    asked = await world.says(zhang, "/privacy")
    await world.presses(zhang, label(asked, "收回 · 用 Telegram"))
    await world.presses(zhang, "确定收回")
    binding = (await world.case(NUMBER)).party("1").binding
    assert (binding.state, binding.door) == (BindingState.UNBOUND, TELEGRAM)
    assert (await world.case(NUMBER)).party("1").consents_to(ConsentKind.MESSENGER_ABROAD) is False


def test_what_is_declared_free_of_content_names_no_case_and_no_party() -> None:
    free = [name for name in WORDS.templates("zh") if WORDS.content_free(name)]
    assert {"only_on_page", "page_instead", "invitation_on_page", "own_page_link"} <= set(free)
    for name in free:
        for language in LANGUAGES:
            source = WORDS.source(name, language).replace("event.left", "")
            assert source.startswith("{# content-free #}")
            filled = " ".join(re.findall(r"{{.*?}}|{%.*?%}", source))
            assert not any(word in filled for word in ("case.", "party", "event.", "name }}")), name
