"""Rings browsers through their push services (RFC 8030) without a word, signed with the office's key (RFC 8292)."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.outcome import Offline, Outcome, Sent, Unreachable
from bot.posting import PATIENCE, Answer, post
from mediation.doors import BROWSER, PUSH
from storage import pushes
from storage.database import Database
from storage.outbox import Outgoing
from storage.sealing import SealBroken
from storage.store import Store

SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""The push services of the browsers there are; one that begins with a point stands for every host that ends so."""
LONGEST = 2000
"""Characters of a push service's address of a browser."""
_LIVES = timedelta(days=1)
"""How long a push service keeps a ring for a browser that is switched off."""
_SIGNED_FOR = timedelta(hours=12)
"""RFC 8292 allows a day at most."""
_COORDINATE = 32


def known_service(endpoint: str) -> bool:
    """Whether a browser's address is at a push service that is known: the office rings at no other place."""
    try:
        parts = urlsplit(endpoint)
        there = (parts.scheme, parts.port, parts.username, parts.password) == ("https", None, None, None)
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint and len(endpoint) <= LONGEST
    return there and plain and any(host.endswith(one) if one[0] == "." else host == one for one in SERVICES)


@dataclass(frozen=True)
class Pushing:
    """Push services as a way out; `page` is where the office is found, `known` says which of them may be asked."""

    database: Database
    clock: Clock
    page: str
    known: Callable[[str], bool] = known_service
    patience: float = PATIENCE

    async def send(self, letter: Outgoing) -> Outcome:
        """Ring one browser, once; one that its service does not know any more is unreachable."""
        try:
            endpoint, key = await self.database.run(lambda store: _opened(store, letter.chat))
        except SealBroken:
            return Unreachable("its address does not open with this key")
        except SQLAlchemyError as error:
            return Offline(f"the database cannot be read: {type(error).__name__}")
        if endpoint is None or not self.known(endpoint):
            return Unreachable("there is no such browser any more")
        return await self._ring(endpoint, key)

    async def _ring(self, endpoint: str, key: ec.EllipticCurvePrivateKey) -> Outcome:
        signed = _signed(key, endpoint, self.page, self.clock.now())
        headers = {
            "Authorization": f"vapid t={signed}, k={pushes.public_key(key)}",
            "TTL": str(int(_LIVES.total_seconds())),
            "Topic": "letters",  # of several that wait at the service only the newest rings
            "Urgency": "normal",
        }
        answer = await post(endpoint, headers, None, self.patience)
        if not isinstance(answer, Answer):
            return answer
        return Sent(None) if answer.taken else Unreachable(f"the push service answered {answer.status}")


def pushing(house: House) -> Delivery:
    """What rings browsers; the office has a page."""
    office = house.office
    if office.page is None:
        raise ValueError("there is no page")
    return Delivery(
        house.database,
        house.clock,
        Pushing(house.database, house.clock, office.page).send,
        (PUSH, BROWSER),
        Lease(house.database, house.clock, f"delivery:{PUSH}:{BROWSER}"),
        lambda now: office.profile.quiet_hours.cover(now.astimezone(office.zone).time()),
        house.bells.desk.set,
    )


def _opened(store: Store, browser: str) -> tuple[str | None, ec.EllipticCurvePrivateKey]:
    return pushes.endpoint(store, browser), pushes.signing_key(store)


def _signed(key: ec.EllipticCurvePrivateKey, endpoint: str, page: str, now: datetime) -> str:
    """A JSON Web Token for the service: who rings, and until when this holds (ES256, RFC 7518)."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + _SIGNED_FOR).timestamp()), "sub": page}
    said = ".".join(_base64(json.dumps(one).encode()) for one in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{_base64(r.to_bytes(_COORDINATE, 'big') + s.to_bytes(_COORDINATE, 'big'))}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
