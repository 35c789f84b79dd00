"""What a person is told of a breach, as a matrix: status × who × dispute × consents, in the real words of each letter.

Every row below names what is said; what no row names must not be said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mediation.breach import BreachState
from mediation.case import LegalStatus
from mediation.events.breach import BreachConfirmed, CreditWarningGiven
from mediation.events.event import Event
from mediation.events.publication import PublicationProposed
from mediation.gate import Look
from mediation.publication_parts import PublicationProposal
from mediation.service import Service
from messages.consequences import points, standing
from messages.words import LANGUAGES
from tests.mediation.cells import FATES, MAY, NEVER, NOT_AGREED, Cell, cells, look_of
from tests.mediation.gate_scene import LOOKED, RULING, TEXT
from tests.messages.threats import threats_in
from tests.world import PROFILE, WORDS

PHRASES = {
    "not in force yet": ("谁都不算没有做到", "Until then nobody can be late"),
    "binding": ("对方可以请您继续履行", "the other side may ask you to do it"),
    "a court may confirm": ("一起向法院申请司法确认", "ask the court to confirm it"),
    "no court confirms": ("法院不办理司法确认", "Courts do not confirm agreements"),
    "enforcement": ("另一方可以向法院申请强制执行", "the other may apply to the court for enforcement"),
    "being enforced": ("已经在法院执行", "is being enforced by the court"),
    "the court's list": ("失信", "defaulter"),
    "talk first": ("先说话，再说别的", "Talking comes first"),
    "filed": ("您同意把承诺记入", "You agreed to have the commitment filed"),
    "not filed": ("您没有同意记入", "You did not agree to filing"),
    "needs a document": ("公示要有生效的法律文书作依据", "Publishing needs a legal document in effect"),
    "has a document": ("已经有法院的裁定作依据", "now has a court's ruling behind it"),
    "consent": ("单独同意。", "separate consent"),
    "agreed": ("同意过公示违约信息", "have agreed to the publishing of a breach"),
    "refused": ("没有同意公示违约信息", "have not agreed to the publishing of a breach"),
    "only by a rule": ("法律、法规另有明确规定的", "Only where a law or regulation clearly says so"),
    "never": ("做到没做到，都不公示", "whether it is kept or not, nothing is published"),
}
"""By what is said: the words that say it, in both languages."""

COURT_IN_LETTER = {
    "not_effective": {"not in force yet", "binding", "talk first"},
    "effective": {"binding", "talk first"},
    "confirmed": {"enforcement", "talk first"},
    "in_enforcement": {"being enforced", "the court's list"},
}
COURT_IN_WARNING: dict[str, set[str]] = {
    "not_effective": set(),
    "effective": {"binding"},
    "confirmed": {"enforcement"},
    "in_enforcement": {"being enforced"},
}
NO_COURT_CONFIRMS = {"status", "property_title", "ip_title"}
DOCUMENT = {
    "not_effective": "needs a document",
    "effective": "needs a document",
    "confirmed": "has a document",
    "in_enforcement": "has a document",
}
PUBLISHING = {
    # fate, whose, agreed: what is said of publishing; a document where it can happen
    (MAY, "person", True): {"consent", "agreed", "document"},
    (MAY, "business", True): {"consent", "agreed", "document"},
    (MAY, "entity", True): {"agreed", "document"},
    (MAY, "entity", False): {"refused", "only by a rule", "document"},
    (NOT_AGREED, "person", False): {"consent", "refused"},
    (NOT_AGREED, "business", False): {"consent", "refused"},
}
ONLY_THAT_IT_WILL_NOT_BE = {
    "zh": (
        "做到没做到，都不公示。",
        "记录不等于公示。",
        "公示个人信息，还要本人单独同意。",
        "公示同样要单独同意。",
        "您没有同意公示违约信息，所以不公示。",
    ),
    "en": (
        "whether it is kept or not, nothing is published.",
        "Recording is not publishing.",
        "Publishing a person's information also needs that person's own separate consent.",
        "so publishing needs separate consent too.",
        "You have not agreed to the publishing of a breach, so nothing is published.",
    ),
}
"""All that may be said of publishing to whom it cannot happen."""
PUBLISH = {"zh": re.compile("公示|(?<!不)公开"), "en": re.compile("(?i)publish|publication|(?<!not )public")}
"""Any word of publishing, "not public" apart."""
OF_THE_COURT = {"zh": ("强制执行", "失信"), "en": ("enforce", "defaulter")}

MATRIX = [cell for cell in cells() if not cell.document]
ROWS = [(status, who, language) for status in LegalStatus for who in FATES for language in LANGUAGES]


def of(status: LegalStatus, who: str, fate: str | None = None) -> list[Cell]:
    """The cells of a row; with a fate, those of that alone."""
    return [one for one in MATRIX if (one.status, one.who) == (status, who) and fate in (None, one.fate)]


def publishing(cell: Cell) -> set[str]:
    """What the rows say that is said of publishing and of filing."""
    filing = "filed" if cell.filing else "not filed"
    if cell.fate == NEVER:
        return {"never", filing}
    said = PUBLISHING[cell.fate, cell.who, cell.publication is True] | {filing}
    return said - {"document"} | ({DOCUMENT[cell.status.value]} if "document" in said else set())


def told(text: str, language: str) -> set[str]:
    """What of the phrases a text says."""
    place = LANGUAGES.index(language)
    return {said for said, phrases in PHRASES.items() if phrases[place] in text}


def rendered(template: str, language: str, look: Look, event: Event | None = None, **about: object) -> str:
    """A letter to the party as it goes out."""
    known = {"profile": PROFILE, "case": look.case, "party": look.party, "event": event, **about}
    return WORDS.render(template, language, known, LOOKED.now).text


def warning(cell: Cell, language: str) -> str:
    """The credit warning."""
    look = look_of(cell)
    event = CreditWarningGiven(party="2", breach="1", obligation=look.breach.obligation)
    return rendered("credit_warning_given.subject", language, look, event)


def confirmed(cell: Cell, language: str) -> str:
    """What is told of a confirmed breach."""
    look = look_of(cell)
    event = BreachConfirmed(party="2", breach="1", obligation=look.breach.obligation, reason="到期没有办好")
    return rendered("breach_confirmed.subject", language, look, event)


def letter(cell: Cell, language: str) -> str:
    """The commitment letter's page of what follows."""
    look = look_of(cell)
    said = points(standing(look.case, look.party, PROFILE, LOOKED.today))
    place = {"section": "consequences", "position": 6, "total": 7, "previous": "clause_three", "text_hash": "0" * 64}
    return rendered("section_consequences", language, look, None, points=said, **place)


