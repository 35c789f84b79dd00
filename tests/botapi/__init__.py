"""A loopback Telegram Bot API server for the tests, with scripted people; honest, because code that is not ours checks
both what the bot asks and what the server says.

    async with BotApi() as api:                      # the bot's API root is api.url, its token api.token
        li = api.person("李晓梅")                     # an account that has not met the bot yet
        await li.opens("payload")                    # presses Start behind a deep link
        card = await li.hears("欢迎")                 # waits for something new with these words
        await li.presses("确认")                      # by label, on the newest message that has such a button
        assert li.last.buttons == [["上一节", "下一节"]]
        api.fail("sendMessage", too_many_requests(3), chat=li)
        await api.until(lambda: not api.waiting)     # until the bot has confirmed every update

The server lives in the test's process; the bot may live in another, be killed and started again: nothing that it has
not confirmed is lost. Leaving ``async with`` fails if the bot made a malformed request, unless ``strict=False``.
"""

from tests.botapi.api import TOKEN, BotApi
from tests.botapi.calls import Call
from tests.botapi.faults import Garbage, NoAnswer, Order, Slow
from tests.botapi.groups import Group
from tests.botapi.honesty import Violation
from tests.botapi.limits import Excess, Limits
from tests.botapi.people import Person
from tests.botapi.presses import Press
from tests.botapi.refusals import (
    Refusal,
    bad_request,
    blocked,
    cannot_initiate,
    chat_not_found,
    conflict,
    deactivated,
    migrated,
    not_modified,
    query_too_old,
    server_error,
    too_many_requests,
    unauthorized,
)
from tests.botapi.screen import Button, Shown
from tests.botapi.webhook import Delivery

__all__ = [
    "TOKEN",
    "BotApi",
    "Button",
    "Call",
    "Delivery",
    "Excess",
    "Garbage",
    "Group",
    "Limits",
    "NoAnswer",
    "Order",
    "Person",
    "Press",
    "Refusal",
    "Shown",
    "Slow",
    "Violation",
    "bad_request",
    "blocked",
    "cannot_initiate",
    "chat_not_found",
    "conflict",
    "deactivated",
    "migrated",
    "not_modified",
    "query_too_old",
    "server_error",
    "too_many_requests",
    "unauthorized",
]
