"""[Performed]: how much, a proof or none, and what exactly will be said, before it is said; the proof stays here."""

from dataclasses import replace

from handlers import dialogue
from handlers.answers import read_amount
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of
from handlers.on_obligation import of_all_cases, pressed_obligation
from handlers.receiving import too_much
from handlers.scans import scan
from handlers.turn import Turn
from mediation import performing
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.obligation_access import amount_meant
from mediation.owing import left
from storage import drafts
from storage.outbox import NOTICE

ALL = "all"
"""What the button for everything that is left answers."""


def performed(turn: Turn) -> Effects:
    """A button with the obligation, or /performed: begin, or go on where they stopped with this very one."""
    found = pressed_obligation(turn) if turn.args else of_all_cases(turn, "performed")
    match found:
        case (Case() as case, str(key)):
            performing.require_claimable(case, turn.actor, turn.moment, key)
            own = replace(CLAIMING, name=f"{CLAIMING.name}:{case.number}/{key}")
            begun = drafts.named(turn.store, turn.person.id, own.name)
            if begun is not None:
                return dialogue.ask_again(turn, own, begun)
            return dialogue.begin(turn, own, {"case": case.number, "obligation": key})
    return found


def show_proof(turn: Turn) -> Effects:
    """A button with the obligation: its mediator looks at the proof, and may let the obligee see it."""
    case, key = pressed_obligation(turn)
    proof = performing.require_proof(case, turn.actor, key)
    return (Reply("proof_shown", {"owed": case.obligation(key)}, case=case, document=proof),)


def release_proof(turn: Turn) -> Effects:
    """A button with the obligation: the obligee gets the file."""
    case, key = pressed_obligation(turn)
    decision = performing.release_proof(case, turn.actor, turn.moment, key)
    proof, owed = performing.require_proof(case, turn.actor, key), case.obligation(key)
    person = case.party(owed.obligee).reachable_person
    about = {"owed": owed}
    file = Reply("proof_file", about, decision.case, owed.obligee, to=person, urgency=NOTICE, document=proof)
    return (decision, file)


def _path(turn: Turn, answers: Answers) -> list[Step]:
    case, owed = _owed(turn, answers)
    amount = Step("amount", "claim_amount", read=_amount, trouble=too_much, about=_about)
    proof = Step("proof", "claim_proof", read=_proof, skippable=True, wants_file=True, about=_about)
    # the last step's key names the obligation, so that no other preview's button can say this
    sure = Step(f"sure:{case.number}/{owed.key}", "claim_sure", choices=("yes",), about=_about)
    return [*([] if owed.amount is None else [amount]), proof, sure]


def _owed(turn: Turn, answers: Answers) -> tuple[Case, Obligation]:
    case = case_of(turn, answers["case"])
    return case, performing.require_claimable(case, turn.actor, turn.moment, answers["obligation"])


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, owed = _owed(turn, answers)
    return {"case": case, "party_key": owed.obligor, "owed": owed, "left": left(case, owed), "all": ALL}


def _amount(turn: Turn, answers: Answers, words: str) -> str:
    case, owed = _owed(turn, answers)
    try:
        return str(amount_meant(case, owed, None if words == ALL else read_amount(words)))
    except Refused as no:
        raise Unreadable(no.reason) from None


def _proof(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "proof_expected")


def _claimed(turn: Turn, answers: Answers) -> Effects:
    case, owed = _owed(turn, answers)
    amount = int(answers["amount"]) if "amount" in answers else None
    proof = answers["proof"] or None
    return (performing.claim(case, turn.actor, turn.moment, owed.key, amount, proof),)


CLAIMING = Dialogue("claiming", _path, _claimed, cancelled="claim_cancelled")
"""Amount, proof, a last look; `answers` begin with the case and the obligation."""
