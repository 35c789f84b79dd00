"""The real `python -m bot demo`: one address with four phones, time that is moved, and nothing left when it ends."""

import asyncio
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar

from tests.botapi import BotApi
from tests.process import ROOT, free_port

PHONES = ("obligor", "obligee", "mediator", "administrator")


@dataclass
class Demo:
    """A running demo: its page's address, a browser's cookies by their paths, and where its folders would be."""

    process: asyncio.subprocess.Process
    address: str
    folder: Path
    web: ClientSession
    cookies: dict[str, str]

    async def page(self) -> str:
        """The page; its cookies are kept as a browser would keep them."""
        async with self.web.get(self.address) as answer:
            assert answer.status == 200
            for header in answer.headers.getall("Set-Cookie"):
                assert "HttpOnly" in header
                assert "SameSite=Lax" in header
                cookie, path = re.findall(r"^([^;]+);.*Path=([^;]+)", header)[0]
                self.cookies[path] = cookie
            return await answer.text()

    async def phone(self, key: str) -> str:
        """What somebody's phone shows."""
        headers = {"Cookie": self.cookies[f"/phone/{key}"]}
        async with self.web.get(f"{self.address}phone/{key}/", headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.text()

    async def moves(self, step: str, csrf: str) -> int:
        """Press a button that moves the time; returns the status."""
        form = {"to": step, "csrf": csrf}
        async with self.web.post(f"{self.address}time", data=form, allow_redirects=False) as answer:
            return answer.status

    async def ends(self, how: signal.Signals) -> int:
        """Stop it; returns its exit status."""
        self.process.send_signal(how)
        return await self.process.wait()


@asynccontextmanager
async def demo(folder: Path, port: int, **settings: str) -> AsyncIterator[Demo]:
    """A demo in an office's folder with a .env that would stop any other command."""
    (folder / ".env").write_text("DATABASE_URL=sqlite:///the-office.db\nNO_SUCH_SETTING=1\n", encoding="utf-8")
    temporary = folder / "temporary"
    temporary.mkdir()
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "TMPDIR": str(temporary)}
    with (folder / "demo.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo", cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=log,
            env={**environment, "WEB_PORT": str(port), **settings},
        )  # fmt: skip
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        found = re.findall(r"http://\S+/", line)
        assert found, (folder / "demo.log").read_text(encoding="utf-8")
        async with ClientSession(cookie_jar=DummyCookieJar()) as web:
            yield Demo(process, found[0], temporary, web, {})
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def csrf_in(page: str) -> str:
    """The token of the page's form."""
    return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])


def databases(folder: Path) -> list[Path]:
    """Every database below a folder."""
    return list(folder.glob("**/*.db"))


async def test_four_phones_and_a_reminder_that_comes_when_the_time_is_moved(tmp_path: Path) -> None:
    port = free_port()
    async with demo(tmp_path, port) as played:
        assert played.address == f"http://127.0.0.1:{port}/"
        page = await played.page()
        assert sorted(played.cookies) == sorted(f"/phone/{key}" for key in PHONES)
        assert len(set(played.cookies.values())) == len(PHONES)
        assert re.findall(r'<iframe src="([^"]+)"', page) == [f"/phone/{key}/" for key in PHONES]
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)
        assert "我读完了" in await played.phone("obligor")
        reminder = "有一项约定快到日子了"
        assert reminder not in await played.phone("obligor")
        assert await played.moves("day", csrf_in(page)) == 303
        assert reminder in await played.phone("obligor")
        assert "早上好" in await played.phone("mediator")
        # nobody has a page of 周文斌's open, so a text message goes out that says nothing
        assert await played.moves("week", csrf_in(page)) == 303
        assert re.findall(r"<b>发给 139••••\d{4}</b> 【鹤岗市司法局】您有一条新消息", await played.page())
        assert await played.ends(signal.SIGINT) == 0
        assert list(played.folder.iterdir()) == []
        assert databases(tmp_path) == []


async def test_only_its_own_page_moves_the_time_and_only_under_its_own_name(tmp_path: Path) -> None:
    async with demo(tmp_path, free_port()) as played:
        page = await played.page()
        async with played.web.get(f"{played.address}time") as answer:
            before = (await answer.json())["iso"][:10]
        assert await played.moves("day", "") == 403
        assert await played.moves("day", csrf_in(page)[:-1] + "~") == 403
        assert await played.moves("year", csrf_in(page)) == 400
        async with played.web.get(f"{played.address}time") as answer:
            assert (await answer.json())["iso"][:10] == before
        foreign = {"Host": f"demo.example:{played.address.rpartition(':')[2].strip('/')}"}
        async with played.web.get(played.address, headers=foreign) as answer:
            assert answer.status == 421
            assert "Set-Cookie" not in answer.headers
        async with played.web.get(f"{played.address}phone/obligor/") as answer:
            assert answer.status == 401
        async with played.web.post(f"{played.address}gateway", json={"to": "1", "text": "x", "id": "1"}) as answer:
            assert answer.status == 401


async def test_who_leaves_on_a_phone_is_let_in_when_the_page_is_opened_anew(tmp_path: Path) -> None:
    async with demo(tmp_path, free_port()) as played:
        await played.page()
        left = played.cookies["/phone/obligor"]
        token = csrf_in(await played.phone("obligor"))
        async with played.web.post(
            f"{played.address}phone/obligor/leave",
            data={"csrf": token},
            headers={"Cookie": left},
            allow_redirects=False,
        ) as answer:
            assert answer.status in (200, 303)
        async with played.web.get(f"{played.address}phone/obligor/", headers={"Cookie": left}) as answer:
            assert answer.status == 401
        await played.page()
        assert played.cookies["/phone/obligor"] != left
        assert "我读完了" in await played.phone("obligor")


async def test_a_port_that_is_taken_is_passed_over_and_sigterm_ends_it_too(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        async with demo(tmp_path, port, LANGUAGE="en") as played:
            assert played.address != f"http://127.0.0.1:{port}/"
            assert "Move the time forward" in await played.page()
            assert "Clause one" in await played.phone("obligor")
            assert await played.ends(signal.SIGTERM) == 0
            assert list(played.folder.iterdir()) == []


async def test_with_a_token_telegram_is_a_door_of_the_same_office(tmp_path: Path) -> None:
    async with BotApi() as api, demo(tmp_path, free_port(), **telegram(api)) as played:
        somebody = api.person("somebody")
        await somebody.says("/help")
        await api.until(lambda: bool(somebody.heard), 60, "nobody answers on Telegram")
        await played.page()
        assert "我读完了" in await played.phone("obligor")
        assert await played.ends(signal.SIGINT) == 0


def telegram(api: BotApi) -> dict[str, str]:
    """The settings of a Telegram door at a server on this machine."""
    return {"TELEGRAM_TOKEN": api.token, "TELEGRAM_BASE_URL": api.url}
