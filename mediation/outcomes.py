"""How far a breach may go at most, by law: read off the gate's own checks, the consents, and what the court does.

It says nothing of whether it is time: where publication is possible, the gate's other checks say what is missing yet.
"""

from enum import StrEnum

from mediation import gate, publishing
from mediation.case import LegalStatus
from mediation.enforcing import RULED, listable


class Outcome(StrEnum):
    """What may follow from a breach; none of it by itself, and the last two only by the court (domain 0.8)."""

    RECORD = "record"  # 内部信用档案
    FILING = "filing"  # 归集到信用信息共享平台, not public
    PUBLICATION = "publication"  # 公示
    ENFORCEMENT = "enforcement"  # 强制执行
    LISTING = "listing"  # 失信被执行人名单


WHETHER_AT_ALL = ("dispute_publishable", "adult", "consent_or_basis", "commitment_given", "basis_document")
"""The gate's checks of who and what it is, what nobody can change first; the others ask what was done so far."""


def barriers(look: gate.Look) -> tuple[str, ...]:
    """The names of the checks for which publication is not even possible now, what nobody can change first."""
    failed = gate.failed(look, WHETHER_AT_ALL)
    return tuple(name for name in WHETHER_AT_ALL if name in failed)


def outcomes(look: gate.Look) -> frozenset[Outcome]:
    """What may follow at most from this breach of this party, as the case stands."""
    case, party, status = look.case, look.party, look.case.legal_status(look.at.today)
    enforceable = status in RULED and look.breach.obligation is not None
    enforced = enforceable and status is LegalStatus.IN_ENFORCEMENT
    possible = {
        Outcome.RECORD: True,
        Outcome.FILING: publishing.may_be_filed(party),
        Outcome.PUBLICATION: not barriers(look),
        Outcome.ENFORCEMENT: enforceable,
        Outcome.LISTING: enforced and party.key in listable(case, look.at.today),
    }
    return frozenset(one for one, so in possible.items() if so)
