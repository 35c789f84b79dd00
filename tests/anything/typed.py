"""What people type: sensible answers to each question, and whatever else comes into somebody's head."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from tests.sample import LI, ZHANG

SENSIBLE: Mapping[str, Sequence[str]] = {
    "hardship_reason": ("这个月工资还没发", "看病花了钱，五月底能还"),
    "hardship_answer": ("我和对方商量一下。",),
    "change_when": ("2026年10月20日前", "每月20日，2期", "30日内"),
    "change_reason": ("双方都好安排。",),
    "warning_facts": ("银行流水里没有，两边都问过。",),
    "untrue_facts": ("查过登记，和承诺的不一样。",),
    "statement_words": ("3月已经给了现金，有收条。〔{serial}〕", "I have paid. 〔{serial}〕"),
    "repair_words": ("已经还清了。〔{serial}〕",),
    "heard_how": ("今天上门说的",),
    "breach_reason": ("打过两次电话，没有归还。", "看过收条，已经还清。"),
    "publication_reason": ("多次提醒，没有归还。",),
    "document_number": ("（2026）黑0403民初8号",),
    "document_issuer": ("鹤岗市工农区人民法院",),
    "document_day": ("今天", "2026年3月1日"),
    "service_day": ("今天", "昨天"),
    "service_witness": ("刘见证",),
    "basis_citation": ("某某条例第三条",),
    "basis_revoked_day": ("今天",),
    "credit_purpose_words": ("家属来问",),
    "credit_subject": ("{number}", "{name}"),
    "declining_question": ("我再想想", "还不起"),
    "question_words": ("可以晚几天吗？〔{serial}〕", "What does clause two mean? 〔{serial}〕"),
    "answer_words": ("可以，周五之前就行。〔{serial}〕", "请到司法所来一趟。〔{serial}〕"),
    "cancel_case_reason": ("登记错了",),
    "fail_case_reason": ("谈不拢",),
    "paper_witness_question": ("刘见证", "Ann Lee"),
    "staff_name": ("新来的同事", "New Colleague"),
    "stranger_answer_words": ("请联系您的调解员。",),
    "log_purpose_words": ("家属来问",),
    "log_subject": ("{number}", "{name}", "#3"),
    "recording_number": ("镇调〔2026〕9号", "无"),
    "recording_effective": ("今天", "3月1日"),
    "recording_name": ("唐新来", "宋后到"),
    "recording_identity": (ZHANG.number, LI.number, "{identity}"),
    "recording_acting_identity": (ZHANG.number,),
    "recording_code": ("91110000600037341L",),
    "recording_acting_name": ("唐新来",),
    "recording_authority": ("授权委托书",),
    "recording_phone": ("13700001111", "无"),
    "recording_what": ("赔礼道歉", "还一头牛"),
    "recording_amount": ("8642.31", "跳过", "1.2万"),
    "recording_manner": ("现金",),
    "recording_when": ("2026年9月15日前", "三个月内", "每月15日，3期"),
}
"""Answers that a question asks for, by the template that asks it; what depends on who asks is not here."""

FORM = """案件登记表
调解类型：人民调解
纠纷类型：借贷
协议：书面
协议编号：镇调〔2026〕88号
生效日期：2026-03-01
当事人1
名称：唐新来
证件号码：{identity}
电话：{phone}
办理人：本人
当事人2
名称：宋后到
证件号码：{other}
办理人：本人
约定1
谁来做：宋后到
内容：还一头牛
金额：8642.31
方式：现金
期限：2026年9月15日前"""
"""A form with everything in it."""

_OF_BREACHES = ("/publications", "/credit {name}")

COMMANDS: Mapping[str, Sequence[str]] = {
    "party": ("/continue", "/mycases", "/privacy", "/ask", "/help", "/language", "/statement", "/mycredit"),
    "mediator": (
        "/cases",
        "/case {number}",
        "/invite {number}",
        "/edit {number}",
        "/questions",
        "/new",
        FORM,
        *_OF_BREACHES,
    ),
    "administrator": (
        "/queue",
        "/log {number}",
        "/log {name}",
        "/staff",
        "/cases",
        "/case {number}",
        "/log",
        *_OF_BREACHES,
    ),
    "reviewer": ("/case {number}", *_OF_BREACHES, *_OF_BREACHES),
    "approver": ("/cases", "/case {number}", "/case {number} 2", *_OF_BREACHES),
}
"""Commands that make sense, by role."""

UNKNOWN = ("/start {fresh}", "/start {fresh}", "/start", "/continue", "你好")
"""What somebody tries who has no case here."""

_SHORT_FORM = "案件登记表\n纠纷：借贷\n协议：暂无\n当事人一\n姓名：唐新来\n证件号码：{identity}\n当事人二\n姓名：宋后到"
WILD = (
    "1",
    "2",
    "9",
    "0",
    "-1",
    "１",
    "是",
    "no",
    "取消",
    "Cancel",
    "« 返回",
    "同意",
    "不同意",
    "I agree",
    "我确认承诺",
    "我读完了，下一页 »",
    "我读完了，去写姓名 »",
    "本人在场",
    "确定，不是本人",
    "/",
    "//",
    "/start",
    "/start x",
    "/start 0000000000000000000000",
    "/START",
    "/cancel",
    "/back",
    "/skip",
    "/nonsense",
    "/case",
    "/case {number}",
    "/case {number} 2",
    "/case {number} 99999999999999999999",
    "/case {number} ²",
    "/case {identity}",
    "/invite {number}",
    "/edit {number}",
    "/log {number}",
    "/log #1",
    "/log #99999999999999999999",
    "/log #²",
    "/log {number} 1",
    "/log {identity}",
    "/queue x",
    "/language zh",
    "/language en",
    "/language 火星文",
    "/new {identity}",
    "/form",
    "/form " + _SHORT_FORM,
    "/privacy {number}",
    "/ask {number}",
    _SHORT_FORM,
    "{identity}",
    "我的身份证是{identity}，麻烦看下",
    "{identity_spaced}",
    "{identity_wide}",
    "{identity_small}",
    "{mistyped}",
    "{phone}",
    "5000",
    "5,000.50元",
    "一万二",
    "0",
    "-3",
    "99999999999999999999999999",
    "2026-02-30",
    "2月29日",
    "明天",
    "每月31日，600期",
    "0000-00-00",
    "😀",
    "👨‍👩‍👧‍👦" * 30,
    "مرحبا بكم \u202e!gnorw",
    "\u200b",
    "\u202e",
    "ﷺ" * 40,
    "null",
    "None",
    "undefined",
    "NaN",
    "''; DROP TABLE cases; --",
    "<b>粗</b> & <a href='tg://x'>x</a> </blockquote><script>",
    "&lt;b&gt; &amp;amp;",
    "{{ case.parties }} {% for x in y %} {# #}",
    "{{ button('x', 'attest', 'present') }}",
    "好\n---\n坏",
    "---",
    "⟦link⟧ ⟦code⟧ ⟦phone⟧",
    "\n\n\n",
    " ",
    "话" * 5000,
    "word " * 1000,
    "a\tb\r\nc",
    "#17",
    "刘见证",
    "赵建国",
)
"""Anything; what stands in braces is filled in from the town. Jinja's own braces stay as they are."""

NAMES = ("扫描.jpg", "a.pdf", "x" * 300, "{identity}.jpg", "../../etc/passwd", "<b>.png", "无后缀")
"""What files are called."""

CONTENTS = (b"\xff\xd8\xff scan", b"%PDF-1.4 scan", b"", b"just words")
"""What is in them."""

TOKENS = ("{token}", "{token}", "{token}", "{token}x", "garbage", "AAAAAAAAAAAAAAAAAAAAAA", "../..", "{identity}")
"""What /start is followed by; tokens are those of any link that was ever given."""

free_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def filled(text: str, about: Mapping[str, str]) -> str:
    """The text with what stands in single braces filled in."""
    for name, value in about.items():
        text = text.replace(f"{{{name}}}", value)
    return text
