"""What a demo stands on: settings of its own, a folder that goes with it, and a port that was free."""

import secrets
import socket
from dataclasses import replace
from pathlib import Path

from bot.demo.texts import PATH
from bot.settings import BadSetting, Settings

GUEST = "/guest"
"""Where somebody who is on none of the four phones comes in by a link."""
_KEY_BYTES = 32
_PORTS = 50
"""So many ports are tried from the wanted one on."""


def listening(settings: Settings) -> socket.socket:
    """A socket that listens on WEB_HOST at WEB_PORT or the next port that is free; raises BadSetting."""
    family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
    for port in range(settings.web_port, min(settings.web_port + _PORTS, 65536)):
        try:
            return socket.create_server((settings.web_host, port), family=family)
        except PermissionError:
            continue
        except OSError as trouble:
            if isinstance(trouble, socket.gaierror):
                break
    raise BadSetting("WEB_PORT", f"没有空闲的端口（no port is free at {settings.web_host}: set WEB_HOST, WEB_PORT）")


def address_of(settings: Settings, port: int) -> str:
    """Where a browser on this machine finds the page."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.web_host, settings.web_host)  # noqa: S104 - compared
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def demo_settings(settings: Settings, folder: Path, port: int) -> Settings:
    """The demo's own settings: a database in `folder` under a key of chance, whatever the office's settings say."""
    root = address_of(settings, port)
    return replace(
        settings,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        xintiao_key=secrets.token_bytes(_KEY_BYTES),
        public_url=f"{root}{GUEST}",
        web_port=port,
        web_proxy=None,
        telegram_webhook=False,
        sms_gateway_url=f"{root}{PATH}",
        sms_gateway_secret=secrets.token_urlsafe(24),
        backup_dir=None,
    )
