"""Reads the settings from the environment and a .env file, strictly; it never shows the value of a secret."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dotenv.parser import parse_stream

from bot import setting_values as value

TELEGRAM = "https://api.telegram.org"


class BadSetting(Exception):
    """A setting is missing or wrong: `name` says which, the text what to do, in one sentence and without secrets."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name}: {sentence}")
        self.name = name
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an office may set, named as in the environment but in small letters. None: not set. No secret in repr."""

    telegram_token: str | None = field(default=None, repr=False)
    telegram_base_url: str = TELEGRAM
    """Root of the Bot API server, without a slash at the end."""
    telegram_webhook: bool = False
    """True: webhook at `public_url`; False: long polling."""
    telegram_webhook_secret: str | None = field(default=None, repr=False)
    telegram_content: Literal["full", "notice"] = "full"
    database_url: str = f"{value.SQLITE}xintiao.db"
    xintiao_key: bytes | None = field(default=None, repr=False)
    public_url: str | None = None
    """Where people reach the web server from outside, without a slash at the end."""
    """The web door is open where this is set."""
    web_host: str = "127.0.0.1"
    web_port: int = 8080
    web_proxy: str | None = None
    """The address of the reverse proxy whose word on where a request comes from is taken."""
    sms_gateway_url: str | None = None
    """Where text messages are handed over; None: none are sent."""
    sms_gateway_secret: str | None = field(default=None, repr=False)
    profile: str | Path = value.PROFILES[0]
    """The name of a profile of the package, or the path of a TOML file."""
    time_zone: ZoneInfo | None = None
    """None: the profile's."""
    language: Literal["zh", "en"] = "zh"
    """Spoken to people who have not chosen one."""
    backup_dir: Path | None = None
    """None: no backup is made."""

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return Path(self.database_url.removeprefix(value.SQLITE))


PARSERS: Mapping[str, Callable[[str], object]] = {
    "TELEGRAM_TOKEN": value.token,
    "TELEGRAM_BASE_URL": value.web_root,
    "TELEGRAM_WEBHOOK": value.flag,
    "TELEGRAM_WEBHOOK_SECRET": value.webhook_secret,
    "TELEGRAM_CONTENT": lambda text: value.one_of(text, "full", "notice"),
    "DATABASE_URL": value.sqlite,
    "XINTIAO_KEY": value.key,
    "PUBLIC_URL": value.web_root,
    "WEB_HOST": value.host,
    "WEB_PORT": value.port,
    "WEB_PROXY": value.ip_address,
    "SMS_GATEWAY_URL": value.web_root,
    "SMS_GATEWAY_SECRET": value.bearer,
    "PROFILE": value.profile,
    "TIME_ZONE": value.time_zone,
    "LANGUAGE": lambda text: value.one_of(text, "zh", "en"),
    "BACKUP_DIR": value.folder,
}
"""Every setting, by its name in the environment, and how its text is read."""


def read_settings(environ: Mapping[str, str], dotenv: Path | None) -> Settings:
    """Settings from `environ`, else from the file `dotenv` if it exists; raises BadSetting for the first wrong one."""
    given = (_from_file(dotenv) if dotenv else {}) | _from_environ(environ)
    read: dict[str, Any] = {name.lower(): _parsed(name, text) for name, text in given.items()}
    settings = Settings(**read)
    _check_webhook(settings)
    _check_page(settings)
    return settings


def require_door(settings: Settings) -> None:
    """Raise BadSetting when nobody could come in: neither by Telegram nor by the page."""
    if settings.telegram_token is None and settings.public_url is None:
        raise BadSetting(
            "TELEGRAM_TOKEN",
            "请填入 BotFather 发放的令牌，或填写 PUBLIC_URL 只用网页（set it to the token that BotFather gave, or set "
            "PUBLIC_URL to use the page alone）",
        )


def key_of(settings: Settings) -> bytes:
    """The office's key, 32 bytes; raises BadSetting when none is set."""
    if settings.xintiao_key is None:
        raise BadSetting("XINTIAO_KEY", "请用 python -m bot key 生成密钥并填入（make one with `python -m bot key`）")
    return settings.xintiao_key


def webhook_secret_of(settings: Settings) -> str:
    """What Telegram must show in its header: as set, else derived from the key, so that a restart keeps it."""
    if settings.telegram_webhook_secret is not None:
        return settings.telegram_webhook_secret
    return hmac.new(key_of(settings), b"xintiao telegram webhook", hashlib.sha256).hexdigest()


def new_key() -> str:
    """A fresh XINTIAO_KEY as base64, from the system's randomness."""
    return base64.b64encode(secrets.token_bytes(value.KEY_BYTES)).decode()


def _parsed(name: str, text: str) -> object:
    try:
        return PARSERS[name](text)
    except value.NotAValue as no:
        raise BadSetting(name, str(no)) from None


def _from_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Our settings among the environment's variables; an empty one counts as not set."""
    ours = {name: environ[name] for name in PARSERS if environ.get(name)}
    # Desktops set LANGUAGE for gettext, to a list of locales such as zh_CN:zh, which is no word to us.
    if re.search("[_:.]", ours.get("LANGUAGE", "")):
        del ours["LANGUAGE"]
    return ours


def _from_file(dotenv: Path) -> dict[str, str]:
    """The settings of a .env file; a misspelt name is refused rather than passed over."""
    try:
        with dotenv.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise BadSetting(dotenv.name, "无法读取，请检查权限和编码（cannot be read; it must be a UTF-8 file)") from None
    given: dict[str, str] = {}
    for binding in bindings:
        if binding.error or (binding.key and binding.value is None):
            line = binding.original.line
            raise BadSetting(dotenv.name, f"第 {line} 行应写成 名称=值（line {line} must be NAME=value）")
        if binding.key and binding.key not in PARSERS:
            raise BadSetting(binding.key, f"{dotenv.name} 中没有这个设置项（no such setting; see .env.example）")
        if binding.key and binding.value:
            given[binding.key] = binding.value
    return given


def _check_webhook(settings: Settings) -> None:
    """Telegram calls https addresses only; a Bot API server of one's own may call plain http beside it."""
    if not settings.telegram_webhook:
        return
    if settings.telegram_token is None:
        raise BadSetting("TELEGRAM_TOKEN", "使用 webhook 时必须填写（the webhook needs BotFather's token: set it）")
    if settings.public_url is None:
        raise BadSetting("PUBLIC_URL", "使用 webhook 时必须填写（the webhook needs it: set it, or TELEGRAM_WEBHOOK=0）")
    if settings.telegram_base_url == TELEGRAM and not settings.public_url.startswith("https://"):
        raise BadSetting(
            "PUBLIC_URL", "使用 webhook 时必须以 https:// 开头（must start with https:// for the webhook）"
        )


def _check_page(settings: Settings) -> None:
    """What leads people to the page needs the page; the gateway wants to know who asks."""
    if settings.telegram_content == "notice" and settings.public_url is None:
        raise BadSetting(
            "PUBLIC_URL", "TELEGRAM_CONTENT=notice 时内容只在网页上，必须填写（content is on the page then: set it）"
        )
    if settings.sms_gateway_url is not None and settings.public_url is None:
        raise BadSetting("PUBLIC_URL", "短信里只有网页链接，必须填写（text messages hold a link to the page: set it）")
    if settings.sms_gateway_url is not None and settings.sms_gateway_secret is None:
        raise BadSetting("SMS_GATEWAY_SECRET", "使用短信网关时必须填写（the text message gateway needs it）")
