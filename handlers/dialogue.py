"""Conversations of several questions: the answers are kept as typed, the path of questions is derived from them.

Nothing is stored but which question is open and what was answered; so going back, changing an answer, and starting
again after a restart are all the same thing: look at the path, ask what is open.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.ask import AskKind
from handlers.effects import Drop, Effects, Keep, Mask, Reply
from handlers.masking import NUMBER_MARK, mask_words
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.identifiers import Unreadable, find_numbers
from storage.drafts import Draft

Answers = Mapping[str, str]
SKIPPED = ""
_DIGITS_OF_A_NUMBER = 4
"""With so many digits, X among them, a secret answer is a mistyped number and no word said instead of one."""


def _as_typed(turn: Turn, answers: Answers, words: str) -> str:
    return words.strip()


def _nothing(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return {}


def _no_trouble(turn: Turn, answers: Answers) -> None:
    return None


def _never(turn: Turn, answers: Answers) -> bool:
    return False


@dataclass(frozen=True)
class Step:
    """One question: `key` names its answer, `template` asks it.

    `read` turns typed words into the text to keep, or raises Unreadable with the template that says what is expected.
    `choices` are the values of its choice buttons; their numbers and labels choose too, and the words of `spoken`.
    `about` gives what the template needs besides `answers`, `step` and `old` (the present answer, or None); a `case` in
    it is what the question is about, and a `party_key` which party's.
    `trouble` names the template that says why a kept answer no longer goes with the others: then it is asked again.
    `secret`: whatever digits are typed here are masked in the log, by `mark`, and deleted from the chat.
    """

    key: str
    template: str
    read: Callable[[Turn, Answers, str], str] = _as_typed
    choices: tuple[str, ...] = ()
    skippable: bool = False
    wants_file: bool = False
    about: Callable[[Turn, Answers], Mapping[str, Any]] = _nothing
    spoken: Callable[[Turn, Answers], Mapping[str, str]] = _nothing
    trouble: Callable[[Turn, Answers], str | None] = _no_trouble
    secret: bool = False
    mark: str = NUMBER_MARK


@dataclass(frozen=True)
class Dialogue:
    """A conversation: `path` gives all its questions for the answers so far, `finish` what should be so at its end.

    `finish` may raise Refused: the reason is said, and the dialogue stays where it was, with everything entered.
    `much` says whether so much was entered that leaving is asked about once more.
    """

    name: str
    path: Callable[[Turn, Answers], Sequence[Step]]
    finish: Callable[[Turn, Answers], Effects]
    cancelled: str = "dialogue_cancelled"
    much: Callable[[Turn, Answers], bool] = _never


@dataclass(frozen=True)
class Place:
    """Where somebody is in a dialogue: the path as it is now, and the open step's place in it."""

    path: tuple[Step, ...]
    at: int
    draft: Draft = field(repr=False)

    @property
    def step(self) -> Step:
        """The open question."""
        return self.path[self.at]


def begin(turn: Turn, dialogue: Dialogue, answers: Answers | None = None) -> Effects:
    """Start a dialogue, or go on where its first open question is; given answers count as answered."""
    effects = go_on(turn, dialogue, dict(answers or {}))
    return tuple(replace(effect, begun=True) if isinstance(effect, Keep) else effect for effect in effects)


def ask_again(turn: Turn, dialogue: Dialogue, draft: Draft) -> Effects:
    """Ask the open question of a dialogue once more, as after another matter came in between."""
    place = _place(turn, dialogue, draft)
    return (Keep(replace(draft, at=place.step.key)), _question(turn, place))


def choose(turn: Turn, dialogue: Dialogue, draft: Draft, value: str, step_key: str) -> Effects:
    """Take a choice button's value for its question; a question that is not asked any more is not answered by it."""
    path = dialogue.path(turn, draft.answers)
    before_the_end = (step for step in path[:-1] if _is_open(turn, step, draft.answers))
    if step_key not in {step.key for step in path} or (step_key == path[-1].key and any(before_the_end)):
        return (Reply("question_changed"), *ask_again(turn, dialogue, draft))
    return answer(turn, dialogue, draft, value, step_key)


def answer(turn: Turn, dialogue: Dialogue, draft: Draft, words: str, step_key: str | None = None) -> Effects:
    """Take typed words or a choice as the answer to the open question, or to `step_key` for another one's button."""
    place = _place(turn, dialogue, draft)
    step = next((one for one in place.path if one.key == step_key), place.step)
    masked = _masked(turn, step)
    try:
        if turn.ask.kind is AskKind.FILE and not step.wants_file:
            raise Unreadable("words_wanted")
        kept = read_answer(turn, step, draft.answers, words)
    except Unreadable as unclear:
        return (*masked, Reply(unclear.reason, {"words": words}), *ask_again(turn, dialogue, draft))
    return (*masked, *go_on(turn, dialogue, {**draft.answers, step.key: kept}, after=step.key))


