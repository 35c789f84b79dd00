"""What tests of the page need: an office with its desk at work, its page on loopback, and browsers."""

from collections.abc import AsyncIterator

import pytest

from tests.browsing import Page, open_page
from tests.world import World


@pytest.fixture
async def page(world: World) -> AsyncIterator[Page]:
    """The page of the world's office."""
    async with open_page(world) as opened:
        yield opened
