"""A letter's HTML stands in a page as words and bare tags, whatever is in it."""

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from messages.markup import bare, excerpt, plain

_TAGS = ["<b>", "</b>", "<i>", "</i>", "<blockquote>", "</blockquote>", "<a href='https://example.org'>", "</a>"]
_TRICKS = ["<script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<", ">", "&", '" onclick="', "<b"]
_PIECES = st.sampled_from([*_TAGS, *_TRICKS, "&lt;", "\n", "您好"])


@given(st.lists(_PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_only_bare_kept_tags_come_through_and_each_is_closed(text: str) -> None:
    tags = re.findall("<[^>]*>", str(bare(text)))
    assert all(re.fullmatch("</?(b|i|u|s|code|pre|blockquote)>", tag) for tag in tags)
    begun: list[str] = []
    for tag in tags:
        if tag.startswith("</"):
            assert begun.pop() == tag[2:-1]
        else:
            begun.append(tag[1:-1])
    assert not begun


@given(st.text(alphabet="您好ab<>&\"' \n"))
def test_escaped_words_come_back_as_they_were(words: str) -> None:
    assert plain(escape(words)) == words
    assert unescape(str(bare(escape(words)))) == words


def test_a_quotation_ends_its_line_by_itself() -> None:
    assert bare("问：<blockquote>几时？</blockquote>\n答") == "问：<blockquote>几时？</blockquote>答"


def test_an_excerpt_is_one_line_and_not_long() -> None:
    assert excerpt(" 您好\n\n 李晓梅 ") == "您好 李晓梅"
    assert excerpt("好" * 200) == "好" * 200
    assert excerpt("好" * 201) == "好" * 200 + "…"
