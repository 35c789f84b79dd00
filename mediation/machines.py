"""The small state machines as data: what can change where an agreement, letter or breach stands; no rule asks this.

The README draws them, and a test runs every rule in every state and holds table and rules to each other.
"""

from collections.abc import Iterable
from datetime import date

from mediation.breach import Breach, BreachState, Statement
from mediation.case import Case, CaseState, LegalStatus
from mediation.judicial import all_wish
from mediation.publication_parts import RepairApplication

START = "[*]"
"""Where everything begins, as Mermaid writes it."""
DAY_COMES = "the_day_comes"
"""No event: the agreement's day of effect has come (People's Mediation Law 29, 30)."""

Transition = tuple[str, str, str]
"""From a state, by an event's name, to another state; what leaves the state as it is stands in no machine."""


def _from(states: str, event: str, to: str) -> set[Transition]:
    return {(state, event, to) for state in states.split()}


_LETTERS = "reading named confirmed on_paper declined expired"
_UNPUBLISHED = "warned curing confirmed proposed hearing"

MACHINES: dict[str, frozenset[Transition]] = {
    "agreement": frozenset(
        _from(START, "case_opened", "none")
        | _from("none", "agreement_recorded", "recorded")
        | _from("none", "agreement_recorded", "in_effect")
        | _from("recorded", DAY_COMES, "in_effect")
        | _from("recorded", "case_edited", "in_effect")
        | _from("in_effect", "terms_changed", "recorded")
        | _from("none recorded in_effect", "case_cancelled", "cancelled")
        | _from("none recorded", "mediation_failed", "failed")
        | _from("in_effect", "case_closed", "closed")
    ),
    "binding": frozenset(
        _from(START, "case_opened", "unbound")
        | _from("unbound", "invitation_opened", "opened")
        | _from("opened", "party_invited", "unbound")
        | _from("opened", "party_bound", "provisional")
        | _from("opened", "binding_locked", "locked")
        | _from("locked", "binding_unlocked", "opened")
        | _from("provisional", "party_attested", "attested")
        | _from("opened locked provisional attested", "party_unbound", "unbound")
    ),
    "commitment": frozenset(
        _from(START, "case_opened", "not_offered")
        | _from("not_offered declined expired", "commitment_offered", "reading")
        | _from("reading", "name_typed", "named")
        | _from("named", "section_read", "reading")
        | _from("named", "commitment_confirmed", "confirmed")
        | _from("reading named", "commitment_declined", "declined")
        | _from("reading named", "commitment_expired", "expired")
        | _from("not_offered reading named declined expired", "commitment_on_paper", "on_paper")
        | _from("named confirmed on_paper", "reading_reopened", "reading")
        | _from("reading named confirmed on_paper", "reading_reopened", "not_offered")
        | _from("reading named confirmed declined expired", "party_unbound", "not_offered")
        | _from(_LETTERS, "case_edited", "not_offered")
        | _from(_LETTERS, "terms_changed", "not_offered")
    ),
    "obligation": frozenset(
        _from(START, "agreement_recorded", "open")
        | _from("open", "performance_claimed", "claimed")
        | _from("open claimed contradicted", "receipt_confirmed", "settling")
        | _from("open claimed contradicted", "waiver_said", "settling")
        | _from("settling", "receipt_undone", "open")
        | _from("settling", "receipt_undone", "claimed")
        | _from("settling", "receipt_undone", "contradicted")
        | _from("claimed", "performance_contradicted", "contradicted")
        | _from("contradicted", "contradiction_decided", "open")
        | _from("contradicted", "contradiction_decided", "performed")
        | _from("settling", "part_performed", "open")
        | _from("settling", "obligation_performed", "performed")
        | _from("settling", "obligation_waived", "waived")
        | _from("open", "terms_changed", "performed")
    ),
    "judicial": frozenset(
        _from(START, "case_opened", "none")
        | _from("none", "confirmation_wished", "wished")
        | _from("wished", "confirmation_wished", "none")
        | _from("none wished", "confirmation_applied", "applied")
        | _from("wished applied", "confirmation_dropped", "none")
        | _from("none wished applied", "ruling_recorded", "ruled")
        | _from("ruled ended", "enforcement_applied", "in_enforcement")
        | _from("in_enforcement", "enforcement_ended", "ended")
        | _from("ruled", "ruling_struck", "none")
        | _from("ruled", "ruling_struck", "wished")
        | _from("ruled", "ruling_struck", "applied")
        | _from("in_enforcement", "enforcement_struck", "ruled")
        | _from("in_enforcement", "enforcement_struck", "ended")
        | _from("ended", "enforcement_struck", "in_enforcement")
    ),
    "listing": frozenset(
        _from(START + " delisted", "court_listed", "listed")
        | _from("listed", "court_delisted", "delisted")
        | _from("listed", "listing_struck", START)
        | _from("listed", "listing_struck", "delisted")
        | _from("delisted", "listing_struck", "listed")
    ),
    "breach": frozenset(
        _from(START, "credit_warning_given", "warned")
        | _from("warned", "service_proven", "curing")
        | _from("curing", "breach_confirmed", "confirmed")
        | _from("confirmed", "publication_proposed", "proposed")
        | _from("proposed", "service_proven", "hearing")
        | _from("proposed hearing", "proposal_dropped", "confirmed")
        | _from("hearing", "published", "published")
        | _from("published", "publication_withdrawn", "withdrawing")
        | _from("withdrawing", "retraction_confirmed", "withdrawn")
        | _from("published", "publication_expired", "expired")
        | _from("warned curing", "breach_cured", "cured")
        | _from("confirmed proposed hearing", "breach_settled", "settled")
        | _from(_UNPUBLISHED, "breach_lifted", "lifted")
        | _from(f"{_UNPUBLISHED} withdrawn expired cured settled", "statement_decided", "lifted")
    ),
    "statement": frozenset(
        _from(START, "statement_made", "waiting")
        | _from("waiting", "statement_decided", "upheld")
        | _from("waiting", "statement_decided", "rejected")
        | _from("waiting", "breach_lifted", "overtaken")
    ),
    "repair": frozenset(
        _from(START, "repair_applied", "waiting")
        | _from("waiting", "repair_decided", "granted")
        | _from("waiting", "repair_decided", "refused")
        | _from("waiting", "publication_withdrawn", "overtaken")
        | _from("waiting", "publication_expired", "overtaken")
    ),
}
"""One agreement and one judicial route a case; one binding and one letter a party; each obligation by itself.

So are each breach, each statement or objection to it, and each application for repair. The court alone lists and
delists: its machine draws what its documents say.
"""


