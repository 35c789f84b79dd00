"""The nightly copy of the database into BACKUP_DIR; a day's copy is made once, as soon as that day allows."""

import asyncio

from bot.house import House
from storage.backing_up import back_up

KEPT = 14
"""Copies that are kept."""


class Backups:
    """Makes today's copy if it is not there; without BACKUP_DIR it does nothing."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def back_up_some(self) -> int:
        """One copy a local day; returns 0, for there is never more to do. Raises OSError or sqlite3.Error."""
        settings, office = self._house.settings, self._house.office
        today = self._house.clock.now().astimezone(office.zone).date()
        name = f"xintiao-{today.isoformat()}.db"
        if settings.backup_dir is not None and not (settings.backup_dir / name).exists():
            await asyncio.to_thread(back_up, settings.database_path, settings.backup_dir, name, KEPT)
        return 0
