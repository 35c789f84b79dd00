"""The store fixture: an open transaction on an empty database in memory."""

from collections.abc import Iterator

import pytest

from storage.store import Store
from tests.one_store import fresh_store


@pytest.fixture
def store() -> Iterator[Store]:
    """An open store; nothing of it is committed."""
    with fresh_store() as opened:
        yield opened
