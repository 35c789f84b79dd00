"""/case NUMBER: the card for each role, what its buttons lead to, and what it never shows."""

from dataclasses import replace

import pytest

from mediation.actor import Role
from mediation.case import BindingState
from mediation.commitment_letter import Commitment, CommitmentState
from storage import cases
from tests.sample import LI, ZHANG, attested, party, recorded
from tests.world import Heard, Somebody, World

PHONE = "13912345678"


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator of the sample case."""
    return await world.staff("王建国", Role.MEDIATOR)


async def with_letter(world: World, number: str, state: CommitmentState) -> None:
    """Party 2's letter in that state."""
    case = await world.case(number)
    changed = case.with_party(replace(case.party("2"), commitment=Commitment(state)))
    await world.run(lambda store: cases.save(store, changed, world.now))


async def with_binding(world: World, number: str, state: BindingState) -> None:
    """Party 2's binding in that state."""
    case = await world.case(number)
    two = case.party("2")
    changed = case.with_party(replace(two, binding=replace(two.binding, state=state)))
    await world.run(lambda store: cases.save(store, changed, world.now))


async def test_others_than_the_mediator_get_a_card_that_is_only_read(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    for role in (Role.REVIEWER, Role.APPROVER):
        who = await world.staff("刘审", role)
        assert (await world.says(who, "/case K7M2QX")).labels == ["看经过"]


async def test_an_administrator_reads_the_ledger_too_and_changes_nothing_of_the_terms(
    world: World, wang: Somebody
) -> None:
    await recorded(world, wang)
    labels = (await world.says(await world.staff("刘管", Role.ADMINISTRATOR), "/case K7M2QX")).labels
    assert {"看经过", "提醒记录"} <= set(labels)
    assert not {"修改", "撤销案件", "提醒当事人", "登记法院裁定"} & set(labels)


async def test_the_card_offers_what_may_be_done_now(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    fresh = (await world.says(wang, "/case K7M2QX")).labels
    assert {"邀请 张建军", "邀请 李晓梅", "登记纸质承诺书：李晓梅", "修改", "撤销案件", "看经过"} <= set(fresh)
    assert not {"登记协议", "调解不成"} & set(fresh)
    await attested(world, case, "2", world.person("李晓梅"))
    await with_letter(world, "K7M2QX", CommitmentState.CONFIRMED)
    later = (await world.says(wang, "/case K7M2QX")).labels
    assert "邀请 张建军" in later
    assert not {"邀请 李晓梅", "登记纸质承诺书：李晓梅"} & set(later)


async def test_without_an_agreement_the_card_offers_to_record_it_or_to_close(world: World, wang: Somebody) -> None:
    await recorded(world, wang, agreed=False)
    labels = (await world.says(wang, "/case K7M2QX")).labels
    assert {"登记协议", "调解不成", "邀请 李晓梅"} <= set(labels)
    assert "登记纸质承诺书：李晓梅" not in labels


async def test_the_card_says_where_everything_stands_and_never_a_number(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    card = (await world.says(wang, "/case K7M2QX")).text
    said = (
        "邀请当事人",
        "借贷",
        "工农区司法局",
        "还没有绑定账号",
        "已确认是本人",
        "139••••5678",
        "5,000元",
        "还有44天",
    )
    assert [one for one in said if one not in card] == []
    for identity in (LI, ZHANG):
        assert identity.number not in card
    assert PHONE not in card


async def test_every_obligation_begins_a_line_of_its_own(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    second = replace(case.obligation("1"), key="2", what="赔偿损失")
    await world.run(lambda store: cases.save(store, replace(case, obligations=(*case.obligations, second)), world.now))
    lines = (await world.says(wang, "/case K7M2QX")).text.splitlines()
    first = lines.index("1. 李晓梅 → 张建军：归还借款，5,000元，银行转账")
    assert lines[first + 1 : first + 3] == [
        "　4月15日 周三前，还有44天",
        "2. 李晓梅 → 张建军：赔偿损失，5,000元，银行转账",
    ]


async def test_due_days_are_counted_before_on_and_after_the_day(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.days_pass(44)
    assert "就是今天" in (await world.says(wang, "/case K7M2QX")).text
    await world.days_pass(2)
    assert "已过2天" in (await world.says(wang, "/case K7M2QX")).text


async def test_only_the_mediator_sees_a_telephone_number_and_it_does_not_rest_in_the_letter(
    world: World, wang: Somebody
) -> None:
    await recorded(world, wang)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "李晓梅：账号和电话")
    shown = await world.presses(wang, "看完整电话")
    assert PHONE not in shown.text
    assert list(shown.secrets.values()) == [PHONE]


async def test_a_party_without_a_telephone_number_has_no_button_for_it(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    silent = case.with_party(replace(case.party("2"), phone=None))
    await world.run(lambda store: cases.save(store, silent, world.now))
    await world.says(wang, "/case K7M2QX")
    assert "看完整电话" not in (await world.presses(wang, "李晓梅：账号和电话")).labels


async def test_buttons_of_somebody_removed_do_nothing(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    chen = await world.staff("陈管理", Role.ADMINISTRATOR)
    letter, phone = await opened(world, wang)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "撤销案件")
    await world.says(wang, "登记错了")
    await world.presses(wang, "确定撤销")
    await world.says(chen, "/staff")
    await world.presses(chen, "王建国 · 调解员")
    await world.presses(chen, "移除")
    await world.presses(chen, "确定移除")
    for key, expected in ((letter.key("看经过"), "case_unknown"), (phone, "case_unknown")):
        answer = await world.asks(wang, kind="press", text=key)
        assert answer is not None
        assert answer.template == expected
    assert (await world.says(wang, "/cases")).template == "welcome"


async def opened(world: World, wang: Somebody) -> tuple[Heard, str]:
    """The case's card, and the key of the button that shows a telephone number."""
    letter = await world.says(wang, "/case K7M2QX")
    return letter, (await world.presses(wang, "张建军：账号和电话")).key("看完整电话")


async def test_a_name_cannot_break_a_letter(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    odd = replace(party("1", case.party("1").side, "甲<b>&乙", ZHANG), phone=None)
    await world.run(lambda store: cases.save(store, case.with_party(odd), world.now))
    assert "甲&lt;b&gt;&amp;乙" in (await world.says(wang, "/case K7M2QX")).text
    assert "甲<b>&乙：账号和电话" in wang.letters[-1].labels


async def test_the_same_in_english(world: World) -> None:
    wang = await world.staff("Wang", Role.MEDIATOR, language="en")
    await recorded(world, wang)
    assert (await world.says(wang, "/cases")).text.startswith("<b>My cases</b> (1)")
    card = await world.says(wang, "/case K7M2QX")
    assert "44 days left" in card.text
    assert {"Invite 李晓梅", "Edit", "What happened", "Cancel the case"} <= set(card.labels)
    assert (await world.presses(wang, "李晓梅: account and telephone")).labels[0] == "Show the telephone number"


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        (BindingState.PROVISIONAL, "本人在场", BindingState.ATTESTED),
        (BindingState.PROVISIONAL, "电话核实", BindingState.ATTESTED),
        (BindingState.PROVISIONAL, "不是本人", BindingState.UNBOUND),
        (BindingState.LOCKED, "解锁，再试一次", BindingState.OPENED),
    ],
)
async def test_a_party_is_attested_or_unlocked_from_the_card_too(
    world: World, wang: Somebody, before: BindingState, label: str, after: BindingState
) -> None:
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_binding(world, "K7M2QX", before)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "李晓梅：账号和电话")
    await world.presses(wang, label)
    assert (await world.case("K7M2QX")).party("2").binding.state is after


async def test_a_letter_that_ran_out_is_offered_again_from_the_card(world: World, wang: Somebody) -> None:
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_letter(world, "K7M2QX", CommitmentState.EXPIRED)
    assert "承诺书过期未确认" in (await world.says(wang, "/cases")).text
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "李晓梅：账号和电话")
    await world.presses(wang, "再次邀请读承诺书")
    assert (await world.case("K7M2QX")).party("2").commitment.state is CommitmentState.READING


@pytest.mark.parametrize(
    ("agreed", "label", "template"),
    [
        (True, "邀请 李晓梅", "invitation"),
        (True, "登记纸质承诺书：李晓梅", "paper_scan_question"),
        (True, "撤销案件", "cancel_case_reason"),
        (True, "看经过", "timeline"),
        (False, "调解不成", "fail_case_reason"),
    ],
)
async def test_the_cards_buttons_lead_there(
    world: World, wang: Somebody, agreed: bool, label: str, template: str
) -> None:
    await recorded(world, wang, agreed=agreed)
    await world.says(wang, "/case K7M2QX")
    assert (await world.presses(wang, label)).template == template


@pytest.mark.parametrize(("agreed", "label"), [(True, "修改"), (False, "登记协议")])
async def test_the_cards_buttons_open_the_recording(world: World, wang: Somebody, agreed: bool, label: str) -> None:
    await recorded(world, wang, agreed=agreed)
    await world.says(wang, "/case K7M2QX")
    assert "取消" in (await world.presses(wang, label)).labels
