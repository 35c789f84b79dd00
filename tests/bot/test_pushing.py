"""Ringing browsers over real HTTP: without a word, signed as the standard says, and only at services that are known."""

import json
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import insert

from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.pushing import Pushing, known_service, pushing
from bot.settings import Settings
from mediation.actor import Role
from mediation.doors import BROWSER, PUSH
from storage import people, pushes
from storage.schema.people import sessions
from storage.store import Store
from tests.clocks import VirtualClock
from tests.gateway import listening
from tests.paged import PAGE, Paged, paged_world
from tests.sample import recorded


@dataclass
class Service:
    """A push service: what it was asked, and the statuses that it answers, one after the other, else 201."""

    root: str = ""
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    async def ring(self, request: web.Request) -> web.Response:
        """POST to one browser's address."""
        self.asked.append((request.path, dict(request.headers), await request.read()))
        return web.Response(status=self.answers.pop(0) if self.answers else 201)


@dataclass
class Way:
    """李晓梅's browser that is to be rung, its service, and the delivery between them."""

    world: Paged
    li: int
    service: Service
    clock: VirtualClock
    delivery: Delivery

    async def goes(self, after: float = 0.0) -> str:
        """Time passes, and what may go goes; what became of the ring."""
        self.clock.passes(after)
        for _ in range(3):
            await self.delivery.deliver_some()
            await self.delivery.landed()
        self.world.now = self.clock.now()
        await self.world.settle()
        return str((await self.world.written("push"))[-1].state)

    async def browsers(self) -> list[str]:
        """Those that can be rung."""
        return await self.world.run(lambda store: pushes.of_person(store, self.li))


@pytest.fixture
async def way() -> AsyncIterator[Way]:
    """A notice waits for somebody whose browser can be rung."""
    service, app = Service(), web.Application()
    app.router.add_post("/to/{browser}", service.ring)
    async with paged_world() as world, listening(app) as root:
        service.root = root
        await world.texts(False)
        await recorded(world, await world.staff("王建国", Role.MEDIATOR))
        li = await world.on_the_page("K7M2QX", "2", "李晓梅")

        def subscribe(store: Store) -> None:
            page = people.page_of(store, li, world.now)
            begun = {"address_id": page.id, "begun_at": world.now, "seen_at": world.now}
            store.db.execute(insert(sessions).values(token_hash="s1", **begun))
            pushes.subscribe(store, "s1", f"{root}/to/browser1", world.now)

        await world.run(subscribe)
        await world.writes(li)
        assert await world.rings() == 1
        clock = VirtualClock(world.now)
        yield Way(world, li, service, clock, delivery(world, clock, lambda endpoint: endpoint.startswith(root)))


def delivery(world: Paged, clock: VirtualClock, known: object) -> Delivery:
    """What rings browsers at the services that `known` knows."""
    assert callable(known)
    lease, send = Lease(world.database, clock, "delivery:push"), Pushing(world.database, clock, PAGE, known)
    return Delivery(world.database, clock, send.send, (PUSH, BROWSER), lease, lambda now: False, lambda: None)


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read_token(token: str, public: str) -> dict[str, object]:
    """The claims of a token whose signature holds under this key; InvalidSignature if it does not."""
    said, _, signature = token.rpartition(".")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(public))
    r, s = (int.from_bytes(part, "big") for part in (_bytes(signature)[:32], _bytes(signature)[32:]))
    key.verify(encode_dss_signature(r, s), said.encode(), ec.ECDSA(SHA256()))
    header, claims = (json.loads(_bytes(part)) for part in said.split("."))
    assert header == {"typ": "JWT", "alg": "ES256"}
    return dict(claims)


async def test_a_browser_is_rung_without_a_word_and_signed(way: Way) -> None:
    assert await way.goes() == "sent"
    ((path, headers, body),) = way.service.asked
    assert (path, body, headers["Content-Length"]) == ("/to/browser1", b"", "0")
    assert int(headers["TTL"]) > 0
    kind, _, given = headers["Authorization"].partition(" ")
    fields = dict(part.strip().split("=", 1) for part in given.split(","))
    claims = read_token(fields["t"], fields["k"])
    assert kind == "vapid"
    assert (claims["aud"], claims["sub"]) == (way.service.root, PAGE)
    now = way.clock.now().timestamp()
    assert isinstance(claims["exp"], int)
    assert now < claims["exp"] <= now + 86400
    assert fields["k"] == await way.world.run(lambda store: pushes.public_key(pushes.signing_key(store)))


@pytest.mark.parametrize("status", [404, 410, 403])
async def test_a_browser_that_is_gone_is_forgotten_and_nobody_hears_of_it(way: Way, status: int) -> None:
    administrator = await way.world.staff("赵雅琴", Role.ADMINISTRATOR)
    way.service.answers = [status]
    assert await way.goes() == "unreachable"
    assert await way.browsers() == []
    assert administrator.letters == []
    assert (await way.world.case("K7M2QX")).party("2").binding.unreachable_at is None


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_service_in_trouble_is_asked_again(way: Way, status: int) -> None:
    way.service.answers = [status]
    assert await way.goes() == "waiting"
    assert await way.goes(61) == "sent"
    assert len(way.service.asked) == 2


async def test_nothing_is_asked_at_an_address_that_is_no_known_service(way: Way) -> None:
    way.delivery = delivery(way.world, way.clock, known_service)
    assert await way.goes() == "unreachable"
    assert way.service.asked == []
    assert await way.browsers() == []


async def test_a_ring_is_not_forwarded(way: Way) -> None:
    way.service.answers = [307]
    assert await way.goes() == "unreachable"
    assert len(way.service.asked) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://api.push.apple.com/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_browsers_services_are_known(endpoint: str) -> None:
    assert known_service(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://fcm.googleapis.com.example.cn/abc",
        "https://evilnotify.windows.com/abc",
        "https://fcm.googleapis.com@127.0.0.1/abc",
        "https://a:b@fcm.googleapis.com/abc",
        "https://127.0.0.1/abc",
        "https://[::1/abc",
        "https://fcm.googleapis.com:port/abc",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/\r\nX: y",
        "https://fcm.googleapis.com/" + "a" * 2000,
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_one(endpoint: str) -> None:
    assert not known_service(endpoint)


async def test_an_office_with_a_page_rings_browsers(way: Way) -> None:
    house = House(Settings(), way.clock, way.world.database, way.world.office, None)
    way.delivery = pushing(house)
    assert await way.goes() == "unreachable"  # the loopback service is none of those that are known
    assert way.service.asked == []
