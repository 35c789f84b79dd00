"""Unknown writers: answered plainly, told of once, listed a page at a time, answered after a preview."""

from datetime import timedelta

from sqlalchemy import select

from mediation.actor import Role
from storage.schema.journal import journal
from tests.handlers.test_words import templates
from tests.sample import ZHANG
from tests.world import World


async def test_an_unknown_writer_hears_who_we_are_and_administrators_hear_once(world: World) -> None:
    ours, theirs = await world.staff("孙丽", Role.ADMINISTRATOR), await world.staff("何勇", Role.ADMINISTRATOR, "city")
    mediator = await world.staff("王建国", Role.MEDIATOR)
    passer = world.person("过路人")
    answer = await world.says(passer, "有人吗 <b>")
    assert answer.template == "stranger_words"
    assert "鹤岗市" in answer.text
    assert "管理员" in answer.text
    assert (await world.says(passer, "喂")).text != answer.text
    assert (await world.asks(passer, kind="other")) is not None
    assert templates(theirs) == ["stranger_wrote.administrators"]
    assert "有人吗 &lt;b&gt;" in theirs.letters[0].text
    assert templates(ours) == templates(mediator) == []  # the whole office's people look after who belongs nowhere


async def test_the_answer_goes_after_a_preview_and_clears_what_was_shown(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    await world.says(passer, "在哪里调解？")
    listed = await world.presses(administrator, "看来信")
    assert all(words in listed.text for words in ("过路人", "在哪里调解？"))
    await world.presses(administrator, "回答 1")
    heard = len(passer.letters)
    preview = await world.says(administrator, "请到工农区司法局。")
    assert all(words in preview.text for words in ("过路人", "在哪里调解？", "请到工农区司法局。"))
    assert len(passer.letters) == heard
    assert (await world.presses(administrator, "发送")).template == "stranger_answered"
    assert passer.letters[-1].template == "stranger_answer"
    assert "请到工农区司法局。" in passer.letters[-1].text
    assert (await world.says(administrator, "/queue")).template == "queue_empty"
    # whoever writes again later is news again
    await world.says(passer, "谢谢")
    assert administrator.letters[-1].template == "stranger_wrote.administrators"


async def test_words_that_came_after_the_preview_are_shown_before_anything_goes(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    await world.says(passer, "在哪里调解？")
    await world.presses(administrator, "看来信")
    await world.presses(administrator, "回答 1")
    await world.says(administrator, "请到工农区司法局。")
    await world.says(passer, "我在南山区。")
    heard = len(passer.letters)
    again = await world.presses(administrator, "发送")
    assert templates(administrator)[-2:] == ["question_changed", "stranger_answer_preview"]
    assert "我在南山区。" in again.text
    assert len(passer.letters) == heard
    await world.presses(administrator, "改写")
    await world.says(administrator, "请到南山区司法局。")
    await world.presses(administrator, "发送")
    assert "请到南山区司法局。" in passer.letters[-1].text
    assert (await world.says(administrator, "/queue")).template == "queue_empty"


async def test_dealt_with_takes_only_what_was_shown(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    await world.says(passer, "有人吗")
    await world.says(administrator, "/queue")
    await world.says(passer, "急事")
    assert (await world.presses(administrator, "已处理 1")).template == "stranger_settled"
    left = await world.says(administrator, "/queue")
    assert "急事" in left.text
    assert "有人吗" not in left.text
    await world.presses(administrator, "已处理 1")
    assert (await world.says(administrator, "/queue")).template == "queue_empty"
    found = await world.run(lambda store: list(store.db.scalars(select(journal.c.event).order_by(journal.c.id))))
    assert found == ["stranger_wrote", "stranger_settled", "stranger_settled"]


async def test_two_administrators_do_not_both_answer(world: World) -> None:
    first, second = await world.staff("孙丽", Role.ADMINISTRATOR), await world.staff("何勇", Role.ADMINISTRATOR)
    passer = world.person("过路人")
    await world.says(passer, "有人吗")
    for administrator in (first, second):
        await world.says(administrator, "/queue")
        await world.presses(administrator, "回答 1")
        await world.says(administrator, f"您好，我是{administrator.name}。")
    await world.presses(first, "发送")
    heard = len(passer.letters)
    assert (await world.presses(second, "发送")).template == "stranger_dealt_with"
    assert len(passer.letters) == heard
    assert (await world.says(second, "在吗")).template == "staff_words"


async def test_the_queue_has_pages_the_longest_waiting_first(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    people = [world.person(f"来人{n}") for n in range(7)]
    for passer in people:
        await world.passes(timedelta(minutes=1))
        await world.says(passer, "有人吗")
    page = await world.says(administrator, "/queue")
    assert [f"来人{n}" in page.text for n in range(7)] == [True] * 5 + [False] * 2
    rest = await world.presses(administrator, "下一页 »")
    assert [f"来人{n}" in rest.text for n in range(7)] == [False] * 5 + [True] * 2
    assert "下一页 »" not in rest.labels


async def test_somebody_who_writes_much_fills_only_their_own_place(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    for n in range(8):
        await world.says(passer, f"第{n}句" + "话" * 1000)
    assert templates(administrator) == ["stranger_wrote.administrators"]
    page = await world.says(administrator, "/queue")
    assert "第7句" in page.text
    assert "第2句" not in page.text
    assert "3条" in page.text
    assert len(page.text) < 3000


async def test_an_identity_number_does_not_get_into_the_queue(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    assert (await world.says(passer, f"我是{ZHANG.number}")).template == "number_not_sent"
    assert templates(administrator) == []


async def test_only_administrators_see_the_queue(world: World) -> None:
    administrator, mediator = await world.staff("孙丽", Role.ADMINISTRATOR), await world.staff("王建国", Role.MEDIATOR)
    passer = world.person("过路人")
    await world.says(passer, "有人吗")
    await world.says(passer, "/queue")
    assert "not_for_you" in templates(passer)
    # a mediator's queue is what waits in the own cases, and nothing of strangers
    await world.says(mediator, "/queue")
    assert templates(mediator) == ["tasks_none"]
    # an old button of somebody who is no administrator any more does nothing
    page = await world.says(administrator, "/queue")
    await world.run(lambda store: store.db.exec_driver_sql("UPDATE staff SET role = 'reviewer' WHERE name = '孙丽'"))
    assert (await world.asks(administrator, kind="press", text=page.key("已处理 1"))) is not None
    assert administrator.letters[-1].template == "not_for_you"


async def test_an_answer_waits_for_the_morning(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    await world.passes(timedelta(hours=13))
    assert (await world.says(passer, "有人吗")).template == "stranger_words"
    await world.says(administrator, "/queue")
    await world.presses(administrator, "回答 1")
    await world.says(administrator, "请明天来。")
    await world.presses(administrator, "发送")
    assert "stranger_answer" not in templates(passer)
    await world.passes(timedelta(hours=11))
    assert templates(passer)[-1] == "stranger_answer"
