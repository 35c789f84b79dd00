"""Unifies how characters are written: full-width to half-width, invisible marks dropped; digits keep their value."""

import re
import unicodedata

_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xFFE5: 0xA5}
# The hyphens, dashes and minus signs that keyboards and word processors put between digits.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"), "-")
# Between Chinese characters, or between one and a number, a space means nothing.
_MEANINGLESS_SPACE = re.compile(r"\s*([^\x00-\x7f])\s*")


def half_width(text: str) -> str:
    """The same text in half-width letters, digits and marks, its hyphens unified, without invisible characters.

    Unlike NFKC it leaves ① and ² alone: a circled one before an amount is a list mark, not a digit.
    """
    visible = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(visible).translate(_FULL_WIDTH).translate(_HYPHENS)


def squeezed(text: str) -> str:
    """The text for parsing: half width, small letters, one space at most and only between Latin words or numbers."""
    return _MEANINGLESS_SPACE.sub(r"\1", " ".join(half_width(text).split())).lower()
