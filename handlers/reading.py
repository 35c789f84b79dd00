"""Reading the letter: /continue, the next section and the one before, and opening a letter again."""

from handlers import education, sections, walk
from handlers.effects import Drop, Effects, Reply, Write
from handlers.next_step import next_step
from handlers.on_case import pressed_case
from handlers.turn import Turn
from handlers.which import own_parts, which_part
from mediation import commitment
from mediation.access import own_party
from mediation.case import Case, CaseState, Party
from mediation.commitment_letter import GIVEN, OPEN, SECTIONS, CommitmentState, Section
from mediation.decision import Refused
from storage import cases, documents, drafts
from storage.store import Store

_READ_ON = frozenset({"section_changed", "read_in_order", "consents_first"})
"""Refusals after which the right thing to read is shown at once."""


def continue_(turn: Turn) -> Effects:
    """/continue, or a button: exactly where one stopped, on any day; which part, if several are not done."""
    found = which_part(turn, "continue_reading", _parts_meant(turn))
    if isinstance(found, list):
        return found
    case, party = found
    return next_step(turn, case, party.key)


def next_section(turn: Turn) -> Effects:
    """A button with a section and the sha256 of the words it stands under: read, and on to what comes next."""
    case, key = part(turn)
    section, shown = Section(turn.args[0]), turn.args[1]
    party = own_party(case, turn.actor, key)
    exact = sections.present(turn.office, case, party, turn.moment)
    current = sections.hashes(exact)
    again = section not in party.commitment.unread(current)
    try:
        decision = commitment.read_section(case, turn.actor, turn.moment, key, section, shown, current)
    except Refused as no:
        if no.reason not in _READ_ON:
            raise
        return (Reply(no.reason, no.about), *walk.go_on(turn, case, key))
    return (_kept(turn, exact[section][shown]), decision, *_after(turn, decision.case, key, section, again))


def _after(turn: Turn, case: Case, key: str, section: Section, again: bool) -> Effects:
    """Whoever leafed back and turns a section they know gets the one behind it, not the first that is unread."""
    following = SECTIONS[SECTIONS.index(section) + 1 :]
    return walk.show(turn, case, key, following[0]) if again and following else walk.open_letter(turn, case, key)


def prev_section(turn: Turn) -> Effects:
    """A button with the section to show again; the receipts stay as they are."""
    case, key = part(turn)
    party = own_party(case, turn.actor, key)
    if party.commitment.state not in OPEN:
        return walk.go_on(turn, case, key)
    name = f"name:{case.number}/{key}"
    asked = drafts.named(turn.store, turn.person.id, name) is not None
    return (*((Drop(name),) if asked else ()), *walk.show(turn, case, key, Section(turn.args[0])))


def reopen_letter(turn: Turn) -> Effects:
    """A button of the party: a declined or expired letter is opened again, where it was left."""
    case, key = part(turn)
    if own_party(case, turn.actor, key).commitment.state in GIVEN | OPEN:
        return walk.go_on(turn, case, key)
    decision = commitment.offer(case, turn.actor, turn.moment, key)
    return (decision, *walk.open_letter(turn, decision.case, key))


def offer_again(turn: Turn) -> Effects:
    """A button of the mediator: the party is invited to read once more."""
    case, key = part(turn)
    decision = commitment.offer(case, turn.actor, turn.moment, key)
    return (decision, Reply("letter_offered", case=decision.case, party=key))


def education_next(turn: Turn) -> Effects:
    """A button with a card's number; once the agreement is recorded, the letter itself."""
    case, key = part(turn)
    own_party(case, turn.actor, key)
    return next_step(turn, case, key) if case.agreement else (education.card(case, key, int(turn.args[0])),)


def part(turn: Turn) -> tuple[Case, str]:
    """The case and the party that the pressed button's letter was about; a button of a case's card names the party.

    Raises Refused("case_unknown").
    """
    case, press = pressed_case(turn), turn.press
    key = press.party if press and press.party else next(iter(turn.args), None)
    if key is None:
        raise Refused("case_unknown")
    return case, key


def _parts_meant(turn: Turn) -> list[tuple[Case, Party]]:
    parts, press = own_parts(turn), turn.press
    if not parts:
        # whoever is not attested yet is led on too, but is never shown that there are several cases
        mine = cases.of_person(turn.store, turn.person.id)
        return [(case, party) for case in mine for party in case.parties_of(turn.person.id)][:1]
    if turn.args:
        return parts
    if press is not None and press.case is not None:
        return [(case, party) for case, party in parts if (case.number, party.key) == (press.case, press.party)]
    return [one for one in parts if _unfinished(*one)] or parts


def _unfinished(case: Case, party: Party) -> bool:
    return case.state is CaseState.OPEN and party.commitment.state in (CommitmentState.NOT_OFFERED, *OPEN)


def _kept(turn: Turn, text: str) -> Write:
    """The words behind a receipt are kept by their hash."""

    def keep(store: Store) -> None:
        documents.keep_text(store, text, turn.now)

    return Write(keep)
