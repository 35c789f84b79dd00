"""Every letter about a breach, in both languages: it renders for each hearer, offers what it must, and is kept."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from handlers.effects import Reply
from handlers.telling import KEPT, say
from mediation.actor import Role
from mediation.breach import Breach, BreachState, Statement, UntrueFinding
from mediation.case import Case
from mediation.events import breach, publication
from mediation.events.event import Event, Hearer, OfBreach
from mediation.profile_parts import Grade
from mediation.publication_parts import (
    Basis,
    BasisKind,
    Publication,
    PublicationProposal,
    RepairApplication,
    Withdrawal,
    WithdrawalCause,
)
from mediation.service import Service
from messages.words import LANGUAGES, Rendered
from storage import documents
from storage.schema.messages import outbox
from tests.asking import a_case
from tests.sample import person_id, recorded
from tests.world import PROFILE, START, WORDS, World

DAY = date(2026, 3, 20)
TEXT = "李某，未履行生效裁定确定的给付义务。"
WORDS_OF_FACT = "到期没有转账，电话里说再等等。"
GIVEN: dict[str, Any] = {
    "grade": "general",
    "way": "acknowledged",
    "kind": "judgment",
    "cause": "repaired",
    "text": "0" * 64,
    "seen": "0" * 64,
}
TYPES: dict[Any, Any] = {date: DAY, date | None: DAY, bool: True, str: "某事", str | None: None}
EVENTS: list[type[Event]] = [
    one
    for module in (breach, publication)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Event) and one is not OfBreach and hasattr(one, "must")
    if one.__module__ == module.__name__
]
THREATS = ("失信", "黑名单", "老赖", "拘留", "罚款", "处罚", "惩戒", "严重后果", "defaulter", "blacklist", "punish")


def with_breach(obligation: str | None = "1") -> Case:
    """Case K7M2QX, where 李晓梅 has a breach that went all the way."""
    untrue = UntrueFinding("鹤证〔2026〕1号", "鹤岗市某局", DAY, "0" * 64) if obligation is None else None
    public = Publication(TEXT, Grade.GENERAL, DAY, DAY, DAY, 1, 8, START)
    found = Breach("1", "2", obligation, untrue, WORDS_OF_FACT, 1, Service(START), BreachState.WITHDRAWING)
    whole = replace(
        found,
        statements=(Statement("1", "已经转账", (), START),),
        basis=Basis(BasisKind.JUDGMENT, "（2026）黑0403民初1号", "工农区人民法院", DAY, "0" * 64),
        proposal=PublicationProposal(1, START, "没有履行", TEXT, Service(START)),
        publication=replace(public, withdrawal=Withdrawal(WithdrawalCause.REPAIRED, START, DAY)),
        repairs=(RepairApplication("1", "已经办好", (), START),),
    )
    return a_case().with_breach(whole)


def sample(event: type[Event], obligation: str | None = "1", **given: Any) -> Event:
    """An event of that class about this breach."""
    known = {**GIVEN, "party": "2", "breach": "1", "obligation": obligation, **given}
    return event(**{one.name: known.get(one.name, TYPES.get(one.type)) for one in fields(event)})


def rendered(name: str, language: str, event: Event, case: Case) -> Rendered:
    """A template as it goes out."""
    about = {"profile": PROFILE, "case": case, "party": case.party("2"), "event": event}
    return WORDS.render(name, language, about, START)


def actions(letter: Rendered) -> set[str]:
    """The actions of the buttons."""
    return {one.action for row in letter.buttons for one in row}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("obligation", ["1", "gone", None])
@pytest.mark.parametrize("event", EVENTS)
def test_every_letter_is_plain_and_leads_somewhere(event: type[Event], obligation: str | None, language: str) -> None:
    case = with_breach(obligation)
    for hearer in ("", *(one.value for one in event.must | event.may)):
        name = f"{event.name()}.{hearer}" if hearer else event.name()
        if not WORDS.has(name):
            assert not hearer or Hearer(hearer) in event.may
            continue
        for yes in (True, False):
            letter = rendered(name, language, _answered(event, obligation, yes), case)
            assert not [one for one in THREATS if one in letter.text.lower()]
            assert "None" not in letter.text
            assert "{" not in letter.text
            if hearer in ("subject", "obligee"):
                assert "ask_question" in actions(letter)
            elif hearer:
                assert actions(letter) & {"breach", "case"}


def _answered(event: type[Event], obligation: str | None, yes: bool) -> Event:
    given = {one.name: yes for one in fields(event) if one.type is bool}
    return sample(event, obligation, **given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_says_what_how_long_which_rights_and_offers_each(language: str) -> None:
    letter = rendered("credit_warning_given.subject", language, sample(breach.CreditWarningGiven), with_breach())
    assert WORDS_OF_FACT in letter.text
    assert {"zh": "10个工作日", "en": "10 working days"}[language] in letter.text
    assert actions(letter) == {"performed", "hardship", "state", "notice_read", "ask_question"}
    untrue = rendered(
        "credit_warning_given.subject", language, sample(breach.CreditWarningGiven, None), with_breach(None)
    )
    assert "鹤证〔2026〕1号" in untrue.text
    assert actions(untrue) == {"state", "notice_read", "ask_question"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prior_notice_shows_the_document_the_term_and_the_very_words(language: str) -> None:
    letter = rendered("publication_proposed.subject", language, sample(publication.PublicationProposed), with_breach())
    zh, en = ("15个工作日", "3个月", "1年"), ("15 working days", "3 months", "1 year")
    for said in (TEXT, WORDS_OF_FACT, "（2026）黑0403民初1号", "工农区人民法院", *(zh if language == "zh" else en)):
        assert said in letter.text
    assert {"state", "notice_read", "performed", "ask_question"} == actions(letter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_publication_says_how_to_object_and_to_repair(language: str) -> None:
    letter = rendered("published.subject", language, sample(publication.Published), with_breach())
    assert TEXT in letter.text
    assert {"state", "apply_repair"} <= actions(letter)


@pytest.mark.parametrize("name", sorted(KEPT))
async def test_the_exact_words_of_a_warning_and_a_notice_are_kept(world: World, name: str) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    who, case = await person_id(world, wang), with_breach()
    await recorded(world, wang)
    event = sample({one.name(): one for one in EVENTS}[name.partition(".")[0]])
    reply = Reply(name, {"event": event}, case=case, party="2", to=who)
    exact = rendered(name, "zh", event, case).text
    await world.run(lambda store: say(store, world.office, reply, START, None))
    kept = await world.run(lambda store: documents.load(store, documents.hash_of(exact.encode())))
    sent = await world.run(lambda store: store.db.scalars(select(outbox.c.text).where(outbox.c.template == name)).all())
    assert kept.content.decode() == exact
    assert sent == [exact]
