"""The summary: any answer changed, parties and obligations added and taken out, and back to it each time."""

from mediation.disputes import DisputeKind
from tests.recorder import (
    CASE,
    COMPANY_NUMBER,
    LOAN,
    OBLIGATION,
    PARTY_ONE,
    PARTY_TWO,
    WANG_NUMBER,
    at_summary,
    mediator,
    only_case,
    types,
)
from tests.world import World


async def test_any_answer_can_be_changed_at_the_summary(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang)
    menu = await world.presses(wang, "改：李晓梅")
    assert {"类别", "名称", "证件号码", "电话", "谁来办理"} <= set(menu.labels)
    assert (await world.presses(wang, "« 返回")).template == "recording_summary"
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "电话")
    assert "0468" not in (await world.says(wang, "0468-3345678")).text
    await world.presses(wang, "改：调解和协议")
    await world.presses(wang, "生效日期")
    heard = await world.says(wang, "2月27日")
    assert heard.template == "recording_summary"
    assert "2026年2月27日生效" in heard.text
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "谁来做")
    assert "张建军 → 李晓梅" in (await world.says(wang, "张建军")).text
    await world.presses(wang, "确认登记")
    case = await only_case(world)
    assert case.party("2").phone is not None
    assert (case.obligations[0].obligor, case.obligations[0].obligee) == ("1", "2")


async def test_a_change_that_unsettles_other_answers_asks_for_them_and_returns(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang)
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "类别")
    heard = await world.says(wang, "单位")
    assert heard.template == "recording_code"
    heard = await types(world, wang, (COMPANY_NUMBER,))
    assert heard.template == "recording_capacity"
    assert heard.labels[:2] == ["法定代表人或负责人", "代理人"]
    heard = await types(world, wang, ("代理人", "王芳", WANG_NUMBER, "授权委托书"))
    assert heard.template == "recording_summary"


async def test_parties_and_obligations_are_added_and_taken_out_at_the_summary(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang)
    await world.presses(wang, "改：李晓梅")
    assert "整个删掉" not in wang.letters[-1].labels
    await world.presses(wang, "« 返回")
    assert (await world.presses(wang, "加一位当事人")).template == "recording_side"
    assert (await world.presses(wang, "« 返回")).template == "recording_party_more"
    assert (await world.presses(wang, "没有了")).template == "recording_summary"
    await world.presses(wang, "加一位当事人")
    heard = await types(world, wang, ("申请人", "个人", "王芳", WANG_NUMBER, "无", "本人", "没有了"))
    # with three parties "the other one" says nothing any more
    assert heard.template == "recording_obligee"
    await world.says(wang, "张建军")
    await world.presses(wang, "加一项约定")
    heard = await types(world, wang, ("王芳", "张建军", "道歉", "无", "当面", "3月20日前", "没有了"))
    assert "约定2" in heard.text
    await world.presses(wang, "改：王芳")
    heard = await world.presses(wang, "整个删掉")
    # the obligation named somebody who is gone, so that is asked again before the summary
    assert heard.template == "recording_obligor"
    await types(world, wang, ("李晓梅",))
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "整个删掉")
    await world.presses(wang, "确认登记")
    case = await only_case(world)
    assert [party.name for party in case.parties] == ["张建军", "李晓梅"]
    assert [owed.what for owed in case.obligations] == ["道歉"]


async def test_a_case_without_agreement_skips_it_and_gets_it_later(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang, ("人民调解", "1", "还没有", *PARTY_ONE, *PARTY_TWO, "没有了"))
    done = await world.presses(wang, "确认登记")
    assert "登记协议" in done.labels
    case = await only_case(world)
    assert (case.agreement, case.obligations, case.dispute) == (None, (), DisputeKind.NEIGHBOURS)
    heard = await world.presses(wang, "登记协议")
    assert heard.template == "recording_form"
    heard = await types(world, wang, (*CASE[3:], *OBLIGATION, "没有了"))
    assert heard.template == "recording_summary"
    assert heard.labels == ["确认登记", "改：协议", "改：约定1", "加一项约定", "« 返回", "取消"]
    assert (await world.presses(wang, "确认登记")).template == "agreement_added"
    case = await only_case(world)
    assert case.agreement is not None
    assert len(case.obligations) == 1
    assert (await world.presses(wang, "登记协议")).template == "agreement_there"


async def test_a_total_that_no_longer_fits_asks_for_the_time_again_and_says_why(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang, (*LOAN[:-4], "6000", "银行转账", "每月15日，6期，每期1000元", "没有了"))
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "金额")
    heard = await world.says(wang, "7200")
    assert [one.template for one in wang.letters[-2:]] == ["instalments_differ", "recording_when"]
    assert "每月15日，6期，每期1000元" in heard.text
    heard = await world.says(wang, "每月15日，6期，每期1200元")
    assert "7,200元" in heard.text
