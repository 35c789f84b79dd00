"""How the public sees a party: surname and 某, an entity's name and masked code, and nothing that lays open more."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediation.case import ActingPerson, Capacity, Party, SubjectKind
from mediation.identifiers import Identity, IdentityKind
from mediation.public_names import fit_for_public, lays_open, masked_name, public_name, public_number
from mediation.publication_rules import Shown
from tests.asking import a_case
from tests.histories.scene import USCC
from tests.identity_numbers import person_numbers, uscc_numbers
from tests.sample import LI, resident_number
from tests.world import PROFILE

RULES = PROFILE.publication
ZHANG_SIDE, LI_SIDE = a_case().parties
NUMBER = LI.number
ENTITY = replace(LI_SIDE, subject=SubjectKind.ENTITY, name="鹤岗市兴安商贸有限公司", identity=USCC)
SHOP = replace(LI_SIDE, subject=SubjectKind.INDIVIDUAL_BUSINESS, name="工农区李晓梅小吃部", identity=USCC)
TEXT = "没有履行（2026）黑0403民特12号裁定确定的义务，公示到2027年3月20日，2026-05-27。"
"""A text with the usual numbers in it: years, a court's code, a case number, dates."""

_surnames = st.sampled_from("王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林𠮷") | st.sampled_from(
    ["欧阳", "司马", "诸葛", "上官", "皇甫", "令狐", "尉迟", "慕容", "端木", "长孙", "宇文", "夏侯", "钮祜禄", "瓜尔佳"]
)
_given = st.text("建军晓梅伟芳娜秀英敏静丽强磊洋艳勇杰娟涛明超兰霞平刚桂", min_size=1, max_size=2)
_numbers = person_numbers.map(lambda number: Identity(IdentityKind.RESIDENT, number))


