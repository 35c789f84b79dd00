"""The whole story with the real process over real HTTP, in Chinese: from /new to both parties' confirmation."""

import asyncio
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image

from tests.aftermath import everything_fits, quiet
from tests.botapi import BotApi
from tests.botapi.calls import Upload
from tests.process import KEY, BotProcess
from tests.storytelling import LI, ZHANG, Player, Table, bound_mediator, holds, told

PATIENCE = 150.0
"""Seconds that a whole story may take; the limit of one message a second and chat makes it 50."""

MEDIATOR_SEES = [
    ("绑定好了",),
    ("您好，王建国！您是调解员。",),
    ("这是哪种调解？", "人民调解", "商事调解"),
    ("是哪类纠纷？", "10 借贷"),
    ("双方达成协议了吗？",),
    ("协议是书面的，还是口头的？",),
    ("协议编号是多少？",),
    ("协议哪天生效？",),
    ("第1位当事人", "是个人，还是单位？"),
    ("第1位当事人", "姓名是什么？"),
    ("第1位当事人", "张建军", "证件号码是多少？"),
    ("第1位当事人", "张建军", "电话是多少？"),
    ("第1位当事人", "张建军", "由谁来办理？"),
    ("第2位当事人", "是个人，还是单位？"),
    ("第2位当事人", "姓名是什么？"),
    ("第2位当事人", "李晓梅", "证件号码是多少？"),
    ("第2位当事人", "李晓梅", "电话是多少？"),
    ("第2位当事人", "李晓梅", "由谁来办理？"),
    ("还有别的当事人吗？",),
    ("约定由谁来做？",),
    ("要做什么？",),
    ("一共多少钱？",),
    ("用什么方式？",),
    ("什么时候做完？",),
    ("还有别的约定吗？", "李晓梅 → 张建军：归还借款，5,000元，银行转账"),
    ("请核对，没问题就确认", "人民调解 · 借贷", "申请人：张建军", "被申请人：李晓梅"),
    ("登记好了，案件编号是",),
]
"""In this order, up to the invitations; afterwards the two parties mix what the mediator sees."""
PARTY_SEES = [
    ("鹤岗市司法局", "是调解员请您来的"),
    ("可以用 Telegram 和您联系吗？",),
    ("请输入您本人证件号码的最后六位",),
    ("对上了，谢谢您！",),
    ("调解员已经确认是您本人",),
    ("可以在这里处理您的个人信息吗？",),
    ("1/7 · 约定的事", "5,000元", "方式：银行转账"),
    ("2/7 · 承诺书开头", "我自愿加入守信践诺的行列"),
    ("3/7 · 第一条", "一、加强个人诚信自律"),
    ("4/7 · 第二条", "二、“以诚实守信为荣"),
    ("可以把这份承诺记入鹤岗市信用信息共享平台吗？",),
    ("可以在网上公示这份承诺吗？",),
    ("万一以后约定的事没有做到，可以公示这件事吗？",),
    ("5/7 · 第三条", "三、同意将本承诺信息纳入"),
    ("6/7 · 没有做到会怎样",),
    ("7/7 · 您的权利", "签不签由您自己决定"),
    ("写下您的全名",),
    ("最后一步", "我确认承诺"),
    ("信用承诺书（副本）", "校验码"),
    ("信用承诺书副本，案件",),
]
"""In this order and nothing else."""


async def test_from_new_to_both_confirmations_by_polling_and_by_webhook(tmp_path: Path) -> None:
    ways = [tmp_path / "polling", tmp_path / "webhook"]
    async with asyncio.TaskGroup() as group:
        for folder in ways:
            folder.mkdir()
            group.create_task(story(folder, webhook=folder.name == "webhook"))


