"""One row a publication, kept equal to its case: found by its id, entities also by name, people never."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.breach import OVER, BreachState, Statement
from mediation.case import Case
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication
from mediation.service import Verdict
from storage import cases, people, publications
from storage.publications import PublicNotice
from storage.store import Store
from tests.published import published_case
from tests.sample import LI
from tests.world import PROFILE, START

RULES = PROFILE.publication
TODAY, UNTIL, AFTER = date(2026, 5, 2), date(2027, 3, 20), date(2027, 3, 21)
CAFE, SHOP, SIGN = "鹤岗市晨光饮品有限公司", "鹤岗市北方粮油店", "百分百%_有限公司"


def kept(store: Store, number: str = "K7M2QX", name: str = "", unit: str = "", **of_it: object) -> Case:
    """A case whose publication is kept; `of_it` is another value of the publication."""
    mediator = people.new_person(store, "王建国", "zh", START).id
    case = published_case(number, mediator, START, name)
    breach = case.breach("1")
    assert breach.publication is not None
    public: Publication = replace(breach.publication, **of_it)  # type: ignore[arg-type]
    case = replace(case.with_breach(replace(breach, publication=public)), unit=unit or case.unit)
    saved = cases.save(store, case, START)
    publications.sync(store, saved, RULES, START)
    return saved


def shown(store: Store, name: str | None = None, **where: int) -> list[str]:
    """The names that the public sees that day."""
    return [one.name for one in publications.list_shown(store, TODAY, name, **where)]


def only(store: Store) -> PublicNotice:
    """The one row there is."""
    (row,) = publications.of_units(store, None)
    return row


def changed(store: Store, case: Case, **of_breach: object) -> PublicNotice:
    """The row after something changed about the breach."""
    breach = replace(case.breach("1"), **of_breach)  # type: ignore[arg-type]
    publications.sync(store, case.with_breach(breach), RULES, START)
    return only(store)


def test_a_row_says_what_was_approved_and_no_more_of_a_person_than_their_surname(store: Store) -> None:
    kept(store)
    row = only(store)
    wanted = PublicNotice(
        row.id, False, "李某", row.code, "general", "没有履行义务。", date(2026, 5, 1), UNTIL, "published", True
    )
    assert row == wanted
    # no more than four digits of the number, if any, and never those of the birthday
    assert sum(one.isdigit() for one in row.code) <= 4
    assert LI.number[6:14] not in row.code


def test_an_entity_is_named_and_its_code_is_masked(store: Store) -> None:
    case = kept(store, name=CAFE)
    row = only(store)
    assert (row.entity, row.name) == (True, CAFE)
    assert row.code != case.party("2").identity.number


def test_a_case_without_a_publication_has_no_row(store: Store) -> None:
    case = kept(store)
    other = replace(case.breach("1"), key="2", state=BreachState.CONFIRMED, publication=None)
    publications.sync(store, case.with_breach(other), RULES, START)
    assert only(store).text == "没有履行义务。"


def test_each_publication_has_a_row_of_its_own(store: Store) -> None:
    case = kept(store)
    second = replace(case.breach("1"), key="2")
    publications.sync(store, case.with_breach(second), RULES, START)
    rows = publications.of_units(store, None)
    assert (len(rows), len({one.id for one in rows})) == (2, 2)


def test_the_id_stays_whatever_happens(store: Store) -> None:
    case = kept(store)
    before = only(store)
    assert len(before.id) == 16
    for state in (BreachState.WITHDRAWING, BreachState.WITHDRAWN):
        after = changed(store, case, state=state)
        assert (after.id, after.state, after.shown) == (before.id, state.value, False)
    assert changed(store, case) == before


@pytest.mark.parametrize("state", [BreachState.WITHDRAWING, *sorted(OVER)])
def test_what_is_taken_down_or_over_is_gone(store: Store, state: BreachState) -> None:
    row = changed(store, kept(store), state=state)
    assert publications.find(store, row.id, TODAY) is None
    assert shown(store) == []


def test_what_is_disputed_is_hidden_until_it_is_decided(store: Store) -> None:
    case = kept(store)
    said = Statement("1", "不是我。", (), START)
    row = changed(store, case, statements=(said,))
    assert (row.state, row.shown, publications.find(store, row.id, TODAY)) == ("published", False, None)
    rejected = replace(said, verdict=Verdict(False, "核对过", 5, START))
    row = changed(store, case, statements=(rejected,))
    assert publications.find(store, row.id, TODAY) == row


def test_it_is_gone_after_its_last_day_though_nobody_has_done_anything(store: Store) -> None:
    kept(store)
    row = only(store)
    assert publications.find(store, row.id, UNTIL) == row
    assert publications.list_shown(store, UNTIL) == [row]
    assert publications.find(store, row.id, AFTER) is None
    assert publications.list_shown(store, AFTER) == []


@pytest.mark.parametrize("unknown", ["", "%", "_" * 16, "1"])
def test_no_id_can_be_guessed_at(store: Store, unknown: str) -> None:
    kept(store)
    assert publications.find(store, unknown, TODAY) is None


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("晨光", [CAFE]),
        (CAFE, [CAFE]),
        ("鹤岗市", [SHOP, CAFE]),
        ("%", [SIGN]),
        ("_", [SIGN]),
        ("%_", [SIGN]),
        ("%有", []),
        ("\\", []),
        ("' OR 1=1 --", []),
    ],
)
def test_an_entity_is_found_by_a_part_of_its_name_and_signs_are_letters(
    store: Store, part: str, found: list[str]
) -> None:
    kept(store, "AAAAA2", CAFE)
    kept(store, "AAAAA3", SHOP, begins=date(2026, 5, 2))
    kept(store, "AAAAA4", SIGN)
    kept(store, "AAAAA5")
    assert shown(store, part) == found


@pytest.mark.parametrize("part", ["李", "李某", "李晓梅", "某", ""])
def test_a_person_is_never_found_by_name(store: Store, part: str) -> None:
    kept(store)
    kept(store, "AAAAA2", CAFE)
    assert "李某" not in shown(store, part)
    assert sorted(shown(store)) == sorted(["李某", CAFE])


def test_the_newest_come_first_page_by_page_each_once(store: Store) -> None:
    names = {f"鹤岗市第{day}公司": date(2026, 4, day) for day in range(1, 8)}
    for place, (name, day) in enumerate(names.items()):
        kept(store, f"AAAAA{place + 2}", name, begins=day)
    pages = [shown(store, first=first, limit=3) for first in (0, 3, 6, 9)]
    assert [len(one) for one in pages] == [3, 3, 1, 0]
    assert [name for one in pages for name in one] == sorted(names, key=lambda name: names[name], reverse=True)


def test_the_file_has_what_is_or_was_public_of_the_units_asked_for(store: Store) -> None:
    gone = kept(store, begins=date(2026, 4, 1))
    kept(store, "AAAAA2", CAFE, unit="230402")
    ended = replace(gone.breach("1"), state=BreachState.EXPIRED)
    publications.sync(store, gone.with_breach(ended), RULES, START)
    assert [(one.name, one.state) for one in publications.of_units(store, None)] == [
        ("李某", "expired"),
        (CAFE, "published"),
    ]
    assert [one.name for one in publications.of_units(store, ["230402"])] == [CAFE]
    assert [one.name for one in publications.of_units(store, {gone.unit, "230402"})] == ["李某", CAFE]
    assert publications.of_units(store, ["230499"]) == []
    assert publications.of_units(store, []) == []


def test_the_grade_is_the_one_that_was_approved(store: Store) -> None:
    kept(store, grade=Grade.SERIOUS)
    assert only(store).grade == "serious"
