"""Planned reminders are made equal to what a case calls for; what was sent never comes back; none is deleted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.reminder import Reminder
from storage import cases, people, reminders
from storage.store import Store
from tests.one_store import fresh_store
from tests.sample import sample_case
from tests.storage.plans import plans
from tests.world import START

ONE = Reminder("1", "due", "7", START.date(), START + timedelta(days=1))
OTHER = replace(ONE, step="3", due_at=START + timedelta(days=5))
NOW = START


def recorded(store: Store) -> Store:
    """The store with the sample case in it."""
    cases.save(store, sample_case(people.new_person(store, "王建国", "zh", START).id), START)
    return store


def ledger(store: Store) -> list[tuple[str, str, str | None]]:
    """Step, state and reason of every reminder."""
    return [(row.step, row.state, row.why) for row in reminders.of_case(store, "K7M2QX")]


def due(store: Store, days: int) -> list[str]:
    """The steps that are due after so many days."""
    return [one.reminder.step for one in reminders.due(store, START + timedelta(days=days))]


def end_all(store: Store, days: int) -> None:
    """Everything that is due is sent."""
    for row in [one.id for one in reminders.due(store, START + timedelta(days=days))]:
        reminders.end(store, [row], "sent", NOW)


def test_what_is_wanted_is_planned_and_what_is_not_any_more_is_skipped(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE, OTHER], NOW)
    reminders.make_equal(store, "K7M2QX", [OTHER], NOW)
    assert ledger(store) == [("7", "skipped", "no_longer_wanted"), ("3", "planned", None)]
    reminders.make_equal(store, "K7M2QX", [ONE, OTHER], NOW)
    assert ledger(store) == [("7", "planned", None), ("3", "planned", None)]


def test_what_was_sent_never_comes_back(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE], NOW)
    end_all(store, 1)
    for wanted in ([], [ONE], [replace(ONE, due_at=START)]):
        reminders.make_equal(store, "K7M2QX", wanted, NOW)
        assert ledger(store) == [("7", "sent", None)]
    assert due(store, 99) == []


def test_what_a_rule_refused_stays_skipped(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE], NOW)
    (row,) = [one.id for one in reminders.due(store, START + timedelta(days=1))]
    reminders.end(store, [row], "skipped", NOW, "case_ended")
    reminders.make_equal(store, "K7M2QX", [ONE], NOW)
    assert ledger(store) == [("7", "skipped", "case_ended")]


def test_another_moment_moves_a_planned_one_but_not_one_that_failed(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE], NOW)
    reminders.make_equal(store, "K7M2QX", [replace(ONE, due_at=START + timedelta(days=2))], NOW)
    assert due(store, 1) == []
    (row,) = [one.id for one in reminders.due(store, START + timedelta(days=2))]
    assert reminders.postpone(store, [row], START + timedelta(days=4), "failed")
    assert not reminders.postpone(store, [row], START + timedelta(days=4), "failed")
    reminders.make_equal(store, "K7M2QX", [ONE], NOW)
    assert (due(store, 3), due(store, 4)) == ([], ["7"])
    assert reminders.state_of(store, row) == "planned"


def test_the_most_overdue_comes_first_and_due_means_now_or_earlier(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [OTHER, ONE], NOW)
    assert [due(store, days) for days in (0, 1, 4, 5, 50)] == [[], ["7"], ["7"], ["7", "3"], ["7", "3"]]
    assert len(reminders.due(store, START + timedelta(days=5), limit=1)) == 1


_reminders = st.builds(
    Reminder,
    st.sampled_from("12"),
    st.just("due"),
    st.sampled_from("73"),
    st.just(START.date()),
    st.integers(0, 5).map(lambda days: START + timedelta(days=days)),
)
_steps: st.SearchStrategy[list[tuple[str, list[Reminder]]]] = st.lists(
    st.tuples(st.sampled_from(["want", "send", "fail"]), st.lists(_reminders, max_size=4, unique_by=lambda r: r.key)),
    max_size=12,
)


@settings(max_examples=40)
@given(_steps)
def test_whatever_happens_each_is_sent_at_most_once_and_none_is_lost(steps: list[tuple[str, list[Reminder]]]) -> None:
    sent: list[tuple[object, ...]] = []
    seen: set[tuple[object, ...]] = set()
    with fresh_store() as opened:
        store = recorded(opened)
        for step, wanted in steps:
            if step == "want":
                reminders.make_equal(store, "K7M2QX", wanted, NOW)
                seen |= {one.key for one in wanted}
                assert keys(store, "planned") == {one.key for one in wanted} - set(sent)
                continue
            for row, one in [(one.id, one.reminder) for one in reminders.due(store, START + timedelta(days=3))]:
                if step == "send":
                    reminders.end(store, [row], "sent", NOW)
                    sent.append(one.key)
                else:
                    reminders.postpone(store, [row], START + timedelta(days=3), "failed")
        assert keys(store, "planned", "sent", "skipped") == seen
        assert keys(store, "sent") == set(sent)
    assert len(sent) == len(set(sent))


def keys(store: Store, *states: str) -> set[tuple[object, ...]]:
    """The keys of the reminders in these states."""
    return {(row.subject, row.kind, row.step, row.due) for row in reminders.of_case(store, "K7M2QX", states)}


@pytest.mark.parametrize("state", ["planned", "sent", "skipped"])
def test_the_ledger_can_be_asked_for_one_state(store: Store, state: str) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE, OTHER], NOW)
    end_all(store, 1)
    reminders.make_equal(store, "K7M2QX", [replace(ONE, step="1")], NOW)
    assert [row.state for row in reminders.of_case(store, "K7M2QX", [state])] == [state]


def test_a_look_goes_by_the_index_however_many_are_planned(store: Store) -> None:
    recorded(store)
    many = [Reminder(f"{n}", "due", "7", START.date(), START + timedelta(days=n)) for n in range(500)]
    reminders.make_equal(store, "K7M2QX", many, NOW)
    (way,) = plans(store, lambda: reminders.due(store, START), "reminders")
    # no other step: nothing is sorted, and nothing is read that is not due
    assert way.startswith("SEARCH reminders USING INDEX ix_reminders_state_due_at (state=? AND due_at<?)")
    of_case = plans(store, lambda: reminders.due(store, START, case="K7M2QX"), "reminders")
    assert of_case[0].startswith("SEARCH reminders USING INDEX ix_reminders_case_number (case_number=?)")


def test_those_of_one_case_are_found_among_all(store: Store) -> None:
    recorded(store)
    reminders.make_equal(store, "K7M2QX", [ONE, OTHER], NOW)
    mediator = people.new_person(store, "赵敏", "zh", START).id
    cases.save(store, sample_case(mediator, "W3H8PD"), START)
    reminders.make_equal(store, "W3H8PD", [replace(ONE, step="1")], NOW)
    found = [
        [one.reminder.step for one in reminders.due(store, START + timedelta(days=days), limit, "K7M2QX")]
        for days, limit in ((0, 64), (1, 64), (5, 64), (5, 1))
    ]
    assert found == [[], ["7"], ["7", "3"], ["7"]]
