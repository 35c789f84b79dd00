"""A page of a log shows what came in and went out, read from what is chained; secrets stand as marks."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from mediation.actor import Role
from messages.length import LIMIT, units
from storage.schema.messages import inbox, presses
from storage.store import Store
from tests.handlers.logs import file_of, looked, looks, talked
from tests.sample import person_id
from tests.world import Somebody, World


@pytest.fixture
async def zhou(world: World) -> Somebody:
    """An administrator of the case's own unit."""
    return await world.staff("周敏", Role.ADMINISTRATOR)


@pytest.fixture
async def city(world: World) -> Somebody:
    """An administrator of the whole office."""
    return await world.staff("陈管理", Role.ADMINISTRATOR, "city")


@pytest.fixture
async def li(world: World) -> Somebody:
    """A party who has asked something."""
    return await talked(world)


async def test_a_cases_conversation_has_what_was_said_pressed_answered_and_done(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    page = (await looks(world, zhou, "k7m2qx")).text
    assert page.startswith("<b>对话记录</b> · 案件 <b>K7M2QX</b>")
    assert "时间为UTC+8\n目的：核查投诉" in page
    number = await person_id(world, li)
    assert f"09:01:00 ← <b>李晓梅</b> #{number}\n<blockquote>可以分两次还吗？</blockquote>" in page
    assert "09:01:00 ● 李晓梅提了一个问题" in page
    assert "· 调解员 · 已发出 09:01:00\n<blockquote>李晓梅有一个问题" in page
    assert re.search(r"09:02:00 ← <b>王建国</b> #\d+ · 调解员 按了［回答］", page)


async def test_each_page_looked_at_is_journalled(world: World, li: Somebody, zhou: Somebody) -> None:
    for number in range(5):
        world.now += timedelta(minutes=1)
        await world.says(li, "/ask")
        await world.says(li, f"第{number}个问题")
    world.now += timedelta(minutes=1)
    newest = await looks(world, zhou, "K7M2QX")
    older = await world.presses(zhou, "‹ 更早")
    assert older.labels[0] == "‹ 更早"
    again = await world.presses(zhou, "更近 ›")
    assert again.text == f"{newest.text}\n09:08:00 ● 周敏：查看了对话记录，目的：核查投诉（2次）"
    parts = [entry.body["part"] for entry in await looked(world)]
    total = int(parts[0].partition("/")[2])
    assert parts == [f"{total - 7}-{total}/{total}", f"{total - 15}-{total - 8}/{total}", parts[0]]


async def test_numbers_and_links_are_not_shown_on_the_page_or_in_the_file(
    world: World, li: Somebody, city: Somebody
) -> None:
    await world.says(li, "我的号是 230403197511300268")
    await world.says(city, "/staff")
    for label in ("邀请新的工作人员", "审核员（司法局）", "全市"):
        await world.presses(city, label)
    await world.says(city, "赵新")
    await world.presses(city, "中文")
    code = (await world.presses(city, "生成链接")).secrets["⟦code⟧"]
    page = await looks(world, city, "李晓梅")
    assert "<blockquote>我的号是 [证件号码]</blockquote>" in page.text
    assert "（有遮盖）" in page.text
    own = await looks(world, city, "陈管理")
    assert "[code]" in own.text
    document = (await file_of(world, await world.presses(city, "生成文件"))).content.decode()
    assert "[link]" in document + own.text
    for text in (page.text, own.text, document):
        assert "230403197511300268" not in text
        assert code.removeprefix("/start ") not in text


async def test_what_is_shown_comes_from_what_is_chained_and_from_nothing_else(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    first = await looks(world, zhou, "K7M2QX")

    def forge(store: Store) -> None:
        store.db.execute(update(presses).values(label="我什么都同意", action="confirm_letter"))
        store.db.execute(update(inbox).values(kind="other"))

    await world.run(forge)
    assert "按了［回答］" in (await looks(world, zhou, "K7M2QX")).text
    assert "我什么都同意" not in zhou.letters[-1].text
    assert first.text.count("<blockquote>") == zhou.letters[-1].text.count("<blockquote>")


async def test_a_page_of_a_log_is_not_repeated_within_a_log(world: World, li: Somebody, city: Somebody) -> None:
    await looks(world, city, "K7M2QX")
    own = (await looks(world, city, "陈管理")).text
    assert "（对话记录的一页，这里不重复）" in own
    assert "可以分两次还吗" not in own


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        ({"kind": "edit", "text": "改成三次"}, "改了消息，改为：\n<blockquote>改成三次</blockquote>"),
        ({"kind": "other"}, "发来语音、贴纸或别的"),
        ({"kind": "contact"}, "分享了联系人"),
        ({"kind": "lost"}, "停用了对话"),
        ({"kind": "back"}, "恢复了对话"),
        ({"kind": "press", "text": "nosuchkey"}, "按了一个查不到的按钮"),
        ({"kind": "nothing"}, "系统消息"),
        ({"kind": "group"}, "在群里叫了我"),
        (
            {"kind": "file", "file": {"ref": "f", "name": "凭证.jpg", "mime": "image/jpeg", "size": 9}},
            "发来文件 凭证.jpg",
        ),
    ],
)
async def test_whatever_came_in_is_named(world: World, city: Somebody, ask: dict[str, object], shown: str) -> None:
    stranger = world.person("路人")
    await world.asks(stranger, **ask)
    page = await looks(world, city, "路人")
    assert shown in page.text


async def test_what_could_not_be_read_is_there_too(world: World, city: Somebody) -> None:
    stranger = world.person("路人")
    await world.says(stranger, "你好")
    world.faults_expected = True
    await world.comes_in(stranger, {"kind": "nonsense"})
    for _ in range(4):
        await world.passes(timedelta(minutes=1))
    assert "系统" not in (await looks(world, city, "路人")).text
    assert re.search("路人.*（没有处理成功）", city.letters[-1].text)


async def test_a_page_is_one_message_however_much_was_said(world: World, city: Somebody) -> None:
    talker = world.person("名" * 120)
    for number in range(12):
        world.now += timedelta(minutes=1)
        await world.says(talker, f"<b>&{number}" + "长" * 3900)
    before = len(city.letters)
    page = await looks(world, city, "#2")
    assert len(city.letters) == before + 2
    assert units(page.text) <= LIMIT
    assert "长" * 150 in page.text
