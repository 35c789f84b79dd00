"""Anybody may do anything in any stage: it ends in an answer, and never in a fault, a leak, or an unread commitment."""

import asyncio

import pytest
from hypothesis import HealthCheck, Phase, event, given, note, settings
from hypothesis import strategies as st

from tests.anything.acting import Step, steps
from tests.anything.playing import Play
from tests.anything.town import STAGES, Town, build
from tests.fresh import quick_folder
from tests.world import open_world

_NEARLY_DONE = ("learning", "reading", "reading", "at_the_name", "at_the_name", "named", "named")
focus = st.lists(st.sampled_from([STAGES.index(one) for one in (*STAGES, *_NEARLY_DONE)]), min_size=1, max_size=2)
leads = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6])


@pytest.fixture(scope="module")
def town() -> Town:
    """The town where every example begins."""
    return asyncio.run(build())


@settings(
    max_examples=settings().max_examples * 3 // 5,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases=focus, lead=leads, script=st.lists(steps, min_size=30, max_size=45))
def test_whatever_anybody_does_ends_in_an_answer_and_betrays_nobody(
    town: Town, cases: list[int], lead: int, script: list[Step]
) -> None:
    asyncio.run(_play(town, cases, lead, script))


async def _play(town: Town, cases: list[int], lead: int, script: list[Step]) -> None:
    with quick_folder() as folder:
        async with open_world(folder, town.content) as world:
            play = Play(world, town, folder / "world.db")
            try:
                await play.play(cases, lead, script)
            finally:
                for line in play.script:
                    note(line)
            event(f"confirmed: {len(play.watch.confirmed)}")
        play.watch.nothing_rests(folder / "world.db")
