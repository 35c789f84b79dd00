"""The staff's page of a breach says how far it can go at most, and why no further."""

from dataclasses import replace

import pytest

from mediation.case import LegalStatus
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.disputes import DisputeKind
from mediation.outcomes import WHETHER_AT_ALL, Outcome, barriers, outcomes
from messages.words import LANGUAGES
from tests.handlers.breach.conftest import BASIS, Warned
from tests.mediation.cells import Cell, look_of
from tests.world import PROFILE, START, WORDS

COURT = {
    # the court's part of it, as the page says it
    LegalStatus.EFFECTIVE: (False, False),
    LegalStatus.CONFIRMED: (True, False),
    LegalStatus.IN_ENFORCEMENT: (True, True),
}


async def page(warned: Warned) -> str:
    """The page as the mediator opens it."""
    await warned.deal.world.says(warned.deal.wang, "/publications")
    return (await warned.deal.world.presses(warned.deal.wang, "1. 李晓梅：还没有送达证明")).text


async def test_the_page_follows_the_commitment_the_consent_and_the_document(warned: Warned) -> None:
    assert "<b>不能公示</b>：没有本人的单独同意，也没有规定可以作依据。" in await page(warned)
    await warned.agrees()
    case = await warned.deal.case()
    given = Commitment(CommitmentState.CONFIRMED, START, ended_at=START, document="3" * 64)
    for letter, why in ((case.party("2").commitment, "没有给过信用承诺"), (given, "还没有附上生效的依据文书")):
        case = await warned.deal.case()
        await warned.deal.changed(case.with_party(replace(case.party("2"), commitment=letter)))
        assert why in await page(warned)
    await warned.deal.changed((await warned.deal.case()).with_breach(replace(await warned.breach(), basis=BASIS)))
    found = await page(warned)
    assert "最多可以到公示" in found
    assert "不能公示" not in found
    await warned.deal.changed(replace(await warned.deal.case(), dispute=DisputeKind.FAMILY))
    assert "隐私的纠纷，从不公示" in await page(warned)


def at_most(language: str, barrier: str | None, *of_it: Outcome) -> str:
    """The line as it is shown."""
    about = {"profile": PROFILE, "outcomes": frozenset(of_it), "barrier": barrier}
    return WORDS.render("breach_at_most", language, about, START).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_barrier_has_its_own_words(language: str) -> None:
    said = {at_most(language, name, Outcome.RECORD) for name in WHETHER_AT_ALL}
    assert len(said) == len(WHETHER_AT_ALL)
    assert at_most(language, None, Outcome.RECORD, Outcome.PUBLICATION) not in said


@pytest.mark.parametrize("status", COURT)
def test_only_where_it_is_so_it_speaks_of_the_platform_and_of_the_court(status: LegalStatus) -> None:
    for filing in (True, False):
        look = look_of(Cell(status, "person", DisputeKind.LOAN, True, filing, document=False))
        text = at_most("zh", barriers(look)[0], *outcomes(look))
        assert (PROFILE.office.sharing_platform.zh in text) is filing
        assert ("可以强制执行，由法院决定" in text, "失信被执行人" in text) == COURT[status]
