"""Publications for tests that do not ask how they came about."""

from dataclasses import replace
from datetime import date, datetime

from mediation.breach import Breach, BreachState
from mediation.case import Case, SubjectKind
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication
from mediation.service import Service
from tests.sample import sample_case


def published_case(number: str, mediator: int, at: datetime, name: str = "", text: str = "没有履行义务。") -> Case:
    """A case with one publication from 1 May 2026 to 20 March 2027, of 李晓梅, or of an entity of this name."""
    case = sample_case(mediator, number)
    party = case.party("2")
    if name:
        party = replace(party, subject=SubjectKind.ENTITY, name=name)
    public = Publication(text, Grade.GENERAL, date(2026, 5, 1), date(2026, 6, 20), date(2027, 3, 20), 8, 10, at)
    found = Breach("1", "2", "1", None, "没有归还。", 7, Service(at), BreachState.PUBLISHED, publication=public)
    return case.with_party(party).with_breach(found)
