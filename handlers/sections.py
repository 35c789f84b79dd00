"""The letter's sections as words: rendered for one party, so that what was read can be compared with what is there."""

from collections.abc import Mapping
from typing import Any

from handlers.effects import Reply
from handlers.turn import Office
from mediation.actor import Moment
from mediation.case import Case, Party
from mediation.commitment_letter import SECTIONS, Section, Texts
from mediation.publishing import next_consent, publishable, wanted_consents
from messages import consequences
from messages.words import LANGUAGES
from storage import documents

_WITH_CONSENTS = frozenset({Section.CLAUSE_THREE, Section.CONSEQUENCES})
"""What these say depends on the letter's consents, so before those are answered there is no text to be read."""

Exact = Mapping[Section, Mapping[str, str]]
"""For each section that can be read now: the exact text of every language by its sha256."""


def present(office: Office, case: Case, party: Party, at: Moment) -> Exact:
    """The exact texts as they are now, in every language."""
    waiting = next_consent(case, party, at.today) is not None
    return {
        section: {} if waiting and section in _WITH_CONSENTS else _languages(office, case, party, section, at)
        for section in SECTIONS
    }


def hashes(exact: Exact) -> Texts:
    """Only the sha256 of the texts, as the rules want them."""
    return {section: frozenset(texts) for section, texts in exact.items()}


def exact_text(office: Office, case: Case, party: Party, section: Section, language: str, at: Moment) -> str:
    """The words of one section as they are shown, HTML; nothing in them depends on the hour they are read."""
    about = {"profile": office.profile, "case": case, "party": party, **about_section(case, party, section, at)}
    return office.words.render(_template(section), language, about, at.now).text


def letter(office: Office, case: Case, party: Party, section: Section, language: str, at: Moment) -> Reply:
    """The section as a letter; its button to go on carries the sha256 of exactly these words."""
    shown = documents.hash_of(exact_text(office, case, party, section, language, at).encode())
    about = {**about_section(case, party, section, at), "text_hash": shown}
    return Reply(_template(section), about, case=case, party=party.key)


def about_section(case: Case, party: Party, section: Section, at: Moment) -> dict[str, Any]:
    """What the section's template needs besides the case: its place, the choices at clause three, the consequences."""
    place = SECTIONS.index(section)
    return {
        "section": section.value,
        "position": place + 1,
        "total": len(SECTIONS),
        "previous": SECTIONS[place - 1].value if place else "",
        "text_hash": "",
        "points": consequences.points(consequences.standing(case, party, at.profile, at.today)),
        **choices(case, party, at),
    }


def choices(case: Case, party: Party, at: Moment) -> dict[str, Any]:
    """What is printed beside clause three: each consent that is asked with its answer; whether publishing happens."""
    wanted = wanted_consents(case, party, at.today)
    return {
        "answers": [(kind.value, party.consents_to(kind) is True) for kind in wanted],
        "publishable": publishable(case, party, at.today),
    }


def _languages(office: Office, case: Case, party: Party, section: Section, at: Moment) -> dict[str, str]:
    texts = (exact_text(office, case, party, section, language, at) for language in LANGUAGES)
    return {documents.hash_of(text.encode()): text for text in texts}


def _template(section: Section) -> str:
    return f"section_{section.value}"
