"""Whose account it may be: not staff's, not the other side's, not somebody else's; one person keeps one history."""

from dataclasses import replace

from mediation.actor import Role
from mediation.case import BindingState, Case, CaseState, Party
from storage import cases, drafts, people
from tests.handlers.tied import NUMBER, asked, bound, invited, is_here, opened, own_numbers
from tests.sample import LI, ZHANG, person_id, recorded
from tests.world import Somebody, World

SECOND = "P4W9TR"


async def office(world: World) -> tuple[Somebody, Case]:
    """A mediator with the sample case, not agreed yet."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    return mediator, await recorded(world, mediator, agreed=False)


async def changed(world: World, party: Party, number: str = NUMBER) -> None:
    """The case with that party as it is given, or added."""
    case = await world.case(number)
    parties = {**{one.key: one for one in case.parties}, party.key: party}
    await world.run(lambda store: cases.save(store, replace(case, parties=tuple(parties.values())), world.now))


async def test_staff_cannot_be_a_party(world: World) -> None:
    mediator, _ = await office(world)
    reviewer = await world.staff("孙丽", Role.REVIEWER)
    assert (await opened(world, mediator, "张建军", reviewer)).template == "staff_not_party"
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.UNBOUND


async def test_an_account_of_the_other_side_is_refused_and_the_link_stays_good(world: World) -> None:
    mediator, _ = await office(world)
    zhang, li = world.person("军军"), world.person("晓梅")
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    code = f"/start {await invited(world, mediator, '李晓梅')}"
    assert (await world.says(zhang, code)).template == "account_of_another_person"
    assert (await world.says(li, code)).template == "consent_messenger_abroad"


async def test_an_account_bound_but_not_attested_for_the_other_side_is_refused(world: World) -> None:
    mediator, _ = await office(world)
    zhang = world.person("军军")
    await bound(world, mediator, "张建军", zhang, ZHANG.last_six)
    assert (await opened(world, mediator, "李晓梅", zhang)).template == "nobody_for_both_sides"


async def test_whoever_scanned_the_other_sides_code_first_can_still_open_their_own(world: World) -> None:
    mediator, _ = await office(world)
    li = world.person("晓梅")
    await asked(world, mediator, "张建军", li)
    assert (await bound(world, mediator, "李晓梅", li, LI.last_six)).template == "party_bound"
    parties = (await world.case(NUMBER)).parties
    assert [one.binding.state for one in parties] == [BindingState.OPENED, BindingState.PROVISIONAL]


async def test_an_account_attested_as_somebody_elses_is_refused_in_another_case_too(world: World) -> None:
    mediator, _ = await office(world)
    await recorded(world, mediator, SECOND, agreed=False)
    shared = world.person("一家人的手机")
    await is_here(world, mediator, "张建军", shared, ZHANG.last_six)
    assert (await opened(world, mediator, "李晓梅", shared, SECOND)).template == "account_of_another_person"


async def test_an_account_attested_elsewhere_meanwhile_is_not_attested_here(world: World) -> None:
    mediator, _ = await office(world)
    await recorded(world, mediator, SECOND, agreed=False)
    shared = world.person("一家人的手机")
    await bound(world, mediator, "李晓梅", shared, LI.last_six, SECOND)
    letter = mediator.letters[-1]
    person = await person_id(world, shared)
    await world.run(lambda store: people.set_identity(store, person, ZHANG.number))
    heard = await world.asks(mediator, kind="press", text=letter.key("本人在场"))
    assert heard is not None
    assert heard.template == "account_is_anothers"
    assert (await world.case(SECOND)).party("2").binding.state is BindingState.PROVISIONAL


async def test_one_person_may_have_several_cases(world: World) -> None:
    mediator, _ = await office(world)
    await recorded(world, mediator, SECOND, agreed=False)
    zhang = world.person("军军")
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six, SECOND)
    assert sorted(await own_numbers(world, zhang)) == [NUMBER, SECOND]


async def test_one_person_may_act_for_several_parties_of_one_side(world: World) -> None:
    mediator, case = await office(world)
    shop = replace(case.party("1"), key="3", name="建军五金店", acting=replace(case.party("1").acting, name="张建军"))
    await changed(world, shop)
    zhang = world.person("军军")
    await is_here(world, mediator, "邀请张建军 ", zhang, ZHANG.last_six)
    await is_here(world, mediator, "建军五金店", zhang, ZHANG.last_six)
    assert [one.key for one in (await world.case(NUMBER)).parties_of(await person_id(world, zhang))] == ["1", "3"]


async def test_a_new_account_of_a_known_person_joins_their_history(world: World) -> None:
    mediator, _ = await office(world)
    await recorded(world, mediator, SECOND, agreed=False)
    old, new = world.person("军军"), world.person("军军的新手机")
    await is_here(world, mediator, "张建军", old, ZHANG.last_six)
    person = await person_id(world, old)
    await bound(world, mediator, "张建军", new, ZHANG.last_six, SECOND)
    assert await person_id(world, new) != person
    await world.presses(mediator, "电话核实")
    assert await person_id(world, new) == await person_id(world, old) == person
    assert new.letters[-1].template == "consent_processing", "it is the newest account that is written to"
    assert sorted(await own_numbers(world, new)) == [NUMBER, SECOND]
    assert (await world.presses(new, "同意")).template == "education_1"
    assert (await world.says(old, "/help")).template == "welcome"


async def test_one_mediators_word_opens_no_colleagues_cases(world: World) -> None:
    mediator, _ = await office(world)
    colleague = await world.staff("赵玉兰", Role.MEDIATOR)
    await recorded(world, colleague, SECOND, agreed=False)
    old, new = world.person("军军"), world.person("自称军军")
    await is_here(world, mediator, "张建军", old, ZHANG.last_six)
    await is_here(world, colleague, "张建军", new, ZHANG.last_six, SECOND)
    assert await own_numbers(world, old) == [NUMBER]
    assert await own_numbers(world, new) == [SECOND]


async def test_what_waits_in_other_cases_joins_too(world: World) -> None:
    mediator, _ = await office(world)
    for number in (SECOND, "T5H8WB"):
        await recorded(world, mediator, number, agreed=False)
    old, new = world.person("军军"), world.person("军军的新手机")
    await is_here(world, mediator, "张建军", old, ZHANG.last_six)
    await bound(world, mediator, "张建军", new, ZHANG.last_six, SECOND)
    second = mediator.letters[-1]
    await asked(world, mediator, "张建军", new, "T5H8WB")
    await world.asks(mediator, kind="press", text=second.key("本人在场"))
    assert (await world.says(new, ZHANG.last_six)).template == "party_bound"
    await world.presses(mediator, "本人在场")
    joined = [(await world.case(number)).party("1").binding for number in (NUMBER, SECOND, "T5H8WB")]
    assert {(one.state, one.person) for one in joined} == {(BindingState.ATTESTED, await person_id(world, old))}


async def test_a_mistaken_attestation_is_asked_twice_and_opens_no_other_case(world: World) -> None:
    mediator, _ = await office(world)
    await recorded(world, mediator, SECOND, agreed=False)
    zhang, impostor = world.person("军军"), world.person("不是军军")
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await is_here(world, mediator, "张建军", impostor, ZHANG.last_six, SECOND)
    await world.presses(impostor, "同意")
    asked_twice = await world.presses(mediator, "弄错了，不是本人")
    assert asked_twice.template == "not_them_really"
    assert (await world.case(SECOND)).party("1").binding.state is BindingState.ATTESTED
    assert (await world.presses(mediator, "确定，不是本人")).template == "not_them_done"
    party = (await world.case(SECOND)).party("1")
    assert (party.binding.state, party.consents) == (BindingState.UNBOUND, ())
    assert impostor.letters[-1].template == "not_you"
    assert await person_id(world, impostor) != await person_id(world, zhang)
    assert list(await own_numbers(world, impostor)) == []
    assert list(await own_numbers(world, zhang)) == [NUMBER]
    assert NUMBER not in (await world.says(impostor, "/mycases")).text


async def test_after_a_mistaken_attestation_the_right_person_does_not_join_the_wrong_account(world: World) -> None:
    mediator, _ = await office(world)
    impostor, zhang = world.person("不是军军"), world.person("军军")
    await is_here(world, mediator, "张建军", impostor, ZHANG.last_six)
    await world.presses(mediator, "弄错了，不是本人")
    await world.presses(mediator, "确定，不是本人")
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    assert await person_id(world, zhang) != await person_id(world, impostor)
    assert (await world.case(NUMBER)).party("1").binding.person == await person_id(world, zhang)


async def test_a_case_that_ends_leaves_no_question_open(world: World) -> None:
    mediator, _ = await office(world)
    zhang = world.person("军军")
    await asked(world, mediator, "张建军", zhang)
    case = await world.case(NUMBER)
    await world.run(lambda store: cases.save(store, replace(case, state=CaseState.FAILED), world.now))
    assert (await world.says(zhang, ZHANG.last_six)).template == "case_ended"
    person = await person_id(world, zhang)
    assert await world.run(lambda store: drafts.newest(store, person)) is None


async def test_a_party_taken_out_of_the_case_is_said_kindly(world: World) -> None:
    mediator, case = await office(world)
    zhang = world.person("军军")
    token = await invited(world, mediator, "张建军")
    gone = replace(case, version=(await world.case(NUMBER)).version, parties=(case.party("2"),))
    await world.run(lambda store: cases.save(store, gone, world.now))
    assert (await world.says(zhang, f"/start {token}")).template == "party_unknown"
