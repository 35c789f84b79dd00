"""People as a test sees them: somebody with a chat, and every letter that they were sent."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heard:
    """One letter as a person saw it: its words (HTML), its buttons' labels by row, its template, its file if any."""

    row: int
    template: str
    text: str
    buttons: list[list[tuple[str, str]]]
    document: str | None
    secrets: dict[str, str]

    @property
    def labels(self) -> list[str]:
        """All labels in order."""
        return [label for line in self.buttons for _, label in line]

    def key(self, label: str) -> str:
        """The key of the button with this label; AssertionError naming those there are."""
        keys = {shown: key for line in self.buttons for key, shown in line}
        assert label in keys, f"no button {label!r} on {self.template}: {list(keys)}"
        return keys[label]


@dataclass
class Somebody:
    """A person with a chat by one of the doors: `letters` is everything they were sent there so far."""

    chat: str
    name: str
    language: str = "zh-hans"
    door: str = "telegram"
    site: str = "bot"
    letters: list[Heard] = field(default_factory=list)
