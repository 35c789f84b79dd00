"""What the lines of a filled-in form may be called, in both languages: keywords for reading, never shown to anybody."""

from collections.abc import Mapping

from handlers.recording_answers import OBLIGATION, PARTY, Field

AGREEMENT = "agreement"
"""One line of the form answers two questions: whether there is an agreement, and in what form."""
OWN_NUMBER = "own_number"
"""One line holds a person's identity number or an entity's code, whichever the party has."""

_CASE: dict[str, str] = {
    Field.MEDIATION: "调解类型 调解种类 调解 mediation kindofmediation",
    Field.DISPUTE: "纠纷类型 纠纷种类 纠纷 案由 dispute kindofdispute",
    AGREEMENT: "协议 协议形式 调解协议 agreement form",
    Field.NUMBER: "协议编号 协议书编号 编号 agreementnumber agreementno",
    Field.EFFECTIVE: "生效日期 协议生效日期 生效 生效日 effectivedate effective",
}
_PARTY: dict[str, str] = {
    Field.SIDE: "哪一方 一方 身份 side",
    Field.SUBJECT: "类别 当事人类别 类型 性质 kind kindofparty",
    Field.NAME: "名称 姓名 名字 单位名称 姓名或名称 字号 name fullname",
    OWN_NUMBER: "证件号码 证件 证件号 身份证 身份证号 身份证号码 信用代码 统一社会信用代码 代码"
    " identitynumber idnumber identity creditcode number id",
    Field.PHONE: "电话 手机 手机号 联系电话 电话号码 telephone phone mobile",
    Field.CAPACITY: "办理人 谁来办理 由谁办理 actingperson whoacts capacity",
    Field.ACTING_NAME: "办理人姓名 办理人名字 actingname actingpersonsname",
    Field.ACTING_IDENTITY: "办理人证件 办理人证件号码 办理人身份证 办理人身份证号 actingnumber actingpersonsnumber",
    Field.AUTHORITY: "授权材料 委托材料 监护材料 委托或监护材料 授权 委托 authority authorisation",
}
_OBLIGATION: dict[str, str] = {
    Field.OBLIGOR: "谁来做 义务人 由谁做 谁做 付款人 by obligor whoowes",
    Field.OBLIGEE: "对谁 对谁做 权利人 收款人 to obligee towhom",
    Field.WHAT: "内容 做什么 事项 约定内容 what",
    Field.AMOUNT: "金额 多少钱 总额 amount",
    Field.MANNER: "方式 履行方式 付款方式 manner",
    Field.WHEN: "期限 履行期限 时间 什么时候 when timelimit",
}


def _by_label(fields: Mapping[str, str]) -> dict[str, str]:
    return {label: str(field) for field, labels in fields.items() for label in labels.split()}


LABELS: dict[str | None, dict[str, str]] = {
    None: _by_label(_CASE),
    PARTY: _by_label(_PARTY),
    OBLIGATION: _by_label(_OBLIGATION),
}
"""Per part of the form (None: the case itself): labels without spaces, and the field that each one means."""
HEADINGS = {"案件登记表", "登记表", "caseform"}
PARTS = {"当事人": PARTY, "约定": OBLIGATION, "义务": OBLIGATION, "party": PARTY, "obligation": OBLIGATION}
NO_AGREEMENT = {"暂无", "无", "没有", "还没有", "未达成", "none", "no", "notyet"}
