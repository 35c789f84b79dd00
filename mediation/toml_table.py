"""Reads typed values out of a parsed TOML table; what is missing or of another kind is named by its full key."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any, TypeVar

from mediation.periods import Period, Unit
from mediation.profile_parts import Name, Source, Span, Sureness

T = TypeVar("T")


class WrongKey(ValueError):
    """A key is missing or holds something else; the text is one sentence that names the key."""


class TomlTable:
    """A table of a TOML document; every reading method raises WrongKey."""

    def __init__(self, values: dict[str, Any], path: str = "") -> None:
        self._values = values
        self._path = path

    def text(self, key: str) -> str:
        """A text that is not empty."""
        text: str = self._read(key, "a text", lambda value: isinstance(value, str) and bool(value.strip()))
        return text

    def number(self, key: str) -> int:
        """A whole number from 1 up."""
        number: int = self._read(key, "a whole number from 1 up", lambda value: _whole(value) and value > 0)
        return number

    def count(self, key: str) -> int:
        """A whole number from 0 up."""
        count: int = self._read(key, "a whole number from 0 up", lambda value: _whole(value) and value >= 0)
        return count

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of different whole numbers from 0 up, at least one."""
        wanted = "a list of different whole numbers from 0 up"
        return tuple(self._read(key, wanted, lambda value: isinstance(value, list) and _days(value)))

    def dates(self, key: str) -> tuple[date, ...]:
        """A list of different dates, also an empty one."""
        wanted = "a list of different dates such as 2027-02-08, without quotation marks"
        return tuple(self._read(key, wanted, lambda value: isinstance(value, list) and _dates(value)))

    def flag(self, key: str) -> bool:
        """true or false."""
        flag: bool = self._read(key, "true or false", lambda value: isinstance(value, bool))
        return flag

    def clock(self, key: str) -> time:
        """A clock time without a date."""
        clock: time = self._read(key, "a clock time such as 09:00:00", lambda value: isinstance(value, time))
        return clock

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, at least one."""
        return tuple(
            self._read(key, "a list of different texts", lambda value: isinstance(value, list) and _texts(value))
        )

    def chosen(self, key: str, parse: Callable[[str], T], among: Iterable[object]) -> T:
        """A text that `parse` takes without a ValueError; `among` is what it may be."""
        text = self.text(key)
        try:
            return parse(text)
        except ValueError:
            raise WrongKey(f"{self._path}{key} must be one of {', '.join(map(str, among))}") from None

    def table(self, key: str) -> "TomlTable":
        """A table inside this one."""
        return TomlTable(self._read(key, "a table", lambda value: isinstance(value, dict)), f"{self._path}{key}.")

    def tables(self, key: str) -> tuple["TomlTable", ...]:
        """A list of tables, at least one."""
        tables = self._read(key, "a list of tables", lambda value: isinstance(value, list) and _tables(value))
        return tuple(TomlTable(value, f"{self._path}{key}[{n}].") for n, value in enumerate(tables))

    def name(self, key: str) -> Name:
        """A name in both languages: { zh = …, en = … }."""
        table = self.table(key)
        return Name(table.text("zh"), table.text("en"))

    def source(self) -> Source:
        """This table's own `source` and `sureness`."""
        return Source(self.text("source"), self.chosen("sureness", Sureness, Sureness))

    def period(self, key: str) -> Period:
        """A period: { length = …, unit = … }."""
        table = self.table(key)
        return Period(table.number("length"), table.chosen("unit", Unit, Unit))

    def span(self, key: str) -> Span:
        """A period with its source: { length = …, unit = …, source = …, sureness = … }."""
        return Span(self.period(key), self.table(key).source())

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def only(self, *known: str) -> None:
        """Refuse any key that is not one of these."""
        for key in self._values:
            if key not in known:
                raise WrongKey(f"{self._path}{key} is not known here: there are only {', '.join(known)}")

    def _read(self, key: str, wanted: str, fits: Callable[[Any], bool]) -> Any:
        if key not in self._values:
            raise WrongKey(f"{self._path}{key} is missing: it must be {wanted}")
        if not fits(self._values[key]):
            raise WrongKey(f"{self._path}{key} must be {wanted}")
        return self._values[key]


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _days(values: list[Any]) -> bool:
    return all(_whole(value) and value >= 0 for value in values) and 0 < len(values) == len(set(values))


def _dates(values: list[Any]) -> bool:
    whole_days = all(isinstance(value, date) and not isinstance(value, datetime) for value in values)
    return whole_days and len(values) == len(set(values))


def _texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) and value for value in values) and 0 < len(values) == len(set(values))


def _tables(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)
