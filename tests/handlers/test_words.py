"""Questions and free words of the parties: they reach the mediator of that case, and nobody on the other side."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import BindingState, CaseState
from storage import cases
from storage.schema.messages import inbox
from storage.store import Store
from tests.sample import ZHANG, attested, recorded
from tests.world import Heard, Somebody, World

ASKED = "我下个月能不能晚几天还？"


async def office(world: World) -> tuple[Somebody, Somebody, Somebody]:
    """王建国 mediates; 李晓梅 and 张建军 are the two sides of K7M2QX, both attested."""
    mediator, li, zhang = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅"), world.person("张建军")
    case = await attested(world, await recorded(world, mediator), "2", li)
    await attested(world, case, "1", zhang)
    return mediator, li, zhang


def templates(who: Somebody) -> list[str]:
    """What somebody was sent, by template."""
    return [letter.template for letter in who.letters]


async def rows(world: World) -> list[tuple[str | None, str | None, str]]:
    """Kind, case and raw text of everything that came in, oldest first."""

    def work(store: Store) -> list[tuple[str | None, str | None, str]]:
        found = store.db.execute(select(inbox.c.kind, inbox.c.case_number, inbox.c.raw).order_by(inbox.c.id))
        return [(row.kind, row.case_number, row.raw) for row in found]

    return await world.run(work)


async def test_a_question_goes_to_the_mediator_and_to_nobody_else(world: World) -> None:
    mediator, li, zhang = await office(world)
    before = templates(zhang)
    assert (await world.says(li, "/ask")).template == "question_words"
    answer = await world.says(li, ASKED)
    assert answer.template == "question_asked"
    assert ASKED in answer.text
    told = mediator.letters[-1]
    assert told.template == "question_asked.mediator"
    assert all(words in told.text for words in ("李晓梅", "K7M2QX", ASKED))
    assert templates(zhang) == before
    question = (await world.case("K7M2QX")).questions[0]
    assert (question.party, question.words, question.answered_at) == ("2", ASKED, None)


async def test_of_several_cases_it_asks_which(world: World) -> None:
    mediator, li, _ = await office(world)
    await attested(world, await recorded(world, mediator, "W3H8PD"), "2", li)
    assert (await world.says(li, "/ask")).template == "which_part"
    asked = await world.presses(li, "W3H8PD · 李晓梅")
    assert "W3H8PD" in asked.text
    await world.says(li, ASKED)
    assert len((await world.case("W3H8PD")).questions) == 1
    assert (await world.case("K7M2QX")).questions == ()


async def test_a_cancelled_question_goes_nowhere(world: World) -> None:
    mediator, li, _ = await office(world)
    before = templates(mediator)
    await world.says(li, "/ask")
    assert (await world.presses(li, "取消")).template == "dialogue_cancelled"
    assert (await world.says(li, ASKED)).template == "free_words"
    assert templates(mediator) == before


@pytest.mark.parametrize("kind", ["other", "file"])
async def test_what_is_no_text_is_no_question(world: World, kind: str) -> None:
    _, li, _ = await office(world)
    await world.says(li, "/ask")
    sent = {"ref": "a", "name": "a.jpg", "mime": "image/jpeg", "size": 3}
    await world.asks(li, kind=kind, **({"file": sent, "text": "看图"} if kind == "file" else {}))
    assert templates(li)[-2:] == ["kind_not_read" if kind == "other" else "words_wanted", "question_words"]
    assert (await world.case("K7M2QX")).questions == ()


async def test_a_question_too_long_is_not_cut_but_asked_again(world: World) -> None:
    _, li, _ = await office(world)
    await world.says(li, "/ask")
    await world.says(li, "问" * 1001)
    assert templates(li)[-2:] == ["words_too_long", "question_words"]
    assert (await world.says(li, "问" * 1000)).template == "question_asked"


@pytest.mark.parametrize("asked_for", [True, False])
async def test_an_identity_number_is_masked_and_passed_to_nobody(world: World, asked_for: bool) -> None:
    mediator, li, _ = await office(world)
    before = templates(mediator)
    if asked_for:
        await world.says(li, "/ask")
    await world.says(li, f"我的号码是{ZHANG.number}")
    assert "number_not_sent" in templates(li)[-2:]
    assert templates(mediator) == before
    assert all(ZHANG.number not in raw for _, _, raw in await rows(world))
    assert (await world.case("K7M2QX")).questions == ()


async def test_an_edit_that_brings_an_identity_number_is_masked_too(world: World) -> None:
    _, li, _ = await office(world)
    await world.asks(li, kind="edit", text=f"我的号码是{ZHANG.number}")
    assert all(ZHANG.number not in raw for _, _, raw in await rows(world))


async def test_free_words_are_forwarded_word_for_word_when_the_party_says_so(world: World) -> None:
    mediator, li, zhang = await office(world)
    before = templates(zhang)
    offered = await world.says(li, f"  {ASKED} <b>")
    assert (offered.template, offered.labels) == ("free_words", ["转给调解员", "不用了"])
    assert templates(mediator) == []
    assert (await world.presses(li, "转给调解员")).template == "question_asked"
    assert "晚几天还？ &lt;b&gt;" in mediator.letters[-1].text
    assert templates(zhang) == before
    question = (await world.case("K7M2QX")).questions[0]
    forwarded = [(kind, case) for kind, case, raw in await rows(world) if ASKED in raw]
    assert forwarded == [("text", "K7M2QX")]
    assert question.words == f"{ASKED} <b>"
    assert (await world.presses(li, "转给调解员")).template == "already_done"


async def test_no_thanks_takes_the_buttons_away(world: World) -> None:
    mediator, li, _ = await office(world)
    await world.says(li, "你好")
    assert (await world.presses(li, "不用了")).template == "left_it"
    assert (await world.presses(li, "转给调解员")).template == "already_done"
    assert templates(mediator) == []


async def test_with_several_cases_the_button_says_which(world: World) -> None:
    mediator, li, _ = await office(world)
    await attested(world, await recorded(world, mediator, "W3H8PD"), "2", li)
    offered = await world.says(li, ASKED)
    assert len(offered.labels) == 3
    await world.presses(li, "转给调解员 · W3H8PD · 李晓梅")
    assert "W3H8PD" in mediator.letters[-1].text
    assert (await world.case("K7M2QX")).questions == ()


@pytest.mark.parametrize("kind", ["other", "file"])
async def test_a_voice_message_or_a_picture_can_be_told_of(world: World, kind: str) -> None:
    mediator, li, _ = await office(world)
    sent = {"ref": "a", "name": "a.jpg", "mime": "image/jpeg", "size": 3}
    offered = await world.asks(li, kind=kind, **({"file": sent} if kind == "file" else {}))
    assert offered is not None
    assert offered.template == "free_words"
    assert "看不懂" in offered.text
    await world.presses(li, "转给调解员")
    told = mediator.letters[-1]
    assert told.template == "question_asked.mediator"
    assert "139••••5678" in told.text


async def change(world: World, state: BindingState, case_state: CaseState = CaseState.OPEN) -> None:
    """李晓梅's binding, or the whole case, is otherwise."""
    case = await world.case("K7M2QX")
    li = case.party("2")
    changed = replace(case.with_party(replace(li, binding=replace(li.binding, state=state))), state=case_state)
    await world.run(lambda store: cases.save(store, changed, world.now))


