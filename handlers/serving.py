"""[It was delivered]: how and when a notice reached the person, with what it is proven, and a last look."""

from datetime import date

from handlers import on_breach
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.recording_reads import name
from handlers.scans import scan
from handlers.turn import Turn
from mediation import serving
from mediation.service import ServiceWay

WAYS = tuple(way.value for way in ServiceWay if way is not ServiceWay.ACKNOWLEDGED)
"""What staff may record; the person acknowledges alone."""


def serve(turn: Turn) -> Effects:
    """A button with the breach whose notice is not proven to have arrived."""
    return on_breach.begin(turn, SERVING)


def _path(turn: Turn, answers: Answers) -> list[Step]:
    called = answers.get("way") == ServiceWay.TELEPHONE
    witness = Step("witness", "service_witness", read=name, about=_about)
    evidence = Step("evidence", "service_evidence", read=_evidence, wants_file=True, about=_about)
    return [
        Step("way", "service_way", choices=WAYS, about=_about),
        Step("day", "service_day", read=on_breach.past_day, about=_about),
        witness if called else evidence,
        on_breach.sure(answers, "service_preview", _about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    way = ServiceWay(answers["way"]) if "way" in answers else None
    ways = [ServiceWay(one) for one in WAYS]
    return {**on_breach.about(turn, answers), "ways": ways, "way": way, "day": on_breach.day_of(answers)}


def _evidence(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "document_expected")


def _served(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    way, day = ServiceWay(answers["way"]), date.fromisoformat(answers["day"])
    # of a way that was changed on the way here, the other way's proof is still among the answers
    called = way is ServiceWay.TELEPHONE
    proof = (None, answers["witness"]) if called else (answers["evidence"], "")
    return (serving.serve(case, turn.actor, turn.moment, breach.key, way, day, *proof),)


SERVING = Dialogue("serving", _path, _served)
"""Way, day, evidence or witness, a last look; `answers` begin with the case and the breach."""
