"""Widths, invisible marks and hyphens are unified; other characters keep what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.widths import half_width, squeezed


@pytest.mark.parametrize(
    ("text", "unified"),
    [
        ("１２３ＡＢ：（）", "123AB:()"),
        ("￥１，２００．５", "¥1,200.5"),
        ("a\u200bb\ufeff", "ab"),
        ("1–2—3−4", "1-2-3-4"),
        ("①²", "①²"),
    ],
)
def test_half_width(text: str, unified: str) -> None:
    assert half_width(text) == unified


@pytest.mark.parametrize(
    ("text", "plain"),
    [(" 2027 年 3 月　15 日 ", "2027年3月15日"), ("15 March  2027", "15 march 2027"), ("RMB 1 200 元", "rmb 1 200元")],
)
def test_squeezed(text: str, plain: str) -> None:
    assert squeezed(text) == plain


@given(st.text())
def test_twice_is_once(text: str) -> None:
    assert half_width(half_width(text)) == half_width(text)
