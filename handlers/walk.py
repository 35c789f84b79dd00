"""The way through the letter: what a party reads or does next, exactly where they stopped, on any day."""

from dataclasses import replace

from handlers import consenting, dialogue, dialogues, education, sections, signed_copy
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation import commitment
from mediation.access import own_party, require_open
from mediation.case import Case, Party
from mediation.commitment_letter import OPEN, CommitmentState, Section
from mediation.publishing import next_consent
from storage.outbox import NOTICE


def go_on(turn: Turn, case: Case, key: str) -> Effects:
    """The next section, the own name, the last press, or what became of the letter; offers it if it never was.

    In somebody else's turn the party is invited to come, and nothing is opened for them. Raises Refused: case_ended,
    not_yours, not_attested, processing_first.
    """
    require_open(case)
    party = case.party(key)
    if party.binding.person != turn.person.id:
        return _invited(case, party)
    own_party(case, turn.actor, key)
    if case.agreement is None:
        return (education.card(case, key),)
    match party.commitment.state:
        case CommitmentState.NOT_OFFERED:
            offered = commitment.offer(case, turn.actor, turn.moment, key)
            return (offered, *open_letter(turn, offered.case, key))
        case CommitmentState.DECLINED:
            return (Reply("letter_declined", case=case, party=key),)
        case CommitmentState.EXPIRED:
            return (Reply("letter_expired", case=case, party=key),)
        case CommitmentState.CONFIRMED | CommitmentState.ON_PAPER:
            return signed_copy.again(case, key)
    return open_letter(turn, case, key)


def open_letter(turn: Turn, case: Case, key: str) -> Effects:
    """The first thing of an open letter that is not done yet."""
    party = case.party(key)
    current = sections.hashes(sections.present(turn.office, case, party, turn.moment))
    unread = party.commitment.unread(current)
    if unread:
        return show(turn, case, key, unread[0])
    if party.commitment.state is CommitmentState.NAMED:
        return (last_press(turn, case, key),)
    own = replace(dialogues.DIALOGUES["name"], name=name_dialogue(case, key))
    return dialogue.begin(turn, own, {"case": case.number, "party": key})


def name_dialogue(case: Case, key: str) -> str:
    """What the dialogue is called in which this party types their name."""
    return f"name:{case.number}/{key}"


def show(turn: Turn, case: Case, key: str, section: Section) -> Effects:
    """One section as a letter; before clause three the consents that stand beside it, one by one."""
    party = case.party(key)
    kind = next_consent(case, party, turn.moment.today) if section is Section.CLAUSE_THREE else None
    if kind is not None:
        return (consenting.ask(turn, case, key, kind),)
    return (sections.letter(turn.office, case, party, section, turn.person.language, turn.moment),)


def last_press(turn: Turn, case: Case, key: str) -> Reply:
    """The letter with the one button that confirms."""
    about = sections.choices(case, case.party(key), turn.moment)
    return Reply("confirm_letter", about, case=case, party=key)


def _invited(case: Case, party: Party) -> Effects:
    to = party.reachable_person
    if to is None or party.commitment.state not in (CommitmentState.NOT_OFFERED, *OPEN):
        return ()
    if case.agreement is None:
        return (education.card(case, party.key, to=to),)
    return (Reply("commitment_offered.subject", case=case, party=party.key, to=to, urgency=NOTICE),)