@pytest.mark.parametrize("state", [BindingState.OPENED, BindingState.PROVISIONAL, BindingState.LOCKED])
async def test_who_is_not_attested_yet_gets_a_kind_answer_and_a_way_to_a_human(
    world: World, state: BindingState
) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    mediator, li, _ = await office(world)
    await change(world, state)
    before = templates(mediator)
    answer = await world.says(li, "在吗")
    assert answer.template == "stranger_words"
    assert "等调解员确认" in answer.text
    assert not any(word in answer.text for word in ("K7M2QX", "张建军", "5,000"))
    assert administrator.letters[-1].template == "stranger_wrote.administrators"
    assert templates(mediator) == before
    assert (await world.says(li, "/ask")).template == "no_part"


async def test_an_open_question_of_somebody_unbound_meanwhile_goes_nowhere(world: World) -> None:
    mediator, li, _ = await office(world)
    await world.says(li, "/ask")
    await change(world, BindingState.PROVISIONAL)
    before = templates(mediator)
    assert (await world.says(li, ASKED)).template == "not_attested"
    assert (await world.says(li, ASKED)).template == "stranger_words"
    assert templates(mediator) == before


async def test_when_the_case_has_ended_the_administrators_read_it(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    _, li, _ = await office(world)
    await world.says(li, "你好")
    await change(world, BindingState.ATTESTED, CaseState.CANCELLED)
    assert (await world.presses(li, "转给调解员")).template == "case_ended"
    answer = await world.says(li, "我还有事")
    assert "已经结束" in answer.text
    assert administrator.letters[-1].template == "stranger_wrote.administrators"


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR])
async def test_staff_get_short_help(world: World, role: Role) -> None:
    member = await world.staff("王建国", role)
    assert "/help" in (await world.says(member, "在吗")).text
    voice = await world.asks(member, kind="other")
    assert isinstance(voice, Heard)
    assert voice.template == "staff_words"


async def test_the_buttons_of_another_letter_are_still_there_after_a_question(world: World) -> None:
    mediator, li, _ = await office(world)
    await world.says(li, "/ask")
    await world.says(li, ASKED)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    await world.presses(mediator, "发送")
    assert (await world.presses(li, "联系调解员")).template == "question_words"
    await world.presses(li, "取消")
    assert (await world.presses(li, "联系调解员")).template == "question_words"
