"""A subject's cases are found by the blind index of their number, in every unit; looks are read back from a case."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import Actor, Role
from mediation.events.office import CreditFileLooked, LogLooked
from storage import cases, journal, people
from storage.store import Store
from tests.asking import AT
from tests.sample import LI, ZHANG, sample_case
from tests.world import START


def test_a_subjects_cases_are_all_those_of_their_number_newest_first(store: Store) -> None:
    mediator = people.new_person(store, "王建国", "zh", START).id
    older = cases.save(store, sample_case(mediator), START)
    later = replace(sample_case(mediator, "W3H8PD", unit="230402"), opened_at=START + timedelta(days=1))
    newer = cases.save(store, later, START)
    other = sample_case(mediator, "AAAAA2")
    of_others = replace(other.party("2"), identity=ZHANG, acting=replace(other.party("1").acting, identity=LI))
    cases.save(store, other.with_party(of_others), START)
    assert cases.of_subject(store, LI.number) == [newer, older]
    assert cases.of_subject(store, "230403199001010000") == []


def test_only_that_event_of_that_case_is_read_back(store: Store) -> None:
    mediator = people.new_person(store, "王建国", "zh", START).id
    by = Actor(mediator, Role.MEDIATOR, "230403")
    one, other = (cases.save(store, sample_case(mediator, number), START) for number in ("K7M2QX", "W3H8PD"))
    for page in (1, 2):
        journal.append(store, CreditFileLooked(party="2", purpose="complaint", page=page), by, AT, one)
    journal.append(store, CreditFileLooked(party="2", purpose="complaint", page=3), by, AT, other)
    journal.append(store, LogLooked(about_case=None, about_person=1, part="1-1/1", purpose="other"), by, AT, one)
    found = journal.of_event(store, "K7M2QX", CreditFileLooked.name())
    assert [(entry.body["page"], entry.actor, entry.role) for entry in found] == [
        (1, mediator, "mediator"),
        (2, mediator, "mediator"),
    ]
