"""Carries updates to the bot's webhook: in order per chat (messages) and per user (presses), side by side otherwise,
again and again with a growing pause until the bot says 2xx."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp

from tests.botapi.refusals import JSON, malformed
from tests.botapi.updates import Updates, Waiting

RETRY_DELAYS = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""Telegram's pauses, in seconds: the first retry comes at once, later ones back off to a minute and more."""

_TIMEOUT = aiohttp.ClientTimeout(total=60)


@dataclass(frozen=True)
class Hook:
    """What setWebhook asked for."""

    url: str
    secret: str | None
    connections: int


@dataclass(frozen=True)
class Delivery:
    """One attempt: ``status`` is the bot's answer, or None with the ``error`` if there was none."""

    update_id: int
    kind: str
    status: int | None
    error: str | None = None


class Webhook:
    """Delivers what :class:`Updates` holds while a webhook is set. ``changed`` is called after every attempt."""

    def __init__(
        self, updates: Updates, delays: Sequence[float], changed: Callable[[], None], now: Callable[[], float]
    ) -> None:
        self.hook: Hook | None = None
        self.deliveries: list[Delivery] = []
        self.tries = delays
        self._updates = updates
        self._changed = changed
        self._now = now
        self._lanes: dict[str, deque[Waiting]] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore(40)
        self._hurry = asyncio.Event()
        self._last_error: tuple[int, str] | None = None
        updates.pushed = self._pushed

    async def set(self, hook: Hook | None) -> None:
        """Deliver there from now on, beginning with all that waits; None: nowhere.

        Raises:
            Refusal: 400, the address or the secret is wrong.
        """
        if hook is not None:
            _check(hook)
        await self.pause()
        self.hook = hook
        self._last_error = None
        if hook is not None:
            self._free = asyncio.Semaphore(hook.connections)
            self.resume()

    def resume(self) -> None:
        """Deliver all that waits."""
        if self.hook is not None:
            for update in self._updates.waiting:
                self._pushed(update)

    async def pause(self) -> None:
        """Stop delivering; what is under way is given up, and stays unconfirmed."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._workers.clear()
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def retry_now(self) -> None:
        """End every pause between two attempts."""
        self._hurry.set()
        self._hurry = asyncio.Event()

    def info(self) -> JSON:
        """As getWebhookInfo shows it."""
        hook = self.hook
        shown: JSON = {"url": hook.url if hook else "", "has_custom_certificate": False}
        shown["pending_update_count"] = len(self._updates.waiting)
        if hook is not None:
            shown["max_connections"] = hook.connections
        if self._updates.allowed is not None:
            shown["allowed_updates"] = list(self._updates.allowed)
        if self._last_error is not None:
            shown["last_error_date"], shown["last_error_message"] = self._last_error
        return shown

    def _pushed(self, update: Waiting) -> None:
        if self.hook is None:
            return
        self._lanes.setdefault(update.lane, deque()).append(update)
        if update.lane not in self._workers:
            self._workers[update.lane] = asyncio.get_running_loop().create_task(self._drain(self.hook, update.lane))

    async def _drain(self, hook: Hook, lane: str) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver(hook, waiting[0])
            waiting.popleft()
        del self._lanes[lane], self._workers[lane]

    async def _deliver(self, hook: Hook, update: Waiting) -> None:
        """Until it is taken, or its time is over."""
        tried = 0
        while self._now() < update.expires:
            async with self._free:
                delivery = await self._post(hook, update)
            self.deliveries.append(delivery)
            taken = delivery.status is not None and 200 <= delivery.status < 300
            if taken:
                self._updates.confirm(update.update_id)
            else:
                self._last_error = int(self._now()), str(delivery.error)
            self._changed()
            if taken:
                return
            await self._rest(self.tries[min(tried, len(self.tries) - 1)])
            tried += 1
        self._updates.confirm(update.update_id)

    async def _post(self, hook: Hook, update: Waiting) -> Delivery:
        headers = {"Content-Type": "application/json"}
        if hook.secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        self._session = self._session or aiohttp.ClientSession(timeout=_TIMEOUT)
        try:
            async with self._session.post(hook.url, data=update.raw, headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as gone:
            return Delivery(update.update_id, update.kind, None, f"{type(gone).__name__}: {gone}")
        if answer.ok and _names_a_method(body):
            return Delivery(update.update_id, update.kind, None, "methods in a webhook's answer are not played here")
        words = None if answer.ok else f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return Delivery(update.update_id, update.kind, answer.status, words)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            return


def _check(hook: Hook) -> None:
    if not re.match(r"https?://[^\s/]+", hook.url):
        raise malformed("invalid webhook URL specified")
    if hook.secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", hook.secret):
        raise malformed("secret token contains unallowed characters")


def _names_a_method(body: bytes) -> bool:
    try:
        decoded = json.loads(body or b"{}")
    except ValueError:
        return False
    return isinstance(decoded, dict) and "method" in decoded
