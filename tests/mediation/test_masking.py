"""Numbers that identify somebody are found however they are written; amounts, dates and telephones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.identifiers import find_numbers, mask_numbers
from tests.identity_numbers import person_numbers, uscc_numbers

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
gaps = st.sampled_from(["", "", " ", "-", "  ", " - ", "－", "\u3000", "\u00a0", "\u200b"])
sentences = st.sampled_from(["", "我的身份证号是", "身份证：", "id: ", "张三,", "2027年3月15日 "])


@given(st.data(), person_numbers | uscc_numbers, sentences, sentences)
def test_a_right_number_is_found_in_groups(data: st.DataObject, number: str, before: str, after: str) -> None:
    written = number[0] + "".join(data.draw(gaps) + letter for letter in number[1:])
    masked = mask_numbers(f"{before}{written}，{after}")
    assert masked == f"{before}•••，{after}"


@given(person_numbers)
def test_full_width_and_small_letters(number: str) -> None:
    assert mask_numbers(f"号码{number.translate(FULL_WIDTH)}。") == "号码•••。"
    assert mask_numbers(f"号码{number.lower()}。", "[号码]") == "号码[号码]。"


@pytest.mark.parametrize(
    "written",
    [
        "230403900101123",  # the series before 1999
        "230403 900101 123",
        "230403199001011234",  # the check digit does not matter
        "230403 19900101 1234",
        "230403 1990 0101 1234",
        "2304031990010112345",  # one too many
        "23040319900101123",  # one too few
        "230403 19900101 123",
        "6222021234567890123",  # a bank card
        "ABC110090123105",  # a foreign permanent resident's, before 2023
        "91230403MA18WXYZ4",  # a code, one too few
        "91230403MA18WXYZ4Q",
    ],
)
def test_what_only_looks_like_a_number_is_masked(written: str) -> None:
    assert mask_numbers(f"是{written}吗") == "是•••吗"


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "+86 138-1234-5678",
        "0468-3345678 2027",
        "2027-01-15 2027-02-15",
        "2027-01-15 13812345678",
        "13812345678 2000元",
        "230000 2027-03-15 1000",
        "1,000,000.00元",
        "10000000000.00",
        "（2026）黑0403民特12号",
        "工农调字〔2026〕第20260001号",
        "TJ2026030100012345",
        "K7M2QX",
        "23040320260301000001",  # a commitment's code
        "每月15日，6期，每期1000元",
        "2027-03-15T09:00:00+08:00",
        "20270315T090000Z",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert find_numbers(text) == []
    assert mask_numbers(text) == text


dates = st.dates().map(lambda day: day.isoformat()) | st.dates().map(
    lambda day: f"{day.year}年{day.month}月{day.day}日"
)
amounts = st.integers(1, 10**10).map(lambda yuan: f"{yuan}元") | st.integers(1, 10**10).map(lambda yuan: f"{yuan:,}.00")
phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@given(st.lists(dates | amounts | phones, max_size=6), st.sampled_from(["，", "\n", "；", "、"]))
def test_ordinary_words_are_left_alone(parts: list[str], between: str) -> None:
    assert find_numbers(between.join(parts)) == []


@given(st.text() | st.text("0123456789Xx -ABC年", max_size=80))
def test_spans_are_in_order_and_masking_settles(text: str) -> None:
    spans = find_numbers(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    masked = mask_numbers(text)
    assert (masked == text) is (not spans)
    assert masked.count("•••") >= len(spans)
