"""Tokens in forms: only the page that this browser was given can have them, so no other site can post for anybody."""

import hmac
from hashlib import sha256


def token_for(secret: bytes, cookie: str) -> str:
    """The token that belongs to a browser's cookie."""
    return hmac.new(secret, b"form\x1f" + cookie.encode(), sha256).hexdigest()


def fits(secret: bytes, cookie: str, shown: str) -> bool:
    """Whether a form shows the token of the cookie that came with it."""
    return hmac.compare_digest(token_for(secret, cookie).encode(), shown.encode(errors="replace"))


def session_of(secret: bytes, cookie: str, link: str) -> str:
    """The cookie of the session that this browser gets for a link: pressed twice, it is the same one."""
    return hmac.new(secret, f"session\x1f{cookie}\x1f{link}".encode(), sha256).hexdigest()
