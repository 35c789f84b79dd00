"""What people see of the page: every line there can be, in both languages, under the strict policy."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from handlers.scans import LONGEST
from messages import web_pages
from messages.web_pages import WebPages, table
from messages.words import LANGUAGES

PAGES = Path(web_pages.__file__).parent / "pages" / "web"
STATIC = sorted((PAGES / "static").iterdir())
TEMPLATES = sorted(PAGES.glob("*.j2"))


@dataclass(frozen=True)
class Key:
    """A button as the page gets it."""

    label: str
    live: bool = True
    chosen: bool = False
    style: str | None = "primary"
    key: str = "invented-key"
    ref: str = "invented-ref"


@dataclass(frozen=True)
class File:
    """A file as the page gets it."""

    image: bool
    url: str = "/document/invented"
    name: str = '回执"<b>.pdf'
    size: str = "12 KB"


@dataclass(frozen=True)
class Line:
    """A line as the page gets it."""

    html: Markup = Markup("您好")  # noqa: RUF009 - a Markup never changes
    id: str = "out1"
    day: str | None = None
    new: bool = False
    mine: bool = False
    at: str = "09:05"
    iso: str = "2027-03-15T09:05:00+08:00"
    waiting: bool = False
    door: str = "web"
    buttons: list[list[Key]] = field(default_factory=list)
    chosen: str | None = None
    file: File | None = None
    picture: str | None = None


def fragment(line: Line, language: str = "zh") -> str:
    """One line as the stream sends it."""
    return WebPages("/phone/li").render("line", language, {"line": line, "base": "/phone/li", "csrf": "token"})


def chat(language: str, **other: Any) -> str:
    """The page with every kind of line."""
    given = {
        "base": "",
        "csrf": "token",
        "ref": "ref",
        "title": "信调",
        "lines": [
            Line(day="3月15日 周日", buttons=[[Key("好", live=False)]], chosen="好"),
            Line(id="in1", mine=True, waiting=True, file=File(image=True)),
            Line(id="out2", new=True, buttons=[[Key("好")], [Key("不", style="danger")]], file=File(image=False)),
            Line(id="out3", door="telegram", picture="/picture/3", buttons=[[Key("晚了", live=False)]]),
        ],
        "earlier": "/?before=1.1",
        "cursor": "1.1.1",
        "can_leave": True,
        "demo": False,
        "commands": [("ask", "提问"), ("help", "帮助")],
        "pushes_key": "key",
        **other,
    }
    return WebPages("").render("chat", language, given)


def pages(language: str) -> list[str]:
    """Every page there is."""
    web = WebPages("")
    link = {"base": "", "token": "invented", "csrf": "token", "hint": None, "problem": None}
    return [
        chat(language),
        chat(language, lines=[], earlier=None, can_leave=False, pushes_key=None, commands=[]),
        web.render("enter", language, link),
        web.render("enter", language, {**link, "token": "", "hint": "再点一次"}),
        web.render("enter", language, {**link, "problem": Markup("过期了")}),
        web.render("closed", language, {"base": ""}),
        web.render("trouble", language, {"base": "", "title": "慢一点", "words": "请等一会儿", "back": "/"}),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_holds_to_the_policy_and_says_its_language(language: str) -> None:
    for html in pages(language):
        assert f'<html lang="{table(language, "page")["lang"]}">' in html
        assert html.count("<h1>") == 1
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|(src|href)=\"(data:|https?:|//)", html
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_and_way_out_is_a_form_with_the_token(language: str) -> None:
    forms = re.findall(r'<form [^>]*method="post".*?</form>', chat(language), re.DOTALL)
    assert len(forms) == 7  # two buttons, two commands, two ways out, and typing
    assert all('name="csrf" value="token"' in one for one in forms)


def test_both_languages_have_the_same_words() -> None:
    chinese, english = table("zh", "page"), table("en", "page")
    assert list(chinese) == list(english)
    assert list(chinese["live"]) == list(english["live"])


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *STATIC))
    words = table("zh", "page")
    assert set(re.findall(r"\bt\.([a-z_]+)", source)) == set(words)
    assert set(re.findall(r"\bwords\.([a-z_]+)\b", source)) - {"replace"} == set(words["live"])


def test_a_place_in_a_letter_is_a_heading_with_a_measure() -> None:
    html = fragment(Line(Markup("<b>2/7 · 第一条</b>\n\n原文")))
    assert '<h3 class="heading">2/7 · 第一条</h3>' in html
    assert 'max="7" value="2"' in html
    assert '<div class="said">原文</div>' in html


def test_what_somebody_typed_is_no_heading_and_no_markup() -> None:
    html = fragment(Line(Markup("{}").format("<b>2/7 · 第一条</b>\n\n原文"), mine=True))
    assert "<h3" not in html
    assert "&lt;b&gt;" in html


def test_a_used_button_says_in_words_what_was_chosen_and_presses_nothing() -> None:
    html = fragment(Line(buttons=[[Key("同意", live=False), Key("不同意", live=False)]], chosen="同意"))
    assert "您选了：<b>同意</b>" in html
    assert "<form" not in html


def test_a_message_says_whether_it_is_being_worked_on() -> None:
    said = Line(id="in1", mine=True)
    assert "正在处理" in fragment(replace(said, waiting=True))
    assert "正在处理" not in fragment(said)
    assert "已送到" in fragment(said)


def test_a_name_of_a_file_stays_a_name() -> None:
    html = fragment(Line(file=File(image=False)))
    assert "<b>" not in html
    assert "回执&#34;&lt;b&gt;.pdf" in html


def test_the_page_knows_how_large_a_file_may_be() -> None:
    assert f'data-longest="{LONGEST}"' in chat("zh")


@pytest.mark.parametrize("path", [*STATIC, *TEMPLATES], ids=lambda path: path.name)
def test_static_files_are_small_and_name_no_other_host(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 250
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", source)
