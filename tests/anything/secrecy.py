"""Who may read what: nothing of a case reaches anybody but its attested parties and the staff in whose scope it is."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from mediation.case import BindingState, Case
from mediation.staff import StaffMember, may_see

_TAGS = re.compile(r"<[^>]*>")
_RUNS = re.compile(r"[0-9A-Za-z]+")


def marks(case: Case) -> frozenset[str]:
    """Words by which a letter is known to speak of this case."""
    owed = case.obligations
    amounts = {f"{one.amount // 100:,}.{one.amount % 100:02d}" for one in owed if one.amount is not None}
    names = {name for party in case.parties for name in (party.name, party.acting.name)}
    number = {case.agreement.number} if case.agreement and case.agreement.number else set()
    return frozenset({case.number, *amounts, *names, *number, *(one.what for one in owed)})


def numbers_of(case: Case) -> set[str]:
    """The identity numbers that stand in a case."""
    return {identity.number for party in case.parties for identity in (party.identity, party.acting.identity)}


def knowing(person: int, found: Iterable[Case], staff: Mapping[int, StaffMember]) -> set[str]:
    """The numbers of those of the cases of which this person may know."""
    member = staff.get(person)
    return {
        case.number
        for case in found
        if (member is not None and may_see(case, member.actor))
        or any(p.binding.state is BindingState.ATTESTED for p in case.parties_of(person))
    }


def plain(text: str, labels: Iterable[str] = ()) -> str:
    """What stands in a letter, with its buttons, as words."""
    return unescape(_TAGS.sub("", text)) + "\n" + "\n".join(labels)


@dataclass
class Secrets:
    """The numbers that must stand in no letter and rest nowhere, and what people said themselves.

    `forms` are numbers as people type them, mistyped ones too; `public` those of entities; `mediators` by case are
    names that staff know anyway. `spoken` is what may have been passed on, whoever said it; `own` by chat what its
    person typed.
    """

    numbers: set[str]
    forms: frozenset[str]
    public: frozenset[str]
    phones: frozenset[str]
    marks: dict[str, frozenset[str]]
    mediators: Mapping[str, str]
    spoken: str = ""
    own: dict[str, str] = field(default_factory=dict)

    def knows(self, case: Case) -> None:
        """A case was recorded or changed: its numbers are secrets from now on, and so is that it exists."""
        self.numbers |= numbers_of(case)
        self.marks.setdefault(case.number, frozenset({case.number}))

    def says(self, chat: str, words: str, aloud: bool) -> None:
        """Somebody typed this; `aloud`: it may be passed on to somebody else."""
        self.own[chat] = self.own.get(chat, "") + "\n" + words
        if aloud:
            self.spoken += "\n" + words

    def numbers_in(self, words: str) -> list[str]:
        """The identity numbers that stand somewhere, in whatever form."""
        return [number for number in self.numbers | self.forms if number in words]

    def digits_in(self, words: str) -> list[str]:
        """What stands in a letter of numbers: whole, or their last six, or a telephone number."""
        phones = [phone for phone in self.phones if phone in words and phone not in self.spoken]
        runs = set(_RUNS.findall(words)) - set(_RUNS.findall(self.spoken))
        return self.numbers_in(words) + phones + [number for number in self.numbers if number[-6:] in runs]

    def foreign_marks(self, chat: str, words: str, known: Collection[str], of_staff: bool) -> list[str]:
        """Words in a letter to this chat that tell of a case of which its person knows nothing."""
        mine = {mark for number in known for mark in self._marks(number, of_staff)}
        foreign = {mark for number in self.marks if number not in known for mark in self._marks(number, of_staff)}
        said = self.spoken + self.own.get(chat, "")
        return [mark for mark in foreign - mine if mark in words and mark not in said]

    def _marks(self, number: str, of_staff: bool) -> set[str]:
        named = {self.mediators[number]} if number in self.mediators and not of_staff else set()
        return {*self.marks.get(number, ()), *named}
