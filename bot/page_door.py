"""The page as a running office has it, and what rings people for whom something waits there."""

import hashlib
import hmac
from urllib.parse import urlsplit

from bot.delivery import Delivery
from bot.house import House
from bot.pushing import pushing
from bot.settings import key_of
from bot.texting import texting
from bot.web.door import WebDoor
from storage import pushes
from storage.store import Store


def path_of(house: House) -> str:
    """The path of PUBLIC_URL, under which everything is served, without a slash at its end."""
    return urlsplit(house.settings.public_url or "").path


async def open_door(house: House) -> WebDoor:
    """The page as the settings want it."""
    return WebDoor(
        database=house.database,
        clock=house.clock,
        sessions_clock=house.clock,
        office=house.office,
        secret=secret_of(house),
        heard=house.bells.desk.set,
        hub=house.hub,
        base=path_of(house),
        cookie_path=path_of(house) or "/",
        secure=(house.settings.public_url or "").startswith("https://"),
        proxy=house.settings.web_proxy,
        pushes_key=await pushes_key_of(house),
    )


def secret_of(house: House) -> bytes:
    """What the page's forms are marked with, so that no other site can post them; the same after a restart."""
    return hmac.new(key_of(house.settings), b"xintiao page", hashlib.sha256).digest()


async def pushes_key_of(house: House) -> str:
    """The office's public key at push services, made the first time."""

    def work(store: Store) -> str:
        return pushes.public_key(pushes.signing_key(store))

    return await house.database.run(work)


def ringers(house: House) -> list[tuple[str, Delivery]]:
    """What carries rings outside: to browsers, and to the gateway where there is one; each with its name."""
    texts = [("texts", texting(house))] if house.settings.sms_gateway_url else []
    return [("pushes", pushing(house)), *texts]
