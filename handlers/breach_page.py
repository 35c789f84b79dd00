"""One page about one breach for staff: where it stands, who did what, periods, checklist, and what may be done."""

from collections.abc import Iterator

from handlers import on_breach
from handlers.breach_may import may
from handlers.checklist import lines, look_at, terms
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from handlers.which import staff_case
from mediation.breach import Breach
from mediation.breach_periods import cure_ends, hearing_ends
from mediation.case import Case
from mediation.outcomes import barriers, outcomes
from storage import people


def breach(turn: Turn) -> Effects:
    """A button with the case's number and the breach's key; raises Refused: case_unknown, breach_unknown."""
    number, key = turn.args
    case = staff_case(turn, number)
    return (page(turn, case, on_breach.breach_in(case, key)),)


def page(turn: Turn, case: Case, breach: Breach) -> Reply:
    """The page as whoever asks, and may see the case, finds it."""
    look = look_at(turn, case, breach)
    known = {
        "may": may(turn, case, breach),
        "names": names(turn, breach),
        "checks": lines(turn, look),
        "outcomes": outcomes(look),
        "barrier": next(iter(barriers(look)), None),
        "text": look.text,
        "files": len(list(_files(breach))),
        **terms(look),
    }
    return Reply("breach_page", {**on_breach.in_short(case, breach), **known, **_periods(turn, breach)}, case=case)


def breach_files(turn: Turn) -> Effects:
    """A button with number and key: every kept file about the breach, one letter each."""
    number, key = turn.args
    case = staff_case(turn, number)
    breach = on_breach.breach_in(case, key)
    about = on_breach.in_short(case, breach)
    return [Reply("breach_file", {**about, "hash": one}, case=case, document=one) for one in _files(breach)]


def names(turn: Turn, breach: Breach) -> dict[int, str]:
    """The names of everybody of the staff who did something about the breach."""
    return {one: people.person(turn.store, one).name for one in _acted(breach)}


def _acted(breach: Breach) -> Iterator[int]:
    verdicts = [one.verdict.by for one in breach.statements if one.verdict is not None]
    verdicts += [one.verdict.by for one in breach.repairs if one.verdict is not None]
    proposal, public = breach.proposal, breach.publication
    notices = (breach.warning, proposal.notice) if proposal is not None else (breach.warning,)
    proofs = [notice.proof.by for notice in notices if notice.proof is not None]
    taken_down = public.withdrawal.done_by if public is not None and public.withdrawal is not None else None
    yield from breach.deciders.union(verdicts)
    yield from (one for one in (*proofs, taken_down) if one is not None)


def _periods(turn: Turn, breach: Breach) -> dict[str, object]:
    """The ends of the periods that run from a proof; None where none runs yet."""
    office = (turn.office.profile, turn.office.calendar, turn.office.zone)
    proposed = breach.proposal is not None and breach.proposal.notice.proof is not None
    return {
        "cure": cure_ends(breach, *office) if breach.warning.proof is not None else None,
        "hearing": hearing_ends(breach, *office) if proposed else None,
    }


def _files(breach: Breach) -> Iterator[str]:
    """The hashes of the kept files about the breach, each once."""
    proposal = breach.proposal
    proofs = (breach.warning.proof, proposal.notice.proof if proposal is not None else None)
    found = [one for said in breach.statements for one in said.files]
    found += [one for asked in breach.repairs for one in asked.files]
    found += [one.evidence for one in proofs if one is not None and one.evidence is not None]
    found += [one.scan for one in (breach.untrue, breach.basis) if one is not None]
    yield from dict.fromkeys(found)
