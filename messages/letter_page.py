"""The signed copy as one self-contained HTML page, in Chinese, with what it takes to check its hash.

A person's identity number is not in it, not even in part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from mediation.actor import Moment
from mediation.case import Case, Party
from mediation.commitment_letter import ConsentKind
from mediation.identifiers import IdentityKind
from mediation.publishing import publishable, wanted_consents
from mediation.sealed_letter import letter_hash
from messages import formats
from messages.words import Words

FILE_NAME = "信用承诺书-{}.html"
"""What the kept file is called, by case and party."""

_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_PAGE = _ENVIRONMENT.from_string(files("messages").joinpath("pages/letter_page.j2").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class PageSection:
    """One section that was read: its exact text in Chinese and as read (the same, or the English), hash and moment."""

    chinese: str
    read: str
    hash: str
    read_at: datetime


def letter_page(
    words: Words, case: Case, party: Party, sections: Sequence[PageSection], sealed: str, at: Moment
) -> str:
    """The page for a party who confirms `sealed` at that moment."""
    names, binding = words.names("zh"), party.binding
    wanted = wanted_consents(case, party, at.today)
    return _PAGE.render(
        case=case,
        party=party,
        sealed=sealed,
        hash=letter_hash(sealed),
        code=party.identity.number if party.identity.kind is IdentityKind.USCC else None,
        capacity=formats.named(party.acting.capacity, names),
        consents=[(formats.named(kind, names), party.consents_to(kind) is True) for kind in wanted],
        refused=any(party.consents_to(kind) is False for kind in wanted if kind is not ConsentKind.BREACH_PUBLICATION),
        publishable=publishable(case, party, at.today),
        day=formats.full_day(at.today, "zh"),
        confirmed=formats.moment(at.now, at.zone, "zh"),
        attestation=formats.named(binding.attestation, names) if binding.attestation else "",
        attested=formats.moment(binding.attested_at, at.zone, "zh") if binding.attested_at else "",
        sections=[_shown(one, at) for one in sections],
    )


def _shown(one: PageSection, at: Moment) -> dict[str, object]:
    # these are the letters' own words, escaped when they were rendered
    return {
        "chinese": Markup(one.chinese),  # noqa: S704
        "read": Markup(one.read),  # noqa: S704
        "hash": one.hash,
        "moment": formats.moment(one.read_at, at.zone, "zh"),
    }
