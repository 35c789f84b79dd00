"""How a recording asks: steps whose kept answers are looked at again whenever another answer has changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from handlers.dialogue import SKIPPED, Answers, Step
from handlers.recording_answers import NO, YES
from handlers.turn import Turn
from mediation.agreed import AgreementForm
from mediation.case import Capacity, MediationKind, Side, SubjectKind
from mediation.disputes import DisputeKind
from mediation.identifiers import Unreadable
from messages.words import LANGUAGES

Read = Callable[[Turn, Answers, str], str]
About = Mapping[str, Any]

_SPOKEN = {
    YES: ("是", "有", "对", "好", "确认", "yes", "y", "ok"),
    NO: ("否", "不是", "没有", "没", "不", "no", "n"),
}
_ALSO: Mapping[StrEnum, str] = {
    MediationKind.PEOPLES: "人民 people people's",
    MediationKind.COMMERCIAL: "商事 commercial",
    AgreementForm.WRITTEN: "书面 written",
    AgreementForm.ORAL: "口头 oral",
    SubjectKind.PERSON: "个人 自然人 公民 person",
    SubjectKind.ENTITY: "单位 公司 企业 法人 非法人组织 company organisation",
    SubjectKind.INDIVIDUAL_BUSINESS: "个体户 个体 business",
    Capacity.SELF: "自己 self",
    Capacity.LEGAL_REPRESENTATIVE: "法定代表人 法人代表 负责人 法定代表人或负责人 经营者 operator",
    Capacity.AGENT: "委托代理人 代理",
    Capacity.GUARDIAN: "法定代理人 父亲 母亲 监护",
    Side.APPLICANT: "申请方 原告",
    Side.RESPONDENT: "被申请方 对方 被告",
    DisputeKind.LOAN: "民间借贷 欠款 借款",
    DisputeKind.TRAFFIC: "交通事故 道路交通事故",
    DisputeKind.FAMILY: "婚姻 家庭",
    DisputeKind.LABOUR: "劳动 工资",
    DisputeKind.SUPPORT_OF_ELDERS: "赡养 扶养",
    DisputeKind.CHILDREN: "抚养 未成年人",
    DisputeKind.HOUSING: "房屋 宅基地",
    DisputeKind.DAMAGES: "赔偿",
}
"""What else people type for an enumerated answer, besides its name."""


def typed(key: str, template: str, read: Read, about: About, **more: Any) -> Step:
    """A question whose answer is typed; `about` is what its template needs."""

    def trouble(turn: Turn, answers: Answers) -> str | None:
        kept = answers[key]
        try:
            if kept != SKIPPED:
                read(turn, answers, kept)
        except Unreadable as unclear:
            return unclear.reason
        return None

    return Step(key, template, read=read, about=lambda *_: about, trouble=trouble, **more)


def one_of(key: str, template: str, among: Sequence[StrEnum], about: About, **more: Any) -> Step:
    """A question with enumerated answers; their names, typed in any language, choose too."""
    values = {one.value: one for one in among}

    def show(turn: Turn, answers: Answers) -> About:
        return {**about, "among": list(among), "old": values.get(answers.get(key, ""))}

    def spoken(turn: Turn, answers: Answers) -> Mapping[str, str]:
        names = turn.office.words.named
        said = {word: one for one in among for lang in LANGUAGES for word in _ways_to_say(names(one, lang), one)}
        return {word.lower(): one.value for word, one in said.items()}

    return _choosing(key, template, tuple(values), about=show, spoken=spoken, **more)


def _ways_to_say(name: str, one: StrEnum) -> Iterator[str]:
    yield from (name, f"{name}纠纷")
    for word in _ALSO.get(one, "").split():
        yield from (word, f"{word}纠纷")


def labelled(key: str, template: str, labels: Mapping[str, str], about: About) -> Step:
    """A question whose choices have names of their own, as the parties have."""

    def show(turn: Turn, answers: Answers) -> About:
        return {**about, "labels": labels, "old": labels.get(answers.get(key, ""))}

    def spoken(turn: Turn, answers: Answers) -> Mapping[str, str]:
        return {
            word: value
            for value, label in labels.items()
            for word in (label.lower(), f"当事人{value}", f"party {value}")
        }

    return _choosing(key, template, tuple(labels), about=show, spoken=spoken)


def yes_or_no(key: str, template: str, about: Callable[[Turn, Answers], About], only_yes: bool = False) -> Step:
    """A question that is answered by yes or no."""
    choices = (YES,) if only_yes else (YES, NO)
    words = {word: choice for choice in choices for word in _SPOKEN[choice]}
    return _choosing(key, template, choices, about=about, spoken=lambda *_: words)


def _choosing(key: str, template: str, choices: tuple[str, ...], **more: Any) -> Step:
    own = more.pop("trouble", None)

    def trouble(turn: Turn, answers: Answers) -> str | None:
        if answers[key] not in choices:
            return "choose_one"
        return own(turn, answers) if own else None

    return Step(key, template, choices=choices, trouble=trouble, **more)
