"""The sealed letter can be made again and hashed again by anybody who knows its described form."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from mediation.case import Attestation, Binding, BindingState, Case, Party
from mediation.commitment_letter import SECTIONS, Commitment, CommitmentState, Consent, ConsentKind, Receipt
from mediation.sealed_letter import letter_hash, sealed_letter
from tests.asking import AT, a_case
from tests.world import START

ACCOUNT = 5


def ready() -> tuple[Case, Party]:
    """The sample case with party "2" attested, every section read, every consent answered, one of them twice."""
    case = a_case()
    answers = [Consent(kind, True, kind.value[0] * 64, START) for kind in reversed(ConsentKind)]
    again = Consent(ConsentKind.SHARING_FILING, False, "9" * 64, START)
    receipts = tuple(Receipt(section, section.value[0] * 64, START) for section in reversed(SECTIONS))
    party = replace(
        case.party("2"),
        binding=Binding(BindingState.ATTESTED, 12, 0, 1, Attestation.PRESENT, START),
        consents=(*answers, again),
        commitment=Commitment(CommitmentState.NAMED, START, receipts),
    )
    return case.with_party(party), party


def test_the_seal_is_the_sha256_of_canonical_json_in_the_described_form() -> None:
    case, party = ready()
    sealed = sealed_letter(case, party, AT, ACCOUNT)
    said = json.loads(sealed)
    again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == sealed
    assert letter_hash(sealed) == sha256(again.encode("utf-8")).hexdigest()
    assert [one["section"] for one in said["sections"]] == [section.value for section in SECTIONS]
    assert [one["kind"] for one in said["consents"]] == [kind.value for kind in ConsentKind]
    assert {one["kind"]: one["given"] for one in said["consents"]}["sharing_filing"] is False
    assert said["confirmed_at"] == "2026-03-02T09:00:00+08:00"
    assert said["zone"] == "Asia/Shanghai"
    assert said["terms"] == 1
    assert said["text"] == "hegang-annex1-2022"
    assert said["signed"] == {
        "account": ACCOUNT,
        "attestation": "present",
        "attested_at": "2026-03-02T09:00:00+08:00",
        "attested_by": 1,
        "capacity": "self",
        "name": "李晓梅",
        "person": 12,
    }


def test_it_holds_no_identity_number_and_no_telephone() -> None:
    case, party = ready()
    sealed = sealed_letter(case, party, AT, ACCOUNT)
    assert party.identity.number not in sealed
    assert party.identity.last_six not in sealed
    assert party.phone is not None
    assert party.phone.number not in sealed


@pytest.mark.parametrize(
    "change",
    [
        {"name": "李晓眉"},
        {"consents": ()},
        {"commitment": Commitment(CommitmentState.NAMED, START, ())},
        {"binding": Binding(BindingState.ATTESTED, 12, 0, 1, Attestation.TELEPHONE, START)},
    ],
)
def test_whatever_changes_changes_the_hash(change: dict[str, Any]) -> None:
    case, party = ready()
    other = replace(party, **change)
    assert letter_hash(sealed_letter(case, other, AT, ACCOUNT)) != letter_hash(sealed_letter(case, party, AT, ACCOUNT))


def test_terms_moment_and_account_are_sealed_too() -> None:
    case, party = ready()
    assert case.agreement is not None
    newer = replace(case, agreement=replace(case.agreement, terms=2))
    later = replace(AT, now=AT.now.replace(minute=1))
    letters = {
        sealed_letter(case, party, AT, ACCOUNT),
        sealed_letter(newer, party, AT, ACCOUNT),
        sealed_letter(case, party, later, ACCOUNT),
        sealed_letter(case, party, AT, ACCOUNT + 1),
    }
    assert len(letters) == 4
