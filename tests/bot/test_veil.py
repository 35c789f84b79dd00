"""With TELEGRAM_CONTENT=notice nothing of a case goes to Telegram."""

from bot.veil import veil_of
from messages.words import Words
from storage.outbox import TEXT, Outgoing
from tests.world import PROFILE, WORDS, World


def letter(template: str, document: str | None = None) -> Outgoing:
    """A letter with words, a button and maybe a file."""
    buttons: list[list[tuple[str, str, str | None]]] = [[("key", "已履行", None)]]
    place = {"id": 1, "address": 1, "door": "telegram", "site": "1", "chat": "7"}
    words = {"template": template, "kind": "file" if document else TEXT, "text": "李晓梅欠5,000元", "buttons": buttons}
    return Outgoing(**place, **words, document=document, target=None, repeatable=True, sealed=True, tries=1)  # type: ignore[arg-type]


async def test_under_full_nothing_is_hidden(world: World) -> None:
    assert veil_of(world.office, "full") is None


async def test_under_notice_words_buttons_files_and_secrets_stay_at_home(world: World) -> None:
    veil = veil_of(world.office, "notice")
    assert veil is not None
    for template, document in (("section_owed", None), ("letter_confirmed", "0" * 64), ("invitation", "qr:⟦link⟧")):
        shown = veil(letter(template, document))
        assert "李晓梅" not in shown.text
        assert "5,000" not in shown.text
        assert (shown.kind, shown.buttons, shown.document, shown.sealed) == (TEXT, [], None, False)
        assert "致电" in shown.text
        assert "please call" in shown.text


async def test_what_says_nothing_of_anybody_passes(world: World) -> None:
    veil = veil_of(world.office, "notice")
    assert veil is not None
    assert veil(letter("in_group")) == letter("in_group")


def test_what_is_declared_free_of_content_names_no_case_and_no_party() -> None:
    words: Words = WORDS
    free = [name for name in words.templates("zh") if words.content_free(name)]
    assert free
    for name in free:
        for language in PROFILE.languages:
            source = words.source(name, language).replace("event.left", "")
            assert words.content_free(name)
            assert not any(word in source for word in ("case.", "party", "event.", "name }}")), name
