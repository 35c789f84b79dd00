"""Reviewing a conversation: `look` is the one place through which anybody reads one, whatever it is shown on.

It checks scope and purpose and gives what was seen together with the event that says so: whoever shows the one carries
out the other in the same turn, so that who read the log is itself in the log, chained.
"""

from dataclasses import dataclass, replace

from handlers.effects import Happened
from mediation.actor import Actor
from mediation.case import Case
from mediation.decision import Refused
from mediation.events.office import LogLooked
from mediation.looking import Why, require_look_at_case, require_look_at_person
from mediation.staff import oversees
from storage import cases, chains, conversation, people
from storage.conversation import Head, Page, Talk
from storage.lines import Place
from storage.store import Store


@dataclass(frozen=True)
class Subject:
    """Whose conversation: all that was said about one case, or with one person (a row id); written K7M2QX or #17."""

    case: str | None = None
    person: int | None = None

    def __str__(self) -> str:
        return self.case or f"#{self.person}"


def subject_of(text: str) -> Subject:
    """A subject as str() writes it."""
    return Subject(person=int(text[1:])) if text.startswith("#") else Subject(case=text)


@dataclass(frozen=True)
class Cut:
    """Which part: at most `size` lines, those just before a place, or just after one, or the newest."""

    size: int
    before: Place | None = None
    after: Place | None = None


@dataclass(frozen=True)
class Look:
    """What was seen; `limited`: what is about cases out of scope, or about no case, was left out.

    `heads` are the chains that the conversation stands in, as long as they were just before this look.
    """

    subject: Subject
    why: Why
    case: Case | None
    limited: bool
    page: Page
    heads: tuple[Head, ...]

    def happened(self, document: str | None = None) -> Happened:
        """What must be carried out wherever this is shown; `document` is the sha256 of the file that was made of it."""
        subject, page = self.subject, self.page
        event = LogLooked(
            about_case=subject.case,
            about_person=subject.person,
            part=f"{page.first}-{page.last}/{page.total}",
            purpose=self.why.purpose.value,
            words=self.why.words,
            document=document,
        )
        return Happened(event, self.case, None if subject.person is None else chains.person_chain(subject.person))


def look(store: Store, by: Actor, subject: Subject, why: Why, cut: Cut) -> Look:
    """Read a part of a conversation.

    Raises Refused: administrators_only, purpose_missing, case_unknown or log_unknown (not there, or not in scope).
    """
    case, talk, limited = _about_case(store, by, subject.case, why) or _about_person(store, by, subject.person, why)
    page = conversation.page(store, talk, cut.size, cut.before, cut.after)
    known = subject if case is None else replace(subject, case=case.number)
    return Look(known, why, case, limited, page, tuple(conversation.heads(store, talk)))


def _about_case(store: Store, by: Actor, number: str | None, why: Why) -> tuple[Case, Talk, bool] | None:
    if number is None:
        return None
    case = cases.load(store, number)
    if case is None:
        raise Refused("case_unknown")
    require_look_at_case(case, by, why)
    return case, conversation.of_case(case.number), False


def _about_person(store: Store, by: Actor, person: int | None, why: Why) -> tuple[None, Talk, bool]:
    if person is None or people.known(store, person) is None:
        raise Refused("log_unknown")
    parts = conversation.cases_of(store, person)
    require_look_at_person(parts.values(), by, why)
    seen = [number for number, unit in parts.items() if oversees(unit, by)]
    limited = len(seen) < len(parts)
    return None, conversation.of_person(store, person, seen if limited else None), limited
