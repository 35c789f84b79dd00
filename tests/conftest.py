"""Sets up hypothesis (at random on a developer's machine, the same examples every time in CI) and the world fixture."""

import os
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from tests.fresh import quick_folder
from tests.world import World, open_world

# Two busy cores make any deadline a coin toss.
settings.register_profile("developer", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
# For an evening: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """An office with an empty database."""
    with quick_folder() as folder:
        async with open_world(folder) as opened:
            yield opened
