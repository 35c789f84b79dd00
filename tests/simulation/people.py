"""What simulated people do with a letter: which button, after how long, or nothing; and what they type when asked."""

from dataclasses import dataclass
from random import Random

AT_ONCE = frozenset({"receipt_sure", "which_obligation", "waiver_sure", "change_sure"})
"""Second questions, to which people answer while they hold the phone."""

HABITS: dict[str, tuple[tuple[float, str], ...]] = {
    "performance_reminded.subject": (
        (0.42, "i_know"),
        (0.27, "performed"),
        (0.04, "hardship"),
        (0.02, "ask_question"),
    ),
    "performance_expected.subject": ((0.3, "i_know"), (0.05, "received")),
    "receipt_asked.subject": ((0.55, "received"), (0.1, "received_part"), (0.15, "not_received")),
    "performance_claimed.obligee": ((0.7, "received"), (0.08, "received_part"), (0.06, "not_received")),
    "reminder_triggered.subject": ((0.3, "i_know"), (0.3, "performed"), (0.2, "received")),
    "receipt_sure": ((0.92, "received_yes"),),
    "which_obligation": ((0.5, "performed"), (0.3, "received"), (0.1, "hardship")),
    "waiver_sure": ((0.5, "waive_yes"),),
    "receipt_confirmed": ((0.04, "undo_receipt"),),
    "part_performed.obligor": ((0.3, "performed"),),
    "contradiction_decided.obligor": ((0.3, "performed"),),
    "non_receipt_reported": ((0.3, "received"),),
    "change_proposed.obligor": ((0.7, "accept_change"), (0.2, "decline_change")),
    "change_proposed.obligee": ((0.7, "accept_change"), (0.2, "decline_change")),
    "change_sure": ((0.9, "accept_change_sure"),),
    "confirmation_possible.subject": ((0.3, "court_wish"),),
}
"""By template: how likely which action is; what is left is no answer at all."""

ANSWERS = ("answer", "skip")
"""What goes on in a dialogue: one of its choices, or leaving a question out."""

WORDS = ("10", "100", "500", "1000", "最近收入少，想晚一些。", "下月15日", "2月30日")
"""What is typed: sometimes it fits the question."""

HOUR = 3600.0


@dataclass(frozen=True)
class Shown:
    """A letter as it came onto somebody's screen: the keys of its buttons by action, and whether it asks for words."""

    template: str
    keys: dict[str, list[str]]


@dataclass(frozen=True)
class Reaction:
    """What somebody does, so many seconds later: press a key, or type words."""

    after: float
    kind: str
    text: str


def react(shown: Shown, rng: Random) -> Reaction | None:
    """What comes of a letter: a habit's button, an answer to a question at once, or nothing."""
    roll = rng.random()
    for likely, action in HABITS.get(shown.template, ()):
        roll -= likely
        if roll < 0 and action in shown.keys:
            after = rng.uniform(5, 90) if shown.template in AT_ONCE else _later(rng)
            return Reaction(after, "press", rng.choice(shown.keys[action]))
    if shown.template in HABITS:
        return None
    if "cancel" not in shown.keys:
        return None
    return _answer(shown, rng)


def _answer(shown: Shown, rng: Random) -> Reaction:
    """Somebody in the middle of a dialogue goes on, types something that fits mostly, or leaves it."""
    soon = rng.uniform(5, 90)
    if rng.random() < 0.03:
        return Reaction(soon, "press", shown.keys["cancel"][0])
    for action in ANSWERS:
        if action in shown.keys and (action != "skip" or rng.random() < 0.8):
            return Reaction(soon, "press", rng.choice(shown.keys[action]))
    return Reaction(
        soon, "text", rng.choice(["10", "100", "500", "1000", "最近收入少，想晚一些。", "下月15日", "2月30日"])
    )


def _later(rng: Random) -> float:
    """Most within hours, some after days."""
    return rng.expovariate(1 / (9 * HOUR)) + 30