async def story(folder: Path, *, webhook: bool) -> None:
    """Everything once, and a look at what it left."""
    # the server fails if the bot asked anything malformed
    async with BotApi() as api, BotProcess(api, folder, webhook=webhook) as bot:
        await bot.start()
        await bot.ready()
        table = Table(ZHANG, LI, attests="电话核实" if webhook else "本人在场")
        wang = await bound_mediator(api, bot, "王建国")
        zhang, li = Player(api, api.person("建军")), Player(api, api.person("晓梅"))
        await told(table, wang, (zhang, li), PATIENCE, by_form=False)
        await quiet(bot, 30)
        assert await bot.stop() == 0
        saw_what_they_should(table, wang, zhang, li)
        private_stayed_private(api, bot)
        figures = await everything_fits(bot, cases=1)
        assert (figures.repeated, figures.copies) == (0, 0)


def saw_what_they_should(table: Table, wang: Player, zhang: Player, li: Player) -> None:
    """Every message in its order, with the words that matter."""
    refused = PARTY_SEES.index(("可以在网上公示这份承诺吗？",)) + 1
    shown_in_order(zhang, [*PARTY_SEES[:refused], ("记下了：这一项您不同意",), *PARTY_SEES[refused:]])
    shown_in_order(li, PARTY_SEES)
    shown_in_order(wang, [*MEDIATOR_SEES, *[()] * (len(wang.heard) - len(MEDIATOR_SEES))])
    assert zhang.read("1/7", "您要做的\n协议里没有写您要做的事。", "李晓梅：归还借款")
    assert li.read("1/7", "您要做的\n1. 归还借款，5,000元，对象：张建军")
    assert zhang.read("5/7", "✗ 不同意：在信用中国（黑龙江鹤岗）网站公示这份承诺")
    assert li.read("5/7", "✓ 同意：在信用中国（黑龙江鹤岗）网站公示这份承诺")
    for name, party in (("张建军", zhang), ("李晓梅", li)):
        invitation = wang.read(f"给{name}的邀请")[0]
        # the picture leads to the page, the link beside it to Telegram, and both are the same invitation
        assert decoded(invitation.file).rpartition("/i/")[2] == table.links[name].rpartition("=")[2]
        copy, file = party.heard[-2:]
        seal = re.findall(r"[0-9a-f]{64}", copy.text)[0]
        assert f"主体名称：{name}" in copy.text
        assert file.file is not None
        assert seal in file.file.decode()
        assert wang.read(f"案件 {table.number}：{name}确认了信用承诺书", seal)


def shown_in_order(player: Player, expected: list[tuple[str, ...]]) -> None:
    """These words in these messages, one after the other and nothing else."""
    for message, words in zip(player.heard, expected, strict=False):
        assert holds(message, *words), f"{words} were expected instead of: {message}"
    assert len(player.heard) == len(expected)


def decoded(picture: bytes | None) -> str:
    """What a phone reads from a picture."""
    assert picture is not None
    return zxingcpp.read_barcodes(Image.open(BytesIO(picture)))[0].text


def private_stayed_private(api: BotApi, bot: BotProcess) -> None:
    """Numbers and telephones are in nothing that was sent and not in the log, and numbers not even in the database."""
    numbers = [ZHANG.number, LI.number]
    secret = [*numbers, ZHANG.phone, LI.phone]
    sent = "\n".join(text for call in api.requests for text in texts_of(call.params, call.uploads))
    assert not [one for one in [*secret, ZHANG.number[-6:], LI.number[-6:]] if one in sent]
    said = [raw for raw in dump(bot.folder) if any(number in raw for number in numbers)]
    assert said == [], "it rests in the database"
    tokens = re.findall(r"start=([\w-]{20,})", sent)
    assert len(tokens) >= 2
    assert not [one for one in [*secret, *tokens, api.token, KEY] if one in bot.log]


def texts_of(params: dict[str, object], uploads: Mapping[str, Upload]) -> list[str]:
    """All that a request shows to a person, files too."""
    files = [one.data.decode(errors="replace") for one in uploads.values()]
    return [*(str(params.get(name)) for name in ("text", "caption", "reply_markup")), *files]


def dump(folder: Path) -> list[str]:
    """The whole database as SQL."""
    with closing(sqlite3.connect(folder / "xintiao.db")) as db:
        return list(db.iterdump())