def agreement_state(case: Case, today: date) -> str:
    """Where the agreement stands on a local date; a binding's and a letter's state stand in the case themselves."""
    if case.state is not CaseState.OPEN:
        return case.state.value
    if case.agreement is None:
        return "none"
    return "recorded" if case.legal_status(today) is LegalStatus.NOT_EFFECTIVE else "in_effect"


def judicial_state(case: Case) -> str:
    """How far the case is at the court; "wished": all want to apply, "ended": no enforcement runs any more."""
    if case.enforcements:
        return "in_enforcement" if any(one.ended_on is None for one in case.enforcements) else "ended"
    if case.ruling is not None:
        return "ruled"
    if case.applied_on is not None:
        return "applied"
    return "wished" if all_wish(case) else "none"


def listing_state(case: Case) -> str:
    """Where the newest listing stands, START if the court has listed nobody."""
    if not case.listings:
        return START
    return "listed" if case.listings[-1].delisted_on is None else "delisted"


def statement_state(breach: Breach, said: Statement) -> str:
    """Where a statement stands; "overtaken": nothing is left of the breach that anybody could decide on."""
    if said.verdict is not None:
        return "upheld" if said.verdict.granted else "rejected"
    return "waiting" if breach.stands else "overtaken"


def repair_state(breach: Breach, applied: RepairApplication) -> str:
    """Where an application for repair stands; "overtaken": nothing is public any more for another reason."""
    if applied.verdict is not None:
        return "granted" if applied.verdict.granted else "refused"
    return "waiting" if breach.state is BreachState.PUBLISHED else "overtaken"


def mermaid(machine: str) -> str:
    """A machine as a Mermaid state diagram, always the same text; events between the same two states share an arrow."""
    table = MACHINES[machine]
    pairs = sorted({(before, after) for before, _, after in table})
    arrows = [f"    {before} --> {after} : {', '.join(_events(table, before, after))}" for before, after in pairs]
    ends = sorted({after for _, _, after in table} - {before for before, _, _ in table})
    return "\n".join(["stateDiagram-v2", *arrows, *(f"    {end} --> [*]" for end in ends)])


def _events(table: Iterable[Transition], before: str, after: str) -> list[str]:
    return sorted(event for one, event, other in table if (one, other) == (before, after))
