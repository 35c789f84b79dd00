"""What a door answers when it was given a letter to send: values, the same for every door."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """It is there; `ref` is the door's own id of it, None if what was asked was done already."""

    ref: str | None


@dataclass(frozen=True)
class Later:
    """The door says how many seconds this chat has to wait; it did not arrive."""

    seconds: float
    error: str


@dataclass(frozen=True)
class Offline:
    """The line to the outside is cut, or the other side is in trouble; it surely did not arrive."""

    error: str


@dataclass(frozen=True)
class Unknown:
    """It left, and nobody knows whether it arrived."""

    error: str


@dataclass(frozen=True)
class Unreachable:
    """There is nobody to be reached there any more: blocked, deactivated, or no such chat."""

    why: str


@dataclass(frozen=True)
class Unsendable:
    """The door will never take it."""

    why: str


@dataclass(frozen=True)
class Moved:
    """The chat has another id now; it did not arrive."""

    chat: str


Outcome = Sent | Later | Offline | Unknown | Unreachable | Unsendable | Moved


class WrongToken(Exception):
    """The door does not know us: no letter is to blame, and nothing works until somebody sets the right token."""
