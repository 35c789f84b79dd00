"""The form: blank, filled in, badly filled in, and anything at all that somebody pastes."""

import html
import re
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.form_filling import FORM_MARK, fill
from handlers.forms import Form, is_form, read_form
from handlers.recording_answers import OBLIGATION, PARTY, Block
from handlers.turn import Office, Turn
from mediation.actor import Moment, Role
from mediation.case import Capacity, Side, SubjectKind
from tests.recorder import COMPANY_NUMBER, WANG_NUMBER, all_words, deleted, mediator, only_case, types
from tests.sample import LI, ZHANG
from tests.world import CALENDAR, PROFILE, START, WORDS, World

TURN = cast(
    Turn,
    type(
        "Asked",
        (),
        {
            "moment": Moment(START, CALENDAR, PROFILE, PROFILE.zone),
            "office": Office(WORDS, PROFILE, CALENDAR, PROFILE.zone, None, "zh", cast(Any, {})),
        },
    )(),
)

FILLED = f"""【案件登记表】
调解类型：人民调解
纠纷类型：借贷
协议：书面
协议编号：鹤工调〔2026〕12号
生效日期：3月1日

当事人1（申请人）
类别：自然人
名称：张建军
证件号码：{ZHANG.number}
电话：13912345678
办理人：本人

当事人2（被申请人）
类别：自然人
名称：李晓梅
证件号码：{LI.number}
办理人：代理人
办理人姓名：王芳
办理人证件：{WANG_NUMBER}
授权材料：授权委托书

约定1
谁来做：李晓梅
内容：归还借款
金额：5000
方式：银行转账
期限：2026年4月15日前"""


async def test_a_filled_in_form_needs_only_a_confirmation(world: World) -> None:
    wang = await mediator(world)
    heard = await world.says(wang, FILLED)
    assert [one.template for one in wang.letters] == ["form_read", "recording_summary"]
    assert "读懂了22项" in wang.letters[0].text
    assert "没读懂" not in wang.letters[0].text
    assert "李晓梅 → 张建军：归还借款，5,000元，银行转账" in heard.text
    await world.presses(wang, "确认登记")
    case = await only_case(world)
    assert (case.party("1").identity, case.party("2").identity) == (ZHANG, LI)
    assert (case.party("2").acting.name, case.party("2").acting.capacity) == ("王芳", Capacity.AGENT)


async def test_the_form_rests_neither_in_the_log_nor_in_the_chat(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, FILLED)
    log = await all_words(world)
    assert FORM_MARK in log
    for secret in (ZHANG.number, LI.number, WANG_NUMBER, "13912345678"):
        assert secret not in log
    assert await deleted(world) == 1


async def test_what_is_missing_or_wrong_is_asked_one_thing_at_a_time(world: World) -> None:
    wang = await mediator(world)
    wrong = FILLED.replace(LI.number, LI.number[:-2]).replace("纠纷类型：借贷", "").replace("4月15日前", "尽快")
    await world.says(wang, wrong.replace("方式", "备注"))
    assert [one.template for one in wang.letters] == ["form_read", "recording_dispute"]
    said = wang.letters[0].text
    assert "当事人2 证件号码" in said
    assert "约定1 期限" in said
    assert "备注：银行转账" in said
    await world.says(wang, "借贷")
    assert wang.letters[-1].template == "recording_identity"
    heard = await types(world, wang, (LI.number, "现金", "30日内"))
    assert heard.template == "recording_summary"


async def test_why_the_first_thing_was_not_taken_is_said(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, FILLED.replace("3月1日", "2月30日"))
    assert [one.template for one in wang.letters] == ["form_read", "day_impossible", "recording_effective"]


