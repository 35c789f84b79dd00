"""Turns the text of one setting into its value, or says in one sentence what is expected; it repeats no secret."""

import base64
import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

KEY_BYTES = 32
PROFILES = ("hegang",)
SQLITE = "sqlite:///"

_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")


class NotAValue(ValueError):
    """The text cannot be read; says what is expected, in Chinese, then in English."""


def no(chinese: str, english: str) -> NoReturn:
    """Refuses a text."""
    raise NotAValue(f"{chinese}（{english}）")


def token(text: str) -> str:
    """A bot's token, as BotFather gives it."""
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", text):
        no(
            "应形如 123456789:ABC…，请从 BotFather 处重新复制",
            "looks like 123456789:ABC…; copy it from BotFather again",
        )
    return text


def webhook_secret(text: str) -> str:
    """A secret that Telegram accepts as its header's value."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        no("只能用 1 到 256 个字母、数字、_ 或 -", "use 1 to 256 letters, digits, _ or -")
    return text


def key(text: str) -> bytes:
    """32 bytes from 64 hexadecimal digits or from base64, either alphabet, padded or not."""
    try:
        if re.fullmatch("[0-9A-Fa-f]{64}", text):
            return bytes.fromhex(text)
        plain = text.replace("-", "+").replace("_", "/").rstrip("=")
        found = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:  # letters that base64 does not know
        found = b""
    if len(found) != KEY_BYTES:
        no(
            "应为 base64 或十六进制的 32 字节，可用 python -m bot key 生成",
            "32 bytes as base64 or hex; `python -m bot key` makes one",
        )
    return found


def flag(text: str) -> bool:
    """1 or 0, nothing else."""
    return one_of(text, "1", "0") == "1"


def one_of(text: str, *words: str) -> str:
    """One of the words, spelt exactly."""
    if text not in words:
        no(f"只能填 {' 或 '.join(words)}", f"must be {' or '.join(words)}")
    return text


def web_root(text: str) -> str:
    """An http or https address without account, query or fragment; loses the slash at its end."""
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and _is_host(parts.hostname or "") and parts.port != 0
    except ValueError:
        whole = False
    if not whole or parts.username is not None or re.search(r"[?#\s]", text):
        no(
            "应为完整网址，例如 https://example.cn，不带 ? 和 #",
            "must be a full address such as https://example.cn, without ? or #",
        )
    return text.rstrip("/")


def host(text: str) -> str:
    """An IP address or a host's name, without a port."""
    if not _is_host(text):
        no("应为 IP 地址或主机名，不带端口", "must be an IP address or a host's name, without a port")
    return text


def ip_address(text: str) -> str:
    """An IP address, written the usual way."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        no("应为 IP 地址", "must be an IP address")


def bearer(text: str) -> str:
    """A secret that can stand in a header."""
    if not re.fullmatch(r"[!-~]{8,512}", text):
        no("应为 8 到 512 个可见的 ASCII 字符", "must be 8 to 512 visible ASCII characters")
    return text


def port(text: str) -> int:
    """A TCP port, 1 to 65535."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        no("应为 1 到 65535 的整数", "must be a whole number from 1 to 65535")
    return int(text)


def sqlite(text: str) -> str:
    """A SQLite file as a URL; PostgreSQL comes later, and a database in memory would forget on restart."""
    path = text.removeprefix(SQLITE)
    if path == text or not path.strip("/") or path == ":memory:" or re.search(r"[?#]", path) or path.endswith("/"):
        no(
            "目前只支持 SQLite 文件，例如 sqlite:///xintiao.db",
            "only a SQLite file for now, such as sqlite:///xintiao.db",
        )
    return text


def profile(text: str) -> str | Path:
    """A jurisdiction profile of the package by its name, or the path of a TOML file that exists."""
    if text in PROFILES:
        return text
    path = Path(text)
    if path.suffix != ".toml" or not _holds(path, Path.is_file):
        names = "、".join(PROFILES)
        no(f"应为 {names}，或一个存在的 .toml 文件", f"must be {names}, or a .toml file that exists")
    return path


def time_zone(text: str) -> ZoneInfo:
    """A time zone of the IANA list."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # what zoneinfo raises for no such zone, a bad name, a folder
        no("没有这个时区，应形如 Asia/Shanghai", "no such time zone; use a name like Asia/Shanghai")


def folder(text: str) -> Path:
    """A folder, which may not exist yet."""
    path = Path(text)
    if not _holds(path, lambda there: there.is_dir() or not there.exists()):
        no("应为可以访问的文件夹", "must be a folder that can be reached")
    return path


def _holds(path: Path, question: Callable[[Path], bool]) -> bool:
    """The answer about a path, and no if the system does not let us look."""
    try:
        return question(path)
    except (OSError, ValueError):
        return False


def _is_host(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return bool(_HOST_NAME.fullmatch(text))
    return True
