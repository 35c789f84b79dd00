"""Sending: what a letter becomes on a person's screen, and what the bot says became of it."""

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from telegram import Bot

from bot.outcome import Later, Moved, Offline, Outcome, Sent, Unknown, Unreachable, Unsendable, WrongToken
from bot.telegram.connecting import make_bot
from bot.telegram.sending import Sender, filled
from mediation.button import Button
from storage import documents, outbox
from storage.database import Database
from storage.outbox import Outgoing
from storage.sealing import Sealer
from tests.botapi import (
    BotApi,
    NoAnswer,
    Person,
    Refusal,
    blocked,
    cannot_initiate,
    deactivated,
    server_error,
    too_many_requests,
)
from tests.clocks import START, CountingDatabase
from tests.letters import new_address, put

LINK = "https://t.me/xintiao_test_bot?start=a&b<c"


@pytest.fixture
async def li(api: BotApi) -> Person:
    """Somebody who has opened the bot."""
    person = api.person("李晓梅")
    await person.opens()
    return person


@pytest.fixture
def sender(bot: Bot, database: CountingDatabase) -> Sender:
    """The way out."""
    return Sender(bot, database)


async def take(database: Database) -> Outgoing:
    """The one letter that may go."""
    [letter] = await database.run(lambda store: outbox.take(store, START, 64, notices=True))
    return letter


async def sent(database: Database, number: int, ref: str | None) -> None:
    """Write down that it was sent."""
    await database.run(lambda store: outbox.sent(store, number, ref, START))


async def send(sender: Sender, database: Database, person: Person, text: str = "您好", **fields: Any) -> Outcome:
    """Put a letter for that person into the outbox and send it."""
    address = await new_address(database, str(person.id))
    await put(database, address, text, **fields)
    return await sender.send(await take(database))


async def test_words_with_their_buttons(sender: Sender, database: CountingDatabase, li: Person) -> None:
    buttons = (
        (Button("确认", "confirm", style="primary"), Button("不签", "decline", style="danger")),
        (Button("我有疑问", "ask"),),
    )
    outcome = await send(sender, database, li, "欠款 <b>3000</b> 元 &amp; 利息", buttons=buttons)
    assert outcome == Sent(str(li.last.id))
    assert li.last.text == "欠款 3000 元 & 利息"
    assert li.last.entities == [("bold", "3000")]
    assert li.last.buttons == [["确认", "不签"], ["我有疑问"]]
    assert [one.style for row in li.last.rows for one in row] == ["primary", "danger", None]
    assert len({one.data for row in li.last.rows for one in row}) == 3


async def test_no_link_is_looked_at_for_a_preview(
    api: BotApi, sender: Sender, database: CountingDatabase, li: Person
) -> None:
    await send(sender, database, li, "见 https://example.cn")
    assert api.calls("sendMessage")[0].params["link_preview_options"] == {"is_disabled": True}


async def test_secrets_are_filled_in_only_now(sender: Sender, database: CountingDatabase, li: Person) -> None:
    await send(sender, database, li, '打开 <a href="⟦link⟧">⟦link⟧</a>', secrets={"⟦link⟧": LINK})
    assert li.last.text == f"打开 {LINK}"
    assert LINK in li.last.links()


def test_a_secret_cannot_become_markup() -> None:
    assert filled("<i>⟦a⟧</i> ⟦a⟧", {"⟦a⟧": '<b>"&'}) == "<i>&lt;b&gt;&quot;&amp;</i> &lt;b&gt;&quot;&amp;"


async def test_a_secret_is_drawn_for_the_table(
    sender: Sender, database: CountingDatabase, li: Person, tmp_path: Path
) -> None:
    fields = {"kind": "file", "document": "qr:⟦link⟧", "secrets": {"⟦link⟧": LINK}}
    outcome = await send(sender, database, li, "请对方扫码：⟦link⟧", **fields)
    assert isinstance(outcome, Sent)
    assert li.last.kind == "photo"
    assert li.last.text == f"请对方扫码：{LINK}"
    picture = tmp_path / "qr.png"
    picture.write_bytes(li.last.file or b"")
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(picture))] == [LINK]


async def test_a_kept_file_goes_along_with_its_words(sender: Sender, database: CountingDatabase, li: Person) -> None:
    content = "<html>对话</html>".encode()
    kept = await database.run(lambda store: documents.keep(store, "对话.html", "text/html", content, START))
    await send(sender, database, li, "<b>全文</b>", kind="file", document=kept, buttons=((Button("好", "ok"),),))
    assert (li.last.file, li.last.file_name, li.last.text) == (content, "对话.html", "全文")
    assert li.last.buttons == [["好"]]


