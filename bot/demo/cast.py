"""The people of the demo, every name and number of them plainly invented."""

from dataclasses import dataclass
from datetime import date

from mediation.actor import Role
from mediation.check_digits import organisation_check, person_check, uscc_check

UNIT = "230403"


@dataclass(frozen=True)
class Citizen:
    """Somebody who is party to a case: `number` is a well-formed identity number, of nobody."""

    key: str
    name: str
    number: str
    phone: str


@dataclass(frozen=True)
class Company(Citizen):
    """An organisation that is party to a case, with a code of nobody's: `acting` is its legal representative."""

    acting: Citizen


@dataclass(frozen=True)
class Official:
    """Somebody who works in the office."""

    key: str
    name: str
    role: Role
    unit: str


def _citizen(key: str, name: str, born: date, serial: int) -> Citizen:
    body = f"{UNIT}{born:%Y%m%d}{serial:03d}"
    return Citizen(key, name, body + person_check(body), f"139000000{serial:02d}")


ZHANG = _citizen("obligee", "张建军", date(1980, 5, 4), 17)
LI = _citizen("obligor", "李晓梅", date(1975, 11, 30), 26)
WU = _citizen("wu", "吴秀兰", date(1962, 8, 19), 48)
ZHOU = _citizen("zhou", "周文斌", date(1988, 1, 7), 35)
SUN = _citizen("sun", "孙桂芳", date(1958, 3, 12), 64)
MA = _citizen("ma", "马志远", date(1991, 9, 23), 51)
HE = _citizen("he", "何雨桐", date(1983, 6, 15), 82)
GAO = _citizen("gao", "高大勇", date(1979, 12, 2), 73)
TAO = _citizen("tao", "陶建平", date(1984, 7, 9), 93)


def _company(key: str, name: str, acting: Citizen) -> Company:
    code = f"91{UNIT}MA1DEMA9"
    body = code + organisation_check(code[8:])
    return Company(key, name, body + uscc_check(body), acting.phone, acting)


SHOP = _company("shop", "鹤岗市某演示装饰有限公司", _citizen("tang", "唐明辉", date(1977, 2, 14), 79))

ZHAO = Official("administrator", "赵雅琴", Role.ADMINISTRATOR, "city")
WANG = Official("mediator", "王建国", Role.MEDIATOR, UNIT)
LIU = Official("reviewer", "刘慧敏", Role.REVIEWER, UNIT)
CHEN = Official("approver", "陈志强", Role.APPROVER, "city")

PHONES = (LI.key, ZHANG.key, WANG.key, ZHAO.key)
"""Whose phones the demo shows, in this order."""
