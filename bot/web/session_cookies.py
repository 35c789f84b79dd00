"""The cookie of the page: random, out of scripts' reach, and never sent along from another site's forms."""

import re
import secrets

from aiohttp import web

from storage.sessions import KNOWN_FOR

NAME = "xintiao"
_LOOKS_RIGHT = re.compile(r"[A-Za-z0-9_-]{32,128}", re.ASCII)


def new_cookie() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def cookie_of(request: web.Request) -> str | None:
    """The cookie that a browser shows; None for none, or for what can never have been ours."""
    shown = request.cookies.get(NAME)
    return shown if shown is not None and _LOOKS_RIGHT.fullmatch(shown) else None


def give(response: web.StreamResponse, cookie: str, path: str, *, secure: bool) -> None:
    """Have the browser keep it, as long as a session can last."""
    seconds = int(KNOWN_FOR.total_seconds())
    response.set_cookie(NAME, cookie, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")


def take_back(response: web.StreamResponse, path: str, *, secure: bool) -> None:
    """Have the browser forget it."""
    response.del_cookie(NAME, path=path, secure=secure, httponly=True, samesite="Lax")
