"""The map of commands: who may give which, and the handler that takes it."""

from handlers import (
    answering,
    card,
    caseload,
    credit,
    dialogues,
    form_filling,
    handing_over,
    inviting,
    log,
    my_credit,
    opening,
    own_cases,
    own_link,
    performing,
    privacy,
    publications,
    reading,
    recording,
    staff_list,
    stating,
    tasks,
    triggering,
    welcome,
    words,
)
from handlers.effects import Handler
from mediation.actor import Role

EVERYBODY = frozenset({Role.PARTY, Role.MEDIATOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR})
STAFF = EVERYBODY - {Role.PARTY}
MEDIATOR = frozenset({Role.MEDIATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
PARTY = frozenset({Role.PARTY})

COMMANDS: dict[str, tuple[frozenset[Role], Handler]] = {
    "start": (EVERYBODY, opening.start),
    "help": (EVERYBODY, welcome.help_),
    "language": (EVERYBODY, welcome.choose_language),
    "cancel": (EVERYBODY, dialogues.cancel),
    "back": (EVERYBODY, dialogues.back),
    "skip": (EVERYBODY, dialogues.skip),
    "cases": (STAFF, caseload.caseload),
    "case": (STAFF, card.card),
    "new": (MEDIATOR, recording.new),
    "form": (MEDIATOR, form_filling.blank),
    "edit": (MEDIATOR, recording.edit),
    "mycases": (PARTY, own_cases.own_cases),
    "continue": (PARTY, reading.continue_),
    "staff": (ADMINISTRATOR, staff_list.staff_list),
    "invite": (MEDIATOR, inviting.command),
    "privacy": (PARTY, privacy.command),
    "web": (EVERYBODY, own_link.web),
    "telegram": (EVERYBODY, own_link.telegram),
    "performed": (PARTY, performing.performed),
    "statement": (PARTY, stating.state),
    "ask": (PARTY, words.ask_question),
    "questions": (MEDIATOR, answering.open_questions),
    "remind": (MEDIATOR, triggering.remind_by_hand),
    "queue": (MEDIATOR | ADMINISTRATOR, tasks.queue),
    "handover": (MEDIATOR, handing_over.command),
    "publications": (STAFF, publications.worklist),
    "credit": (STAFF, credit.credit),
    "mycredit": (PARTY, my_credit.my_credit),
    "log": (ADMINISTRATOR, log.log),
}
"""Every command, and the roles whose menu shows it; /command of another role is answered kindly."""
