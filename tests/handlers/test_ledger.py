"""The ledger: every reminder of a case with what became of it, for mediators and administrators within their scope."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from mediation.actor import Role
from mediation.performance import ObligationState
from mediation.reminder import Reminder
from storage import reminders
from storage.store import Store
from tests.handlers.changes import now_is
from tests.handlers.test_due_reminders import NUMBER, planned
from tests.handlers.test_triggering import soon, triggered
from tests.sample import recorded
from tests.world import START, Heard, World

KINDS = (
    "due", "expected", "asked", "by_hand", "unread", "settles", "silence", "reading", "expiry", "unanswered",
    "confirmation", "enforcement", "task", "return",
)  # fmt: skip


async def test_it_says_planned_sent_delivered_seen_and_left_out(world: World) -> None:
    wang, _, li = await planned(world)
    await world.days_pass(37)  # a week before the day
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "提醒记录")
    assert line(page, "提醒李晓梅（7天前）") == "2026年4月8日 09:30（UTC+8） 写好；2026年4月8日 09:30（UTC+8） 送到"
    assert line(page, "提醒李晓梅（3天前）") == "还没有到时候"
    await world.passes(timedelta(minutes=5))
    await world.presses(li, "我知道了")
    page = await world.presses(wang, "提醒记录")
    assert line(page, "提醒李晓梅（7天前）").endswith("2026年4月8日 09:35（UTC+8） 看过")


def line(page: Heard, what: str) -> str:
    """What is said below the line that begins so."""
    lines = [one.strip() for one in page.text.splitlines()]
    return next(after for one, after in pairwise(lines) if one.startswith(what))


async def test_what_was_left_out_has_its_reason_in_words(world: World) -> None:
    wang, _, _ = await planned(world, bound=("1",))
    await world.passes(timedelta(days=43))  # an outage until one day before
    await world.says(wang, f"/case {NUMBER}")
    folded = await world.presses(wang, "提醒记录")
    assert line(folded, "归还借款，2条提醒") == "没有发：停了一阵，只发最近的一次"
    page = await world.presses(wang, "全部")
    assert line(page, "提醒李晓梅（7天前）") == "没有发：停了一阵，只发最近的一次"
    assert line(page, "提醒李晓梅（1天前）") == "没有发：对方在这里看不到，改为打电话"


async def test_what_was_left_out_of_one_obligation_for_one_reason_is_one_line(world: World) -> None:
    wang, _, _ = await planned(world)
    case = await world.case(NUMBER)
    paid = replace(case.performance("1"), state=ObligationState.PERFORMED, received=500_000, ended_at=world.now)
    await now_is(world, lambda case: case.with_performance(paid))
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "提醒记录")
    assert "4月8日 周三 — 4月16日 周四</b>\n归还借款，6条提醒\n　没有发：后来不用提醒了" in page.text
    each = await world.presses(wang, "全部")
    assert each.text.count("没有发：后来不用提醒了") == 6
    assert "提醒李晓梅（3天前）" in each.text
    assert "条提醒" in (await world.presses(wang, "合起来看")).text


async def test_a_long_one_has_pages_in_the_order_of_time_and_opens_at_the_present(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)

    def many(store: Store) -> None:
        days = [START + timedelta(days=n) for n in range(-10, 10)]
        reminders.make_equal(store, NUMBER, [Reminder("1", "due", "3", day.date(), day) for day in days], START)

    await world.run(many)
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "提醒记录")
    assert "第2/3页" in page.text
    assert "2026年3月2日 09:00" in page.text
    assert "第1/3页" in (await world.presses(wang, "‹ 更早的")).text
    await world.presses(wang, "更晚的 ›")
    last = await world.presses(wang, "更晚的 ›")
    assert "第3/3页" in last.text
    assert "更晚的 ›" not in last.labels
    assert (await world.presses(wang, "« 回到案件")).template == "card"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_every_kind_has_words_of_its_own(world: World, language: str) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR, language=language)
    await recorded(world, wang)
    said = []
    for kind in KINDS:
        subject = {"by_hand": "1/2", "unread": "1/2", "confirmation": "2", "reading": "2", "expiry": "2"}.get(kind, "1")
        one = Reminder(subject, kind, "6m" if kind == "enforcement" else "1", START.date(), START)
        await world.run(lambda store, one=one: reminders.make_equal(store, NUMBER, [one], START))  # type: ignore[misc]
        page = await opened(world, wang)
        said.append(next(text for text in page.text.splitlines() if text and "UTC+8" not in text and "<b>" not in text))
        rows = await world.run(lambda store: [row.id for row in reminders.of_case(store, NUMBER)])
        await world.run(lambda store, rows=rows: forget(store, rows))  # type: ignore[misc]
    assert len(set(said)) == len(KINDS)
    assert not set(said) & set(KINDS)


async def opened(world: World, who: object) -> Heard:
    """The ledger, by the button of the case."""
    wang = next(one for one in world.everybody.values() if one is who)
    await world.says(wang, f"/case {NUMBER}")
    return await world.presses(wang, "Reminders" if wang.language == "en" else "提醒记录")


def forget(store: Store, rows: list[int]) -> None:
    """Empty the ledger again, for the next kind."""
    marks = ",".join(map(str, rows))
    store.db.exec_driver_sql(f"DELETE FROM reminders WHERE id IN ({marks})")  # noqa: S608 - row ids


async def test_it_is_for_mediators_and_administrators_within_their_scope(world: World) -> None:
    wang, _, _ = await planned(world)
    await triggered(world, wang)
    await soon(world)
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    await world.says(administrator, f"/case {NUMBER}")
    page = await world.presses(administrator, "提醒记录")
    assert "调解员提醒李晓梅：归还借款" in page.text
    reviewer = await world.staff("刘审", Role.REVIEWER)
    assert "提醒记录" not in (await world.says(reviewer, f"/case {NUMBER} 2")).labels
    elsewhere = await world.staff("赵远", Role.ADMINISTRATOR, unit="230404")
    assert (await world.says(elsewhere, f"/case {NUMBER}")).template == "case_unknown"


async def test_the_timeline_leads_to_it(world: World) -> None:
    wang, _, _ = await planned(world)
    await world.says(wang, f"/case {NUMBER} 2")
    assert (await world.presses(wang, "提醒记录")).template == "ledger"
