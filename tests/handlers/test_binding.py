"""From a link to an attested account, as people live it: the story, what is shown when, the evidence, dead ends."""

import json

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import Attestation, BindingState
from storage import drafts, journal
from storage.schema.messages import inbox, outbox
from tests.handlers.tied import NUMBER, SECRETS, asked, bound, invited, is_here, opened
from tests.sample import LI, ZHANG, person_id, recorded
from tests.world import Somebody, World


async def office(world: World) -> tuple[Somebody, Somebody]:
    """A mediator with the sample case, not agreed yet, and 张建军 under the name that his account shows."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator, agreed=False)
    return mediator, world.person("军军")


async def state(world: World, party: str = "1") -> BindingState:
    """How far the binding of a party is."""
    return (await world.case(NUMBER)).party(party).binding.state


async def test_the_whole_story_at_the_table(world: World) -> None:
    mediator, zhang = await office(world)
    consent = await opened(world, mediator, "张建军", zhang)
    assert consent.template == "consent_messenger_abroad"
    assert "鹤岗市司法局" in zhang.letters[-2].text
    assert (await world.presses(zhang, "同意")).template == "last_six"
    assert (await world.says(zhang, "123456")).template == "identity_missed"
    wide = " ".join(ZHANG.last_six.lower()).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789x"})
    assert (await world.says(zhang, wide)).template == "party_bound"
    seen = mediator.letters[-1]
    assert seen.template == "party_bound.mediator"
    assert seen.labels == ["本人在场", "电话核实", "不是本人"]
    assert all(word in seen.text for word in ("军军", "张建军", NUMBER))
    done = await world.presses(mediator, "本人在场")
    assert done.template == "party_attested"
    assert [one.template for one in zhang.letters[-2:]] == ["party_attested.subject", "consent_processing"]
    assert (await world.presses(zhang, "同意")).template == "education_1"
    assert (await world.case(NUMBER)).party("1").reachable_person == await person_id(world, zhang)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_nothing_of_the_case_is_shown_before_attestation(world: World, language: str) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    zhang = world.person("J", language)
    token = await invited(world, mediator, "张建军")
    agree = "同意" if language.startswith("zh") else "I agree"
    await world.says(zhang, f"/start {token}")
    await world.presses(zhang, agree)
    for words in ("12", "123456", "你好", "/privacy", "/continue", "/mycases", "/help", f"/start {token}", "取消"):
        await world.says(zhang, words)
    await world.says(zhang, f"/start {token}")
    await world.says(zhang, ZHANG.last_six)
    for words in ("/privacy", "/continue", "/mycases", f"/start {token}"):
        await world.says(zhang, words)
    assert await state(world) is BindingState.PROVISIONAL
    shown = [f"{one.text} {one.labels}" for one in zhang.letters]
    assert [(word, text) for text in shown for word in SECRETS if word in text] == []


@pytest.mark.parametrize(("label", "how"), [("本人在场", Attestation.PRESENT), ("电话核实", Attestation.TELEPHONE)])
async def test_the_journal_names_who_attested_whom_and_how(world: World, label: str, how: Attestation) -> None:
    mediator, zhang = await office(world)
    await bound(world, mediator, "张建军", zhang, ZHANG.last_six)
    await world.presses(mediator, label)
    entries = await world.run(lambda store: journal.of_case(store, NUMBER))
    entry = next(one for one in entries if one.event == "party_attested")
    assert (entry.actor, entry.role, entry.at) == (await person_id(world, mediator), "mediator", world.now)
    assert entry.body == {"party": "1", "how": how.value, "person": await person_id(world, zhang)}
    matched = next(one for one in entries if one.event == "party_bound")
    assert (matched.actor, matched.body["account"]) == (await person_id(world, zhang), "军军")
    assert ZHANG.last_six not in str(entries)


@pytest.mark.parametrize("typed", [ZHANG.last_six, "123456", "12345x", "１２３４５６", "1234", ZHANG.number])
async def test_typed_digits_are_masked_in_the_log_and_leave_the_chat(world: World, typed: str) -> None:
    mediator, zhang = await office(world)
    await asked(world, mediator, "张建军", zhang)
    await world.says(zhang, typed)
    row = await world.run(lambda store: store.db.execute(select(inbox).order_by(inbox.c.id.desc())).first())
    assert row is not None
    assert typed not in row.raw
    assert "[证件号码]" in row.raw
    removals = select(outbox.c.target).where(outbox.c.kind == "delete").order_by(outbox.c.id.desc())
    assert await world.run(lambda store: store.db.scalar(removals)) == json.loads(row.raw)["message"]


async def test_the_token_is_masked_in_the_log(world: World) -> None:
    mediator, zhang = await office(world)
    token = await invited(world, mediator, "张建军")
    await world.says(zhang, f"/start {token}")
    everything = await world.run(lambda store: str(store.db.execute(select(inbox.c.raw)).all()))
    assert token not in everything


async def test_three_misses_lock_until_the_mediator_unlocks(world: World) -> None:
    mediator, zhang = await office(world)
    await asked(world, mediator, "张建军", zhang)
    heard = [(await world.says(zhang, "123456")).template for _ in range(3)]
    assert heard == ["identity_missed", "identity_missed", "binding_locked"]
    assert mediator.letters[-1].template == "binding_locked.mediator"
    assert (await world.says(zhang, ZHANG.last_six)).template != "party_bound"
    assert await state(world) is BindingState.LOCKED
    again = await invite_again(world, mediator)
    assert again == "unlock_first"
    assert (await world.presses(mediator, "让对方再试")).template == "binding_unlocked"
    assert zhang.letters[-1].template == "binding_unlocked.subject"
    assert (await world.says(zhang, ZHANG.last_six)).template == "party_bound"


async def invite_again(world: World, mediator: Somebody) -> str:
    """The mediator presses for a new link of 张建军; the template of what they hear."""
    whom = await world.says(mediator, f"/invite {NUMBER}")
    return (await world.presses(mediator, whom.labels[0])).template


async def test_a_link_opened_again_gives_no_new_tries(world: World) -> None:
    mediator, zhang = await office(world)
    await asked(world, mediator, "张建军", zhang)
    code = mediator.letters[-1].secrets["⟦code⟧"]
    await world.says(zhang, "123456")
    await world.says(zhang, "取消")
    assert (await world.says(zhang, code)).template == "last_six", "the consent stands, so the digits are next"
    await world.says(zhang, "/privacy")
    await world.presses(zhang, "收回 · 用 Telegram 联系")
    await world.presses(zhang, "确定收回")
    assert (await world.says(zhang, code)).template == "consent_messenger_abroad"
    await world.presses(zhang, "同意")
    assert "1次" in (await world.says(zhang, "123456")).text
    assert (await world.says(zhang, "123456")).template == "binding_locked"
    assert (await world.says(zhang, code)).template == "binding_locked_wait"


async def test_refusing_the_messenger_ends_it_and_tells_the_mediator_until_the_link_is_opened_again(
    world: World,
) -> None:
    mediator, zhang = await office(world)
    await opened(world, mediator, "张建军", zhang)
    code = mediator.letters[-1].secrets["⟦code⟧"]
    refused = await world.presses(zhang, "不同意")
    assert refused.template == "consent_refused"
    assert "纸和电话" in refused.text
    assert [one.template for one in mediator.letters[-2:]] == ["consent_refused.mediator", "party_unbound.mediator"]
    assert await state(world) is BindingState.UNBOUND
    assert (await world.says(zhang, code)).template == "consent_messenger_abroad"
    assert (await world.presses(zhang, "同意")).template == "last_six"


async def test_not_them_unties_tells_both_and_kills_the_link(world: World) -> None:
    mediator, other = await office(world)
    await bound(world, mediator, "张建军", other, ZHANG.last_six)
    assert (await world.presses(mediator, "不是本人")).template == "not_them_done"
    assert other.letters[-1].template == "not_you"
    assert await state(world) is BindingState.UNBOUND
    assert (await world.presses(mediator, "重新邀请张建军")).template == "invitation"


async def test_a_letter_about_another_account_attests_nobody(world: World) -> None:
    mediator, stranger = await office(world)
    await bound(world, mediator, "张建军", stranger, ZHANG.last_six)
    old = mediator.letters[-1]
    zhang = world.person("真的军军")
    await bound(world, mediator, "张建军", zhang, ZHANG.last_six)
    heard = await world.asks(mediator, kind="press", text=old.key("本人在场"))
    assert heard is not None
    assert heard.template == "nobody_waits"
    assert await state(world) is BindingState.PROVISIONAL
    await world.presses(mediator, "本人在场")
    assert (await world.case(NUMBER)).party("1").binding.person == await person_id(world, zhang)
    assert "consent_processing" not in [one.template for one in stranger.letters]


async def test_a_link_that_dies_meanwhile_leaves_no_question_open(world: World) -> None:
    mediator, zhang = await office(world)
    await asked(world, mediator, "张建军", zhang)
    await invited(world, mediator, "张建军")
    assert (await world.says(zhang, ZHANG.last_six)).template == "link_replaced"
    person = await person_id(world, zhang)
    assert await world.run(lambda store: drafts.newest(store, person)) is None


async def test_a_new_link_for_an_attested_party_moves_to_the_new_account_and_tells_the_old_one(world: World) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    token = await invited(world, mediator, "张建军")
    assert "照常使用" in mediator.letters[-1].text
    assert await state(world) is BindingState.ATTESTED, "until somebody opens the new link"
    assert (await world.says(zhang, f"/start {token}")).template == "already_bound"
    other = world.person("新手机")
    assert (await world.says(other, f"/start {token}")).template == "consent_messenger_abroad"
    assert zhang.letters[-1].template == "binding_moved"
    assert mediator.letters[-1].template == "party_unbound.mediator"
    assert await state(world) is BindingState.OPENED
    assert LI.last_six not in str(other.letters)
