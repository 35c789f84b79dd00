"""People: what they do becomes an update, and what they see is what was sent."""

from __future__ import annotations

import pytest
import telegram
from telegram.error import BadRequest

from tests.botapi import BotApi, Person


def keyboard(*labels: str) -> telegram.InlineKeyboardMarkup:
    """One button a row; the label is the data as well."""
    buttons = [telegram.InlineKeyboardButton(label, callback_data=label) for label in labels]
    return telegram.InlineKeyboardMarkup.from_column(buttons)


async def received(ptb: telegram.Bot) -> list[telegram.Update]:
    """All updates, confirmed."""
    updates = await ptb.get_updates()
    if updates:
        await ptb.get_updates(offset=updates[-1].update_id + 1)
    return list(updates)


async def test_a_press_finds_its_button_by_label_on_the_newest_message(
    api: BotApi, ptb: telegram.Bot, li: Person
) -> None:
    old = await ptb.send_message(li.id, "旧", reply_markup=keyboard("确认", "取消"))
    new = await ptb.send_message(li.id, "新", reply_markup=keyboard("✅ 确认收到"))
    await li.presses("取消")
    await li.presses("确认收到")
    await li.presses("确认", at=li.screen[1])
    queries = [one.callback_query for one in await received(ptb) if one.callback_query]
    assert [(one.message and one.message.message_id, one.data) for one in queries] == [
        (old.message_id, "取消"),
        (new.message_id, "✅ 确认收到"),
        (old.message_id, "确认"),
    ]
    assert len({one.chat_instance for one in queries}) == 1
    with pytest.raises(AssertionError, match=r"no button '没有'; there are .*取消"):
        await li.presses("没有")


async def test_a_press_is_answered_once_and_in_time(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await ptb.send_message(li.id, "好吗", reply_markup=keyboard("好"))
    press = await li.presses("好", times=2)
    first, second = [one.callback_query for one in await received(ptb)]
    assert first
    assert second
    await second.answer("收到", show_alert=True)
    assert (press.answered, press.text, press.alert) == (True, "收到", True)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await second.answer()
    api.wind(151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await first.answer()


async def test_an_unanswered_press_comes_again_as_a_new_one(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await ptb.send_message(li.id, "好吗", reply_markup=keyboard("好", "不好"))
    await li.presses("不好")
    press = await li.presses("好")
    first = [one.callback_query for one in await received(ptb)]
    assert first[0]
    await first[0].answer()
    assert api.resend_presses() == [press]
    [again] = await received(ptb)
    assert again.callback_query
    assert first[1]
    assert (again.callback_query.data, again.update_id) == ("好", press.update_ids[1])
    assert again.callback_query.id != first[1].id
    await again.callback_query.answer()
    assert api.resend_presses() == []


async def test_a_press_on_a_message_that_is_gone(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await ptb.send_message(li.id, "好吗", reply_markup=keyboard("好"))
    seen = li.last
    await ptb.delete_message(li.id, seen.id)
    await li.presses_data(seen, "好")
    [update] = await received(ptb)
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible


async def test_hearing_waits_for_what_is_new(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await ptb.send_message(li.id, "欢迎", reply_markup=keyboard("开始"))
    assert (await li.hears("欢迎", "开始")).text == "欢迎"
    await li.says("/help")
    with pytest.raises(AssertionError, match=r"nobody said.*欢迎"):
        await li.hears("欢迎", within=0.01)
    assert (await li.sees("欢迎")).buttons == [["开始"]]
    await ptb.edit_message_text("欢迎回来", li.id, li.screen[1].id)
    assert (await li.hears("欢迎回来")).edited
    assert [one.text for one in li.heard] == ["欢迎回来"]
    assert "→ #" in li.shows()


async def test_waiting_that_fails_tells_where_things_stand(lax: BotApi) -> None:
    with pytest.raises(AssertionError, match="never came: rain\n0 updates unconfirmed"):
        await lax.until(lambda: False, within=0.01, what="rain")


async def test_deep_links(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await li.opens("https://t.me/xintiao_test_bot?start=A7K2-_x")
    await li.opens("A7K2")
    await li.opens()
    texts = [one.message.text for one in await received(ptb) if one.message]
    assert texts == ["/start A7K2-_x", "/start A7K2", "/start"]
    with pytest.raises(AssertionError, match="would not pass on"):
        await li.opens("信")
    with pytest.raises(AssertionError, match="@another_bot"):
        await li.opens("t.me/another_bot?start=x")


async def test_the_keyboard_under_the_text_field(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    share = telegram.KeyboardButton("发送手机号", request_contact=True)
    await ptb.send_message(li.id, "请选", reply_markup=telegram.ReplyKeyboardMarkup([[share], ["跳过"]]))
    assert li.keyboard == [["发送手机号"], ["跳过"]]
    await li.taps("跳过")
    await li.taps("发送手机号")
    await li.shares_contact(own=False)
    updates = [one.message for one in await received(ptb) if one.message]
    assert updates[0].text == "跳过"
    owners = [one.contact.user_id == li.id for one in updates[1:] if one.contact]
    assert owners == [True, False]
    await ptb.send_message(li.id, "谢谢", reply_markup=telegram.ReplyKeyboardRemove())
    with pytest.raises(AssertionError, match="no key"):
        await li.taps("跳过")


async def test_blocking_is_told_and_deleting_is_not(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await li.blocks_bot()
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await li.says("你好")
    await li.opens()
    await li.deletes_account()
    changes = [one.my_chat_member for one in await received(ptb)]
    assert [one and (one.old_chat_member.status, one.new_chat_member.status) for one in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
        None,
    ]


async def test_in_groups_bots_hear_only_what_is_meant_for_them(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    group = api.group("调解室", [li])
    await group.adds_bot(by=li)
    await li.says("大家好", to=group)
    await li.says("/help", to=group)
    await li.says("@xintiao_test_bot 在吗", to=group)
    await ptb.send_message(group.id, "请私聊我", reply_markup=keyboard("好"))
    said = await group.hears("私聊")
    await li.says("好的", to=group, reply_to=said)
    await li.presses("好", to=group)
    updates = await received(ptb)
    assert [one.message.text for one in updates if one.message] == [None, "/help", "@xintiao_test_bot 在吗", "好的"]
    assert updates[-1].callback_query
    assert await ptb.leave_chat(group.id)
    with pytest.raises(telegram.error.Forbidden):
        await ptb.send_message(group.id, "还在")
    with pytest.raises(BadRequest):
        await ptb.leave_chat(li.id)
