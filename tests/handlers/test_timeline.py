"""The timeline of a case: every event there is has a sentence in both languages, newest first, a page at a time."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import update

from handlers.timeline import PAGE
from mediation.actor import TIME, Actor, Role
from mediation.case import Attestation
from mediation.commitment_letter import ConsentKind, Section
from mediation.court_facts import CourtFact, EnforcementEnding
from mediation.events import EVENTS
from mediation.events.binding import PartyInvited, PartyUnbound
from mediation.events.commitment import NameMissed
from mediation.events.court import EnforcementStruck, ListingStruck
from mediation.events.event import Event
from mediation.events.performance import ObligationPerformed
from mediation.events.publication import PublicationWithdrawn
from mediation.facts import Fact
from mediation.looking import Purpose
from mediation.performance import CallOutcome, CallReason
from mediation.profile_parts import Grade
from mediation.publication_parts import BasisKind, WithdrawalCause
from mediation.service import ServiceWay
from mediation.tasks import TaskKind
from storage import journal
from storage.schema.journal import journal as journal_table
from storage.store import Store
from tests.sample import person_id, recorded
from tests.world import START, UNIT, Heard, World

SAMPLES: dict[str, Any] = {
    "agreed": True,
    "cause": CallReason.UNREAD.value,
    "changed": tuple(fact.value for fact in Fact),
    "consent": ConsentKind.PROCESSING.value,
    "ending": EnforcementEnding.PERFORMED.value,
    "grade": Grade.GENERAL.value,
    "how": Attestation.PRESENT.value,
    "kind": BasisKind.JUDGMENT.value,
    "outcome": CallOutcome.VISITED.value,
    "party": "2",
    "purpose": Purpose.COMPLAINT.value,
    "role": Role.MEDIATOR,
    "section": Section.RIGHTS.value,
    "sections": (Section.RIGHTS.value,),
    "task": TaskKind.CALL,
    "way": ServiceWay.PAPER.value,
}
"""Values for the fields that mean something; every other text is "某事", every other number 1, every day the first."""

_OF_EVENT: dict[type[Event], dict[str, Any]] = {
    PublicationWithdrawn: {"cause": WithdrawalCause.REPAIRED.value},
    EnforcementStruck: {"fact": CourtFact.ENFORCEMENT.value},
    ListingStruck: {"fact": CourtFact.LISTING.value},
}
"""Fields that mean something else in one event."""

_OF_TYPE: dict[Any, Any] = {
    int: 1,
    int | None: 1,
    datetime: START,
    date: START.date(),
    date | None: START.date(),
    tuple[date, ...]: (START.date(),),
}


def sample(event: type[Event]) -> Event:
    """An event of that class with something in each of its fields."""
    known = {**SAMPLES, **_OF_EVENT.get(event, {})}
    return event(**{one.name: known.get(one.name, _OF_TYPE.get(one.type, "某事")) for one in fields(event)})


async def journalled(world: World, number: str, event: Event, by: Actor = TIME) -> None:
    """The event stands in the case's journal."""
    case = await world.case(number)
    await world.run(lambda store: journal.append(store, event, by, world.office.moment(world.now), case))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_every_event_has_a_sentence_of_its_own(world: World, language: str) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR, language=language)
    case = await recorded(world, wang)
    for event in EVENTS.values():
        await journalled(world, case.number, sample(event))
    pages = [await world.says(wang, f"/case K7M2QX {page}") for page in range(2, 3 + len(EVENTS) // PAGE)]
    said = dict(zip(EVENTS, [one for page in pages for one in sentences(page)][::-1], strict=True))
    assert [event for event, sentence in said.items() if sentence in ("", event)] == []
    assert len(set(said.values())) == len(EVENTS)


def sentences(letter: Heard) -> list[str]:
    """The events' sentences on a page, newest first: each stands under its moment."""
    lines = letter.text.splitlines()
    return [after for line, after in pairwise(lines) if "UTC+8" in line]


def newest(letter: Heard) -> str:
    """The sentence of the newest event on a page."""
    return sentences(letter)[0]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("not_them", "不是本人"),
        ("new_link", "用新链接重新绑定"),
        ("acting_changed", "办理人换了"),
        ("processing", "没有必要的同意"),
    ],
)
async def test_why_an_account_was_untied(world: World, why: str, words: str) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    await journalled(world, "K7M2QX", PartyUnbound(party="2", why=why))
    assert newest(await world.says(wang, "/case K7M2QX 2")) == f"李晓梅的账号解除了绑定：{words}"


async def test_pages_go_back_in_time_and_spend_no_key(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    for left in range(1, 31):
        await journalled(world, "K7M2QX", NameMissed(party="2", left=left))
        await world.passes(timedelta(minutes=1))
    await world.says(wang, "/case K7M2QX")
    first = await world.presses(wang, "看经过")
    assert newest(first).endswith("还可以试30次")
    assert "第1/3页" in first.text
    second = await world.presses(wang, "更早的 ›")
    assert newest(second).endswith("还可以试18次")
    assert (await world.says(wang, "/case K7M2QX 3")).text == second.text
    assert (await world.presses(wang, "‹ 更近的")).text == first.text
    assert (await world.says(wang, "/case K7M2QX 99")).text.startswith("<b>K7M2QX 经过</b>（新的在前，第3/3页）")


async def test_moments_carry_their_zone_and_staff_their_name(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    by = Actor(await person_id(world, wang), Role.MEDIATOR, UNIT)
    await journalled(world, "K7M2QX", PartyInvited(party="2"), by)
    assert "<b>2026年3月2日 09:00（UTC+8）</b> · 王建国" in (await world.says(wang, "/case K7M2QX 2")).text


async def test_page_one_of_a_case_is_its_card_and_a_case_without_a_past_says_so(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    assert (await world.says(wang, "/case K7M2QX 1")).template == "card"
    assert (await world.says(wang, "/case K7M2QX 0")).template == "card"
    assert "还没有记录" in (await world.says(wang, "/case K7M2QX 2")).text
    assert (await world.presses(wang, "« 回到案件")).template == "card"


async def test_an_event_that_this_version_does_not_know_is_shown_by_its_name(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    await journalled(world, "K7M2QX", PartyInvited(party="2"))

    def rename(store: Store) -> None:
        store.db.execute(update(journal_table).values(event="something_newer"))

    await world.run(rename)
    assert newest(await world.says(wang, "/case K7M2QX 2")) == "something_newer"


@pytest.mark.parametrize(("key", "said"), [("1", "“归还借款”办好了"), ("c1", "原来约定的一项办好了")])
async def test_what_an_event_is_about_is_said_in_words(world: World, key: str, said: str) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    await journalled(world, "K7M2QX", ObligationPerformed(obligation=key))
    assert newest(await world.says(wang, "/case K7M2QX 2")) == said


async def test_a_party_taken_out_since_is_named_by_key(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    await journalled(world, "K7M2QX", PartyInvited(party="9"))
    assert newest(await world.says(wang, "/case K7M2QX 2")) == "给9开了邀请链接"
