"""What is said on the page: once, by its own form only, in kinds and sizes that are allowed; all without scripts."""

import pytest
from sqlalchemy import func, select

from handlers.scans import LONGEST
from mediation.actor import Role
from mediation.button import Button
from storage import documents
from storage.schema.messages import documents as kept_files
from storage.schema.messages import inbox
from storage.store import Store
from tests.browsing import Page

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 200
FETCH = {"X-Requested-With": "fetch"}


def _came(store: Store) -> int:
    return store.db.scalar(select(func.count()).select_from(inbox)) or 0


def _kept(store: Store) -> int:
    return store.db.scalar(select(func.count()).select_from(kept_files)) or 0


async def test_words_are_answered_on_the_page_that_follows(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    response = await boss.say("/help")
    assert (response.url.path, response.status) == ("/", 200)
    assert [one[:2] for one in boss.lines] == ["in", "ou"]
    assert "帮助" in boss.html


async def test_a_form_posted_twice_says_it_once(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    fields = {**boss.hidden('id="say"'), "text": "/help"}
    answers = [await (await boss.post("/say", fields, **FETCH)).json() for _ in range(2)]
    assert answers[0] == answers[1] == {"id": "in1"}
    assert await page.world.run(_came) == 1


async def test_a_ref_of_somebody_else_is_not_used_up(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    other = await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    ref = boss.hidden('id="say"')["ref"]
    await other.post("/say", {**other.hidden('id="say"'), "ref": ref, "text": "/help"})
    await boss.say("/help")
    assert await page.world.run(_came) == 2


@pytest.mark.parametrize("forged", [{"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "☃"}, {"ref": ""}, {"ref": "../../x"}])
async def test_a_forged_form_is_refused_and_what_was_typed_is_shown(page: Page, forged: dict[str, str]) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    await boss.post("/say", {**boss.hidden('id="say"'), "text": "我写的<b>话", **forged})
    assert boss.status == 403
    assert "我写的&lt;b&gt;话" in boss.html
    assert await page.world.run(_came) == 0


async def test_another_browsers_token_does_not_fit(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    other = await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    await boss.post("/say", {**boss.hidden('id="say"'), "text": "/help", "csrf": other.hidden('id="say"')["csrf"]})
    assert (boss.status, await page.world.run(_came)) == (403, 0)


async def test_a_button_is_pressed_once_and_shows_what_was_chosen(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    await boss.say("/language")
    fields = boss.pressing("English")
    await boss.post("/say", fields)
    assert '<p class="chosen">' in boss.html
    assert "Menu" in boss.html
    came = await page.world.run(_came)
    await boss.post("/say", fields)
    assert await page.world.run(_came) == came


async def test_somebody_elses_button_is_refused(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    await page.writes(boss, "请选", buttons=((Button("帮助", "help"),),))
    mine, other = await page.of(boss), await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    await other.post("/say", {**other.hidden('id="say"'), "key": mine.pressing("帮助")["key"]})
    assert other.status == 403
    await other.get()
    await other.post("/say", {**other.hidden('id="say"'), "key": "no-such-key"})
    assert (other.status, await page.world.run(_came)) == (403, 0)


async def test_a_photo_is_kept_under_a_plain_name_and_given_to_its_owner_only(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    other = await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    await boss.send(JPEG, "../../etc/passwd.exe", "text/html")
    assert (boss.status, "passwd.jpg" in boss.html, "etc/passwd" in boss.html) == (200, True, False)
    found = documents.hash_of(JPEG)
    given = await boss.get(f"/document/{found}")
    assert (given.status, given.content_type) == (200, "image/jpeg")
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert (await other.get(f"/document/{found}")).status == 404
    assert (await page.browser().get(f"/document/{found}")).status == 401


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"<html><script>alert(1)</script>", 415, "不是 PDF、JPG 或 PNG"),
        (b"MZ" + JPEG, 415, "不是 PDF、JPG 或 PNG"),
        (JPEG + b"0" * LONGEST, 413, "太大了"),
    ],
    ids=["page", "program", "too big"],
)
async def test_other_files_are_refused_kindly_and_not_kept(page: Page, content: bytes, status: int, words: str) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    await boss.send(content, "scan.jpg")
    assert (boss.status, words in boss.html) == (status, True)
    assert (await page.world.run(_came), await page.world.run(_kept)) == (0, 0)


async def test_a_far_too_large_post_is_refused_by_its_length_alone(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    await boss.send(b"0" * (LONGEST + 200_000), "scan.jpg", text="说明")
    assert boss.status == 413


@pytest.mark.parametrize(("text", "status"), [("", 400), (" \n\x00", 400), ("字" * 4097, 413)])
async def test_nothing_and_too_much_are_refused(page: Page, text: str, status: int) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    response = await boss.post("/say", {**boss.hidden('id="say"'), "text": text}, **FETCH)
    assert response.status == status
    assert (await response.json())["words"]
    assert await page.world.run(_came) == 0


async def test_a_body_that_is_no_form_is_refused(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    await boss.post("/say", b"--x\r\nnonsense", **{"Content-Type": "multipart/form-data; boundary=x"})
    assert boss.status in (400, 403)
    await boss.post("/say", b"nonsense", **{"Content-Type": "multipart/form-data"})
    assert boss.status in (400, 403)
    assert await page.world.run(_came) == 0


async def test_posts_are_limited_per_browser(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    other = await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    answers = [(await boss.post("/say", {}, **FETCH)).status for _ in range(61)]
    assert answers == [403] * 60 + [429]
    assert (await other.post("/say", {}, **FETCH)).status == 403
