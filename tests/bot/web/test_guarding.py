"""What guards the page: headers, sessions that end, secrets that are wiped, and paths that lead nowhere."""

import pytest
from sqlalchemy import select

from mediation.actor import Role
from storage.outbox import FILE, QR
from storage.schema.messages import outbox
from storage.store import Store
from tests.browsing import Page, open_page
from tests.world import World

LINK = "⟦link⟧"
SECRET_LINK = "https://t.me/xintiao_test_bot?start=abc"


async def test_every_answer_is_guarded(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    for path in ("/", "/i/AAAAAAAAAAAAAAAAAAAAAA", "/nowhere", "/document/x"):
        answer = await boss.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


async def test_the_cookie_is_out_of_reach(world: World) -> None:
    async with open_page(world, secure=True, base="/page", cookie_path="/page") as page:
        assert page.door.base == "/page"
    async with open_page(world, secure=True) as page:
        answer = await page.browser().get("/i/AAAAAAAAAAAAAAAAAAAAAA")
        given = answer.headers["Set-Cookie"]
        assert all(word in given for word in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/"))


async def test_a_stolen_cookie_opens_nothing_after_leaving(page: Page) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    thief = page.browser()
    thief.session.cookie_jar.update_cookies({"xintiao": boss.cookie})
    assert (await thief.get()).status == 200
    assert (await thief.post("/leave", {"csrf": "0" * 64})).status == 403
    await boss.post("/leave", boss.hidden("/leave"))
    assert boss.status == 401
    assert (await thief.get()).status == 401
    assert (await thief.post("/say", {"text": "/help"})).status == 401


async def test_leaving_everywhere_ends_every_browser(page: Page) -> None:
    who = await page.world.staff("王建国", Role.MEDIATOR)
    first, second = await page.of(who), page.browser()
    await second.enter(await page.link(who))
    assert second.status == 200
    await first.post("/leave-all", first.hidden("/leave-all"))
    assert (await second.get()).status == 401


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 401)])
async def test_a_known_browser_stays_in_for_thirty_days(page: Page, days: int, status: int) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    page.clock.passes(days * 86400)
    assert (await boss.get()).status == status
    if status == 200:
        page.clock.passes(days * 86400)
        assert (await boss.get()).status == 200


async def test_an_address_that_somebody_typed_into_a_letter_is_no_link(page: Page) -> None:
    who = await page.world.staff("王建国", Role.MEDIATOR)
    await page.writes(who, 'https://bad.example.cn <a href="https://bad.example.cn">点这里</a>')
    boss = await page.of(who)
    await boss.get()
    assert "https://bad.example.cn" in boss.html
    assert '<a href="https://bad' not in boss.html


async def test_secrets_are_shown_for_an_hour_and_then_wiped(page: Page) -> None:
    who = await page.world.staff("王建国", Role.MEDIATOR)
    row = await page.writes(who, f"请扫码：{LINK}", kind=FILE, document=QR + LINK, secrets={LINK: SECRET_LINK})
    boss, other = await page.of(who), await page.of(await page.world.staff("陈静", Role.ADMINISTRATOR))
    for _ in range(2):  # a reload shows them again
        await boss.get()
        assert f'<a href="{SECRET_LINK}" target="_blank" rel="noopener noreferrer">' in boss.html
        assert (await boss.get(f"/picture/{row}")).content_type == "image/png"
    assert (await other.get(f"/picture/{row}")).status == 404
    page.clock.passes(3601)
    await page.hub.look()
    assert (await boss.get(f"/picture/{row}")).status == 404
    await boss.get()
    assert ("[链接]" in boss.html, SECRET_LINK in boss.html) == (True, False)

    def sealed(store: Store) -> object:
        return store.db.scalar(select(outbox.c.secrets).where(outbox.c.id == row))

    assert await page.world.run(sealed) is None


@pytest.mark.parametrize(
    "path",
    [
        "/static/../chat.j2",
        "/static/%2e%2e%2fchat.j2",
        "/static/..%5c..%5csettings.py",
        "/document/../../x",
        "/picture/1e9",
    ],
)
async def test_paths_lead_nowhere(page: Page, path: str) -> None:
    boss = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    assert (await boss.get(path)).status == 404


async def test_static_files_are_kept_for_good_under_their_hash_only(page: Page) -> None:
    browser, path = page.browser(), page.door.pages.static("chat.css")
    assert "immutable" in (await browser.get(path)).headers["Cache-Control"]
    assert (await browser.get("/static/chat.css")).headers["Cache-Control"] == "no-store"


async def test_the_page_of_a_letter_is_not_fetched_by_asking_for_its_head(page: Page) -> None:
    who = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(who)
    row = await page.writes(who, "一封信")
    assert (await browser.session.head(page.url("/"))).status == 405

    def state(store: Store) -> object:
        return store.db.scalar(select(outbox.c.state).where(outbox.c.id == row))

    assert await page.world.run(state) == "waiting"
    await browser.get()
    assert await page.world.run(state) == "sent"


async def test_an_unknown_browser_is_told_how_to_get_in(page: Page) -> None:
    stranger = page.browser(**{"Accept-Language": "en-GB,en;q=0.9"})
    assert (await stranger.get()).status == 401
    assert 'lang="en' in stranger.html
