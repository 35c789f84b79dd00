"""Browsers that can be rung: where a push service knows each one, sealed, and the office's own key there."""

from base64 import b64decode, b64encode, urlsafe_b64encode
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from sqlalchemy import delete, select

from storage.remembered import recall, remember
from storage.schema.people import addresses, pushes, sessions
from storage.store import Store
from storage.upsert import put

_ENDPOINT, _KEY = "push", "push_key"


def subscribe(store: Store, session_hash: str, endpoint: str, now: datetime) -> None:
    """From now on this browser is rung there, and nowhere else; whoever used it before is no longer rung there."""
    place = store.sealer.index(endpoint)
    store.db.execute(delete(pushes).where(pushes.c.token_hash == session_hash, pushes.c.endpoint_hash != place))
    values = {"token_hash": session_hash, "sealed": store.sealer.seal(_ENDPOINT, endpoint), "since": now}
    put(store, pushes, {"endpoint_hash": place}, values)


def of_person(store: Store, who: int) -> list[str]:
    """The browsers of a person that can be rung, by their hashes, the oldest first; none whose session has ended."""
    theirs = select(pushes.c.endpoint_hash).select_from(pushes.join(sessions).join(addresses))
    living = (addresses.c.person_id == who) & sessions.c.ended.is_(None)
    return list(store.db.scalars(theirs.where(living).order_by(pushes.c.since, pushes.c.endpoint_hash)))


def endpoint(store: Store, place: str) -> str | None:
    """Where to ring the browser with this hash, None if it is forgotten; raises SealBroken."""
    sealed = store.db.scalar(select(pushes.c.sealed).where(pushes.c.endpoint_hash == place))
    return None if sealed is None else store.sealer.open(_ENDPOINT, sealed)


def forget(store: Store, place: str) -> None:
    """The browser with this hash cannot be rung any more."""
    store.db.execute(delete(pushes).where(pushes.c.endpoint_hash == place))


def signing_key(store: Store) -> ec.EllipticCurvePrivateKey:
    """The key by which push services know the office (RFC 8292), made at the first call; raises SealBroken."""
    kept = recall(store, _KEY)
    if kept is None:
        made = ec.generate_private_key(ec.SECP256R1())
        der = made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        remember(store, _KEY, store.sealer.seal(_KEY, b64encode(der).decode()))
        return made
    key = load_der_private_key(b64decode(store.sealer.open(_KEY, kept)), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the key of the push services is no elliptic curve's")
    return key


def public_key(key: ec.EllipticCurvePrivateKey) -> str:
    """The public half, as browsers and push services want it: base64url, without padding."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")