def notice(cell: Cell, language: str) -> str:
    """The prior notice of a publication that may be proposed."""
    look = look_of(replace(cell, document=True))
    proposal = PublicationProposal(4, LOOKED.now, "应当公示", TEXT, Service(LOOKED.now))
    breach = replace(look.breach, state=BreachState.PROPOSED, proposal=proposal)
    event = PublicationProposed(
        party="2", breach="1", obligation=breach.obligation, reason="应当公示", grade="general", text="0" * 64
    )
    return rendered("publication_proposed.subject", language, replace(look, case=look.case.with_breach(breach)), event)


def beyond_that_it_will_not_be(text: str, language: str) -> Iterator[str]:
    """The words of publishing that are left once all that may be said is taken away."""
    for sentence in ONLY_THAT_IT_WILL_NOT_BE[language]:
        text = text.replace(sentence, "")
    yield from PUBLISH[language].findall(text)


@pytest.mark.parametrize(("status", "who", "language"), ROWS)
def test_the_letter_says_what_the_rows_say_and_nothing_else(status: LegalStatus, who: str, language: str) -> None:
    for cell in of(status, who):
        text = letter(cell, language)
        wanted = COURT_IN_LETTER[status.value] | publishing(cell)
        if status in (LegalStatus.NOT_EFFECTIVE, LegalStatus.EFFECTIVE):
            wanted.add("no court confirms" if cell.dispute.value in NO_COURT_CONFIRMS else "a court may confirm")
        assert told(text, language) == wanted, cell
        assert not threats_in(text)


@pytest.mark.parametrize(("status", "who", "language"), ROWS)
def test_the_warning_says_what_the_rows_say_and_nothing_else(status: LegalStatus, who: str, language: str) -> None:
    for cell in of(status, who):
        text = warning(cell, language)
        assert told(text, language) == COURT_IN_WARNING[status.value] | publishing(cell), cell
        assert not threats_in(text)
        by_force, _ = OF_THE_COURT[language]
        assert by_force not in text or status in (LegalStatus.CONFIRMED, LegalStatus.IN_ENFORCEMENT), cell


@pytest.mark.parametrize(("status", "who", "language"), ROWS)
def test_whom_it_cannot_happen_to_hears_no_more_of_it(status: LegalStatus, who: str, language: str) -> None:
    for cell in of(status, who):
        if cell.fate != MAY:
            for text in (letter(cell, language), warning(cell, language)):
                assert list(beyond_that_it_will_not_be(text, language)) == [], cell


@pytest.mark.parametrize(("status", "who", "language"), ROWS)
def test_a_confirmed_breach_is_told_of_without_any_of_it(status: LegalStatus, who: str, language: str) -> None:
    for cell in of(status, who):
        text = confirmed(cell, language)
        assert told(text, language) == set(), cell
        assert not [*PUBLISH[language].findall(text), *threats_in(text)], cell
        assert not [one for one in OF_THE_COURT[language] if one in text], cell


@pytest.mark.parametrize(("status", "who", "language"), [one for one in ROWS if MAY in FATES[one[1]]])
def test_a_prior_notice_says_what_it_rests_on_and_that_nothing_is_public(
    status: LegalStatus, who: str, language: str
) -> None:
    for cell in of(status, who, MAY):
        text = notice(cell, language)
        assert RULING.number in text
        assert TEXT in text
        assert {"zh": "现在还没有公示", "en": "Nothing is public yet"}[language] in text
        by_consent, by_rule = {
            "zh": ("您单独同意过", "规定：国办发"),
            "en": ("you agreed separately", "The rule: 国办发"),
        }[language]
        assert (by_consent in text, by_rule in text) == (who != "entity", who == "entity"), cell
        assert not [one for one in OF_THE_COURT[language] if one in text], cell
        assert not threats_in(text)
