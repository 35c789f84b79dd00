"""What one turn holds in its hand: an open transaction and the sealer; it lives no longer than the turn."""

from dataclasses import dataclass

from sqlalchemy import Connection

from storage.sealing import Sealer


@dataclass(frozen=True)
class Store:
    """An open transaction (`db`, SQLAlchemy Core) with the sealer for what is kept sealed."""

    db: Connection
    sealer: Sealer
