"""Two doors: what Telegram may not carry goes by the page, and the mediator's links lead there."""

import re

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import BindingState
from mediation.commitment_letter import ConsentKind
from mediation.doors import TELEGRAM, WEB
from messages.words import LANGUAGES
from storage import people
from storage.schema.messages import inbox, outbox
from storage.store import Store
from tests.handlers.tied import NUMBER, SECRETS, invited, is_here, label
from tests.handlers.ways import LINK, carried, token_of
from tests.sample import LI, ZHANG, attested, person_id, recorded
from tests.walking import walking
from tests.world import WORDS, Somebody, World


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
