"""When the mediator cannot remind by hand: nobody reads, nothing is owed, another's case, words that do not go."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.actor import Role
from mediation.case import Case
from mediation.commitment_letter import ConsentKind
from mediation.performance import CallReason
from storage import cases
from tests.handlers.test_due_reminders import NUMBER, calls, planned
from tests.handlers.test_triggering import WHO
from tests.sample import recorded
from tests.world import World


async def test_whoever_does_not_read_here_is_called(world: World) -> None:
    wang, _, _ = await planned(world, bound=("1",))
    await world.says(wang, f"/remind {NUMBER}")
    refused = await world.presses(wang, WHO)
    assert refused.template == "party_not_reading"
    assert "还没有绑定账号" in refused.text
    assert "139••••5678" in refused.text
    assert refused.labels[0] == "看完整电话"
    assert (await world.presses(wang, "记下来，回头打电话")).template == "by_hand_call"
    assert await calls(world) == [("2", CallReason.NO_ACCOUNT)]
    await world.says(wang, f"/remind {NUMBER}")
    await world.presses(wang, WHO)
    assert (await world.presses(wang, "记下来，回头打电话")).template == "by_hand_call"
    assert len(await calls(world)) == 1


@pytest.mark.parametrize(("change", "why"), [("unreachable", "消息送不到"), ("withdrawn", "没有同意")])
async def test_it_says_why_somebody_does_not_read(world: World, change: str, why: str) -> None:
    wang, _, _ = await planned(world)
    case = await world.case(NUMBER)
    await world.run(lambda store: cases.save(store, cut_off(case, change, world), world.now))
    await world.says(wang, f"/remind {NUMBER}")
    assert why in (await world.presses(wang, WHO)).text


def cut_off(case: Case, change: str, world: World) -> Case:
    """The obligor does not read here any more."""
    two = case.party("2")
    if change == "unreachable":
        return case.with_party(replace(two, binding=replace(two.binding, unreachable_at=world.now)))
    without = tuple(one for one in two.consents if one.kind is not ConsentKind.PROCESSING)
    return case.with_party(replace(two, consents=without))


async def test_a_number_of_a_person_or_too_long_a_sentence_does_not_go(world: World) -> None:
    wang, _, _ = await planned(world)
    await world.says(wang, f"/remind {NUMBER}")
    await world.presses(wang, WHO)
    await world.says(wang, "字" * 201)
    assert [one.template for one in wang.letters[-2:]] == ["sentence_too_long", "by_hand_words"]
    await world.says(wang, "她是230403197511300266")
    assert [one.template for one in wang.letters[-2:]] == ["number_not_sent", "by_hand_words"]


async def test_one_case_is_not_asked_for_and_of_several_the_late_ones_come_first(world: World) -> None:
    wang, _, _ = await planned(world)
    assert (await world.says(wang, "/remind")).template == "remind_whom"
    await recorded(world, wang, "AAAAA2")
    chosen = await world.says(wang, "/remind")
    assert chosen.template == "remind_which"
    assert "过了日子的" not in "".join(chosen.labels)
    assert (await world.presses(wang, f"{NUMBER} · 张建军、李晓梅")).template == "remind_whom"


async def test_before_effect_and_without_an_agreement_there_is_nothing_to_remind_of(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    assert (await world.says(wang, "/remind")).template == "nothing_to_remind"
    case = await recorded(world, wang)
    assert case.agreement is not None
    later = replace(case, agreement=replace(case.agreement, effective=date(2026, 3, 20)))
    await world.run(lambda store: cases.save(store, later, world.now))
    assert (await world.says(wang, f"/remind {NUMBER}")).template == "nothing_to_remind"


async def test_another_mediator_reminds_nobody(world: World) -> None:
    wang, _, _ = await planned(world)
    key = (await world.says(wang, f"/remind {NUMBER}")).key(WHO)
    zhao = await world.staff("赵敏", Role.MEDIATOR)
    assert (await world.says(zhao, f"/remind {NUMBER}")).template == "case_unknown"
    answer = await world.asks(zhao, kind="press", text=key)
    assert answer is not None
    assert answer.template == "not_yours"
