"""The file of a conversation stands alone, names who asked for it, and can be checked against the chains."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from sqlalchemy import update

from mediation.actor import Role
from storage.schema.messages import outbox
from storage.store import Store
from storage.verifying import verify
from tests.handlers.logs import file_of, looked, looks, talked
from tests.world import Somebody, World


@pytest.fixture
async def zhou(world: World) -> Somebody:
    """An administrator of the case's own unit."""
    return await world.staff("周敏", Role.ADMINISTRATOR)


@pytest.fixture
async def li(world: World) -> Somebody:
    """A party who has asked something."""
    return await talked(world)


async def test_the_file_stands_alone_and_can_be_checked(world: World, li: Somebody, zhou: Somebody) -> None:
    await world.says(li, "/ask")
    await world.says(li, '<script>alert("坏")</script> <img src=x>\n第二行')
    await looks(world, zhou, "K7M2QX")
    letter = await world.presses(zhou, "生成文件")
    document = await file_of(world, letter)
    text = document.content.decode()
    assert document.name.startswith("xintiao-K7M2QX-2026")
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#34;坏&#34;)&lt;/script&gt; &lt;img src=x&gt;\n第二行" in text
    assert not re.search(r"<(script|img|iframe|link|object|embed|form|a)\b|https?:|url\(|@import", text)
    style = re.search("<style>(.*)</style>", text, re.DOTALL)
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert style is not None
    assert policy is not None
    known = b64encode(sha256(style[1].encode()).digest()).decode()
    assert unescape(policy[1]).startswith(f"default-src 'none'; style-src 'sha256-{known}';")
    assert "周敏 · 管理员 · 工农区司法局" in text
    assert text.count("周敏 · 2026年3月2日 09:02（UTC+8） · 核查投诉") == 9
    assert "周敏于2026年3月2日 09:02（UTC+8）生成 · 目的：核查投诉 · 含个人信息，不得外传" in text
    entry = (await looked(world))[-1]
    assert entry.body["document"] == sha256(document.content).hexdigest()
    assert "查看了对话记录，生成了文件，目的：核查投诉" in (await world.presses(zhou, "回到最近的记录")).text


async def test_the_heads_in_the_file_stand_until_something_before_them_changes(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    await looks(world, zhou, "K7M2QX")
    text = (await file_of(world, await world.presses(zhou, "生成文件"))).content.decode()
    heads = re.findall("<td><code>([0-9a-f]{64})</code></td>", text)
    assert len(heads) == 3
    await world.says(li, "/help")
    assert (await world.run(lambda store: verify(store, heads))).met == set(heads)

    def forge(store: Store) -> None:
        store.db.execute(update(outbox).where(outbox.c.case_number == "K7M2QX").values(text="您什么都不用还了"))

    await world.run(forge)
    found = await world.run(lambda store: verify(store, heads))
    assert found.broken is not None
    assert found.met != set(heads)


async def test_the_same_in_english(world: World, li: Somebody) -> None:
    smith = await world.staff("Smith", Role.ADMINISTRATOR, language="en")
    await world.says(smith, "/log K7M2QX")
    page = await world.presses(smith, "checking a complaint")
    assert "Lines 1–8 of 8 · times are UTC+8\nPurpose: checking a complaint" in page.text
    assert "● 李晓梅 asked a question" in page.text
    text = (await file_of(world, await world.presses(smith, "Make a file"))).content.decode()
    assert '<html lang="en">' in text
    assert "Smith · administrator · Gongnong District Justice Bureau" in text
    assert (await world.presses(smith, "Back to the newest lines")).template == "log_page"