def half_to_full(text: str) -> str:
    """Full width, as an input method writes it."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


WRITTEN = {
    "as it is": lambda text: text,
    "full width": half_to_full,
    "small letters": str.lower,
    "spaces between": " ".join,
    "wide spaces between": "　".join,
    "hyphens between": "-".join,
    "dashes between": "–".join,
    "in groups": lambda text: f"{text[:4]} {text[4:]}",
    "broken over two lines": lambda text: f"{text[:3]}\n{text[3:]}",
    "marks nobody sees": "\u200b".join,
    "within other letters": lambda text: f"No{text}A",
}
"""Ways of writing the same."""
written = st.sampled_from(sorted(WRITTEN)).map(lambda how: WRITTEN[how])


def a_person(name: str, identity: Identity = LI) -> Party:
    """Somebody of that name who acts for themselves."""
    return replace(LI_SIDE, name=name, identity=identity, acting=ActingPerson(name, identity, Capacity.SELF))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("李晓梅", "李某"),
        ("张伟", "张某"),
        ("欧阳修", "欧阳某"),
        ("司马相如", "司马某"),
        ("上官婉儿", "上官某"),
        ("诸葛亮", "诸葛某"),
        ("钮祜禄和珅", "钮祜禄某"),
        ("上官", "上某"),  # two characters: the second one is the given name
        ("张王晓梅", "张某"),
        ("　李 晓 梅 ", "李某"),
        ("𠮷田", "𠮷某"),
        ("阿卜杜拉·买买提", "阿某"),  # no surname: the first character stands for one
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "J某"),
    ],
)
def test_a_person_is_a_surname_and_somebody(name: str, seen: str) -> None:
    assert masked_name(name) == seen
    assert public_name(a_person(name)) == seen
    assert not lays_open(TEXT + seen, a_person(name), RULES)


@given(_surnames, _given)
def test_nothing_of_a_given_name_is_seen(surname: str, given_name: str) -> None:
    assert masked_name(surname + given_name) == surname + "某"


def test_an_entity_is_its_name_and_a_code_of_which_a_part_is_seen() -> None:
    assert public_name(ENTITY) == "鹤岗市兴安商贸有限公司"
    assert public_number(ENTITY, RULES) == "9123**********WY5L"
    assert not lays_open(f"{public_name(ENTITY)} {public_number(ENTITY, RULES)} {TEXT}", ENTITY, RULES)


def test_a_business_hides_who_runs_it_and_the_whole_code() -> None:
    assert public_name(SHOP) == "工农区李某小吃部"
    assert public_number(SHOP, RULES) == ""
    assert not lays_open(public_name(SHOP) + TEXT, SHOP, RULES)
    assert lays_open(SHOP.name + TEXT, SHOP, RULES)


@given(person_numbers | uscc_numbers, st.integers(0, 4), st.integers(0, 4))
def test_of_a_number_only_what_the_profile_says_is_seen(number: str, first: int, last: int) -> None:
    rules = replace(RULES, person_number=Shown(first, last))
    party = a_person("李晓梅", Identity(IdentityKind.RESIDENT, number))
    seen = public_number(party, rules)
    if not first + last:
        assert seen == ""
        return
    assert len(seen) == len(number)
    told = [at for at, c in enumerate(seen) if c != "*"]
    assert told == [*range(first), *range(len(number) - last, len(number))]
    assert all(seen[at] == number[at] for at in told)
    assert not lays_open(TEXT + seen, party, rules)


@given(_surnames, _given, written, written)
def test_a_full_name_is_found_however_it_is_written(surname: str, given_name: str, how: object, also: object) -> None:
    assert callable(how)
    assert callable(also)
    party = a_person(surname + given_name)
    assert lays_open(f"关于{also(how(party.name))}的公示：{TEXT}", party, RULES)
    assert not lays_open(f"关于{public_name(party)}的公示：{TEXT}", party, RULES)


@pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "阿卜杜拉买买提", "阿卜杜拉•买买提", "阿卜杜拉 买买提"])
def test_the_dot_in_a_name_does_not_matter(name: str) -> None:
    assert lays_open(f"{name}{TEXT}", a_person("阿卜杜拉·买买提"), RULES)


@pytest.mark.parametrize("name", ["John Smith", "JOHN SMITH", "JohnSmith", "Ｊｏｈｎ　Ｓｍｉｔｈ"])
def test_capitals_and_spaces_of_a_latin_name_do_not_matter(name: str) -> None:
    assert lays_open(f"{name} {TEXT}", a_person("John Smith"), RULES)


@given(_numbers, st.integers(0, 10), st.integers(8, 18), written, written)
def test_eight_of_a_number_are_found_however_they_are_written(
    identity: Identity, at: int, length: int, how: object, also: object
) -> None:
    assert callable(how)
    assert callable(also)
    part = identity.number[at : at + length]
    assert lays_open(f"证件号{also(how(part))}，{TEXT}", a_person("李晓梅", identity), RULES)


@given(_numbers, written)
def test_the_last_six_are_found(identity: Identity, how: object) -> None:
    assert callable(how)
    assert lays_open(f"尾号{how(identity.last_six)}。", a_person("李晓梅", identity), RULES)


@given(
    _numbers,
    st.integers(0, 7),
    st.integers(0, 5),
    st.sampled_from(["*", "＊", "•", "●", "×", "XX", "xx", "_"]),
    st.integers(1, 4),
)
def test_around_what_is_masked_no_more_is_told_than_the_profile_shows(
    identity: Identity, first: int, last: int, mask: str, times: int
) -> None:
    # a number that ends in X before a mask of X is told from its other end
    assume(not (identity.number.endswith("X") and "x" in mask.lower()))
    shown = identity.number[:first] + mask * times + identity.number[18 - last :]
    text, party = f"证件号{shown}。", a_person("李晓梅", identity)
    assert lays_open(text, party, RULES) is (first + last > 0)
    assert lays_open(text, party, replace(RULES, person_number=Shown(3, 2))) is (first > 3 or last > 2)


@given(_numbers, st.integers(0, 17), st.integers(1, 5))
def test_a_few_digits_are_nobodys_number(identity: Identity, at: int, length: int) -> None:
    assert not lays_open(f"第{identity.number[at : at + length]}号，{TEXT}", a_person("李晓梅", identity), RULES)


@given(uscc_numbers, written)
def test_an_entitys_code_is_masked_too(number: str, how: object) -> None:
    assert callable(how)
    party = replace(ENTITY, identity=Identity(IdentityKind.USCC, number))
    assert lays_open(f"代码：{how(number)}", party, RULES)
    assert not lays_open(f"代码：{public_number(party, RULES)}", party, RULES)


@pytest.mark.parametrize("subject", SubjectKind)
def test_who_acts_for_a_party_is_named_nowhere(subject: SubjectKind) -> None:
    agent = ActingPerson(
        "赵国强", Identity(IdentityKind.RESIDENT, resident_number(date(1970, 2, 3), 5)), Capacity.AGENT
    )
    party = replace(LI_SIDE, subject=subject, name="鹤岗市兴安商贸有限公司", identity=USCC, acting=agent)
    assert lays_open(f"代理人赵国强{TEXT}", party, RULES)
    assert lays_open(f"代理人{agent.identity.number}{TEXT}", party, RULES)
    assert not lays_open(f"代理人赵某{TEXT}", party, RULES)


def test_an_entity_may_bear_the_name_of_who_runs_it() -> None:
    entity = replace(ENTITY, name="鹤岗市李晓梅食品有限公司")
    assert not lays_open(public_name(entity) + TEXT, entity, RULES)
    assert lays_open(f"{public_name(entity)}法定代表人李晓梅{TEXT}", entity, RULES)


@pytest.mark.parametrize("of_them", [ZHANG_SIDE.name, ZHANG_SIDE.identity.number, ZHANG_SIDE.identity.last_six])
def test_the_other_side_is_laid_open_no_more(of_them: str) -> None:
    both = (ZHANG_SIDE, LI_SIDE)
    assert fit_for_public(f"李某{TEXT}", LI_SIDE, both, RULES)
    assert not fit_for_public(f"李某没有还给{of_them}{TEXT}", LI_SIDE, both, RULES)
    assert not fit_for_public(f"李某{NUMBER}", LI_SIDE, both, RULES)
    # a company bears the name of the one it owes
    entity = replace(ENTITY, name="鹤岗市张建军食品有限公司")
    assert fit_for_public(public_name(entity) + TEXT, entity, (ZHANG_SIDE, entity), RULES)
