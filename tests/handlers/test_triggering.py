"""The mediator reminds by hand: the exact text first, so often a day, not at night, and a call where nobody reads."""

from dataclasses import replace
from datetime import timedelta

from handlers.carry_out import derive_reminders
from mediation.performance import CallReason, Claim, ObligationState
from messages.markup import plain
from storage import cases, reminders
from storage.store import Store
from tests.handlers.test_due_reminders import NUMBER, calls, changed, ledger, owed, planned, said
from tests.world import Heard, Somebody, World

LETTER = "reminded_by_hand.subject"
WHO = "提醒李晓梅：归还借款，4月15日 周三"


async def triggered(world: World, wang: Somebody, words: str = "", whom: str = WHO) -> Heard:
    """The mediator reminds and confirms; the answer to the last press."""
    await world.says(wang, f"/remind {NUMBER}")
    await world.presses(wang, whom)
    await (world.says(wang, words) if words else world.presses(wang, "跳过"))
    return await world.presses(wang, "发送")


async def soon(world: World) -> None:
    """The clock looks once more."""
    await world.passes(timedelta(seconds=30))


async def to_clock(world: World, hour: int) -> None:
    """Until that local hour of today."""
    local = world.now.astimezone(world.office.zone)
    await world.passes(local.replace(hour=hour, minute=0) - local)


async def test_what_was_shown_is_what_goes_with_the_buttons_of_a_reminder(world: World) -> None:
    wang, _, li = await planned(world)
    await world.says(wang, f"/remind {NUMBER}")
    first = await world.presses(wang, WHO)
    assert "您确认以后马上发" in first.text
    preview = await world.says(wang, "收割机的事也谢谢您")
    assert (await world.presses(wang, "发送")).template == "by_hand_sent"
    assert said(li, LETTER) == []
    await soon(world)
    (letter,) = said(li, LETTER)
    assert letter.labels == ["已履行", "有困难", "我知道了", "联系调解员"]
    for words in ("归还借款", "5,000元", "还有44天", "工农区司法局", NUMBER, "/privacy", "收割机的事也谢谢您"):
        assert words in letter.text
    assert without_breaks(letter.text) in without_breaks(preview.text)
    assert "收割机" not in first.text
    assert "归还借款" in first.text


def without_breaks(text: str) -> str:
    """The words alone: quotations and lines are broken a little differently within a letter."""
    return "".join(plain(text).split())


async def test_it_stands_in_the_ledger_and_a_press_acknowledges_it(world: World) -> None:
    wang, _, li = await planned(world)
    await triggered(world, wang)
    await soon(world)
    assert await ledger(world, "by_hand") == [("1", "sent", None)]
    assert [one.unread_since for one in (await world.case(NUMBER)).notices] == [world.now]
    assert (await world.presses(li, "我知道了")).template == "reminder_read"
    (row,) = [row for row in await world.run(lambda s: reminders.of_case(s, NUMBER)) if row.kind == "by_hand"]
    assert row.acknowledged_at == world.now
    assert row.letter_id == said(li, LETTER)[0].row
    assert [one.unread_since for one in (await world.case(NUMBER)).notices] == [None]


async def test_two_days_of_silence_become_a_call(world: World) -> None:
    wang, _, _ = await planned(world)
    await triggered(world, wang)
    await soon(world)
    await world.days_pass(1)
    assert await calls(world) == []
    await world.days_pass(1)
    assert await calls(world) == [("2", CallReason.UNREAD)]


async def test_the_obligee_is_asked_whether_it_came(world: World) -> None:
    wang, zhang, li = await planned(world)
    await triggered(world, wang, whom="问张建军：归还借款，4月15日 周三，收到没有")
    await soon(world)
    (letter,) = said(zhang, LETTER)
    assert letter.labels == ["已收到款物", "收到一部分", "没有收到", "我知道了", "联系调解员"]
    assert said(li, LETTER) == []


async def test_what_one_owes_and_is_owed_is_one_message_with_the_buttons_of_each(world: World) -> None:
    wang, _, li = await planned(world)
    one = await owed(world)
    other = replace(one, key="2", obligor="1", obligee="2", what="返还收割机", amount=None)
    await changed(world, [one, other])
    await triggered(world, wang)
    await triggered(world, wang, whom="问李晓梅：返还收割机，4月15日 周三，收到没有")
    await soon(world)
    (letter,) = said(li, LETTER)
    assert "交给张建军" in letter.text
    assert "张建军要给您的" in letter.text
    labels = [
        "已履行（1）",
        "有困难（1）",
        "已收到款物（2）",
        "收到一部分（2）",
        "没有收到（2）",
        "我知道了",
        "联系调解员",
    ]
    assert letter.labels == labels


