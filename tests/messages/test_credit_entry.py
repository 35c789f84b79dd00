"""Every entry of a credit file has words of its own in every language, with its date and its case."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.court_facts import Listing
from mediation.credit_entries import CameOf, Entry, EntryKind
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication, Withdrawal, WithdrawalCause
from messages.words import LANGUAGES
from tests.sample import sample_case
from tests.world import START, WORDS

DAY = date(2026, 4, 16)
DOWN = Withdrawal(WithdrawalCause.PERFORMED, START, DAY)
PUBLIC = Publication("文字", Grade.GENERAL, DAY, None, date(2027, 4, 16), 5, 6, START, withdrawal=DOWN)
LISTING = Listing("1", "2", "（2026）黑0403执1号", "工农区人民法院", DAY, "0" * 64, date(2026, 7, 1))
OWED = sample_case(1).obligations[0]


def said(entry: Entry, language: str) -> list[str]:
    """The lines of an entry."""
    return WORDS.render("credit_entry", language, {"entry": entry}, START).text.splitlines()


def entry(came_of: CameOf, kind: EntryKind = EntryKind.WARNING) -> Entry:
    """An entry with everything that any of them might name."""
    return Entry(kind, came_of, DAY, "K7M2QX", OWED, 100, PUBLIC, LISTING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_its_date_its_case_and_a_sentence_of_its_own(language: str) -> None:
    lines = [said(entry(came_of), language) for came_of in CameOf]
    assert all(len(one) == 2 and "2026" in one[0] and "K7M2QX" in one[0] and one[1].strip() for one in lines)
    assert len({one[1] for one in lines}) == len(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_is_named_by_what_it_is(language: str) -> None:
    kinds = (EntryKind.STATEMENT, EntryKind.OBJECTION, EntryKind.REPAIR)
    assert len({said(entry(CameOf.WAITING, kind), language)[1] for kind in kinds}) == 3
    warning, finding = (said(entry(CameOf.STANDS, one), language)[1] for one in (EntryKind.WARNING, EntryKind.FINDING))
    assert warning != finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cause_of_a_withdrawal_is_said(language: str) -> None:
    down = [replace(PUBLIC, withdrawal=replace(DOWN, cause=cause)) for cause in WithdrawalCause]
    lines = [said(replace(entry(CameOf.WITHDRAWN), publication=one), language)[1] for one in down]
    assert len(set(lines)) == len(WithdrawalCause)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_owed_may_be_gone_and_has_its_part_if_there_is_one(language: str) -> None:
    gone = said(replace(entry(CameOf.LIFTED), owed=None), language)[1]
    assert "归还借款" not in gone
    part = replace(entry(CameOf.IN_TIME), owed=replace(OWED, part=(2, 3), amount=None))
    assert "2/3" in said(part, language)[1]
