"""Who is a party and who acts: minors, guardians, third parties, namesakes, and nobody on both sides."""

from datetime import date

from mediation.case import Capacity, Side
from tests.recorder import (
    CASE,
    CHILD_NUMBER,
    NO_MORE,
    OBLIGATION,
    PARTY_ONE,
    PARTY_TWO,
    WANG_NUMBER,
    mediator,
    only_case,
    types,
)
from tests.sample import LI, ZHANG, resident_number
from tests.world import World


async def test_a_minor_is_asked_for_a_guardian_and_never_acts(world: World) -> None:
    wang = await mediator(world)
    heard = await types(world, wang, ("/new", *CASE, *PARTY_ONE, "自然人", "张小明", CHILD_NUMBER, "无"))
    assert heard.template == "recording_acting_name"
    assert "还没满18岁" in heard.text
    await types(world, wang, ("王芳", CHILD_NUMBER))
    assert wang.letters[-2].template == "minor_acts"
    heard = await types(
        world, wang, (WANG_NUMBER, "母亲，户口簿", "没有了", "张小明", *OBLIGATION[1:], "没有了", "确认登记")
    )
    assert "邀请王芳（张小明）" in heard.labels
    assert (await only_case(world)).party("2").acting.capacity is Capacity.GUARDIAN


async def test_nobody_gets_on_both_sides(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", *CASE, *PARTY_ONE, "自然人", "李晓梅", ZHANG.number))
    assert [one.template for one in wang.letters[-2:]] == ["party_twice", "recording_identity"]
    await types(world, wang, (LI.number, "无", "代理人", "张建军", ZHANG.number))
    assert [one.template for one in wang.letters[-2:]] == ["acts_for_both_sides", "recording_acting_identity"]


async def test_a_third_party_is_asked_for_its_side_and_to_whom_is_asked_then(world: World) -> None:
    wang = await mediator(world)
    heard = await types(world, wang, ("/new", *CASE, *PARTY_ONE, *PARTY_TWO, "再加一位"))
    assert heard.template == "recording_side"
    third = ("被申请人", "个人", "王芳", WANG_NUMBER, "无", "本人")
    heard = await types(world, wang, (*third, "没有了", "王芳"))
    assert (heard.template, heard.labels[:2]) == ("recording_obligee", ["张建军", "李晓梅"])
    await types(world, wang, ("张建军", *OBLIGATION[1:], "没有了", "确认登记"))
    case = await only_case(world)
    assert case.party("3").side is Side.RESPONDENT
    assert (case.obligations[0].obligor, case.obligations[0].obligee) == ("3", "1")


async def test_two_parties_of_one_name_are_told_apart(world: World) -> None:
    wang = await mediator(world)
    other = resident_number(date(1991, 2, 3), 12)
    heard = await types(world, wang, ("/new", *CASE, *PARTY_ONE, "个人", "张建军", other, "无", "本人", *NO_MORE))
    assert heard.labels[:2] == ["张建军（1）", "张建军（2）"]
    await types(world, wang, ("张建军（2）", *OBLIGATION[1:], "没有了", "确认登记"))
    assert (await only_case(world)).obligations[0].obligor == "2"
