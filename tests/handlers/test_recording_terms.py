"""What is owed: periods with their computation, instalments one by one, and marked kinds of dispute."""

from datetime import date

from tests.recorder import (
    CASE,
    LOAN,
    mediator,
    only_case,
    types,
)
from tests.world import World


async def test_a_period_is_shown_with_its_computation(world: World) -> None:
    wang = await mediator(world)
    heard = await types(world, wang, ("/new", *CASE[:-1], "2026-01-16", *LOAN[6:-2], "自协议生效之日起30日内"))
    assert "从2026年1月16日起算，当天不算，到2月15日 周日；那天休息，顺延到2月24日 周二" in heard.text
    await types(world, wang, ("没有了", "确认登记"))
    owed = (await only_case(world)).obligations[0]
    assert (owed.due, owed.breach_day) == (date(2026, 2, 15), date(2026, 2, 24))


async def test_instalments_become_an_obligation_each_and_are_all_shown(world: World) -> None:
    wang = await mediator(world)
    first = (*LOAN[:-4], "1万", "银行转账", "自2026年12月起每月15日，3期")
    heard = await types(world, wang, ("/new", *first))
    for line in (
        "第1期 2026年12月15日 3,333.33元",
        "第2期 2027年1月15日 3,333.33元（暂定）",
        "第3期 2027年2月15日 3,333.34元（暂定）",
    ):
        assert line in heard.text
    await types(world, wang, ("没有了", "确认登记"))
    parts = (await only_case(world)).obligations
    assert [(one.series, one.part, one.amount) for one in parts] == [
        ("1", (1, 3), 333_333),
        ("1", (2, 3), 333_333),
        ("1", (3, 3), 333_334),
    ]
    assert len({one.key for one in parts}) == 3


async def test_a_very_long_series_is_shown_short(world: World) -> None:
    wang = await mediator(world)
    heard = await types(world, wang, ("/new", *LOAN[:-4], "无", "银行转账", "每月15日，40期，每期100元"))
    assert "第3期" in heard.text
    assert "第4期" not in heard.text
    assert "第40期" in heard.text
    await types(world, wang, ("没有了", "确认登记"))
    assert len((await only_case(world)).obligations) == 40


async def test_marked_kinds_of_dispute_say_so(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", "人民调解"))
    assert {"3 身份关系 ◇ △", "14 医疗 ◇", "8 物权确权 △", "10 借贷"} <= set(wang.letters[-1].labels)
    heard = await types(world, wang, ("身份关系", *LOAN[2:]))
    assert "不会公示" in heard.text
    assert "法院一般不予司法确认" in heard.text


async def test_a_family_dispute_is_no_commercial_one(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", "商事调解", "继承"))
    assert [one.template for one in wang.letters[-2:]] == ["not_commercial", "recording_dispute"]
