"""Long letters are cut so that every piece fits and is whole HTML, and nothing that was said is lost."""

import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from messages.length import LIMIT, split, units


class Strict(HTMLParser):
    """Refuses tags that do not close in order, as Telegram does."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begun.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.begun
        assert self.begun.pop() == tag


def said(text: str) -> str:
    """The words without tags and without what stands between them."""
    return re.sub(r"\s", "", html.unescape(re.sub("<[^>]*>", "", text)))


_WORDS = st.text(st.sampled_from("我们a<>&\n 𠮷é"), max_size=60).map(html.escape)
_PARTS = st.one_of(_WORDS, _WORDS.map("<b>{}</b>".format), _WORDS.map("<blockquote>{}</blockquote>\n\n".format))


@given(st.lists(_PARTS, max_size=12).map("".join), st.integers(4, 50))
def test_every_piece_fits_and_is_whole(text: str, limit: int) -> None:
    pieces = split(text, limit)
    for piece in pieces:
        assert units(piece) <= limit
        parser = Strict()
        parser.feed(piece)
        parser.close()
        assert not parser.begun
    assert "".join(map(said, pieces)) == said(text)


def test_a_short_letter_stays_one() -> None:
    assert split("<b>您好</b>\n\n再见") == ["<b>您好</b>\n\n再见"]


def test_cuts_fall_between_paragraphs() -> None:
    assert split("一二\n三四\n\n五六七", 6) == ["一二\n三四", "五六七"]


def test_a_quotation_goes_on_in_the_next_piece() -> None:
    assert split("<blockquote>一二三四\n五六七八</blockquote>", 5) == [
        "<blockquote>一二三四</blockquote>",
        "<blockquote>五六七八</blockquote>",
    ]


def test_characters_beyond_the_first_plane_count_twice() -> None:
    assert units("𠮷<b>a</b>&lt;") == 4
    assert all(units(piece) <= LIMIT for piece in split("𠮷" * 5000))