async def test_a_form_leaves_what_was_begun_before_as_it_is(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", "人民调解"))
    await world.says(wang, FILLED)
    await world.presses(wang, "确认登记")
    assert [one.template for one in wang.letters[-3:]] == ["case_opened", "where_we_were", "recording_dispute"]


async def test_a_form_pasted_again_takes_the_place_of_the_first(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, FILLED)
    heard = await world.says(wang, FILLED.replace("5000", "7000"))
    assert "7,000元" in heard.text
    await world.presses(wang, "确认登记")
    assert (await only_case(world)).obligations[0].amount == 700_000


async def test_the_blank_form_comes_apart_and_a_filled_one_after_the_command_is_taken(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, "/form")
    assert [one.template for one in wang.letters] == ["form_explained", "form_blank"]
    assert is_form(_plain(wang.letters[-1].text))
    assert (await world.says(wang, f"/form {FILLED}")).template == "recording_summary"
    assert ZHANG.number not in await all_words(world)


async def test_somebody_else_s_form_is_only_words_and_masked_all_the_same(world: World) -> None:
    li, reviewer = world.person("李晓梅"), await world.staff("赵敏", Role.REVIEWER)
    for who in (li, reviewer):
        await world.says(who, FILLED)
        assert not {"form_read", "recording_summary"} & {one.template for one in who.letters}
    assert ZHANG.number not in await all_words(world)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def filled(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Answers and troubles of a form."""
    return fill(TURN, read_form(text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_of_the_blank_form_is_understood(language: str) -> None:
    blank = _plain(WORDS.render("form_blank", language, {}, START).text)
    form = read_form("\n".join(f"{line} x" if line.endswith((":", "：")) else line for line in blank.splitlines()))
    assert form.strange == ()
    assert (form.last(PARTY), form.last(OBLIGATION)) == (2, 1)
    # two parties with eight lines, an obligation with six, five lines of the case itself
    assert len(form.said) == 2 * 8 + 6 + 5


def test_an_untouched_blank_form_answers_only_what_it_prints() -> None:
    answers, wrong = filled(_plain(WORDS.render("form_blank", "zh", {}, START).text))
    assert wrong == {}
    assert "dispute" not in answers
    assert answers["party.1.capacity"] == "self"


def test_widths_spaces_order_and_chatter_are_forgiven() -> None:
    messy = "王姐您好\n 案件登记表 \n约定 一:\n  期限 : ３０日内\n· 内容： 修好屋顶\n"
    messy += "谁来做:张建军\n方式: 上门\n当事人２:李晓梅\n"
    messy += (
        f"身份证号：{LI.number[:6]} {LI.number[6:14]} {LI.number[14:]}\n当事人1\n姓名 ：张建军\n证件: {ZHANG.number}\n"
    )
    answers, wrong = filled(messy + "生效日期: 今天\n协议: 口头\n调解类型: 人民\n纠纷: 邻里纠纷\n谢谢！")
    assert wrong == {}
    assert (answers["party.1.name"], answers["party.2.name"]) == ("张建军", "李晓梅")
    assert (answers["party.2.identity"], answers["dispute"], answers["form"]) == (LI.number, "neighbours", "oral")
    assert answers["obligation.1.obligor"] == "1"
    assert answers["obligation.1.when"].endswith("\t３０日内")


def test_a_printed_self_does_not_hide_somebody_else_who_is_named() -> None:
    text = FILLED.replace("办理人：代理人", "办理人：本人").replace("授权材料：授权委托书", "")
    answers, _ = filled(text)
    assert "party.2.capacity" not in answers
    assert (answers["party.2.acting_name"], answers["party.2.acting_identity"]) == ("王芳", WANG_NUMBER)


def test_a_credit_code_without_kind_waits_for_the_kind() -> None:
    text = FILLED.replace(
        f"类别：自然人\n名称：李晓梅\n证件号码：{LI.number}", f"名称：北方建材\n证件号码：{COMPANY_NUMBER}"
    )
    answers, _ = filled(text)
    assert "party.2.subject" not in answers
    assert answers["party.2.code"] == COMPANY_NUMBER


def test_more_parties_and_obligations_than_the_blank_form_has() -> None:
    third = f"当事人3\n哪一方：被申请人\n类别：个人\n名称：王芳\n证件号码：{WANG_NUMBER}\n办理人：本人\n"
    text = FILLED.replace(
        "办理人：代理人\n办理人姓名：王芳\n办理人证件：" + WANG_NUMBER + "\n授权材料：授权委托书", "办理人：本人"
    )
    text = (
        text.replace("约定1", third + "约定1")
        + "\n约定\n谁来做：王芳\n对谁：张建军\n内容：道歉\n方式：当面\n期限：3日内"
    )
    answers, wrong = filled(text.replace("谁来做：李晓梅", "谁来做：李晓梅\n对谁：张建军"))
    assert wrong == {}
    assert (answers["party.2.more"], answers["party.3.more"], answers["obligation.1.more"]) == ("yes", "no", "yes")
    assert (answers["party.3.side"], answers["obligation.2.obligor"]) == (Side.RESPONDENT, "3")
    assert answers["party.3.subject"] == SubjectKind.PERSON


def test_no_agreement_yet_needs_no_obligations() -> None:
    answers, wrong = filled("案件登记表\n调解类型：人民调解\n协议：暂无\n纠纷类型：借贷")
    assert (answers["agreed"], wrong) == ("no", {})


@pytest.mark.parametrize("text", ["", "案件登记表", "您好", "张建军\n李晓梅", "登记表在哪里？\n请告诉我"])
def test_what_is_no_form(text: str) -> None:
    assert not is_form(text)


_lines = st.sampled_from(FILLED.splitlines()) | st.text(max_size=30)
_entries = st.builds(
    "{}：{}".format,
    st.sampled_from(
        ["类别", "名称", "证件号码", "办理人", "期限", "金额", "谁来做", "对谁", "协议", "哪一方", "纠纷类型"]
    ),
    st.text(max_size=20)
    | st.sampled_from(["单位", "本人", "监护人", "每月31日，360期", "1", "2", "张建军", ZHANG.number]),
)
_parts = st.builds("{}{}".format, st.sampled_from(["当事人", "约定", "party "]), st.integers(-1, 30) | st.just("十二"))


@given(st.text() | st.lists(_lines | _entries | _parts, max_size=25).map("\n".join))
@example("当事人999999999\n约定零")
def test_whatever_is_pasted_is_read_without_a_fault(text: str) -> None:
    form = read_form(text)
    assert isinstance(form, Form)
    assert all(1 <= part.number <= 20 for part, _ in form.said if isinstance(part, Block))
    answers, wrong = fill(TURN, form)
    assert not answers.keys() & wrong.keys()
    assert all(WORDS.has(reason) for reason in wrong.values())
