"""Without an agreement there are cards about credit; when it is recorded, the walk begins."""

from dataclasses import replace

import pytest

from handlers.carry_out import Scene, carry_out
from handlers.education import CARDS
from mediation.actor import Actor, Role
from mediation.case import BindingState
from mediation.commitment_letter import CommitmentState
from mediation.decision import Decision
from mediation.events.agreement import AgreementRecorded
from storage import cases
from storage.store import Store
from tests.sample import person_id, sample_case
from tests.walking import NUMBER, walking
from tests.world import UNIT, World


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_card_by_card_and_a_goodbye_without_any_receipt(world: World, language: str) -> None:
    walk = await walking(world, language, agreed=False)
    heard = await world.says(walk.li, "/continue")
    shown = [heard.template]
    while heard.template != "education_goodbye":
        heard = await world.presses(walk.li, heard.labels[0])
        shown.append(heard.template)
    assert shown == [*(f"education_{number}" for number in range(1, CARDS + 1)), "education_goodbye"]
    assert (await walk.letter()).receipts == ()
    again = {"zh": "再看一遍", "en": "See them again"}[language]
    assert (await world.presses(walk.li, again)).template == "education_1"


@pytest.mark.parametrize(("agreed", "first"), [(True, "section_owed"), (False, "education_2")])
async def test_whoever_is_attested_anew_is_invited_in_the_mediators_turn(
    world: World, agreed: bool, first: str
) -> None:
    walk = await walking(world, agreed=agreed)
    case = await world.case(NUMBER)
    party = case.party("2")
    waiting = replace(party, binding=replace(party.binding, state=BindingState.PROVISIONAL))
    await world.run(lambda store: cases.save(store, case.with_party(waiting), world.now))
    await world.says(walk.mediator, f"/case {NUMBER}")
    await world.presses(walk.mediator, "李晓梅：账号和电话")
    await world.presses(walk.mediator, "本人在场")
    invited = walk.li.letters[-1]
    assert invited.template == ("commitment_offered.subject" if agreed else "education_1")
    assert (await walk.letter()).state is CommitmentState.NOT_OFFERED
    assert (await world.presses(walk.li, invited.labels[0])).template == first


async def test_leafing_back(world: World) -> None:
    walk = await walking(world, agreed=False)
    await world.says(walk.li, "/continue")
    await world.presses(walk.li, "下一张 »")
    assert (await world.presses(walk.li, "« 上一张")).template == "education_1"


async def test_once_the_agreement_is_recorded_she_is_led_to_the_letter_from_wherever_she_is(world: World) -> None:
    walk = await walking(world, agreed=False)
    card = await world.says(walk.li, "/continue")
    case, by = await world.case(NUMBER), Actor(await person_id(world, walk.mediator), Role.MEDIATOR, UNIT)
    whole = sample_case(case.mediator)
    recorded = replace(case, agreement=whole.agreement, obligations=whole.obligations)
    decision = Decision(recorded, (AgreementRecorded(terms=1),))

    def work(store: Store) -> None:
        carry_out(Scene(store, world.office, world.office.moment(world.now), by), (decision,))

    await world.run(work)
    await world.settle()
    assert walk.li.letters[-1].template == "agreement_recorded.parties"
    assert (await world.presses(walk.li, "开始阅读")).template == "section_owed"
    await world.asks(walk.li, kind="press", text=card.key("下一张 »"))
    assert walk.li.letters[-1].template == "section_owed"
