"""Nothing unlawful is ever published, whatever people do; and every single check of the gate is needed for that."""

import os

import pytest

from mediation import gate
from tests.histories.playing import play

COUNT = 5_000
SEED = int(os.environ.get("HISTORIES_SEED", "20261124"))
"""Where the seeds begin; printed, so that a failure can be played again."""


def test_no_history_publishes_what_may_not_be() -> None:
    published = 0
    for seed in range(SEED, SEED + COUNT):
        watch = play(seed)
        assert watch.wrong == [], f"seed {seed}"
        published += watch.published
    print(f"{COUNT:,} histories from seed {SEED}: {published} lawful publications")
    # else it proved nothing
    assert published > COUNT / 50


@pytest.mark.parametrize("name", [one.name for one in gate.CHECKS])
def test_without_any_one_check_something_unlawful_is_published(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(one for one in gate.CHECKS if one.name != name)
    monkeypatch.setattr(gate, "CHECKS", left)
    monkeypatch.setattr(gate, "MATTER", tuple(one for one in gate.MATTER if one.name != name))
    assert any(play(seed).wrong for seed in range(SEED, SEED + COUNT)), f"{name} is not needed"
