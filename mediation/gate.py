"""The legal gate: everything that must be so before a breach is published, as small checks that people see as a list.

The one source of truth: confirming a breach, proposing and approving ask these checks and have no conditions of the
matter besides. Publishing asks all of them in the transaction that publishes (domain 0, 2.4; 国办发〔2020〕49号).
"""

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from mediation import breach_periods, publishing
from mediation.actor import Actor, Moment
from mediation.breach import Breach
from mediation.case import Case, Party
from mediation.grading import grade, term
from mediation.performance import ObligationState
from mediation.periods import PeriodEnd
from mediation.profile_parts import Grade
from mediation.public_names import fit_for_public
from mediation.publication_parts import BasisKind
from mediation.staff import oversees


@dataclass(frozen=True)
class Look:
    """What the checks look at: the breach as it stands, the exact public text, who would publish, and what they saw."""

    case: Case
    breach: Breach
    at: Moment
    text: str = ""
    by: Actor | None = None
    seen: str | None = None

    @property
    def party(self) -> Party:
        """Whose breach it is."""
        return self.case.party(self.breach.party)

    def over(self, end: PeriodEnd | None) -> bool:
        """Whether a period's last day has passed, by the official calendar; nothing provisional ever counts."""
        return end is not None and not end.provisional and self.at.today > end.due


@dataclass(frozen=True)
class Check:
    """One condition; `name` is also the key of its words. Nothing else may imply it: each is there for itself."""

    name: str
    test: Callable[[Look], bool]


def commitment_given(look: Look) -> bool:
    """The party gave the commitment, in a form that the profile accepts."""
    return look.party.commitment.state in look.at.profile.publication.accepted_commitment


def basis_document(look: Look) -> bool:
    """A document in effect of an accepted kind is attached; an agreement alone is no ground (domain 0.1)."""
    basis = look.breach.basis
    if basis is None or basis.kind not in look.at.profile.publication.accepted_basis:
        return False
    named = basis.kind is not BasisKind.NAMED_BY_LAW or bool(basis.citation.strip())
    return named and bool(basis.scan) and basis.revoked_on is None


def consent_or_basis(look: Look) -> bool:
    """The profile lets this kind of subject be published: on a legal basis, or with their own consent (PIPL 25)."""
    return publishing.consent_or_basis(look.party, look.at.profile.publication)


def adult(look: Look) -> bool:
    """Nobody under 18, no business run by one, and nobody who has a guardian, is published (PIPL 28-31)."""
    return publishing.adult(look.party, look.at.today)


def dispute_publishable(look: Look) -> bool:
    """No family, status, children's or privacy dispute (domain 2.4)."""
    return look.case.dispute.publishable


def warning_proven(look: Look) -> bool:
    """It is proven that the person got the credit warning."""
    return look.breach.warning.proof is not None


def cure_over(look: Look) -> bool:
    """The cure period is over on official days."""
    return look.over(breach_periods.cure_ends(look.breach, look.at.profile, look.at.calendar, look.at.zone))


def notice_proven(look: Look) -> bool:
    """It is proven that the person got the prior notice (告知)."""
    return look.breach.proposal is not None and look.breach.proposal.notice.proof is not None


def hearing_over(look: Look) -> bool:
    """The statement period after the prior notice is over on official days."""
    return look.over(breach_periods.hearing_ends(look.breach, look.at.profile, look.at.calendar, look.at.zone))


def nothing_open(look: Look) -> bool:
    """No statement and no objection waits for a decision."""
    return look.breach.open_statement is None


def no_hardship(look: Look) -> bool:
    """The obligor has not asked for another way because of hardship."""
    key = look.breach.obligation
    return key is None or look.case.performance(key).hardship is None


def no_extension(look: Look) -> bool:
    """No new schedule is proposed for it, and none was agreed."""
    key = look.breach.obligation
    if key is None:
        return True
    replaced = look.case.proposal is not None and key in look.case.proposal.replaces
    return not replaced and any(one.key == key for one in look.case.obligations)


def not_performed(look: Look) -> bool:
    """It is not performed, and the obligee says so too; what an agency found untrue was not put right."""
    key = look.breach.obligation
    if key is None:
        return look.breach.corrected_at is None
    performance = look.case.performance(key)
    return performance.state is ObligationState.OPEN and performance.reported_at is not None