async def test_buttons_go_and_the_words_stay(sender: Sender, database: CountingDatabase, li: Person) -> None:
    address = await new_address(database, str(li.id))
    first = await put(database, address, "请确认", buttons=((Button("确认", "confirm"),),))
    outcome = await sender.send(await take(database))
    assert isinstance(outcome, Sent)
    await sent(database, first, outcome.ref)
    for number in (1, 2):  # the second time there is nothing to change
        await put(database, address, kind="buttons_off", target=str(first))
        assert isinstance(await sender.send(await take(database)), Sent)
        await sent(database, first + number, None)
    assert (li.last.text, li.last.buttons) == ("请确认", [])


async def test_buttons_of_a_letter_that_never_arrived_need_no_removal(
    api: BotApi, sender: Sender, database: CountingDatabase, li: Person
) -> None:
    address = await new_address(database, str(li.id))
    first = await put(database, address, "请确认", urgency="notice")
    await put(database, address, kind="buttons_off", target=str(first))
    assert await sender.send(await take(database)) == Sent(None)
    assert api.calls("editMessageReplyMarkup") == []


async def test_a_persons_own_message_is_deleted(sender: Sender, database: CountingDatabase, li: Person) -> None:
    shown = await li.says("230103199001011234")
    address = await new_address(database, str(li.id))
    for number in (1, 2):  # the second time it is gone
        await put(database, address, kind="delete", target=str(shown.id))
        assert await sender.send(await take(database)) == Sent(None)
        await sent(database, number, None)
    assert shown.id not in [one.id for one in li.screen]


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        (too_many_requests(7), Later),
        (blocked(), Unreachable),
        (deactivated(), Unreachable),
        (cannot_initiate(), Unreachable),
        (server_error(), Offline),
        (NoAnswer(done=True), Unknown),
        (Refusal(401, "Unauthorized"), None),
    ],
)
async def test_what_became_of_it(
    api: BotApi, sender: Sender, database: CountingDatabase, li: Person, how: Any, outcome: type | None
) -> None:
    api.fail("sendMessage", how)
    if outcome is None:
        with pytest.raises(WrongToken):
            await send(sender, database, li)
    else:
        assert type(await send(sender, database, li)) is outcome


async def test_somebody_who_never_opened_the_bot(api: BotApi, sender: Sender, database: CountingDatabase) -> None:
    assert isinstance(await send(sender, database, api.person("生人")), Unreachable)


async def test_nobody_listening_at_telegrams_place(
    api: BotApi, sender: Sender, database: CountingDatabase, li: Person
) -> None:
    await api.stop()
    assert isinstance(await send(sender, database, li), Offline)
    await api.start()


async def test_a_group_that_became_a_supergroup(
    api: BotApi, sender: Sender, database: CountingDatabase, li: Person
) -> None:
    group = api.group("调解室", [li])
    await group.adds_bot(li)
    address = await new_address(database, str(group.id))
    new = await group.migrates(li)
    await put(database, address, "请私下找我")
    assert await sender.send(await take(database)) == Moved(str(new))


@pytest.mark.parametrize("text", ["<b>没有关", "<script>", "", "字" * 4097])
async def test_what_telegram_never_takes(bot: Bot, database: CountingDatabase, text: str) -> None:
    async with BotApi(strict=False) as lax:
        lenient = make_bot(lax.token, lax.url)
        await lenient.request.initialize()
        li = lax.person("李晓梅")
        await li.opens()
        assert isinstance(await send(Sender(lenient, database), database, li, text), Unsendable)
        await lenient.request.shutdown()


async def test_secrets_of_another_key(bot: Bot, database: CountingDatabase, li: Person, folder: Path) -> None:
    address = await new_address(database, str(li.id))
    await put(database, address, "⟦link⟧", secrets={"⟦link⟧": LINK})
    letter = await take(database)
    other = await Database.open(folder / "test.db", Sealer(bytes(32)))
    outcome = await Sender(bot, other).send(letter)
    await other.close()
    assert isinstance(outcome, Unsendable)


def test_no_repr_shows_the_token(sender: Sender, bot: Bot) -> None:
    assert bot.token not in repr(sender)
