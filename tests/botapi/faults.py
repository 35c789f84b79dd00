"""What a test may order to go wrong, for which requests and how often; any Refusal can be ordered as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.calls import Call
from tests.botapi.refusals import Refusal


@dataclass(frozen=True)
class NoAnswer:
    """The answer never comes.

    ``done``: the request had its effect all the same (the bot cannot tell). ``closes``: the connection is closed at
    once; otherwise it is held open until the client gives up or the server stops.
    """

    done: bool = True
    closes: bool = True


@dataclass(frozen=True)
class Slow:
    """The request is carried out at once and answered this many seconds later."""

    seconds: float


@dataclass(frozen=True)
class Garbage:
    """Something in the middle answers in the Bot API's place: a page instead of JSON, and nothing was done."""

    status: int = 502
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"


Fault = Refusal | NoAnswer | Slow | Garbage


@dataclass
class Order:
    """One ordered fault: it strikes ``times`` matching requests (None: for ever) after letting ``after`` through."""

    how: Fault
    method: str | None
    chat: int | None
    times: int | None
    after: int
    when: Callable[[Call], bool] | None
    struck: int = field(default=0, init=False)

    def strikes(self, call: Call) -> bool:
        """Whether this request is the one; counts it."""
        if self.times == 0 or not self._fits(call):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is not None:
            self.times -= 1
        self.struck += 1
        return True

    def cancel(self) -> None:
        """Strike no more."""
        self.times = 0

    def _fits(self, call: Call) -> bool:
        return (
            (call.method == self.method or (self.method is None and call.method != "getUpdates"))
            and (self.chat is None or call.chat == self.chat)
            and (self.when is None or self.when(call))
        )
