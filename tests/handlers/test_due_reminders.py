"""Reminders of what falls due: who hears what and when, what they can press, and when somebody calls instead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.carry_out import derive_reminders
from mediation.actor import Role
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.disputes import DisputeKind
from mediation.performance import CallReason
from storage import cases, reminders
from storage.store import Store
from tests.sample import attested, recorded
from tests.world import PROFILE, Heard, Somebody, World

NUMBER = "K7M2QX"
DUE_DAY = date(2026, 4, 15)
READY = "performance_reminded.subject"


async def planned(world: World, *obligations: Obligation, bound: Sequence[str] = ("1", "2")) -> tuple[Somebody, ...]:
    """The sample case with these obligations and its reminders planned: mediator, obligee 张建军, obligor 李晓梅."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    people = {"1": world.person("张建军"), "2": world.person("李晓梅")}
    case = await recorded(world, mediator)
    for key in bound:
        await attested(world, case, key, people[key])
    await changed(world, obligations or case.obligations)
    return mediator, people["1"], people["2"]


async def changed(world: World, obligations: Sequence[Obligation]) -> None:
    """The terms are what is given, in a dispute that no court confirms, and the reminders follow."""

    def work(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        new = replace(case, obligations=tuple(obligations), dispute=DisputeKind.PROPERTY_TITLE)
        derive_reminders(store, cases.save(store, new, world.now), world.office.moment(world.now))

    await world.run(work)


async def owed(world: World) -> Obligation:
    """What the sample case owes: 5,000 yuan by 15 April 2026."""
    return (await world.case(NUMBER)).obligations[0]


async def ledger(world: World, kind: str) -> list[tuple[str, str, str | None]]:
    """Step, state and reason of all reminders of a kind, by due moment."""
    rows = await world.run(lambda store: reminders.of_case(store, NUMBER))
    return [(row.step, row.state, row.why) for row in rows if row.kind == kind]


def said(who: Somebody, template: str) -> list[Heard]:
    """The letters of a template that somebody got."""
    return [letter for letter in who.letters if letter.template == template]


async def until(world: World, day: date) -> None:
    """The days pass until half past nine on that day."""
    await world.days_pass((day - world.today).days)


async def calls(world: World) -> list[tuple[str, CallReason]]:
    """Who is to be called and why, of calls not made."""
    return [(call.party, call.why) for call in (await world.case(NUMBER)).calls if call.done_at is None]


async def test_the_obligor_hears_on_the_days_of_the_table_and_the_obligee_before_and_after(world: World) -> None:
    _, zhang, li = await planned(world)
    days = []
    while world.today < DUE_DAY + timedelta(days=3):
        before = len(said(li, READY))
        await world.days_pass(1)
        if len(said(li, READY)) > before:
            days.append((DUE_DAY - world.today).days)
            await world.presses(li, "我知道了")
    assert days == [7, 3, 1, 0]
    (coming,), (asked,) = said(zhang, "performance_expected.subject"), said(zhang, "receipt_asked.subject")
    assert "还有2天" in coming.text
    assert asked.labels == ["已收到款物", "收到一部分", "没有收到", "联系调解员"]


async def test_it_says_what_how_much_until_when_who_writes_and_how_to_stop(world: World) -> None:
    _, _, li = await planned(world)
    await until(world, date(2026, 4, 8))
    (letter,) = said(li, READY)
    for words in ("归还借款", "5,000元", "4月15日 周三", "还有7天", "工农区司法局", NUMBER, "/privacy", "张建军"):
        assert words in letter.text
    assert letter.labels == ["已履行", "有困难", "我知道了", "联系调解员"]


async def test_only_the_last_one_before_the_day_says_what_follows(world: World) -> None:
    _, _, li = await planned(world)
    await until(world, DUE_DAY)
    assert ["约束力" in letter.text for letter in said(li, READY)] == [False, False, True, False]


async def test_several_obligations_of_one_day_are_one_message_with_a_row_each(world: World) -> None:
    _, _, li = await planned(world)
    one = await owed(world)
    await changed(world, [one, replace(one, key="2", what="返还收割机", amount=None)])
    await until(world, date(2026, 4, 8))
    (letter,) = said(li, READY)
    assert "归还借款" in letter.text
    assert "返还收割机" in letter.text
    assert [[label for _, label in row] for row in letter.buttons] == [
        ["已履行（1）", "有困难（1）"],
        ["已履行（2）", "有困难（2）"],
        ["我知道了", "联系调解员"],
    ]
    rows = await world.run(lambda store: reminders.of_case(store, NUMBER, ["sent"]))
    assert len({row.letter_id for row in rows}) == 1


async def test_after_an_outage_several_late_steps_are_one_message_with_the_days_as_they_are(world: World) -> None:
    _, _, li = await planned(world)
    await world.passes(timedelta(days=41, hours=3))  # down from 2 March to noon of 12 April
    assert [letter.text.count("还有3天") for letter in said(li, READY)] == [1]
    assert await ledger(world, "due") == [
        ("7", "skipped", "later_reminder_due"),
        ("3", "sent", None),
        ("1", "planned", None),
        ("0", "planned", None),
    ]


async def test_what_is_entered_late_still_gets_one_reminder(world: World) -> None:
    _, _, li = await planned(world)
    one = await owed(world)
    soon = world.today + timedelta(days=2)
    await changed(world, [replace(one, due=soon, breach_day=soon)])
    await world.passes(timedelta(minutes=1))
    assert ["还有2天" in letter.text for letter in said(li, READY)] == [True]
    await world.days_pass(2)
    assert len(said(li, READY)) == 3


async def test_nobody_is_told_twice_on_one_day_of_one_obligation(world: World) -> None:
    _, _, li = await planned(world)
    one = await owed(world)
    await until(world, date(2026, 4, 8))
    tomorrow = world.today + timedelta(days=1)
    await changed(world, [replace(one, due=tomorrow, breach_day=tomorrow)])
    await world.passes(timedelta(minutes=1))
    assert len(said(li, READY)) == 1
    assert ("1", "skipped", "told_today") in await ledger(world, "due")
    await world.days_pass(1)
    assert len(said(li, READY)) == 2


async def test_nothing_goes_in_quiet_hours_and_the_words_are_right_when_it_goes(world: World) -> None:
    _, _, li = await planned(world)
    await until(world, date(2026, 4, 7))
    await world.passes(timedelta(hours=36))  # down over nine o'clock, back on 8 April at half past nine in the evening
    assert said(li, READY) == []
    await world.passes(timedelta(hours=10))
    assert said(li, READY) == []
    await world.passes(timedelta(minutes=31))
    assert ["还有6天" in letter.text for letter in said(li, READY)] == [True]


async def test_a_moved_day_moves_the_rows_and_nothing_else(world: World) -> None:
    await planned(world)
    before = await world.case(NUMBER)
    one = await owed(world)
    later = DUE_DAY + timedelta(days=10)
    await changed(world, [replace(one, due=later, breach_day=later)])
    rows = await world.run(lambda store: reminders.of_case(store, NUMBER))
    moved = {(row.kind, row.step) for row in rows if row.state == "planned" and row.due == later}
    assert moved == {(row.kind, row.step) for row in rows if row.why == "no_longer_wanted"}
    assert {row.due for row in rows if row.state == "planned"} == {later}
    after = await world.case(NUMBER)
    assert replace(after, obligations=before.obligations, version=before.version) == before


async def test_any_press_under_a_reminder_shows_that_it_was_read_and_i_know_says_nothing_else(world: World) -> None:
    _, _, li = await planned(world)
    await until(world, date(2026, 4, 8))
    before = (await world.case(NUMBER)).performances
    heard = await world.presses(li, "我知道了")
    assert heard.template == "reminder_read"
    (row,) = await world.run(lambda store: reminders.of_case(store, NUMBER, ["sent"]))
    assert row.acknowledged_at == world.now
    assert row.delivered_at is not None
    await world.days_pass(2)
    assert await calls(world) == []
    assert (await world.case(NUMBER)).performances == before


async def test_two_days_without_a_press_are_a_call(world: World) -> None:
    mediator, _, li = await planned(world)
    await until(world, date(2026, 4, 10))
    assert await calls(world) == [("2", CallReason.UNREAD)]
    assert said(mediator, "call_needed.mediator") == []  # the morning list says it
    await world.presses(li, "联系调解员")
    await world.days_pass(1)
    assert await calls(world) == [("2", CallReason.UNREAD)]  # it stays until somebody says what was done


async def test_who_has_no_account_is_called_and_not_written_to(world: World) -> None:
    await planned(world, bound=["1"])
    await until(world, date(2026, 4, 8))
    assert await calls(world) == [("2", CallReason.NO_ACCOUNT)]
    assert await ledger(world, "due") == [
        ("7", "skipped", "call_instead"),
        *[(step, "planned", None) for step in ("3", "1", "0")],
    ]
    await until(world, date(2026, 4, 12))
    assert ("3", "skipped", "call_waits") in await ledger(world, "due")
    assert len(await calls(world)) == 1


async def test_who_blocked_the_bot_is_called(world: World) -> None:
    _, _, li = await planned(world)
    await world.asks(li, kind="lost", text="blocked")
    await until(world, date(2026, 4, 8))
    assert set(await calls(world)) == {("2", CallReason.UNREACHABLE)}
    assert said(li, READY) == []


async def test_nothing_is_asked_before_the_rolled_day_has_passed(world: World) -> None:
    _, zhang, _ = await planned(world)
    one = await owed(world)
    saturday, monday = date(2026, 4, 18), date(2026, 4, 20)
    await changed(world, [replace(one, due=saturday, breach_day=monday)])
    await until(world, monday)
    assert said(zhang, "receipt_asked.subject") == []
    await world.days_pass(1)
    (asked,) = said(zhang, "receipt_asked.subject")
    assert "顺延到4月20日 周一，已经过了1天" in asked.text


async def test_a_reminder_is_written_in_the_readers_language(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    li = world.person("李晓梅", "en")
    case: Case = await recorded(world, mediator)
    await attested(world, case, "2", li)
    await changed(world, case.obligations)
    await until(world, date(2026, 4, 8))
    (letter,) = said(li, READY)
    assert letter.labels == ["Done", "It is difficult", "I know", "Contact the mediator"]
    assert "7 days left" in letter.text
    assert PROFILE.unit("230403").name.en in letter.text
