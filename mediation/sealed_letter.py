"""The sealed letter: everything that a confirmed commitment consists of, as one text that anybody can hash again."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from mediation.actor import Moment
from mediation.case import Case, Party
from mediation.commitment_letter import SECTIONS, Commitment, ConsentKind


def letter_hash(sealed: str) -> str:
    """The sha256, in small hexadecimal, of a sealed letter's UTF-8 bytes: `sha256sum letter.json` gives the same.

    The sealed letter is canonical JSON: keys sorted, no space between tokens, characters as themselves and not
    escaped, no line end after it. `sections` holds, in reading order, the sha256 of each section's exact words (HTML,
    UTF-8) and when it was read; `consents` the newest answer to each consent, in the order of ConsentKind, with the
    sha256 of the words it answers; `signed` who confirmed, with which account, and who attested them how. Moments are
    ISO 8601 with their offset in `zone`, to the second.
    """
    return sha256(sealed.encode()).hexdigest()


def sealed_letter(case: Case, party: Party, at: Moment, account: int) -> str:
    """What this party confirms at this moment, through that account (an address's row id); see letter_hash."""
    zone, binding = at.zone, party.binding
    said = {
        "agreement": case.agreement.number if case.agreement else None,
        "case": case.number,
        "confirmed_at": _moment(at.now, zone),
        "consents": _consents(party, zone),
        "party": {"key": party.key, "name": party.name, "subject": party.subject.value},
        "profile": at.profile.version,
        "sections": _sections(party.commitment, zone),
        "signed": {
            "account": account,
            "attestation": binding.attestation.value if binding.attestation else None,
            "attested_at": _moment(binding.attested_at, zone) if binding.attested_at else None,
            "attested_by": binding.attested_by,
            "capacity": party.acting.capacity.value,
            "name": party.acting.name,
            "person": binding.person,
        },
        "terms": case.agreement.terms if case.agreement else None,
        "text": at.profile.commitment.version,
        "zone": zone.key,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sections(commitment: Commitment, zone: ZoneInfo) -> list[dict[str, Any]]:
    receipts = [receipt for section in SECTIONS if (receipt := commitment.receipt(section)) is not None]
    return [{"read_at": _moment(one.at, zone), "section": one.section.value, "text": one.text} for one in receipts]


def _consents(party: Party, zone: ZoneInfo) -> list[dict[str, Any]]:
    newest = {consent.kind: consent for consent in party.consents}
    return [
        {"at": _moment(one.at, zone), "given": one.given, "kind": one.kind.value, "text": one.text}
        for kind in ConsentKind
        if (one := newest.get(kind)) is not None
    ]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")
