"""Cases and events as JSON: the same value back, no identity number or phone to be read in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.asked import PartyQuestion
from mediation.case import Case
from mediation.events import EVENTS
from mediation.events.event import Event
from storage import codec
from storage.sealing import SealBroken, Sealer
from tests.asking import a_case
from tests.sample import LI, ZHANG
from tests.world import START

SEALER = Sealer(bytes(range(32)))


def whole_case() -> Case:
    """A case with something of everything."""
    asked = PartyQuestion("1", "2", 7, START, None, "能晚几天还吗？")
    return replace(a_case(), questions=(asked,), reason="😀", version=3)


def test_a_case_comes_back_as_it_was() -> None:
    assert codec.loads(codec.dumps(whole_case(), SEALER), Case, SEALER) == whole_case()


def test_no_number_and_no_phone_can_be_read() -> None:
    text = codec.dumps(whole_case(), SEALER)
    assert "李晓梅" in text
    assert all(secret not in text for secret in (LI.number, ZHANG.number, "13912345678"))


def test_under_another_key_it_does_not_open() -> None:
    with pytest.raises(SealBroken):
        codec.loads(codec.dumps(whole_case(), SEALER), Case, Sealer(bytes(32)))


def test_an_older_case_without_newer_fields_still_opens() -> None:
    text = codec.dumps(whole_case(), SEALER).replace(',"words":"能晚几天还吗？"', "")
    assert codec.loads(text, Case, SEALER).questions[0].words == ""


@given(st.sampled_from([*EVENTS.values()]).flatmap(st.builds))
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    assert codec.loads(codec.dumps(event, SEALER), type(event), SEALER) == event


def test_equal_values_give_equal_text() -> None:
    assert codec.canonical({"b": 1, "a": "中"}) == codec.canonical({"a": "中", "b": 1}) == '{"a":"中","b":1}'
