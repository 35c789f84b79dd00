"""Draws QR codes, for a terminal and as a picture; what they say is the caller's business and is kept nowhere."""

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules of white on every side, as ISO/IEC 18004 asks."""

MODULE_PIXELS = 16
"""A link makes 33 to 49 modules, so 650 to 900 pixels with the quiet zone: read from a screen across a table."""

BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
"""Said outright, because a reader may not take a code inverted, as a dark terminal would show it."""
PLAIN = "\x1b[0m"

HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
"""Upper and lower module, 1 for black, in one character: that makes them square."""


def terminal_qr(text: str) -> str:
    """The code as lines of half blocks, as small as it gets: a deep link fits 80 columns by 24 rows."""
    code = segno.make_qr(text, error="l")
    rows = [tuple(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    below = [*rows[1::2], (0,) * len(rows[0])]  # the number of rows is odd
    lines = (
        "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], below, strict=True)
    )
    return "\n".join(f"{BLACK_ON_WHITE}{line}{PLAIN}" for line in lines)


def png_qr(text: str) -> bytes:
    """The code as a PNG picture; up to 15 % of it may be dirty or in glare (level M)."""
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=MODULE_PIXELS, border=QUIET_ZONE)
    return picture.getvalue()