async def test_a_third_one_on_a_day_is_refused_clearly_and_the_next_day_has_room_again(world: World) -> None:
    wang, zhang, li = await planned(world)
    await triggered(world, wang)
    await triggered(world, wang, whom="问张建军：归还借款，4月15日 周三，收到没有")
    await world.says(wang, f"/remind {NUMBER}")
    refused = await world.presses(wang, WHO)
    assert refused.template == "by_hand_limit"
    assert "已经提醒过2次" in refused.text
    await soon(world)
    await world.days_pass(1)
    assert (len(said(li, LETTER)), len(said(zhang, LETTER))) == (1, 1)
    assert (await triggered(world, wang)).template == "by_hand_sent"


async def test_a_preview_left_open_does_not_break_the_limit(world: World) -> None:
    wang, _, li = await planned(world)
    await world.says(wang, f"/remind {NUMBER}")
    await world.presses(wang, WHO)
    send = (await world.presses(wang, "跳过")).key("发送")
    for _ in range(2):
        await world.asks(wang, kind="press", text=send)
        await triggered(world, wang)
    await soon(world)
    assert len((await world.case(NUMBER)).performance("1").by_hand) == 2
    assert len(said(li, LETTER)) == 1


async def test_at_night_it_says_when_it_goes_and_its_days_are_those_of_the_morning(world: World) -> None:
    wang, _, li = await planned(world)
    await to_clock(world, 22)
    await world.says(wang, f"/remind {NUMBER}")
    shown = await world.presses(wang, WHO)
    assert "2026年3月3日 08:00（UTC+8）才发" in shown.text
    assert "还有43天" in shown.text
    await world.presses(wang, "跳过")
    assert "2026年3月3日 08:00" in (await world.presses(wang, "发送")).text
    await world.passes(timedelta(hours=9, minutes=59))
    assert said(li, LETTER) == []
    await world.passes(timedelta(minutes=1))
    (letter,) = said(li, LETTER)
    assert "还有43天" in letter.text


async def test_those_of_the_night_count_for_the_day_on_which_they_go(world: World) -> None:
    wang, _, li = await planned(world)
    await triggered(world, wang)
    await soon(world)
    await to_clock(world, 22)
    for _ in range(2):
        assert (await triggered(world, wang)).template == "by_hand_sent"
    await world.days_pass(1)
    assert len(said(li, LETTER)) == 2  # both of the night in one
    await world.says(wang, f"/remind {NUMBER}")
    assert (await world.presses(wang, WHO)).template == "by_hand_limit"


async def test_what_was_performed_in_the_night_is_not_reminded_of_in_the_morning(world: World) -> None:
    wang, _, li = await planned(world)
    await to_clock(world, 22)
    await triggered(world, wang)

    def claimed(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        done = replace(case.performance("1"), state=ObligationState.CLAIMED, claim=Claim(500_000, world.now))
        derive_reminders(
            store, cases.save(store, case.with_performance(done), world.now), world.office.moment(world.now)
        )

    await world.run(claimed)
    await world.days_pass(1)
    assert said(li, LETTER) == []
    assert await ledger(world, "by_hand") == [("1", "skipped", "no_longer_wanted")]


async def test_after_an_outage_of_days_the_old_sentence_is_not_said(world: World) -> None:
    wang, _, li = await planned(world)
    await triggered(world, wang, "今天银行还开门")
    await world.passes(timedelta(days=2))
    assert said(li, LETTER) == []
    assert await ledger(world, "by_hand") == [("1", "skipped", "too_late")]


async def test_the_text_is_shown_in_the_language_of_who_reads_it(world: World) -> None:
    wang, _, li = await planned(world)
    await world.says(li, "/language en")
    await world.says(wang, f"/remind {NUMBER}")
    shown = await world.presses(wang, WHO)
    assert "44 days left" in shown.text
    await world.presses(wang, "跳过")
    await world.presses(wang, "发送")
    await soon(world)
    (letter,) = said(li, LETTER)
    assert letter.labels == ["Done", "It is difficult", "I know", "Contact the mediator"]
