"""/publications, and a mediator's tasks of a breach: what waits stands with whoever may do it, and with nobody else."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.breach import BreachState
from storage import documents, publications
from storage.schema.journal import journal
from tests.handlers.breach.conftest import Warned
from tests.world import Heard, Somebody


async def worklist(warned: Warned, who: Somebody) -> Heard:
    """The list as somebody sees it now."""
    return await warned.deal.world.says(who, "/publications")


async def test_a_notice_that_nobody_has_read_waits_for_the_mediator_until_it_is_served(warned: Warned) -> None:
    world, wang = warned.deal.world, warned.deal.wang
    assert "还没有送达证明" in (await worklist(warned, wang)).text
    assert "警示或告知还没有送达证明" in (await world.says(wang, "/queue")).text
    page = await world.presses(wang, "1. 李晓梅：警示或告知还没有送达证明")
    assert page.template == "breach_page"
    await world.presses(warned.deal.li, "我知道了")
    assert "现在没有等您办的" in (await worklist(warned, wang)).text
    assert "警示或告知还没有送达证明" not in (await world.says(wang, "/queue")).text
    assert "已送达" in (await world.presses(wang, "看所有没有结束的")).text


async def test_left_undone_it_goes_to_the_administrators(warned: Warned) -> None:
    world = warned.deal.world
    ma = await world.staff("马管理", Role.ADMINISTRATOR)
    await world.days_pass(7)
    overdue = [one.text for one in ma.letters if one.template == "task_overdue.administrators"]
    assert any("警示或告知还没有送达证明" in words for words in overdue)


async def test_after_the_cure_period_the_mediator_decides_and_then_whoever_may_propose(warned: Warned) -> None:
    world, wang = warned.deal.world, warned.deal.wang
    await world.presses(warned.deal.li, "我知道了")
    await world.days_pass(25)
    assert "认定还是不认定" in (await worklist(warned, wang)).text
    assert "改正期已过，要您决定" in (await world.says(wang, "/queue")).text
    # a statement comes first: it is for somebody else, and the mediator waits
    await warned.presses_action("state")
    await world.says(warned.deal.li, "我已经还了一半。")
    await world.presses(warned.deal.li, "没有了")
    await world.presses(warned.deal.li, "发出")
    assert "认定还是不认定" not in (await worklist(warned, wang)).text
    assert "改正期已过，要您决定" not in (await world.says(wang, "/queue")).text
    reviewer = await world.staff("孙审核", Role.REVIEWER)
    found = (await worklist(warned, reviewer)).text
    assert "决定陈述申辩或异议" in found
    assert "最晚" in found


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR, Role.MEDIATOR])
async def test_each_sees_only_what_is_theirs(warned: Warned, role: Role) -> None:
    other = await warned.deal.world.staff("外单位", role, unit="230404")
    assert "现在没有等您办的" in (await worklist(warned, other)).text
    await warned.deal.world.presses(other, "看所有没有结束的")
    assert "李晓梅" not in other.letters[-1].text


async def test_a_party_has_no_such_list(warned: Warned) -> None:
    assert (await worklist(warned, warned.deal.li)).template == "welcome"


async def test_the_file_holds_what_the_public_sees_and_names_who_made_it(warned: Warned) -> None:
    world = warned.deal.world
    reviewer = await world.staff("孙审核", Role.REVIEWER)
    await worklist(warned, reviewer)
    assert (await world.presses(reviewer, "导出公示记录")).template == "nothing_public"
    await warned.published(performed=None, least=date(2026, 8, 1))
    case, rules = await warned.deal.case(), world.office.profile.publication
    await world.run(lambda store: publications.sync(store, case, rules, world.now))
    await worklist(warned, reviewer)
    letter = await world.presses(reviewer, "导出公示记录")
    made = await world.run(lambda store: documents.load(store, letter.document or ""))
    text = made.content.decode("utf-8-sig")
    (head, row) = csv.reader(io.StringIO(text))
    assert head[:3] == ["公示编号", "名称", "代码"]
    assert row[1] == "李某"
    assert row[6] == "公示中"
    assert "李晓梅" not in text
    assert (await warned.deal.case()).party("2").identity.number not in text
    noted = select(journal.c.body).where(journal.c.event == "publications_exported")
    (exported,) = await world.run(lambda store: store.db.scalars(noted).all())
    assert made.hash in exported


async def test_a_disputed_one_is_marked_in_the_file(warned: Warned) -> None:
    world = warned.deal.world
    await warned.published(performed=None, least=None)
    await warned.presses_action("state")
    await world.says(warned.deal.li, "不是我。")
    await world.presses(warned.deal.li, "没有了")
    await world.presses(warned.deal.li, "发出")
    assert (await warned.breach()).state is BreachState.PUBLISHED
    (one,) = await world.run(lambda store: publications.of_units(store, None))
    assert not one.shown
    approver = await world.staff("周批准", Role.APPROVER)
    await worklist(warned, approver)
    letter = await world.presses(approver, "导出公示记录")
    made = await world.run(lambda store: documents.load(store, letter.document or ""))
    assert "有异议，暂停公示" in made.content.decode("utf-8-sig")
