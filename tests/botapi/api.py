"""The loopback Bot API server as tests hold it: start it, play people, order faults, look at what the bot did."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Sequence
from random import Random
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from tests.botapi.calls import Call
from tests.botapi.chats import User
from tests.botapi.cloud import Cloud
from tests.botapi.faults import Fault, Order
from tests.botapi.groups import Group
from tests.botapi.honesty import Violation
from tests.botapi.limits import Limits
from tests.botapi.people import Person
from tests.botapi.presses import Press
from tests.botapi.refusals import Refusal
from tests.botapi.serving import application
from tests.botapi.waiting import PATIENCE
from tests.botapi.webhook import RETRY_DELAYS, Delivery, Webhook

TOKEN = "1234567890:TESTtestTESTtestTESTtestTESTtestTES"

Value = TypeVar("Value")


class BotApi:
    """An honest Bot API server on 127.0.0.1; ``async with BotApi() as api`` starts and stops it.

    Args:
        token: the one token that is let in.
        username: the bot's, without @. ``name``: the bot's shown name.
        port: a fixed port; 0 takes a free one, and keeps it over :meth:`stop` and :meth:`start`.
        clock: Unix time in seconds; :meth:`wind` puts it forward.
        latency: seconds that every request takes on its way, to and fro together; may be changed any time.
        limits: Telegram's own sending limits: recorded, or answered with 429; None leaves them out.
        retry_delays: seconds between a webhook's retries, the last one for ever (a short one keeps tests quick, zero
            keeps the machine busy while the bot is away); see :meth:`retry_now`.
        strict: leaving ``async with`` fails if the bot made a malformed request (``violations``).
        seed: of the random ids.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "xintiao_test_bot",
        name: str = "信调",
        port: int = 0,
        clock: Callable[[], float] = time.time,
        latency: float = 0.0,
        limits: Limits | None = None,
        retry_delays: Sequence[float] = RETRY_DELAYS,
        strict: bool = True,
        seed: int = 1,
    ) -> None:
        self.token = token
        self.latency = latency
        self.limits = limits
        self.requests: list[Call] = []
        self.violations: list[Violation] = []
        self.released = asyncio.Event()
        self.cloud = Cloud(User(int(token.split(":", maxsplit=1)[0]), name, True, username), clock, Random(seed))
        self.webhook = Webhook(self.cloud.updates, retry_delays, self.cloud.watch.changed, self.cloud.now)
        self._rng = Random(seed + 1)
        self._port = port
        self._strict = strict
        self._orders: list[Order] = []
        self._runner: web.AppRunner | None = None

    # --- its life -------------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        await self.stop()
        if kind is None and self._strict:
            assert not self.violations, f"malformed requests: {[(one.what, one.call) for one in self.violations]}"

    async def start(self) -> None:
        """Listen, with all that was remembered; the same port as before."""
        self.released = asyncio.Event()
        self._runner = web.AppRunner(
            application(self), handler_cancellation=True, access_log=None, shutdown_timeout=0.01
        )
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", self._port), backlog=512)
        self._port = listener.getsockname()[1]
        await web.SockSite(self._runner, listener).start()
        self.webhook.resume()

    async def stop(self) -> None:
        """Be gone: connections break, new ones are refused; everything is remembered."""
        self.released.set()
        await self.webhook.pause()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """The root: methods are under ``/bot<token>/``, files under ``/file/bot<token>/``."""
        return f"http://127.0.0.1:{self._port}"

    # --- who there is ---------------------------------------------------------------------------------------------

    def person(
        self, name: str, *, language: str | None = "zh-hans", username: str | None = None, user_id: int | None = None
    ) -> Person:
        """A new Telegram account that has not met the bot yet."""
        chosen = user_id or self._rng.randrange(5_000_000_000, 8_000_000_000)
        return Person(self.cloud, User(chosen, name, False, username, language), self.state)

    def group(self, title: str, members: Sequence[Person] = (), *, supergroup: bool = False) -> Group:
        """A new group, without the bot in it as yet."""
        return Group(self.cloud, title, members, supergroup, self._rng, self.state)

    # --- what goes wrong ------------------------------------------------------------------------------------------

    def fail(
        self,
        method: str | None,
        how: Fault,
        *,
        chat: Person | Group | int | None = None,
        times: int | None = 1,
        after: int = 0,
        when: Callable[[Call], bool] | None = None,
    ) -> Order:
        """Order a fault (see ``faults`` and ``refusals``) for the next ``times`` requests that fit, for ever with None.

        Args:
            method: such as "sendMessage"; None is any but getUpdates.
            after: let so many fitting requests through first.
            when: a further condition on the request, of which only ``params`` have been read then.
        """
        chat_id = chat.id if isinstance(chat, Person | Group) else chat
        order = Order(how, method, chat_id, times, after, when)
        self._orders.append(order)
        return order

    def struck(self, call: Call) -> Fault | None:
        """The fault that strikes this request (asked by the serving side)."""
        return next((one.how for one in self._orders if one.strikes(call)), None)

    def counted(self, call: Call) -> Refusal | None:
        """Count a message against the limits (asked by the serving side)."""
        if self.limits is None or call.chat is None:
            return None
        return self.limits.count(call.chat, call.at)

    # --- time and order -------------------------------------------------------------------------------------------

    def wind(self, seconds: float) -> None:
        """Put the server's clock forward: 151 expires every press, 86400 every waiting update."""
        self.cloud.wind(seconds)

    def jump_update_ids(self) -> None:
        """Go on from a random lower update_id, as after a week of silence; nothing may be waiting."""
        self.cloud.updates.jump()

    def resend_presses(self) -> list[Press]:
        """The apps send every unanswered press again, as a new callback query under a new update_id."""
        unanswered = self.cloud.presses.unanswered()
        for press in unanswered:
            self.cloud.press(press)
        return unanswered

    def retry_now(self) -> None:
        """End the webhook's pauses between retries at once."""
        self.webhook.retry_now()

    def emit(self, kind: str, payload: dict[str, object], *, lane: str = "odd", readable: bool = True) -> int | None:
        """Put any update in the queue; with ``readable=False`` one that python-telegram-bot fails to parse."""
        return self.cloud.emit(kind, payload, lane, readable=readable)

    # --- what is to be seen ---------------------------------------------------------------------------------------

    @property
    def waiting(self) -> list[int]:
        """The update ids that the bot has not confirmed."""
        return [one.update_id for one in self.cloud.updates.waiting]

    @property
    def given_out(self) -> list[int]:
        """The id of every update that there ever was, in order."""
        return list(self.cloud.updates.given_out)

    @property
    def listening(self) -> bool:
        """Whether the bot can hear: a getUpdates waits, or a webhook is set."""
        return self.cloud.updates.polled or self.webhook.hook is not None

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver by webhook."""
        return self.webhook.deliveries

    def calls(self, method: str, chat: Person | Group | int | None = None) -> list[Call]:
        """The requests for a method, to a chat or to any, in order of arrival."""
        chat_id = chat.id if isinstance(chat, Person | Group) else chat
        return [one for one in self.requests if one.method == method and (chat_id is None or one.chat == chat_id)]

    async def until(self, look: Callable[[], Value], within: float = PATIENCE, what: str = "") -> Value:
        """Wait until ``look()`` is true, looking again after every request, answer and delivery; returns its value."""
        return await self.cloud.watch.until(look, within, lambda: f"never came: {what or look}\n{self.state()}")

    def state(self) -> str:
        """A few lines on where things stand, for a failure's message."""
        last = [f"  {one.method} {one.chat or ''} → {one.status}" for one in self.requests[-12:]]
        wrong = [f"  ! {one.what} ({one.call.method})" for one in self.violations]
        return "\n".join([f"{len(self.waiting)} updates unconfirmed; last requests:", *last, *wrong])