def graded(look: Look) -> bool:
    """Its class is one that is published at all; minor ones are not."""
    return look.at.profile.term(grade(look.case, look.breach, look.at)).published_by_default


def term_left(look: Look) -> bool:
    """The longest term, counted from the document's date, has not run out."""
    found = computed_term(look)
    return found is None or look.at.today <= found[1]


def text_masked(look: Look) -> bool:
    """The public text says no more of the person than the profile allows, and lays open nobody else of the case."""
    return bool(look.text) and fit_for_public(look.text, look.party, look.case.parties, look.at.profile.publication)


def text_seen(look: Look) -> bool:
    """Whoever approves saw this very checklist and this very public text."""
    return look.seen is not None and look.seen == gate_hash(look)


def other_hand(look: Look) -> bool:
    """Whoever approves is neither the proposer nor the case's mediator, and no side of the case."""
    proposal, by = look.breach.proposal, look.by
    before = {proposal.by if proposal else None, look.case.mediator}
    return by is None or not (by.person in before or look.case.parties_of(by.person))


def approver_role(look: Look) -> bool:
    """Whoever approves has a role that may."""
    return look.by is not None and look.by.role.value in look.at.profile.publication.approvers


def approver_unit(look: Look) -> bool:
    """Whoever approves works for the case's unit, or for the whole city."""
    return look.by is not None and oversees(look.case.unit, look.by)


MATTER = (
    Check("commitment_given", commitment_given),
    Check("basis_document", basis_document),
    Check("consent_or_basis", consent_or_basis),
    Check("adult", adult),
    Check("dispute_publishable", dispute_publishable),
    Check("warning_proven", warning_proven),
    Check("cure_over", cure_over),
    Check("notice_proven", notice_proven),
    Check("hearing_over", hearing_over),
    Check("nothing_open", nothing_open),
    Check("no_hardship", no_hardship),
    Check("no_extension", no_extension),
    Check("not_performed", not_performed),
    Check("graded", graded),
    Check("term_left", term_left),
    Check("text_masked", text_masked),
)
"""What is so of the matter, whoever asks."""
HANDS = (
    Check("text_seen", text_seen),
    Check("other_hand", other_hand),
    Check("approver_role", approver_role),
    Check("approver_unit", approver_unit),
)
"""What is so of whoever approves."""
CHECKS = (*MATTER, *HANDS)
BEFORE_CONFIRMING = frozenset(
    {"warning_proven", "cure_over", "nothing_open", "no_hardship", "no_extension", "not_performed"}
)
"""What must be so before a breach is confirmed."""
BEFORE_NOTICE = frozenset(one.name for one in MATTER) - {"notice_proven", "hearing_over"}
"""What must be so before publication is proposed, and the person gets the prior notice."""


@dataclass(frozen=True)
class Checked:
    """A check's name and how it came out."""

    name: str
    passed: bool


def checklist(look: Look, names: Collection[str] | None = None) -> tuple[Checked, ...]:
    """Every check, or those of these names, in order."""
    return tuple(Checked(one.name, one.test(look)) for one in CHECKS if names is None or one.name in names)


def failed(look: Look, names: Collection[str] | None = None) -> tuple[str, ...]:
    """The names of the checks that do not pass."""
    return tuple(one.name for one in checklist(look, names) if not one.passed)


def computed_grade(look: Look) -> Grade:
    """The class, computed."""
    return grade(look.case, look.breach, look.at)


def computed_term(look: Look) -> tuple[date | None, date] | None:
    """From when repair is possible and the last day of all; None without a document to count from."""
    return None if look.breach.basis is None else term(computed_grade(look), look.breach.basis.day, look.at)


def gate_hash(look: Look) -> str:
    """The sha256 that an approval binds: how each check of the matter came out, class, term, and the public text."""
    found = computed_term(look)
    said = {
        "checks": [[one.name, one.test(look)] for one in MATTER],
        "grade": computed_grade(look).value,
        "term": [str(day) for day in found] if found else None,
        "text": look.text,
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
