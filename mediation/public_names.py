"""How the public sees a party: a person's surname and 某, an entity's name, and never more of a number than allowed."""

import re
from collections.abc import Iterable

from mediation.case import Party, SubjectKind
from mediation.full_names import plain_name
from mediation.publication_rules import PublicationRules, Shown
from mediation.widths import half_width

SOMEBODY = "某"
_COMPOUND = re.compile(
    r"(?:"
    r"欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|"
    r"公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|"
    r"拓跋|夹谷|轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|公户|公玉|公仪|梁丘|公仲|公上|公门|公山|公坚|左丘|公伯|"
    r"西门|公祖|第五|公乘|贯丘|公皙|南荣|东里|东宫|仲长|子书|子桑|即墨|达奚|褚师|纳兰|完颜|耶律|叶赫|那拉|富察|瓜尔佳|"
    r"钮祜禄"
    r")(?=.)"
)
"""Surnames of two characters and more, where something follows them."""
_MASKS = "*•●·×○□■_"
_RUN = re.compile(rf"[0-9A-Z{re.escape(_MASKS)}]+")
_MASKED = re.compile(rf"[{re.escape(_MASKS)}]+|X{{2,}}")
"""What stands in a number for what is not shown; one X alone may be its last character."""


def masked_name(name: str) -> str:
    """A person's name as the public sees it: the surname, or what stands for one, and 某."""
    plain = plain_name(name)
    compound = _COMPOUND.match(plain)
    return (compound[0] if compound else plain[:1]) + SOMEBODY


def public_name(party: Party) -> str:
    """The party's name as the public sees it; of a business the name of whoever runs it is masked in its own name."""
    if party.subject is SubjectKind.PERSON:
        return masked_name(party.name)
    if party.subject is SubjectKind.INDIVIDUAL_BUSINESS:
        return party.name.replace(party.acting.name, masked_name(party.acting.name))
    return party.name


def public_number(party: Party, rules: PublicationRules) -> str:
    """What the public sees of the party's number, the rest as *; empty where nothing is shown."""
    shown, number = _shown(party, rules), party.identity.number
    if not shown.first and not shown.last:
        return ""
    end = number[len(number) - shown.last :]
    return number[: shown.first] + "*" * (len(number) - shown.first - shown.last) + end


def lays_open(text: str, party: Party, rules: PublicationRules) -> bool:
    """Whether a text says more of a party than the public may see: a number, or the full name of a person.

    However it is written: in full width, with spaces and marks between, or with a part of it masked.
    """
    if any(_letters(name) in _letters(_without_public_name(text, party)) for name in _hidden_names(party)):
        return True
    told, allowed = _characters(text), public_number(party, rules)
    numbers = ((party.identity.number, _shown(party, rules)), (party.acting.identity.number, rules.person_number))
    runs = _RUN.findall(told.replace(allowed, " ") if allowed else told)
    return any(_tells(run, number, shown) for run in runs for number, shown in numbers)


def fit_for_public(text: str, party: Party, parties: Iterable[Party], rules: PublicationRules) -> bool:
    """Whether a text about one party lays open neither it nor any other of the case."""
    of_others = text.replace(public_name(party), " ")
    others = (one for one in parties if one.key != party.key)
    return not lays_open(text, party, rules) and not any(lays_open(of_others, one, rules) for one in others)


def _hidden_names(party: Party) -> set[str]:
    return {party.acting.name} | ({party.name} if party.subject is SubjectKind.PERSON else set())


def _without_public_name(text: str, party: Party) -> str:
    """The text without an entity's own name, in which whoever runs it may be named."""
    return text.replace(party.name, " ") if party.subject is SubjectKind.ENTITY else text


def _letters(text: str) -> str:
    """The letters and digits alone, however they are written."""
    return "".join(filter(str.isalnum, plain_name(text).casefold()))


def _characters(text: str) -> str:
    """The letters and digits, and what stands for a masked one, half width and in capitals."""
    return "".join(c for c in half_width(text).upper() if c.isalnum() or c in _MASKS)


def _tells(run: str, number: str, shown: Shown) -> bool:
    """Whether a run of characters tells a number: eight of it in a row, its last six, or more than is shown of it
    around what is masked."""
    parts = _MASKED.split(run)
    told = {number[at : at + 8] for at in range(len(number) - 7)} | {number[-6:]}
    if any(one in part for one in told for part in parts):
        return True
    head, tail = parts[0], parts[-1]
    agrees = len(parts) > 1 and number.startswith(head) and number.endswith(tail)
    return agrees and (len(head) > shown.first or len(tail) > shown.last)


def _shown(party: Party, rules: PublicationRules) -> Shown:
    return rules.entity_number if party.subject is SubjectKind.ENTITY else rules.person_number
