"""An office with a page, and 李晓梅, who owes and has nothing else."""

from collections.abc import AsyncIterator

import pytest

from mediation.actor import Role
from tests.heard import Somebody
from tests.paged import NUMBER, Paged, paged_world
from tests.sample import recorded


@pytest.fixture
async def world() -> AsyncIterator[Paged]:
    """An office with a page and text messages."""
    async with paged_world() as opened:
        yield opened


@pytest.fixture
async def wang(world: Paged) -> Somebody:
    """The mediator of the sample case."""
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    return wang


@pytest.fixture
async def li(world: Paged, wang: Somebody) -> int:
    """李晓梅, who owes, and has nothing but the page; her row id."""
    return await world.on_the_page(NUMBER, "2", "李晓梅")
