"""The letter's other words, as people see them: who acts for whom, what was put right, what has to be done again."""

from dataclasses import replace
from typing import Any

import pytest

from mediation.case import Capacity, Case, SubjectKind
from mediation.commitment_letter import OPEN, Commitment, CommitmentState
from mediation.events.agreement import CaseEdited, TermsChanged
from mediation.events.commitment import ReadingReminded, ReadingReopened
from tests.asking import AT, a_case
from tests.world import PROFILE, START, WORDS

LANGUAGES = ("zh", "en")


def said(name: str, language: str, case: Case, **about: Any) -> str:
    """A template's text about 李晓梅."""
    given = {"profile": PROFILE, "case": case, "party": case.party("2"), **about}
    return WORDS.render(name, language, given, AT.now).text


def for_a_company() -> Case:
    """The sample case, but 李晓梅's place is taken by a company for which 韩志强 acts."""
    case = a_case()
    party = case.party("2")
    acting = replace(party.acting, name="韩志强", capacity=Capacity.LEGAL_REPRESENTATIVE)
    return case.with_party(replace(party, name="鹤岗晨光粮油有限公司", subject=SubjectKind.ENTITY, acting=acting))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["name_question", "confirm_letter", "paper_offered.mediator", "commitment_offered.subject"]
)
def test_who_acts_for_somebody_else_is_spoken_to_as_such(name: str, language: str) -> None:
    text = said(name, language, for_a_company(), total=7, answers=[("sharing_filing", True)], publishable=True)
    assert ("韩志强" in text) or ("鹤岗晨光粮油有限公司" in text and name == "name_question")
    assert ("鹤岗晨光粮油有限公司" in text) or name == "commitment_offered.subject"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_see_the_same_new_terms(language: str) -> None:
    case = replace(a_case(), obligations=tuple(replace(a_case().obligations[0], part=(n, 2)) for n in (1, 2)))
    event = TermsChanged(terms=2, changed=("obligation:1",))
    hers = said("terms_changed.parties", language, case, event=event)
    his = said("terms_changed.parties", language, case, event=event, party=case.party("1"))
    assert hers == his
    assert hers.count("李晓梅 → 张建军") == 2
    assert "2" in hers.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_put_right_is_shown_as_far_as_there_is_an_agreement(language: str) -> None:
    event = CaseEdited(changed=("number",))
    assert "李晓梅 → 张建军" in said("case_edited.parties", language, a_case(), event=event)
    without = replace(a_case(), agreement=None, obligations=())
    assert "→" not in said("case_edited.parties", language, without, event=event)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", [None, "7" * 64])
def test_the_mediator_learns_whom_to_meet_on_paper_again(language: str, before: str | None) -> None:
    event = ReadingReopened(party="2", sections=("owed",), before=before)
    case = a_case()
    here = case.with_party(replace(case.party("2"), commitment=Commitment(CommitmentState.READING, START)))
    texts = {said("reading_reopened", language, one, event=event) for one in (case, here)}
    assert len(texts) == 2
    old = {"zh": "旧的约定", "en": "old terms"}[language]
    assert (old in said("reading_reopened.subject", language, here, event=event)) is (before is not None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", OPEN)
def test_a_reminder_says_what_is_missing_and_how_many_days_are_left(language: str, state: CommitmentState) -> None:
    case = a_case()
    case = case.with_party(replace(case.party("2"), commitment=Commitment(state, START)))
    text = said("reading_reminded.subject", language, case, event=ReadingReminded(party="2", day=3))
    last = {"zh": "最后一次确认", "en": "last press"}[language]
    assert (last in text) is (state is CommitmentState.NAMED)
    assert "4" in text
