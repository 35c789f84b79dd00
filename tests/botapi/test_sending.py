"""What the bot sends reaches the screen as sent, and both libraries read what comes back."""

from __future__ import annotations

import struct

import aiogram
import pytest
import telegram
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.botapi import BotApi, Person

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 300, 200) + bytes(100)
ROWS = [
    [telegram.InlineKeyboardButton("确认", callback_data="k", api_kwargs={"style": "success"})],
    [telegram.InlineKeyboardButton("复制", copy_text=telegram.CopyTextButton("A7K2"))],
    [telegram.InlineKeyboardButton("网页", url="https://a.cn/")],
]


async def test_html_reads_the_same_in_both_libraries(
    api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person
) -> None:
    html = '<b>信调</b>😀 <a href="https://a.cn/">书</a> <i>&lt;第一节&gt;</i>'
    one = await ptb.send_message(li.id, html, parse_mode="HTML")
    two = await aio.send_message(li.id, html, parse_mode="HTML")
    assert one.text_html == two.html_text == html
    assert one.parse_entities() == {one.entities[0]: "信调", one.entities[1]: "书", one.entities[2]: "<第一节>"}
    assert li.last.entities == [("bold", "信调"), ("text_link", "书"), ("italic", "<第一节>")]
    assert li.last.links() == ["https://a.cn/"]


async def test_how_it_is_sent_shows_on_the_screen(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    question = await li.says("几号到期？")
    await ptb.send_message(
        li.id,
        "3月15日",
        reply_markup=telegram.InlineKeyboardMarkup(ROWS),
        protect_content=True,
        disable_notification=True,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        reply_parameters=telegram.ReplyParameters(question.id, quote="到期"),
    )
    card = await li.hears("3月15日", "复制")
    assert (card.protected, card.silent, card.reply_to, card.by_bot) == (True, True, question.id, True)
    assert card.wire["quote"] == {"text": "到期", "position": 2, "is_manual": True}
    assert card.wire["link_preview_options"] == {"is_disabled": True}
    assert card.buttons == [["确认"], ["复制"], ["网页"]]
    assert (li.button("确认").style, li.button("复制").copy_text, li.button("网页").url) == (
        "success",
        "A7K2",
        "https://a.cn/",
    )


async def test_files_go_both_ways(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person) -> None:
    sent = await ptb.send_document(
        li.id, b"%PDF-1.7", filename="信用承诺书.pdf", caption="<b>副本</b>", parse_mode="HTML"
    )
    assert (li.last.file, li.last.file_name, li.last.text) == (b"%PDF-1.7", "信用承诺书.pdf", "副本")
    assert sent.document
    assert sent.document.mime_type == "application/pdf"
    again = await aio.send_document(li.id, sent.document.file_id)
    assert again.document
    file = await aio.get_file(again.document.file_id)
    assert file.file_path
    content = await aio.download_file(file.file_path)
    assert content
    assert content.read() == b"%PDF-1.7"
    await li.sends_photo(PNG, "身份证")
    [update] = await ptb.get_updates()
    assert update.message
    largest = await update.message.photo[-1].get_file()
    assert bytes(await largest.download_as_bytearray()) == PNG
    thumbnail = await update.message.photo[0].get_file()
    assert bytes(await thumbnail.download_as_bytearray()) != PNG


async def test_pictures_keep_their_size(api: BotApi, aio: aiogram.Bot, li: Person) -> None:
    sent = await aio.send_photo(li.id, BufferedInputFile(PNG, "qr.png"), caption="请扫码")
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height) == (300, 200)
    assert (li.last.kind, li.last.file, li.last.text) == ("photo", PNG, "请扫码")


async def test_edits_change_the_screen_and_drop_the_buttons(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    keyboard = telegram.InlineKeyboardMarkup(ROWS)
    sent = await ptb.send_message(li.id, "第一节", reply_markup=keyboard)
    await ptb.edit_message_text("第二节", li.id, sent.message_id, reply_markup=keyboard)
    assert (li.last.text, li.last.edited is not None, len(li.last.rows)) == ("第二节", True, 3)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await ptb.edit_message_text("第二节", li.id, sent.message_id, reply_markup=keyboard)
    await ptb.edit_message_reply_markup(li.id, sent.message_id)
    assert li.last.rows == ()
    with pytest.raises(BadRequest, match="Message is not modified"):
        await ptb.edit_message_reply_markup(li.id, sent.message_id)
    mine = await li.says("我的")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await ptb.edit_message_text("你的", li.id, mine.id)
    photo = await ptb.send_photo(li.id, PNG, caption="旧")
    await ptb.edit_message_caption(li.id, photo.message_id, caption="新")
    assert li.last.text == "新"


async def test_what_is_deleted_is_gone(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    mine = await li.says("身份证号 ...")
    sent = [await ptb.send_message(li.id, text) for text in "一二三四"]
    assert await ptb.delete_message(li.id, mine.id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await ptb.delete_message(li.id, mine.id)
    assert await ptb.delete_messages(li.id, [sent[0].message_id, mine.id, sent[1].message_id])
    assert [one.text for one in li.screen if one.text in "一二三四"] == ["三", "四"]
    api.wind(48 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await ptb.delete_message(li.id, sent[2].message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await ptb.edit_message_text("x", li.id, mine.id)


async def test_copies_and_forwards(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    wang = api.person("王强")
    await wang.opens()
    voice = await li.sends_voice()
    copied = await ptb.copy_message(wang.id, li.id, voice.id)
    assert (wang.last.id, wang.last.kind, wang.last.file) == (copied.message_id, "voice", b"OggS voice")
    forwarded = await ptb.forward_message(wang.id, li.id, voice.id)
    assert isinstance(forwarded.forward_origin, telegram.MessageOriginUser)
    assert forwarded.forward_origin.sender_user.full_name == "李晓梅"
    secret = await ptb.send_message(li.id, "机密", protect_content=True)
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await ptb.forward_message(wang.id, li.id, secret.message_id)


async def test_menus_and_descriptions_by_scope_and_language(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    english = api.person("Ann", language="en")
    await ptb.set_my_commands([("help", "帮助")])
    await ptb.set_my_commands([("help", "Help")], language_code="en")
    await ptb.set_my_commands([("new", "登记")], scope=telegram.BotCommandScopeChat(li.id))
    assert li.menu == {"new": "登记"}
    assert english.menu == {"help": "Help"}
    await ptb.delete_my_commands(scope=telegram.BotCommandScopeChat(li.id))
    assert li.menu == {"help": "帮助"}
    assert (await ptb.get_my_commands(language_code="en"))[0].description == "Help"
    await ptb.set_my_description("人民调解", language_code="zh")
    await ptb.set_my_short_description("调解")
    await ptb.set_my_name("信调")
    assert (await ptb.get_my_description("zh")).description == "人民调解"
    assert (await ptb.get_my_short_description("zh")).short_description == "调解"
    assert (await ptb.get_my_name()).name == "信调"
    await ptb.set_chat_menu_button(li.id, telegram.MenuButtonCommands())
    assert (await ptb.get_chat_menu_button(li.id)).type == "commands"


async def test_both_libraries_know_the_chat(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person) -> None:
    assert (await ptb.get_chat(li.id)).first_name == (await aio.get_chat(li.id)).first_name == "李晓梅"
    assert (await ptb.get_me()).to_dict()["username"] == (await aio.get_me()).username
    assert await ptb.send_chat_action(li.id, "typing")
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="好", callback_data="x", style="danger")]]
    )
    await aio.send_message(li.id, "好吗", reply_markup=markup)
    assert li.button("好").style == "danger"
