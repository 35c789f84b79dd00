"""Annex 1 of the plan (鹤司通〔2022〕7号), word for word: in the sections, in the copy, beside the translation."""

import html
import re
from importlib.resources import files

import pytest

from tests.asking import AT, a_case
from tests.world import PROFILE, WORDS

PREAMBLE = (
    "诚实守信是每个公民应基本素质，也是现代文明社会应遵循的基本准则，我自愿加入守信践诺的行列，积极维护本公司（人）的信用声誉，"
    "自觉遵守调解内容和要求，高标准规范自己行为，做到诚实守信、遵纪守法的公民，现作出以下承诺："
)
CLAUSES = (
    "一、加强个人诚信自律，不断提升诚信守法文明素养。",
    "二、“以诚实守信为荣，以失信违约为耻”，自觉遵守调解协议，争做守信践诺好公民；",
    "三、同意将本承诺信息纳入鹤岗市信用信息共享平台，并通过信用中国（黑龙江鹤岗）网站进行公示，接受社会监督。",
)
"""As the plan prints them, every mark and slip included; the source is a picture of its time and is not put right."""

SECTIONS = {
    "section_preamble": f"信用承诺书\n\n{PREAMBLE}",
    "section_clause_one": CLAUSES[0],
    "section_clause_two": CLAUSES[1],
    "section_clause_three": CLAUSES[2],
}
ABOUT = {
    "position": 1,
    "total": 7,
    "section": "",
    "previous": "",
    "text_hash": "",
    "answers": [("sharing_filing", True)],
    "publishable": True,
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_holds_its_part_and_nothing_more_of_the_letter(name: str) -> None:
    assert quoted(name, "zh") == [SECTIONS[name]]


@pytest.mark.parametrize("name", SECTIONS)
def test_in_english_the_chinese_stands_below_the_translation_which_is_marked(name: str) -> None:
    translated, original = quoted(name, "en")
    assert original == SECTIONS[name]
    assert not re.search(r"[\u4e00-\u9fff]", translated)
    shown = WORDS.render(name, "en", about(), AT.now).text
    assert "a translation for reading; the Chinese text governs" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_copy_holds_the_whole_letter(language: str) -> None:
    source = WORDS.source("letter_confirmed", language)
    assert "<blockquote>" + "\n".join((PREAMBLE, *CLAUSES)) + "</blockquote>" in source


def test_so_does_the_kept_page() -> None:
    page = files("messages").joinpath("pages/letter_page.j2").read_text(encoding="utf-8")
    paragraphs = re.findall(r"<p>([^<]*)</p>", page)
    assert paragraphs[:4] == [PREAMBLE, *CLAUSES]


def quoted(name: str, language: str) -> list[str]:
    """The block quotes of a section, as plain text."""
    shown = WORDS.render(name, language, about(), AT.now).text
    blocks = re.findall(r"<blockquote>(.*?)</blockquote>", shown, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks]


def about() -> dict[str, object]:
    """What a section needs."""
    case = a_case()
    return {"profile": PROFILE, "case": case, "party": case.party("2"), **ABOUT}
