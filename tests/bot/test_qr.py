"""Codes are read back by a real decoder, as the picture and as the terminal shows them."""

import re
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.qr import BLACK_ON_WHITE, HALVES, MODULE_PIXELS, PLAIN, QUIET_ZONE, png_qr, terminal_qr

LINK = "https://t.me/hegang_xintiao_bot?start=p_Zm9vYmFyYmF6cXV4MTIz"
TEXTS = [LINK, "1", "鹤岗市人民调解委员会", "https://mediation.example.cn/i/" + "k" * 200]


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("L")


def lines_of(drawn: str) -> list[str]:
    """The characters of each line, which must carry its colours itself."""
    lines = []
    for line in drawn.split("\n"):
        found = re.fullmatch(f"{re.escape(BLACK_ON_WHITE)}([ ▀▄█]+){re.escape(PLAIN)}", line)
        assert found
        lines.append(found[1])
    return lines


def seen(drawn: str, pixels: int = 4) -> Image.Image:
    """What the terminal shows, a pixel for each module and then enlarged."""
    modules = {character: pair for pair, character in HALVES.items()}
    lines = lines_of(drawn)
    image = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            for half, black in enumerate(modules[character]):
                image.putpixel((column, 2 * row + half), 0 if black else 255)
    return image.resize((image.width * pixels, image.height * pixels), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", TEXTS)
def test_a_picture_says_its_text(text: str) -> None:
    assert read(opened(png_qr(text))) == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_a_terminal_says_its_text(text: str) -> None:
    assert read(seen(terminal_qr(text))) == [text]


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", min_size=1, max_size=64))
def test_any_start_code_comes_back(code: str) -> None:
    link = f"https://t.me/xintiao_bot?start={code}"

    assert read(opened(png_qr(link))) == [link]
    assert read(seen(terminal_qr(link))) == [link]


def test_a_picture_is_read_small_and_turned() -> None:
    picture = opened(png_qr(LINK))
    taken = picture.resize((picture.width // 4, picture.height // 4)).rotate(20, expand=True, fillcolor=255)

    assert read(taken) == [LINK]


def test_a_picture_has_its_quiet_zone_and_size() -> None:
    picture = opened(png_qr(LINK))
    margin = QUIET_ZONE * MODULE_PIXELS
    dark = picture.point(lambda level: 255 - int(level)).getbbox()

    assert dark == (margin, margin, picture.width - margin, picture.height - margin)
    assert 500 <= picture.width <= 1280


def test_a_terminal_code_has_its_quiet_zone_and_fits_a_small_terminal() -> None:
    lines = lines_of(terminal_qr(LINK))

    assert not "".join(lines[: QUIET_ZONE // 2]).strip()
    assert all(line.startswith(" " * QUIET_ZONE) and line.endswith(" " * QUIET_ZONE) for line in lines)
    assert len(lines) <= 24
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= 80
