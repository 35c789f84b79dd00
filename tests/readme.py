"""The parts of the README that are drawn from the code; `make readme` writes them, a test holds them."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.commands import COMMANDS
from handlers.menus import menus
from mediation.actor import Role
from mediation.machines import MACHINES, mermaid
from messages.words import Words

README = Path(__file__).parent.parent / "README.md"
_TITLES = {
    "agreement": "The agreement, one per case",
    "binding": "The binding of an account, one per party",
    "commitment": "The commitment letter, one per party",
    "obligation": "Each obligation",
    "judicial": "The judicial route, one per case",
    "listing": "The court's own list (失信被执行人名单), as its documents say",
    "breach": "Each breach, from the credit warning (信用警示) on",
    "statement": "Each statement (陈述申辩), or once published objection (异议)",
    "repair": "Each application for credit repair (信用修复)",
}


def chat_commands() -> str:
    """The table of chat commands with their roles and English descriptions."""
    by_role = menus(Words(ZoneInfo("Asia/Shanghai")))
    descriptions = {name: words for (_, language), menu in by_role.items() if language == "en" for name, words in menu}
    rows = [f"| `/{name}` | {_who(COMMANDS[name][0])} | {descriptions[name]} |" for name in descriptions]
    return "\n".join(["| command | who | what |", "|---|---|---|", *rows])


def _who(roles: frozenset[Role]) -> str:
    staff = frozenset(Role) - {Role.PARTY, Role.STRANGER, Role.TIME}
    if roles >= staff | {Role.PARTY}:
        return "everybody"
    return "staff" if roles == staff else ", ".join(sorted(role.value for role in roles))


def machines() -> str:
    """Every machine as a Mermaid drawing."""
    return "\n\n".join(f"**{_TITLES.get(name, name)}**\n\n```mermaid\n{mermaid(name)}\n```" for name in MACHINES)


PARTS = {"chat commands": chat_commands, "machines": machines}


def drawn(text: str) -> str:
    """The README with every drawn part as the code has it now."""
    for name, part in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda found, part=part: f"{found[1]}{part()}\n{found[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(drawn(README.read_text(encoding="utf-8")), encoding="utf-8")
