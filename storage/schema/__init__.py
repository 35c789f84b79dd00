"""The tables, split by subject; one MetaData for them all, which the migrations must add up to."""

from storage.schema import cases, journal, messages, office, people, publications
from storage.schema.columns import metadata

__all__ = ["cases", "journal", "messages", "metadata", "office", "people", "publications"]
