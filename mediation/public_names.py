"""How the public sees a party: a person's surname and 某, an entity's name, and never more of a number than allowed."""

import re

from mediation.case import Party, SubjectKind
from mediation.full_names import plain_name
from mediation.publication_rules import PublicationRules, Shown

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
_RUN = re.compile(r"[0-9A-Za-zＡ-Ｚａ-ｚ０-９]+")


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
    """Whether a text says more of a party than the public may see: a number, or a person's full name."""
    hidden = [party.acting.name] if party.subject is SubjectKind.INDIVIDUAL_BUSINESS else []
    hidden += [party.name] if party.subject is SubjectKind.PERSON else []
    if any(plain_name(name) in plain_name(text) for name in hidden):
        return True
    told = text.replace(public_number(party, rules), "") if public_number(party, rules) else text
    numbers = {party.identity.number, party.acting.identity.number}
    return any(_tells(run, number) for run in _RUN.findall(told) for number in numbers)


def _tells(run: str, number: str) -> bool:
    """Whether a run of characters holds a part of the number that names it: eight of it in a row, or its last six."""
    said = run.upper()
    parts = {number[at : at + 8] for at in range(len(number) - 7)} | {number[-6:]}
    return any(part in said for part in parts)


def _shown(party: Party, rules: PublicationRules) -> Shown:
    return rules.entity_number if party.subject is SubjectKind.ENTITY else rules.person_number
