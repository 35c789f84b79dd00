"""One request to a service outside, and what is known of it: an answer, surely nothing, or nobody can say.

Neither the address, which may be a secret itself, nor what is posted is in any log or in what is said of a failure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from bot.outcome import Later, Offline, Outcome, Unknown

PATIENCE = 20.0
"""Seconds until an answer must be there."""
_LEAST, _USUAL, _MOST = 1.0, 60.0, 3600.0
"""Seconds to wait where a service says that it is asked too often."""

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


@dataclass(frozen=True)
class Answer:
    """The status that a service answered, which is neither "too often" nor trouble of its own."""

    status: int

    @property
    def taken(self) -> bool:
        """Whether it took what was posted."""
        return 200 <= self.status < 300


async def post(
    url: str, headers: Mapping[str, str], form: Mapping[str, str] | None, patience: float = PATIENCE
) -> Answer | Outcome:
    """Post a JSON form, or nothing at all; no redirection is followed."""
    timeout = aiohttp.ClientTimeout(total=patience, sock_connect=patience / 2)
    json = None if form is None else dict(form)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.post(url, headers=headers, json=json, allow_redirects=False) as answer,
        ):
            return _read(answer)
    except _NEVER_LEFT as error:
        return Offline(f"no connection: {type(error).__name__}")
    except (aiohttp.ClientError, TimeoutError) as error:
        return Unknown(f"no answer: {type(error).__name__}")


def _read(answer: aiohttp.ClientResponse) -> Answer | Outcome:
    said = f"it answered {answer.status}"
    if answer.status == 429:
        asked = answer.headers.get("Retry-After", "")
        seconds = float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else _USUAL
        return Later(min(max(seconds, _LEAST), _MOST), said)
    return Offline(said) if answer.status >= 500 or answer.status == 408 else Answer(answer.status)
