"""Recording a case, one question at a time: /new, /edit, adding an agreement later, and the summary's own buttons."""

from dataclasses import replace

from handlers import dialogue, dialogues, recording_path
from handlers.dialogue import Answers, Dialogue
from handlers.effects import Effects, Keep, Reply, Write
from handlers.on_case import pressed_case
from handlers.recording_answers import CASE, PARTY, SUMMARY, YES, Block, Field, labels, removable
from handlers.recording_facts import answers_from, editable_answers, edited_case, facts
from handlers.turn import Turn
from handlers.which import which_case
from mediation import agreement
from mediation.access import require_mediator, require_open
from mediation.case import Case
from mediation.decision import Refused
from storage import cases, drafts
from storage.drafts import Draft
from storage.store import Store

_FIELDS = frozenset(field.value for field in Field)
_MUCH = 4
"""From so many answers on, leaving is asked about once more."""


def new(turn: Turn) -> Effects:
    """/new: record a case, or go on with the one that was begun."""
    return _begin(turn, RECORDING, {})


def edit(turn: Turn) -> Effects:
    """/edit NUMBER, or the button on the card: the case as it is, straight at the summary."""
    case = _own_case(turn)
    return _begin(turn, _named(EDITING, case), editable_answers(case, turn)) if isinstance(case, Case) else case


def record_agreement(turn: Turn) -> Effects:
    """The button on the card: add the agreement to a case that was opened during mediation."""
    case = _own_case(turn)
    if not isinstance(case, Case):
        return case
    if case.agreement is not None:
        raise Refused("agreement_there", case=case)
    return _begin(turn, _named(ADDING, case), {**answers_from(case, turn), Field.AGREED.value: YES})


def part(turn: Turn) -> Effects:
    """A button of the summary: which answers of one part ("case", "party.1", "obligation.2") can be changed."""
    found = _opened(turn)
    if found is None:
        return (Reply("nothing_open"),)
    ours, draft = found
    name = turn.args[0]
    fields = [
        (Field(field), step.key)
        for step in ours.path(turn, draft.answers)
        for group, _, field in [step.key.rpartition(".")]
        if group == ("" if name == CASE else name) and field in _FIELDS
    ]
    kind, _, number = name.partition(".")
    title = labels(draft.answers).get(number, "") if kind == PARTY else number
    about = {"kind": kind, "title": title, "name": name, "fields": fields}
    return (Keep(draft), Reply("recording_part", {**about, "removable": removable(draft.answers, name)}))


def remove(turn: Turn) -> Effects:
    """A button of a part: take this party or this obligation out again."""
    found = _opened(turn)
    if found is None or not removable(found[1].answers, turn.args[0]):
        return (Reply("nothing_open"),)
    ours, draft = found
    kind, _, number = turn.args[0].partition(".")
    return dialogue.go_on(turn, ours, {**draft.answers, Block(kind, int(number)).gone: YES})


def _own_case(turn: Turn) -> Case | Effects:
    pressed = turn.press is not None and not turn.args and turn.press.case is not None
    case = pressed_case(turn) if pressed else which_case(turn, "edit")
    if isinstance(case, Case):
        require_mediator(case, turn.actor)
        require_open(case)
    return case


def _begin(turn: Turn, ours: Dialogue, answers: Answers) -> Effects:
    begun = drafts.named(turn.store, turn.person.id, ours.name)
    if begun is None:
        return dialogue.begin(turn, ours, answers)
    return (Reply("recording_goes_on"), *dialogue.ask_again(turn, ours, begun))


def _named(ours: Dialogue, case: Case) -> Dialogue:
    return replace(ours, name=f"{ours.name}:{case.number}")


def _opened(turn: Turn) -> tuple[Dialogue, Draft] | None:
    found = dialogues.opened(turn)
    return found if found and found[0].name.partition(":")[0] in _OURS else None


def _open_case(turn: Turn, answers: Answers) -> Effects:
    number = cases.new_number(turn.store)
    return (agreement.open_case(number, turn.actor, turn.moment, facts(turn, answers)),)


def _edit(turn: Turn, answers: Answers) -> Effects:
    case = edited_case(turn, answers)
    if case is None:
        raise Refused("case_unknown")
    return (agreement.edit(case, turn.actor, turn.moment, facts(turn, answers)),)


def _add_agreement(turn: Turn, answers: Answers) -> Effects:
    case = edited_case(turn, answers)
    if case is None:
        raise Refused("case_unknown")
    found = facts(turn, answers)
    if found.agreement is None:
        raise Refused("answers_missing")
    decision = agreement.record_agreement(case, turn.actor, turn.moment, found.agreement, found.obligations)
    return (decision, Write(lambda store: _added(store, case.number)))


def _added(store: Store, number: str) -> Effects:
    # said here and not by the event, which happens with a new case too
    return (Reply("agreement_added", case=cases.load(store, number)),)


def _much(turn: Turn, answers: Answers) -> bool:
    case = edited_case(turn, answers)
    given = {key: value for key, value in answers.items() if key != SUMMARY}
    if case is None:
        return len(given) >= _MUCH
    before = editable_answers(case, turn)
    return sum(1 for key, value in given.items() if before.get(key) != value) > 1


RECORDING = Dialogue("recording", recording_path.new_case, _open_case, much=_much)
"""A new case."""
EDITING = Dialogue("editing", recording_path.edited_case, _edit, cancelled="edit_cancelled", much=_much)
"""A case put right; one for each case."""
ADDING = Dialogue("adding", recording_path.added_agreement, _add_agreement, much=_much)
"""The agreement of a case that was opened without one; one for each case."""
_OURS = {one.name for one in (RECORDING, EDITING, ADDING)}
