"""Reads a filled-in form pasted as one message; it forgives widths, order, gaps and chatter, and it never fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.form_labels import HEADINGS, LABELS, PARTS
from handlers.numerals import NUMERAL, read_count
from handlers.recording_answers import MOST, PARTY, Block, Field
from mediation.widths import half_width

_LONGEST = 20_000
"""More characters than any messenger sends at once: what comes after is not looked at."""
_PART = re.compile(
    rf"[\[【(<*\s]*(?P<kind>{'|'.join(PARTS)})\s*(?P<number>[{NUMERAL}]{{0,3}})\s*(?:\([^)]*\))?[\]】)>*\s]*",
    re.IGNORECASE,
)
_COLON = re.compile(r"[:：︰]")
_LONG = {Field.WHAT, Field.MANNER, Field.AUTHORITY, Field.WHEN}
"""Fields whose words may run over several lines."""


Key = tuple[Block | None, str]
"""A part of the form (None: the case itself) and one of its fields."""


@dataclass(frozen=True)
class Form:
    """What stands in a form, in its own words; `strange` lines fit nowhere."""

    said: dict[Key, str]
    strange: tuple[str, ...]

    def last(self, kind: str) -> int:
        """The highest number of a part of which anything was filled in; 0 if there is none."""
        return max((part.number for part, _ in self.said if part and part.kind == kind), default=0)


def is_form(text: str) -> bool:
    """Whether this is a form: one of its first lines is the form's heading."""
    first = [line for line in text[:_LONGEST].splitlines() if line.strip()][:5]
    return len(first) > 1 and any(_bare(line) in HEADINGS for line in first)


def read_form(text: str) -> Form:
    """Everything that can be told apart in a form; what was said before its heading is a greeting."""
    said: dict[Key, str] = {}
    strange: list[str] = []
    part: Block | None = None
    before: Key | None = None
    for line in _lines(text):
        if _bare(line) in HEADINGS:
            strange.clear()
        elif (opened := _part_of(line, said)) is not None:
            (part, rest), before = opened, None
            if rest:
                said[part, Field.NAME if part.kind == PARTY else Field.WHAT] = rest
        elif (entry := _entry(line, part)) is not None:
            before, value = entry
            if value:
                said[before] = value
        elif before is not None and before[1] in _LONG and before in said:
            said[before] += " " + line
        else:
            strange.append(line)
    return Form(said, tuple(strange))


def _lines(text: str) -> Iterator[str]:
    for line in text[:_LONGEST].splitlines():
        bare = line.strip(" \t\u3000*•·#>—-_=")
        if any(one.isalnum() for one in bare):
            yield bare


def _part_of(line: str, said: dict[Key, str]) -> tuple[Block, str] | None:
    """The part that a line opens, and what stands behind its colon; None if it opens none."""
    head, rest = _halves(line)
    match = _PART.fullmatch(half_width(head))
    if match is None:
        return None
    kind = PARTS[match["kind"].lower()]
    number = read_count(match["number"]) or Form(said, ()).last(kind) + 1
    return Block(kind, min(max(number, 1), MOST)), rest


def _entry(line: str, part: Block | None) -> tuple[Key, str] | None:
    """The field that a line fills and its value: of its own part, else of the case; None if it is no such line."""
    head, value = _halves(line)
    if head == line:
        return None
    label, kind = _bare(head), part.kind if part else None
    if label in LABELS[kind]:
        return (part, LABELS[kind][label]), value
    return ((None, LABELS[None][label]), value) if label in LABELS[None] else None


def _halves(line: str) -> tuple[str, str]:
    """What stands before the first colon, of whatever width, and what behind it; the line itself if there is none."""
    head, *rest = _COLON.split(line, maxsplit=1)
    return head, rest[0].strip() if rest else ""


def _bare(text: str) -> str:
    """A heading or label for comparing: without brackets and what is in round ones, spaces and marks."""
    return re.sub(r"\W|_", "", re.sub(r"\([^)]*\)", "", half_width(text))).lower()
