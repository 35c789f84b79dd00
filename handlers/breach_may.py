"""What a member of staff may press for a breach now: the rules decide, each asked as if it were done."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.checklist import text_of
from handlers.turn import Turn
from mediation import basis, confirming_breach, publication, repair, serving, statements, warning, withdrawal
from mediation.breach import Breach
from mediation.case import Case
from mediation.decision import Refused
from mediation.publication_parts import Basis, BasisKind
from mediation.service import ServiceWay

_SCAN = "0" * 64
"""What stands for a kept file while a rule is only asked."""
Rule = Callable[..., Any]


def may(turn: Turn, case: Case, breach: Breach) -> frozenset[str]:
    """The actions of the buttons that this person may press for the breach now."""
    asked = _asked(turn, case, breach)
    return frozenset(action for action, (rule, *said) in asked.items() if _allows(turn, case, breach, rule, *said))


def _allows(turn: Turn, case: Case, breach: Breach, rule: Rule, *said: object) -> bool:
    try:
        rule(case, turn.actor, turn.moment, breach.key, *said)
    except Refused:
        return False
    return True


def _asked(turn: Turn, case: Case, breach: Breach) -> Mapping[str, tuple[Any, ...]]:
    """The rule behind each button, and what would be said with it."""
    today, text = turn.moment.today, text_of(turn, case, breach)
    some = Basis(BasisKind.JUDGMENT, "-", "-", today, _SCAN)
    said, applied = breach.open_statement, breach.open_repair
    return {
        "judge_statement": (statements.judge, said.key if said else "", False, "-"),
        "decide_repair": (repair.decide_repair, applied.key if applied else "", False, "-"),
        "state_for": (statements.require_stateable_for,),
        "apply_repair_for": (repair.require_repairable_for,),
        "serve": (serving.serve, ServiceWay.PAPER, today, _SCAN, ""),
        "confirm_breach": (confirming_breach.require_breach_confirmable,),
        "correct_untrue": (confirming_breach.correct, "-"),
        "lift_warning": (warning.lift, "-"),
        "attach_basis": (basis.attach_basis, some),
        "revoke_basis": (basis.revoke_basis, today, "-"),
        "propose_publication": (publication.require_proposable, text),
        "approve_publication": (publication.require_approver,),
        "drop_proposal": (publication.drop_proposal, "-"),
        "taken_down": (withdrawal.taken_down,),
    }