def read_answer(turn: Turn, step: Step, answers: Answers, words: str) -> str:
    """What to keep of words said to a question: a choice's value, or what the question reads; raises Unreadable."""
    return _choice(turn, step, answers, words) if step.choices else step.read(turn, answers, words)


def skip(turn: Turn, dialogue: Dialogue, draft: Draft) -> Effects:
    """Leave the open question out, or keep what was answered before; what must be answered is asked again."""
    step = _place(turn, dialogue, draft).step
    if step.key in draft.answers:
        return go_on(turn, dialogue, dict(draft.answers), after=step.key)
    if not step.skippable:
        return (Reply("cannot_skip"), *ask_again(turn, dialogue, draft))
    return go_on(turn, dialogue, {**draft.answers, step.key: SKIPPED}, after=step.key)


def back(turn: Turn, dialogue: Dialogue, draft: Draft) -> Effects:
    """Go to the question before; what was answered stays and is shown."""
    place = _place(turn, dialogue, draft)
    if place.at == 0:
        return (Reply("at_the_start"), *ask_again(turn, dialogue, draft))
    return ask_again(turn, dialogue, replace(draft, at=place.path[place.at - 1].key))


def change(turn: Turn, dialogue: Dialogue, draft: Draft, step_key: str) -> Effects:
    """Open one question again, from the summary; afterwards the first question still open is asked."""
    return ask_again(turn, dialogue, replace(draft, at=step_key))


def cancel(turn: Turn, dialogue: Dialogue) -> Effects:
    """Leave the dialogue; what was entered is forgotten."""
    return (Drop(dialogue.name), Reply(dialogue.cancelled))


def go_on(turn: Turn, dialogue: Dialogue, answers: dict[str, str], after: str | None = None) -> Effects:
    """Ask the first question that is open for these answers, or finish; `after` is what was answered last."""
    path = dialogue.path(turn, answers)
    found = next((step for step in path if _is_open(turn, step, answers)), None)
    if found is not None:
        trouble = found.trouble(turn, answers) if found.key in answers else None
        why = (Reply(trouble, {"words": answers[found.key]}),) if trouble else ()
        return (*why, *ask_again(turn, dialogue, Draft(dialogue.name, found.key, answers)))
    try:
        return (Drop(dialogue.name), *dialogue.finish(turn, answers))
    except Refused as no:
        # the last answer is what brought the refusal about: take it back and keep the rest
        kept = {key: value for key, value in answers.items() if key != (after or path[-1].key)}
        return (
            Reply(no.reason, no.about),
            *ask_again(turn, dialogue, Draft(dialogue.name, after or path[-1].key, kept)),
        )


def _place(turn: Turn, dialogue: Dialogue, draft: Draft) -> Place:
    path = tuple(dialogue.path(turn, draft.answers))
    keys = [step.key for step in path]
    first_open = next((at for at, step in enumerate(path) if _is_open(turn, step, draft.answers)), len(path) - 1)
    at = keys.index(draft.at) if draft.at in keys else first_open
    # the end is reached only once nothing before it is open
    return Place(path, first_open if at == len(path) - 1 else at, draft)


def _is_open(turn: Turn, step: Step, answers: Answers) -> bool:
    return step.key not in answers or step.trouble(turn, answers) is not None


def _masked(turn: Turn, step: Step) -> tuple[Mask, ...]:
    """A mistyped number that nothing else would know for one: it rests neither in the log nor in the chat."""
    words = turn.ask.text
    if not step.secret or turn.ask.kind not in (AskKind.TEXT, AskKind.FILE) or find_numbers(words):
        return ()
    many_digits = sum(one.isdigit() or one in "xXｘＸ" for one in words) >= _DIGITS_OF_A_NUMBER
    return (mask_words(words, step.mark),) if many_digits else ()


def _question(turn: Turn, place: Place) -> Reply:
    step, answers = place.step, place.draft.answers
    own = {
        "answers": answers,
        "step": step.key,
        "old": answers.get(step.key),
        "skippable": step.skippable,
        "first": place.at == 0,
    }
    about = step.about(turn, answers)
    return Reply(step.template, {**own, **about}, case=about.get("case"), party=about.get("party_key"))


def _choice(turn: Turn, step: Step, answers: Answers, words: str) -> str:
    said = words.strip()
    said = step.spoken(turn, answers).get(said.lower(), said)
    if said in step.choices:
        return said
    if said.isdecimal() and 1 <= int(said) <= len(step.choices):
        return step.choices[int(said) - 1]
    raise Unreadable("choose_one")
