"""What the summary shows before it is confirmed: the facts as they would be recorded, and what an edit changes."""

from typing import Any

from handlers.dialogue import Answers
from handlers.recording_answers import OBLIGATION, PARTY, YES, Field, blocks, labels, last_block, parties
from handlers.recording_facts import edited_case, every_owed, facts, left_alone
from handlers.turn import Turn
from mediation.case import BindingState, Case, LegalStatus
from mediation.facts import CONTACT, Fact, Facts, changes, facts_of, named_facts


def summary(turn: Turn, answers: Answers) -> dict[str, Any]:
    """All that the summary's template needs; numbers are masked by the template."""
    entered, case = facts(turn, answers), edited_case(turn, answers)
    agreed = answers[Field.AGREED] == YES
    adding = case is not None and case.agreement is None and agreed
    changed = named_facts(str(one) for one in changes(facts_of(case), entered)) if case and not adding else ()
    return {
        "old": None,
        "facts": entered,
        "owed": every_owed(turn, answers) if agreed else [],
        "left_alone": left_alone(case, answers),
        "names": labels(answers),
        "case": case,
        "adding": adding,
        "changed": changed,
        "new_version": case is not None and _in_effect(turn, case) and any(one not in CONTACT for one in changed),
        "unbinds": _unbinds(case, entered) if Fact.ACTING in changed else [],
        "parties": [] if adding else parties(answers),
        "more": {kind: last_block(answers, kind).more for kind in (PARTY, OBLIGATION)},
        "blocks": blocks(answers, OBLIGATION) if agreed else [],
    }


def _in_effect(turn: Turn, case: Case) -> bool:
    return case.legal_status(turn.moment.today) is not LegalStatus.NOT_EFFECTIVE


def _unbinds(case: Case | None, entered: Facts) -> list[str]:
    """The parties whose account would have to be tied anew, because somebody else acts for them."""
    if case is None:
        return []
    bound = {one.key: one.acting for one in case.parties if one.binding.state is not BindingState.UNBOUND}
    return [
        one.name
        for one in entered.parties
        if one.key in bound and (one.acting.name, one.acting.identity) != (bound[one.key].name, bound[one.key].identity)
    ]
