"""A button as a value: what it shows, and what it asks for when it is pressed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """`label` is shown; `action` and `args` stay with the letter and never travel; `style`: primary, danger or none."""

    label: str
    action: str
    args: tuple[str, ...] = ()
    style: str | None = None
