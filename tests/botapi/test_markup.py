"""HTML and entities, held against what aiogram and python-telegram-bot make of the same text."""

from __future__ import annotations

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.entities import Body, cut, finished, utf16
from tests.botapi.markup import parse_html
from tests.botapi.refusals import JSON, Refusal

WORDS = st.text(st.sampled_from("信调ab <>&\"'😀\n"), min_size=1, max_size=6)
KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler", "text_link", "blockquote", "date_time")

DETAILS: dict[str, JSON] = {
    "text_link": {"url": "https://a.cn/?x=1&y=2"},
    "date_time": {"unix_time": 1, "date_time_format": "D"},
}


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """A text of marked pieces, each in up to two kinds of entity, one inside the other."""
    text = ""
    entities: list[JSON] = []
    for words in draw(st.lists(WORDS, min_size=1, max_size=5)):
        start, length = utf16(text), utf16(words)
        text += words
        kinds = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))
        entities += [{"type": one, "offset": start, "length": length} | DETAILS.get(one, {}) for one in kinds]
    return Body(text, tuple(entities))


@given(bodies())
def test_what_aiogram_writes_as_html_is_read_back_the_same(body: Body) -> None:
    html = html_decoration.unparse(body.text, [MessageEntity(**one) for one in body.entities])
    read = parse_html(html)
    assert read.text == body.text
    as_set = {(one["type"], one["offset"], one["length"]) for one in body.entities}
    assert {(one["type"], one["offset"], one["length"]) for one in read.entities} == as_set


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>信</b>😀<i>调</i>", "信😀调", [("bold", 0, 1), ("italic", 3, 1)]),
        ("a &lt;b&gt; &amp; &quot;&#39;&#x4fe1;", "a <b> & \"'信", []),
        ("AT&T &nbsp;", "AT&T &nbsp;", []),
        ("<blockquote expandable>长</blockquote>", "长", [("expandable_blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<code><b>x</b></code>", "x", [("code", 0, 1)]),
    ],
)
def test_html(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read = parse_html(html)
    assert read.text == text
    assert [(one["type"], one["offset"], one["length"]) for one in read.entities] == entities


def test_code_with_a_language_and_dates_keep_their_details() -> None:
    code = parse_html('<pre><code class="language-python">x</code></pre>')
    assert code.entities == ({"type": "pre", "offset": 0, "length": 1, "language": "python"},)
    date = parse_html('<tg-time unix="1647531900" format="wDT">明天</tg-time>')
    shown = {"type": "date_time", "offset": 0, "length": 2, "unix_time": 1647531900, "date_time_format": "wDT"}
    assert date.entities == (shown,)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("信<b>调", 'Can\'t find end tag corresponding to start tag "b"'),
        ("信<p>调</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_telegrams_own_words_where_html_does_not_parse(html: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text(st.sampled_from("<>/abi &;=\"'😀 \n#x39"), max_size=40))
def test_any_text_is_read_or_refused(html: str) -> None:
    try:
        read = parse_html(html)
    except Refusal:
        return
    assert all(one["offset"] + one["length"] <= utf16(read.text) for one in read.entities)


def test_ends_are_trimmed_and_entities_move_along() -> None:
    body = finished(Body("  \n信 调 \n", ({"type": "bold", "offset": 1, "length": 5},)))
    assert body == Body("信 调", ({"type": "bold", "offset": 0, "length": 3},))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/new 你好", [("bot_command", "/new")]),
        ("😀 /case@xintiao_test_bot ABC", [("bot_command", "/case@xintiao_test_bot")]),
        (
            "见 https://a.cn/x，或 #信用 @somebody",
            [("url", "https://a.cn/x"), ("hashtag", "#信用"), ("mention", "@somebody")],
        ),
        ("1/2 a/b", []),
        ("写信 a.b@c.cn", [("email", "a.b@c.cn")]),
    ],
)
def test_links_and_commands_are_found(text: str, found: list[tuple[str, str]]) -> None:
    body = finished(Body(text))
    assert [(one["type"], cut(body.text, one["offset"], one["length"])) for one in body.entities] == found
