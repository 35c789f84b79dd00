"""A full name: how it is written is unified, what it says is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.full_names import plain_name, same_name


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("李晓梅", "李晓梅"),
        ("  李 晓　梅\n", "李晓梅"),
        ("李\u200b晓梅", "李晓梅"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 ・ 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉･买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉·买买提", "阿卜杜拉‧买买提"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("John   Smith", "John Smith"),
        ("Jose\u0301", "José"),
        ("𠮷田", " 𠮷 田 "),
    ],
)
def test_writing_is_forgiven(typed: str, known: str) -> None:
    assert same_name(typed, known)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("李小梅", "李晓梅"),
        ("晓梅", "李晓梅"),
        ("李晓梅梅", "李晓梅"),
        ("李曉梅", "李晓梅"),
        ("阿卜杜拉买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉-买买提", "阿卜杜拉·买买提"),
        ("john smith", "John Smith"),
        ("JohnSmith", "John Smith"),
        ("Jose", "José"),
        ("李晓梅。", "李晓梅"),
        ("", "李晓梅"),
        ("", ""),
        ("\u200b ", "　"),
    ],
)
def test_nothing_else_is(typed: str, known: str) -> None:
    assert not same_name(typed, known)


@given(st.text())
def test_any_text_can_be_compared_and_a_plain_name_is_already_plain(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)
    assert same_name(text, text) is (plain_name(text) != "")
