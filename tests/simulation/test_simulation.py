"""Three hundred cases of a city, with outages: every reminder ends once and rightly, and the proof sees faults."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from mediation.reminder import ASKED, DUE, SETTLES
from storage.schema.cases import reminders
from storage.store import Store
from tests.fresh import quick_folder
from tests.simulation.playing import Plan, Simulation
from tests.simulation.proving import Figures, prove
from tests.world import open_world


@dataclass(frozen=True)
class Played:
    """What was left of a city: its database, the moment, and what happened."""

    content: bytes
    now: datetime
    figures: Figures


@pytest.fixture(scope="module")
def played() -> Played:
    """A city played once, under a seed of its own that is printed with a failure."""
    plan = Plan(cases=300, recording=20, days=75, seed=Random().randrange(10**6), outages=4)
    print(plan)
    return asyncio.run(_play(plan))


async def _play(plan: Plan) -> Played:
    with quick_folder() as folder:
        async with open_world(folder) as world:
            await Simulation(world, plan).play(lambda _: None)
            figures = await world.run(lambda store: prove(store, world.now))
            now = world.now
        return Played((folder / "world.db").read_bytes(), now, figures)


def test_every_reminder_ends_as_sent_or_skipped_with_a_reason(played: Played) -> None:
    sent = {kind for kind, state, _ in played.figures.ledger if state == "sent"}
    assert {DUE, ASKED, SETTLES} <= sent
    assert played.figures.events["case_opened"] == 300
    assert played.figures.events["obligation_performed"] > 0
    assert played.figures.letters["sent"] > 1000


def _sql(statement: str) -> Callable[[Store], object]:
    return lambda store: store.db.exec_driver_sql(statement)


FORGERIES = {
    "left behind": "UPDATE reminders SET state = 'planned', due_at = '2026-03-03 01:00:00.000000' WHERE id = {sent}",
    "skipped without a reason": "UPDATE reminders SET state = 'skipped', why = NULL WHERE id = {sent}",
    "sent at night": "UPDATE reminders SET ended_at = '2026-03-03 15:00:00.000000' WHERE id = {sent}",
    "sent and never written": "UPDATE reminders SET letter_id = NULL WHERE id = {sent}",
    "a fault": "INSERT INTO faults (place, what, at) VALUES ('desk', 'ValueError', '2026-03-03 01:00:00.000000')",
    "said twice": "{twice}",
    "after performance": "{after}",
}
_TWICE = """INSERT INTO journal (case_number, case_version, at, event, body, role, profile_version, calendar_version,
 chain, link, body_hash, link_hash) SELECT case_number, case_version, at, event, body, role, profile_version,
 calendar_version, chain, link + 1000000, body_hash, link_hash FROM journal
 WHERE event = 'performance_reminded' LIMIT 1"""
_AFTER = """INSERT INTO journal (case_number, case_version, at, event, body, role, profile_version, calendar_version,
 chain, link, body_hash, link_hash) SELECT case_number, case_version, '2027-01-01 01:00:00.000000',
 'performance_reminded', json_object('party', '2', 'last', json('false'), 'obligations',
 json_array(json_extract(body, '$.obligation'))), role, profile_version, calendar_version, chain, link + 1000000,
 body_hash, link_hash FROM journal WHERE event = 'obligation_performed' LIMIT 1"""


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_the_proof_sees(played: Played, forgery: str, tmp_path: Path) -> None:
    async with open_world(tmp_path, played.content) as world:
        mine = select(func.max(reminders.c.id)).where(reminders.c.state == "sent", reminders.c.kind == DUE)
        sent = await world.run(lambda store: store.db.scalar(mine))
        await world.run(_sql(FORGERIES[forgery].format(sent=sent, twice=_TWICE, after=_AFTER)))
        with pytest.raises(AssertionError):
            await world.run(lambda store: prove(store, played.now))
