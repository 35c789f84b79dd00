"""Waits for something to become true by being told of every change: never by sleeping and looking again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

PATIENCE = 10.0
"""Seconds that a wait lasts unless told otherwise."""


class Watch:
    """Everything that changes calls :meth:`changed`; everything that waits looks again then."""

    def __init__(self) -> None:
        self._tick = asyncio.Event()

    def changed(self) -> None:
        """Something happened: every waiter looks again."""
        self._tick.set()
        self._tick = asyncio.Event()

    async def until(self, look: Callable[[], Value], within: float, otherwise: Callable[[], str]) -> Value:
        """Return the first truthy value of ``look()``.

        Raises:
            AssertionError: after ``within`` seconds, with the words of ``otherwise()``.
        """
        try:
            async with asyncio.timeout(within):
                while not (value := look()):
                    await self._tick.wait()
        except TimeoutError:
            raise AssertionError(otherwise()) from None
        return value
