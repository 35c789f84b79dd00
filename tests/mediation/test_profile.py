"""Hegang's profile is complete and sourced, and a profile that is not says in one sentence which key is wrong."""

import re
import tomllib
from datetime import time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mediation.actor import STAFF_ROLES
from mediation.commitment_letter import ConsentKind
from mediation.periods import Period, Unit
from mediation.profile import ROLES, ProfileError, read_profile
from mediation.profile_parts import Grade, Name, QuietHours, Source, Sureness

TEXT = (files("mediation") / "profiles" / "hegang.toml").read_text(encoding="utf-8")
HEGANG = read_profile(TEXT)


def test_the_timer_table() -> None:
    timers = HEGANG.timers
    assert timers.send_at == time(9)
    assert timers.performance.days_before == (7, 3, 1, 0)
    assert timers.performance.obligee_asked_days_after == 1
    assert timers.confirmation.window.period == Period(30, Unit.DAYS)
    assert timers.confirmation.nudge_days == (3, 15, 23, 27, 29)
    assert timers.enforcement.limit.period == Period(2, Unit.YEARS)
    assert (timers.enforcement.months_before, timers.enforcement.days_before) == ((6, 3, 1), (7,))
    assert (timers.reading.reminder_days, timers.reading.expires_on_day) == ((1, 3, 5), 7)
    assert timers.unanswered.period == Period(1, Unit.WORKING_DAYS)
    assert (HEGANG.invitation.lifetime, HEGANG.invitation.tries) == (timedelta(hours=72), 3)


def test_the_office_and_its_units() -> None:
    assert HEGANG.zone == ZoneInfo("Asia/Shanghai")
    assert HEGANG.languages == ("zh", "en")
    assert HEGANG.office.sharing_platform.zh == "鹤岗市信用信息共享平台"
    assert HEGANG.office.portal.zh == "信用中国（黑龙江鹤岗）"
    assert len(HEGANG.units) == 8
    assert [unit.name.zh for unit in HEGANG.units if unit.pilot] == ["工农区司法局"]
    assert HEGANG.unit("230421").name == Name("萝北县司法局", "Luobei County Justice Bureau")


def test_the_roles_are_the_staffs() -> None:
    assert set(ROLES) == {role.value for role in STAFF_ROLES}
    assert {role.key for role in HEGANG.roles} == set(ROLES)


def test_only_two_consents_are_needed_for_the_bot() -> None:
    required = {terms.kind for terms in HEGANG.consents if terms.required_for_bot}
    assert required == {ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING}
    assert HEGANG.consent(ConsentKind.PROCESSING).template == "consent_processing"
    assert len({terms.template for terms in HEGANG.consents}) == len(ConsentKind)


def test_terms_of_publicity() -> None:
    minor, general, serious = (HEGANG.term(grade) for grade in Grade)
    assert (minor.minimum, minor.maximum, minor.published_by_default) == (None, Period(3, Unit.MONTHS), False)
    assert (general.minimum, general.maximum) == (Period(3, Unit.MONTHS), Period(1, Unit.YEARS))
    assert (serious.minimum, serious.maximum) == (Period(1, Unit.YEARS), Period(3, Unit.YEARS))


def test_clocks() -> None:
    clocks = HEGANG.clocks
    assert clocks.cure.period == Period(10, Unit.WORKING_DAYS)
    assert clocks.statement.period == Period(15, Unit.WORKING_DAYS)
    assert HEGANG.report.day_of_month == 18
    assert HEGANG.retention.written_cases.period == Period(30, Unit.YEARS)


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [
        (time(20, 59, 59), False),
        (time(21), True),
        (time(23, 59), True),
        (time(0), True),
        (time(7, 59), True),
        (time(8), False),
        (time(12), False),
    ],
)
def test_quiet_hours(clock: time, quiet: bool) -> None:
    assert HEGANG.quiet_hours.cover(clock) is quiet


