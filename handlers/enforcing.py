"""[At the court]: what the court did after its ruling; staff enter each document, with a scan and a last look."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from handlers import on_breach, striking
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import pressed_case
from handlers.turn import Office, Turn
from handlers.which import staff_case
from mediation import enforcing
from mediation.actor import TIME
from mediation.case import Case, LegalStatus
from mediation.court_facts import CourtPaper, Enforcement, EnforcementEnding, Listing
from mediation.decision import Refused
from mediation.reminder import Reminder
from mediation.striking import require_writer
from storage.store import Store

_ENDINGS = list(EnforcementEnding)
_NEW = ("enforcing", "listing")
"""What begins with its document; the others end something, in the same court."""


def delisting(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """All is performed, and no delisting was entered in the court's days."""
    return (enforcing.delisting_overdue(case, TIME, office.moment(now), batch[0]),)


def court_side(turn: Turn) -> Effects:
    """A button with the number: all that was entered, for staff who see the case; what may be entered has buttons."""
    case = staff_case(turn, turn.args[0])
    if case.ruling is None or case.legal_status(turn.moment.today) is LegalStatus.NOT_EFFECTIVE:
        raise Refused("not_confirmed")
    may = _may_enter(turn, case)
    about = {
        "debtors": [case.party(key) for key in enforcing.debtors(case) if may and not _runs(case, key)],
        "running": [one for one in case.enforcements if may and one.ended_on is None],
        "listable": [case.party(key) for key in enforcing.listable(case, turn.moment.today) if may],
        "listed": [one for one in case.listings if may and one.delisted_on is None],
        "strikable": striking.entries(case) if _may_strike(turn, case) else [],
    }
    return (Reply("court_side", about, case=case),)


def record_enforcement(turn: Turn) -> Effects:
    """A button with the judgment debtor: the court's document by which the enforcement began."""
    return _begin(turn, ENFORCING)


def end_enforcement(turn: Turn) -> Effects:
    """A button with the enforcement: how it ended, and the court's document."""
    return _begin(turn, ENDING)


def record_listing(turn: Turn) -> Effects:
    """A button with the party: the court's decision to list them."""
    return _begin(turn, LISTING)


def record_delisting(turn: Turn) -> Effects:
    """A button with the listing: the court's document by which it ended."""
    return _begin(turn, DELISTING)


def _may_enter(turn: Turn, case: Case) -> bool:
    try:
        enforcing.require_court_facts(case, turn.actor, turn.moment)
    except Refused:
        return False
    return True


def _may_strike(turn: Turn, case: Case) -> bool:
    try:
        require_writer(case, turn.actor)
    except Refused:
        return False
    return True


def _runs(case: Case, party: str) -> bool:
    return any(one.party == party and one.ended_on is None for one in case.enforcements)


def _begin(turn: Turn, known: Dialogue) -> Effects:
    case = pressed_case(turn)
    enforcing.require_court_facts(case, turn.actor, turn.moment)
    return on_breach.begin_about(turn, known, {"case": case.number, "about": turn.args[0]})


def _found(kind: str, case: Case, answers: Answers) -> Enforcement | Listing | None:
    """What is already there and comes to an end; None where something new begins, which is about a party."""
    if kind in _NEW:
        return None
    known: tuple[Enforcement | Listing, ...] = case.enforcements if kind == "ending" else case.listings
    return next((one for one in known if one.key == answers["about"]), None)


def _path(kind: str, template: str) -> Callable[[Turn, Answers], list[Step]]:
    def about(turn: Turn, answers: Answers) -> dict[str, object]:
        case = staff_case(turn, answers["case"])
        enforcing.require_court_facts(case, turn.actor, turn.moment)
        found = _found(kind, case, answers)
        ending = EnforcementEnding(answers["ending"]) if "ending" in answers else None
        facts = {"found": found, "endings": _ENDINGS, "ending": ending, "day": on_breach.day_of(answers)}
        return {"case": case, "court": found.court if found else answers.get("issuer"), **facts}

    def path(turn: Turn, answers: Answers) -> list[Step]:
        papers = [one for one in on_breach.paper_steps(about) if kind in _NEW or one.key != "issuer"]
        choices = tuple(one.value for one in _ENDINGS)
        ending = [Step("ending", "enforcement_ending", choices=choices, about=about)] if kind == "ending" else []
        # the last step's key names what it is about, so that no other preview's button can send this one
        sure = Step(f"sure:{answers['case']}/{kind}/{answers['about']}", template, choices=("yes",), about=about)
        return [*ending, *papers, sure]

    return path


def _entered(kind: str) -> Callable[[Turn, Answers], Effects]:
    def entered(turn: Turn, answers: Answers) -> Effects:
        case = staff_case(turn, answers["case"])
        given, key = (case, turn.actor, turn.moment), answers["about"]
        found = _found(kind, case, answers)
        court = found.court if found else answers.get("issuer", "")
        paper = CourtPaper(answers["number"], court, date.fromisoformat(answers["day"]), answers["scan"])
        match kind:
            case "enforcing":
                return (enforcing.record_enforcement(*given, key, paper),)
            case "ending":
                ending = EnforcementEnding(answers["ending"])
                return (enforcing.end_enforcement(*given, key, ending, paper),)
            case "listing":
                return (enforcing.record_listing(*given, key, paper),)
            case _:
                return (enforcing.record_delisting(*given, key, paper),)

    return entered


def _dialogue(kind: str, template: str) -> Dialogue:
    return Dialogue(kind, _path(kind, template), _entered(kind))


ENFORCING = _dialogue("enforcing", "enforcement_preview")
"""Number, court, day and scan, a last look; `answers` begin with the case and what it is about, a party's key here."""
ENDING = _dialogue("ending", "enforcement_end_preview")
"""How it ended, number, day and scan; about an enforcement's key."""
LISTING = _dialogue("listing", "listing_preview")
"""Number, court, day and scan; about a party's key."""
DELISTING = _dialogue("delisting", "delisting_preview")
"""Number, day and scan; about a listing's key."""
