"""Keeps Telegram's command menus true to who works here: each member of staff sees the commands of their own role."""

from collections.abc import Mapping

from sqlalchemy import select
from telegram import Bot

from bot.house import House
from bot.telegram.connecting import DOOR, site_of
from bot.telegram.menus import DEFAULT, PRIVATE, About, Menus, set_about, set_menus
from handlers import menus
from mediation.actor import Role
from messages.words import LANGUAGES
from storage import people
from storage.schema.people import addresses
from storage.store import Store

_GENERAL = "zh"
"""The language of everybody whose own is not spoken here."""


class MenuKeeping:
    """Sets what differs from what was set before; on the first look everything, the bot's own words too."""

    def __init__(self, house: House, bot: Bot) -> None:
        self._house, self._bot = house, bot
        self._set: Menus = {}

    async def keep_some(self) -> int:
        """Look once; returns 0, for there is never more to do at once."""
        if not self._set:
            await set_about(self._bot, _about(self._house))
        wanted = await self._house.database.run(self._wanted)
        gone = {place: () for place in self._set if place not in wanted}
        news = {place: menu for place, menu in wanted.items() if self._set.get(place) != menu}
        await set_menus(self._bot, {**gone, **news})
        self._set = wanted
        return 0

    def _wanted(self, store: Store) -> Menus:
        """The menu of parties for everybody in private, and one for the chat of each member of staff."""
        by_role = menus.menus(self._house.office.words)
        found: dict[tuple[str, str], list[tuple[str, str]]] = {(DEFAULT, ""): []}
        found |= _languages(PRIVATE, by_role, Role.PARTY)
        for chat, role in self._staff_chats(store):
            found |= _languages(chat, by_role, role)
        return {place: menu for place, menu in found.items() if menu}

    def _staff_chats(self, store: Store) -> list[tuple[str, Role]]:
        here = (addresses.c.door == DOOR) & (addresses.c.site == site_of(self._bot.token))
        members = {one.person: one.role for one in people.staff(store)}
        rows = store.db.execute(select(addresses.c.ref, addresses.c.person_id).where(here))
        return [(row.ref, members[row.person_id]) for row in rows if row.person_id in members]


def _languages(
    scope: str, by_role: Mapping[tuple[Role, str], list[tuple[str, str]]], role: Role
) -> dict[tuple[str, str], list[tuple[str, str]]]:
    spoken = {(scope, language): by_role[role, language] for language in LANGUAGES}
    return {(scope, ""): by_role[role, _GENERAL], **spoken}


def _about(house: House) -> dict[str, About]:
    spoken = {language: About(*menus.about(house.office.words, language)) for language in LANGUAGES}
    return {"": spoken[_GENERAL], **spoken}