def test_quiet_hours_within_a_day() -> None:
    siesta = QuietHours(time(12), time(14), Source("a custom", Sureness.D))
    assert [siesta.cover(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]


def test_a_name_is_spoken_in_the_language() -> None:
    name = Name("鹤岗市", "Hegang")
    assert (name.spoken("zh"), name.spoken("en"), name.spoken("ru")) == ("鹤岗市", "Hegang", "鹤岗市")


def numbers_without_source(table: dict[str, Any], path: str = "") -> list[str]:
    bare = [key for key, value in table.items() if isinstance(value, (int, list, time)) and not _of_tables(value)]
    named = [path] if any(not isinstance(table[key], bool) for key in bare) and "source" not in table else []
    inner = [(f"{path}.{key}", value) for key, value in table.items() if isinstance(value, dict)]
    inner += [(f"{path}.{key}", one) for key, value in table.items() if _of_tables(value) for one in value]
    # A term's minimum and maximum stand beside the term's own source.
    inner = [(where, value | {"source": table["source"]} if "source" in table else value) for where, value in inner]
    return named + [found for where, value in inner for found in numbers_without_source(value, where)]


def _of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def test_every_number_stands_beside_its_source() -> None:
    document = tomllib.loads(TEXT)
    del document["languages"]
    assert numbers_without_source(document) == []


def without(line: str) -> str:
    assert TEXT.count(line) >= 1
    return TEXT.replace(line, "", 1)


def instead(line: str, other: str) -> str:
    assert TEXT.count(line) >= 1
    return TEXT.replace(line, other, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "name is missing: it must be a text"),
        ("name = ", "the profile is not TOML: "),
        (without('version = "hegang-2026.3"\n'), "version is missing: it must be a text"),
        (instead('"Asia/Shanghai"', '"Asia/Hegang"'), "time_zone must be one of Asia/Shanghai and other IANA zones"),
        (instead('["zh", "en"]', '["zh", "zh"]'), "languages must be a list of different texts"),
        (instead(', en = "Credit Hegang"', ""), "office.city_portal.en is missing: it must be a text"),
        (instead('code = "230403"', 'code = "230402"'), "units names the same thing twice"),
        (instead("pilot = true", 'pilot = "yes"'), "units[1].pilot must be true or false"),
        (instead('key = "reviewer"', 'key = "judge"'), f"roles[1].key must be one of {', '.join(ROLES)}"),
        (instead("begin = 21:00:00", "begin = 21"), "quiet_hours.begin must be a clock time such as 09:00:00"),
        (
            instead("days_before = [7, 3, 1, 0]", "days_before = [7, 7]"),
            "timers.performance.days_before must be a list of different whole numbers from 0 up",
        ),
        (instead("tries = 3", "tries = 0"), "invitation.tries must be a whole number from 1 up"),
        (instead("tries = 3", "tries = true"), "invitation.tries must be a whole number from 1 up"),
        (
            instead('kind = "processing"', 'kind = "selling"'),
            f"consents[1].kind must be one of {', '.join(ConsentKind)}",
        ),
        (instead('grade = "minor"', 'grade = "general"'), "terms names the same thing twice"),
        (
            without('source = "no statute names one; project decision"\n'),
            "clocks.cure.source is missing: it must be a text",
        ),
        (
            instead('unit = "working_days"\nsource = "no statute', 'unit = "fortnights"\nsource = "no statute'),
            "clocks.cure.unit must be one of days, working_days, weeks, months, years",
        ),
        (
            instead("length = 15", "length = 4"),
            "clocks.statement must not be shorter than clocks.statement_minimum, in the same unit",
        ),
        (
            instead('unit = "working_days"\nsource = "no national number; after', 'unit = "weeks"\nsource = "after'),
            "clocks.statement must not be shorter than clocks.statement_minimum, in the same unit",
        ),
        (
            instead('maximum = { length = 3, unit = "months" }', 'maximum = { length = 60, unit = "working_days" }'),
            "the maximum of one of the terms must count in days, weeks, months or years, not in working days",
        ),
        (
            instead("first = 4\nlast = 4", "first = 6\nlast = 4"),
            "publication may show at most 8 characters of a number, as first and last together",
        ),
        (without("[clocks.revocation]"), "the profile is not TOML: "),
        (
            re.sub(r"\[clocks\.revocation\].*?\n\n", "", TEXT, flags=re.DOTALL),
            "clocks.revocation is missing: it must be a table",
        ),
        (
            re.sub(r'\[\[consents\]\]\nkind = "sharing_filing".*?\n\n', "", TEXT, flags=re.DOTALL),
            "consents says nothing of sharing_filing",
        ),
        (instead("[office.accepting_unit]", "[[office.accepting_unit]]"), "office.accepting_unit must be a table"),
        (instead("[quiet_hours]", "[[quiet_hours]]"), "quiet_hours must be a table"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ProfileError) as refused:
        read_profile(text)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
