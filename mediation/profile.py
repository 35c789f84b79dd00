"""The jurisdiction profile: what differs from city to city, as versioned data; it opens no file, text is given."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from mediation.commitment_letter import ConsentKind
from mediation.periods import Period, Unit
from mediation.profile_parts import (
    AcceptingUnit,
    Clocks,
    CommitmentText,
    ConsentTerms,
    Grade,
    Invitation,
    MonthlyReport,
    Office,
    PublicityTerm,
    QuietHours,
    ResponsibleUnit,
    Retention,
    StaffRole,
)
from mediation.publication_rules import PublicationRules, read_publication
from mediation.timers import Timers, read_timers
from mediation.toml_table import TomlTable, WrongKey

T = TypeVar("T")

ROLES = ("mediator", "reviewer", "approver", "administrator")
"""The roles that a profile may give to staff."""


class ProfileError(ValueError):
    """The profile's text cannot be used; the message is one sentence that names the TOML key."""


@dataclass(frozen=True)
class Profile:
    """A jurisdiction's profile; `version` stands with every decision made under it."""

    name: str
    version: str
    zone: ZoneInfo
    languages: tuple[str, ...]
    office: Office
    units: tuple[ResponsibleUnit, ...]
    roles: tuple[StaffRole, ...]
    quiet_hours: QuietHours
    timers: Timers
    invitation: Invitation
    consents: tuple[ConsentTerms, ...]
    commitment: CommitmentText
    terms: tuple[PublicityTerm, ...]
    publication: PublicationRules
    clocks: Clocks
    report: MonthlyReport
    retention: Retention

    def unit(self, code: str) -> ResponsibleUnit:
        """The unit with that code; KeyError if there is none."""
        return {unit.code: unit for unit in self.units}[code]

    def consent(self, kind: ConsentKind) -> ConsentTerms:
        """The terms of that consent."""
        return {terms.kind: terms for terms in self.consents}[kind]

    def term(self, grade: Grade) -> PublicityTerm:
        """How long a breach of that grade may be published."""
        return {term.grade: term for term in self.terms}[grade]


def read_profile(text: str) -> Profile:
    """The profile in a TOML document; raises ProfileError, one sentence that names the key."""
    try:
        return _profile(TomlTable(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as wrong:
        raise ProfileError(f"the profile is not TOML: {wrong}") from wrong
    except WrongKey as wrong:
        raise ProfileError(str(wrong)) from wrong


def _profile(top: TomlTable) -> Profile:
    return Profile(
        name=top.text("name"),
        version=top.text("version"),
        zone=top.chosen("time_zone", _zone, ["Asia/Shanghai and other IANA zones"]),
        languages=top.texts("languages"),
        office=_office(top.table("office")),
        units=_different("units", map(_unit, top.tables("units")), lambda unit: unit.code),
        roles=_different("roles", map(_role, top.tables("roles")), lambda role: role.key),
        quiet_hours=_quiet_hours(top.table("quiet_hours")),
        timers=read_timers(top.table("timers")),
        invitation=_invitation(top.table("invitation")),
        consents=_all("consents", map(_consent, top.tables("consents")), lambda terms: terms.kind, ConsentKind),
        commitment=CommitmentText(top.table("commitment").text("version"), top.table("commitment").source()),
        terms=_all("terms", map(_term, top.tables("terms")), lambda term: term.grade, Grade),
        publication=read_publication(top.table("publication")),
        clocks=_clocks(top.table("clocks")),
        report=_report(top.table("report")),
        retention=Retention(**{part.name: top.table("retention").span(part.name) for part in fields(Retention)}),
    )


def _zone(key: str) -> ZoneInfo:
    try:
        return ZoneInfo(key)
    except (LookupError, OSError):
        raise ValueError(key) from None


def _office(table: TomlTable) -> Office:
    accepting = table.table("accepting_unit")
    return Office(
        city=table.name("city"),
        justice_bureau=table.name("justice_bureau"),
        credit_office=table.name("credit_office"),
        sharing_platform=table.name("sharing_platform"),
        portal=table.name("portal"),
        city_portal=table.name("city_portal"),
        source=table.source(),
        accepting_unit=AcceptingUnit(accepting.name("name"), accepting.source()),
    )


def _unit(table: TomlTable) -> ResponsibleUnit:
    return ResponsibleUnit(table.text("code"), table.name("name"), table.flag("pilot"))


def _role(table: TomlTable) -> StaffRole:
    return StaffRole(ROLES[table.chosen("key", ROLES.index, ROLES)], table.name("name"))


def _quiet_hours(table: TomlTable) -> QuietHours:
    return QuietHours(table.clock("begin"), table.clock("end"), table.source())


def _invitation(table: TomlTable) -> Invitation:
    return Invitation(timedelta(hours=table.number("lifetime_hours")), table.number("tries"), table.source())


def _consent(table: TomlTable) -> ConsentTerms:
    kind = table.chosen("kind", ConsentKind, ConsentKind)
    return ConsentTerms(kind, table.text("template"), table.flag("required_for_bot"), table.source())


def _term(table: TomlTable) -> PublicityTerm:
    return PublicityTerm(
        grade=table.chosen("grade", Grade, Grade),
        published_by_default=table.flag("published_by_default"),
        minimum=_of_all_days(table, "minimum") if table.has("minimum") else None,
        maximum=_of_all_days(table, "maximum"),
        source=table.source(),
    )


def _of_all_days(table: TomlTable, key: str) -> Period:
    # a term that rest days lengthen would publish longer than its number says
    period = table.period(key)
    if period.unit is Unit.WORKING_DAYS:
        raise WrongKey(f"the {key} of one of the terms must count in days, weeks, months or years, not in working days")
    return period


def _clocks(table: TomlTable) -> Clocks:
    clocks = Clocks(**{part.name: table.span(part.name) for part in fields(Clocks)})
    given, least = clocks.statement.period, clocks.statement_minimum.period
    if given.unit is not least.unit or given.length < least.length:
        raise WrongKey("clocks.statement must not be shorter than clocks.statement_minimum, in the same unit")
    return clocks


def _report(table: TomlTable) -> MonthlyReport:
    return MonthlyReport(table.number("day_of_month"), table.source(), table.span("frozen_before"))


def _different(key: str, parts: Iterable[T], of: Callable[[T], object]) -> tuple[T, ...]:
    found = tuple(parts)
    if len({of(part) for part in found}) != len(found):
        raise WrongKey(f"{key} names the same thing twice")
    return found


def _all(key: str, parts: Iterable[T], of: Callable[[T], object], wanted: Iterable[object]) -> tuple[T, ...]:
    found = _different(key, parts, of)
    missing = [str(one) for one in wanted if one not in {of(part) for part in found}]
    if missing:
        raise WrongKey(f"{key} says nothing of {', '.join(missing)}")
    return found
