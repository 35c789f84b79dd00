"""The answers of a recording dialogue: how their keys are made, and what they already say; they are text, as typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.dialogue import Answers
from mediation.case import Capacity, Side, SubjectKind
from mediation.identifiers import Identity, Unreadable, read_person_identity, read_uscc
from mediation.parties import capacities

YES, NO = "yes", "no"
MOST = 20
"""So many parties, and so many obligations, one dialogue takes."""
CASE = "case"
"""The number of the case that is edited, or to which an agreement is added; absent for a new one."""
TERMS = "terms"
"""Which version of the terms is edited: answers to another one are of no use."""
SUMMARY = "summary"


class Field(StrEnum):
    """One thing that is asked: the last part of an answer's key."""

    MEDIATION = "mediation"
    DISPUTE = "dispute"
    AGREED = "agreed"
    FORM = "form"
    NUMBER = "number"
    EFFECTIVE = "effective"
    SIDE = "side"
    SUBJECT = "subject"
    NAME = "name"
    IDENTITY = "identity"
    CODE = "code"
    PHONE = "phone"
    CAPACITY = "capacity"
    ACTING_NAME = "acting_name"
    ACTING_IDENTITY = "acting_identity"
    AUTHORITY = "authority"
    OBLIGOR = "obligor"
    OBLIGEE = "obligee"
    WHAT = "what"
    AMOUNT = "amount"
    MANNER = "manner"
    WHEN = "when"


@dataclass(frozen=True)
class Block:
    """One party or one obligation among the answers; `number` counts from 1 and is the party's key in the case."""

    kind: str
    number: int

    def key(self, field: str) -> str:
        """The key of one answer: "party.1.name"."""
        return f"{self.kind}.{self.number}.{field}"

    def said(self, answers: Answers, field: str) -> str | None:
        """That answer, or None while it is open."""
        return answers.get(self.key(field))

    @property
    def more(self) -> str:
        """The key of the question whether another block follows."""
        return self.key("more")

    @property
    def gone(self) -> str:
        """The key that says that the block was taken out again."""
        return self.key("gone")

    @property
    def name(self) -> str:
        """Its name among all blocks: "party.1"."""
        return f"{self.kind}.{self.number}"


PARTY, OBLIGATION = "party", "obligation"
_LEAST = {PARTY: 2, OBLIGATION: 1}


def last_block(answers: Answers, kind: str) -> Block:
    """The last party or obligation there is, or will be: what was asked for with "more" counts."""
    number = _LEAST[kind]
    while number < MOST and answers.get(f"{kind}.{number}.more") == YES:
        number += 1
    return Block(kind, number)


def blocks(answers: Answers, kind: str) -> list[Block]:
    """All parties or obligations that were not taken out again."""
    numbers = range(1, last_block(answers, kind).number + 1)
    return [Block(kind, number) for number in numbers if answers.get(f"{kind}.{number}.gone") != YES]


def removable(answers: Answers, name: str) -> bool:
    """Whether a party or obligation of this name is there and more of them than there must be."""
    kind, _, number = name.partition(".")
    there = blocks(answers, kind) if kind in _LEAST else []
    return len(there) > _LEAST.get(kind, 0) and number in {str(one.number) for one in there}


def parties(answers: Answers) -> list[Block]:
    """All parties."""
    return blocks(answers, PARTY)


def side(answers: Answers, party: Block) -> Side | None:
    """A party's side: said, or of the first two the first applies and the second responds; None while it is open."""
    said = party.said(answers, Field.SIDE)
    if said is not None:
        return Side(said)
    return {1: Side.APPLICANT, 2: Side.RESPONDENT}.get(party.number)


def subject(answers: Answers, party: Block) -> SubjectKind:
    """What kind of party it is; a natural person until something else is said."""
    return SubjectKind(party.said(answers, Field.SUBJECT) or SubjectKind.PERSON)


def own_field(answers: Answers, party: Block) -> Field:
    """Under which field a party's own number stands: a person's identity, or an entity's code."""
    return Field.IDENTITY if subject(answers, party) is SubjectKind.PERSON else Field.CODE


def identity(answers: Answers, party: Block, field: Field, today: date) -> Identity | None:
    """A number that was said, or None while it is open."""
    said = party.said(answers, field)
    if not said:
        return None
    try:
        return read_uscc(said) if field is Field.CODE else read_person_identity(said, today)
    except Unreadable:
        return None


def offered_capacities(answers: Answers, party: Block, today: date) -> tuple[Capacity, ...]:
    """In what capacities somebody may act for the party as it is known so far."""
    field = own_field(answers, party)
    return capacities(subject(answers, party), identity(answers, party, field, today), today)


def capacity(answers: Answers, party: Block, today: date) -> Capacity | None:
    """In what capacity somebody acts for the party: said, or the only one there is; None while it is open."""
    offered = offered_capacities(answers, party, today)
    if len(offered) == 1:
        return offered[0]
    said = party.said(answers, Field.CAPACITY)
    return Capacity(said) if said in offered else None


def acting_number(answers: Answers, party: Block, today: date) -> Identity | None:
    """The number of who acts for the party, or None while it is open."""
    by_self = capacity(answers, party, today) is Capacity.SELF
    return identity(answers, party, Field.IDENTITY if by_self else Field.ACTING_IDENTITY, today)


def labels(answers: Answers) -> Mapping[str, str]:
    """The parties' names by their keys, told apart by their number where two have the same."""
    names = {str(party.number): party.said(answers, Field.NAME) or "" for party in parties(answers)}
    twice = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {key: f"{name}（{key}）" if name in twice else name or key for key, name in names.items()}
