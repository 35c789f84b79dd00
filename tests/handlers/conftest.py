"""A sample dialogue, begun by /sample, and a command that can be made to fail."""

import pytest

from handlers import commands, dialogue, dialogues
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from tests.handlers.trap import Trap
from tests.world import World

QUESTION = """{{ step }}? old={{ old }} given={{ answers | dictsort }}
---
{% for one in given_choices %}{{ button("选" ~ one, "answer", step, one) }}
{% endfor %}
{% if not first %}{{ button("« 返回", "back") }}{% endif %}

{% if skippable or old %}{{ button("跳过", "skip") }}{% endif %}

{{ button("改甲", "change", "a") }}{{ button("取消", "cancel") }}"""


def read(turn: Turn, answers: Answers, words: str) -> str:
    """Anything but 坏."""
    if words == "坏":
        raise Unreadable("words_wanted")
    return words


def shown(*choices: str) -> dict[str, object]:
    """What the sample question's template needs."""
    return {"given_choices": choices}


def path(turn: Turn, answers: Answers) -> list[Step]:
    """a; b only after 有; c with choices; d, which may be skipped."""
    a = Step("a", "sample_question", read, about=lambda turn, answers: shown())
    b = Step("b", "sample_question", read, about=lambda turn, answers: shown())
    c = Step("c", "sample_question", choices=("x", "y"), about=lambda turn, answers: shown("x", "y"))
    d = Step("d", "sample_question", read, skippable=True, about=lambda turn, answers: shown())
    return [a, *([b] if answers.get("a") == "有" else []), c, d]


@pytest.fixture
def finished(world: World, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The answers of every time the sample dialogue, begun by /sample, was finished; 拒 as the last is refused."""
    ends: list[dict[str, str]] = []

    def finish(turn: Turn, answers: Answers) -> Effects:
        if answers["d"] == "拒":
            raise Refused("case_ended")
        ends.append(dict(answers))
        return (Reply("left_it"),)

    sample = Dialogue("sample", path, finish)
    monkeypatch.setitem(dialogues.DIALOGUES, "sample", sample)
    begin = (commands.EVERYBODY, lambda turn: dialogue.begin(turn, sample))
    monkeypatch.setitem(commands.COMMANDS, "sample", begin)
    for language in world.office.words._languages.values():
        monkeypatch.setitem(language.sources, "sample_question", QUESTION)
    return ends


@pytest.fixture
def trap(world: World, monkeypatch: pytest.MonkeyPatch) -> Trap:
    """A command that can be made to fail."""
    made = Trap()
    world.faults_expected = True
    monkeypatch.setitem(commands.COMMANDS, "trap", (commands.EVERYBODY, made.handler))
    return made
