"""/mycredit: a person's own credit file, of each subject they act for, and who on the staff looked into it and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.credit import PAGE, entries_on, looked
from handlers.effects import Effects, Reply, Write
from handlers.next_step import next_step
from handlers.own_cases import may_be_shown
from handlers.turn import Turn
from handlers.which import own_parts
from mediation.actor import STAFF_ROLES, Role
from mediation.case import Case, CaseState, Party
from mediation.credit_file import Part, credit_file
from mediation.credit_looking import own_parts_of, parts_of
from mediation.decision import Refused
from mediation.events.office import CreditFileLooked
from mediation.looking import Purpose, Why
from mediation.moments import local_date
from storage import cases, documents, journal
from storage.store import Store

COPY = "credit_copy"
"""The page that a copy of one's own file is."""
OWN = Why(Purpose.DATA_SUBJECT)
"""What for somebody looks into their own file (PIPL 45)."""


@dataclass(frozen=True)
class Glance:
    """That somebody on the staff looked into the file: in what role, on which local date, for what purpose."""

    day: date
    role: Role
    purpose: Purpose
    words: str


def my_credit(turn: Turn) -> Effects:
    """/mycredit, or a button with case, party and page: the file of that subject, of the only one, or a choice.

    Raises Refused: no_part, not_attested.
    """
    found = _meant(turn)
    if not isinstance(found, tuple):
        return found
    (case, party), acting = found
    everywhere = _everywhere(turn, party)
    parts = own_parts_of(acting, everywhere)
    shown = entries_on(credit_file(parts, turn.moment.today, turn.office.profile), _number(turn))
    asked = next(((one.number, key) for one, key in acting if one.state is CaseState.OPEN), None)
    about = {
        **shown,
        "subject": party,
        "number": case.number,
        "whole": len(parts) == len(everywhere),
        "asked": asked,
        "looks": len(_looks(turn, parts)),
    }
    # of no case: it tells of several, and who may read the log of one need not see the others
    return (looked(case, party, OWN, shown["page"]), Reply("my_credit", about))


def my_credit_looks(turn: Turn) -> Effects:
    """A button with case, party and page: who on the staff looked into the file, when and why, the newest first."""
    found = _meant(turn)
    if not isinstance(found, tuple):
        return found
    (case, party), acting = found
    looks = _looks(turn, own_parts_of(acting, _everywhere(turn, party)))
    pages = max(1, -(-len(looks) // PAGE))
    page = min(_number(turn), pages)
    shown: dict[str, Any] = {"looks": looks[(page - 1) * PAGE : page * PAGE], "page": page, "pages": pages}
    return (Reply("my_credit_looks", {**shown, "subject": party, "number": case.number}),)


def my_credit_meant(turn: Turn) -> Effects:
    """A button with case and party: what the records mean, how long they are kept, and what can be asked for."""
    found = _meant(turn)
    if not isinstance(found, tuple):
        return found
    (case, party), _ = found
    about = {"subject": party, "number": case.number, "retention": turn.office.profile.retention}
    return (Reply("my_credit_meant", about),)


def my_credit_copy(turn: Turn) -> Effects:
    """A button with case and party: everything that they see as a page of HTML to keep and print (PIPL 45)."""
    found = _meant(turn)
    if not isinstance(found, tuple):
        return found
    (case, party), acting = found
    everywhere = _everywhere(turn, party)
    parts = own_parts_of(acting, everywhere)
    file = credit_file(parts, turn.moment.today, turn.office.profile)
    shown = {"counts": file.counts, "entries": file.entries, "subject": party, "whole": len(parts) == len(everywhere)}
    content = turn.office.words.page(COPY, turn.person.language, shown, turn.now).encode()
    name = f"xintiao-credit-{turn.now:%Y%m%dT%H%MZ}.html"
    made = documents.hash_of(content)
    about = {"subject": party, "number": case.number, "total": len(file.entries), "hash": made}

    def keep(store: Store) -> Effects:
        documents.keep(store, name, "text/html", content, turn.now)
        return (Reply("my_credit_copy", about, document=made),)

    return (looked(case, party, OWN, 1, made), Write(keep))


def _meant(turn: Turn) -> tuple[tuple[Case, Party], list[Part]] | Effects:
    """The subject meant, in their newest case, with all parts in which the asking person acts for them."""
    own = own_parts(turn)
    if not own:
        raise Refused("not_attested" if cases.of_person(turn.store, turn.person.id) else "no_part")
    asked = next((one for one in own if not may_be_shown(turn, *one)), None)
    if asked is not None:
        return list(next_step(turn, asked[0], asked[1].key))
    subjects = _subjects(turn, own)
    if not subjects:
        raise Refused("no_part")
    if len(subjects) > 1:
        return [Reply("my_credit_which", {"subjects": [one[0] for one in subjects]})]
    return subjects[0][0], [(case, party.key) for case, party in subjects[0]]


def _subjects(turn: Turn, own: list[tuple[Case, Party]]) -> list[list[tuple[Case, Party]]]:
    """The asking person's parts, those of one subject together; only those of the subject that a button names."""
    found: dict[str, list[tuple[Case, Party]]] = {}
    for case, party in own:
        found.setdefault(party.identity.number, []).append((case, party))
    if not turn.args:
        return list(found.values())
    named = tuple(turn.args[:2])
    return [parts for parts in found.values() if named in [(case.number, party.key) for case, party in parts]]


def _everywhere(turn: Turn, party: Party) -> tuple[Part, ...]:
    return parts_of(party.identity, cases.of_subject(turn.store, party.identity.number))


def _number(turn: Turn) -> int:
    return max(int(turn.args[2]), 1) if len(turn.args) > 2 else 1


def _looks(turn: Turn, parts: tuple[Part, ...]) -> list[Glance]:
    """Every look of the staff, the newest first; the pages that one of them turned in a day are one look."""
    zone = turn.office.profile.zone
    found = [
        (entry.at, entry.actor, entry.role, entry.body)
        for case, key in parts
        for entry in journal.of_event(turn.store, case.number, CreditFileLooked.name())
        if entry.body["party"] == key and entry.role in STAFF_ROLES
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    looks = [
        (who, Glance(local_date(at, zone), Role(role), Purpose(body["purpose"]), body.get("words", "")))
        for at, who, role, body in found
    ]
    return [glance for _, glance in dict.fromkeys(looks)]
