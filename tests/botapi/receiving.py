"""How the bot receives: getUpdates and the webhook's methods, which exclude each other."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.botapi.calls import Call
from tests.botapi.refusals import JSON, conflict
from tests.botapi.webhook import Hook

if TYPE_CHECKING:
    from tests.botapi.api import BotApi

_LONGEST_POLL = 50


async def get_updates(api: BotApi, call: Call) -> list[JSON]:
    """getUpdates: waits up to ``timeout`` seconds if there is nothing yet; an offset confirms all before it."""
    model = call.model
    if api.webhook.hook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    updates = api.cloud.updates
    updates.allow(model.allowed_updates)
    limit = min(max(model.limit or 100, 1), 100)
    timeout = min(max(model.timeout or 0, 0), _LONGEST_POLL)
    return [json.loads(one.raw) for one in await updates.poll(model.offset or 0, limit, timeout)]


async def set_webhook(api: BotApi, call: Call) -> bool:
    """setWebhook: an empty address takes it away."""
    model = call.model
    updates = api.cloud.updates
    hook = Hook(model.url, model.secret_token, min(max(model.max_connections or 40, 1), 100)) if model.url else None
    updates.allow(model.allowed_updates)
    if model.drop_pending_updates:
        updates.clear()
    if hook is not None:
        updates.interrupt(conflict("terminated by setWebhook request"))
    await api.webhook.set(hook)
    return True


async def delete_webhook(api: BotApi, call: Call) -> bool:
    """deleteWebhook."""
    if call.model.drop_pending_updates:
        api.cloud.updates.clear()
    await api.webhook.set(None)
    return True


async def get_webhook_info(api: BotApi, call: Call) -> JSON:
    """getWebhookInfo."""
    return api.webhook.info()


RECEIVING: dict[str, Callable[[Any, Call], Awaitable[Any]]] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
