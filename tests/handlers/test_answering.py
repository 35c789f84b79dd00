"""The mediator's answers: previewed with recipient and case, sent once, and never mixed up between questions."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import Role
from mediation.case import BindingState, CaseState
from storage import cases, journal
from tests.handlers.test_words import ASKED, office, templates
from tests.sample import ZHANG, attested, person_id, recorded
from tests.world import Somebody, World


async def asked(world: World, who: Somebody, words: str = ASKED) -> None:
    """Somebody asks their mediator."""
    await world.says(who, "/ask")
    await world.says(who, words)


async def test_the_preview_names_recipient_and_case_and_nothing_goes_before_it_is_sent(world: World) -> None:
    mediator, li, zhang = await office(world)
    await asked(world, li)
    before = templates(zhang)
    assert (await world.presses(mediator, "回答")).template == "answer_words"
    heard = len(li.letters)
    preview = await world.says(mediator, "可以，我和对方商量。")
    assert preview.template == "answer_preview"
    assert all(words in preview.text for words in ("李晓梅", "K7M2QX", ASKED, "可以，我和对方商量。"))
    assert preview.labels == ["发送", "改写", "取消"]
    assert len(li.letters) == heard
    assert (await world.presses(mediator, "发送")).template == "question_answered"
    answer = li.letters[-1]
    assert answer.template == "question_answered.subject"
    assert all(words in answer.text for words in (ASKED, "可以，我和对方商量。"))
    assert templates(zhang) == before
    assert (await world.case("K7M2QX")).questions[0].answered_at == world.now


async def test_written_again_the_first_words_never_go(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "不行")
    assert "不行" in (await world.presses(mediator, "改写")).text
    assert (await world.says(mediator, "可以。")).template == "answer_preview"
    await world.presses(mediator, "发送")
    assert "不行" not in li.letters[-1].text


async def test_typing_does_as_well_as_pressing(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.says(mediator, "回答")
    await world.says(mediator, "可以。")
    assert (await world.says(mediator, "好的")).template == "answer_preview"
    await world.says(mediator, "1")
    assert li.letters[-1].template == "question_answered.subject"


async def test_other_commands_in_between_lose_nothing(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "/help")
    assert (await world.says(mediator, "可以。")).template == "answer_preview"
    await world.says(mediator, "/questions")
    await world.passes(timedelta(days=3))
    await world.presses(mediator, "发送")
    assert li.letters[-1].template == "question_answered.subject"


async def test_a_cancelled_answer_can_be_begun_again_from_the_same_button(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "不行")
    assert (await world.presses(mediator, "取消")).template == "answer_not_sent"
    begun = await world.presses(mediator, "回答")
    assert begun.template == "answer_words"
    assert "不行" not in begun.text


async def test_two_answers_at_once_go_to_the_right_people(world: World) -> None:
    mediator, li, zhang = await office(world)
    await asked(world, li, "能分两次还吗？")
    await asked(world, zhang, "她什么时候还？")
    questions = {letter.text: letter.key("回答") for letter in mediator.letters if "回答" in letter.labels}
    (of_li,) = (key for text, key in questions.items() if "分两次" in text)
    (of_zhang,) = (key for text, key in questions.items() if "什么时候" in text)
    await world.asks(mediator, kind="press", text=of_li)
    preview = await world.says(mediator, "可以分两次。")
    await world.asks(mediator, kind="press", text=of_zhang)
    await world.says(mediator, "四月十五日。")
    # the first preview's button is gone, and does not send the second answer
    assert (await world.asks(mediator, kind="press", text=preview.key("发送"))) is not None
    assert "already_done" in templates(mediator)
    assert not any("question_answered" in name for name in templates(li) + templates(zhang))
    await world.presses(mediator, "发送")
    assert "四月十五日" in zhang.letters[-1].text
    # the first one is still there, to be looked at and sent
    assert mediator.letters[-1].template == "answer_preview"
    assert "可以分两次" in mediator.letters[-1].text
    await world.presses(mediator, "发送")
    assert "可以分两次" in li.letters[-1].text
    assert not any("分两次" in letter.text for letter in zhang.letters)
    assert not any("四月十五日" in letter.text for letter in li.letters)


async def test_pressing_answer_again_goes_on_with_what_was_written(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    again = await world.presses(mediator, "回答")
    assert again.template == "answer_preview"
    assert "可以。" in again.text


async def test_a_question_is_answered_once(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    await world.presses(mediator, "发送")
    assert (await world.presses(mediator, "回答")).template == "answered_already"


async def test_an_identity_number_is_not_sent_to_a_party(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, f"对方是{ZHANG.number}")
    assert templates(mediator)[-2:] == ["number_not_sent", "answer_words"]
    assert all(ZHANG.number not in letter.text for letter in mediator.letters)


async def test_who_is_unbound_meanwhile_is_not_answered_and_the_mediator_is_not_stuck(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    case = await world.case("K7M2QX")
    party = case.party("2")
    unbound = replace(party, binding=replace(party.binding, state=BindingState.UNBOUND, person=None))
    await world.run(lambda store: cases.save(store, case.with_party(unbound), world.now))
    heard = len(li.letters)
    assert (await world.presses(mediator, "发送")).template == "cannot_hear"
    assert (await world.says(mediator, "可以。")).template == "staff_words"
    assert len(li.letters) == heard


async def test_the_preview_says_when_messages_do_not_reach_them(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    await world.asks(li, kind="lost")
    await world.presses(mediator, "回答")
    preview = await world.says(mediator, "可以。")
    assert "送不到" in preview.text
    assert "139••••5678" in preview.text


async def test_only_the_cases_own_mediator_answers(world: World) -> None:
    mediator, li, _ = await office(world)
    other = await world.staff("赵敏", Role.MEDIATOR)
    await asked(world, li)
    assert (await world.says(other, "/questions")).template == "no_questions"
    # had the case been handed over meanwhile, the old button would refuse
    case = await world.case("K7M2QX")
    handed = replace(case, mediator=await person_id(world, other))
    await world.run(lambda store: cases.save(store, handed, world.now))
    assert (await world.presses(mediator, "回答")).template == "not_your_case"


async def test_questions_lists_what_waits_oldest_first(world: World) -> None:
    mediator, li, zhang = await office(world)
    assert (await world.says(mediator, "/questions")).template == "no_questions"
    await asked(world, zhang, "她什么时候还？")
    await world.passes(timedelta(hours=1))
    for n in range(5):
        await asked(world, li, f"问题{n}")
    await world.says(mediator, "/questions")
    listed = [letter for letter in mediator.letters if letter.template == "question_waits"]
    assert len(listed) == 5
    assert "什么时候" in listed[0].text
    assert "1个问题" in mediator.letters[-1].text
    await world.asks(mediator, kind="press", text=listed[0].key("回答"))
    await world.says(mediator, "四月十五日。")
    await world.presses(mediator, "发送")
    assert "四月十五日" in zhang.letters[-1].text


async def test_a_question_of_a_case_that_has_ended_can_still_be_answered(world: World) -> None:
    mediator, li, _ = await office(world)
    await asked(world, li)
    case = await world.case("K7M2QX")
    await world.run(lambda store: cases.save(store, replace(case, state=CaseState.CANCELLED), world.now))
    await world.presses(mediator, "回答")
    await world.says(mediator, "案件已撤销。")
    await world.presses(mediator, "发送")
    assert "案件已撤销" in li.letters[-1].text


async def test_the_journal_says_who_asked_and_who_answered(world: World) -> None:
    mediator, li, _ = await office(world)
    await attested(world, await recorded(world, mediator, "W3H8PD"), "2", li)
    await world.says(li, "/ask")
    await world.presses(li, "K7M2QX · 李晓梅")
    await world.says(li, ASKED)
    await world.presses(mediator, "回答")
    await world.says(mediator, "可以。")
    await world.presses(mediator, "发送")
    entries = await world.run(lambda store: journal.of_case(store, "K7M2QX"))
    assert [(entry.event, entry.role) for entry in entries] == [
        ("question_asked", "party"),
        ("question_answered", "mediator"),
    ]
    assert entries[1].body == {"party": "2", "question": "1", "asked": ASKED, "words": "可以。"}
