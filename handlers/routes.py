"""The map on one page: which handler takes which ask; buttons, commands and dialogues are found here and only here."""

from handlers import (
    answering,
    binding,
    card,
    caseload,
    closing,
    confirming,
    consent_answers,
    declining,
    dialogues,
    form_filling,
    identity,
    inviting,
    log,
    naming,
    opening,
    others,
    own_cases,
    paper,
    privacy,
    reaching,
    reading,
    recording,
    staff_inviting,
    staff_list,
    staffing,
    strangers,
    timeline,
    welcome,
    words,
)
from handlers.ask import AskKind
from handlers.effects import Handler
from handlers.turn import Turn
from mediation.actor import Role
from storage import drafts

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
    "ask": (PARTY, words.ask_question),
    "questions": (MEDIATOR, answering.open_questions),
    "queue": (ADMINISTRATOR, strangers.queue),
    "log": (ADMINISTRATOR, log.log),
}
"""Every command, and the roles whose menu shows it; /command of another role is answered kindly."""

ACTIONS: dict[str, Handler] = {
    "answer": dialogues.choose,
    "back": dialogues.back,
    "skip": dialogues.skip,
    "cancel": dialogues.cancel,
    "change": dialogues.change,
    "resume": dialogues.resume,
    "help": welcome.help_,
    "language": welcome.set_language,
    "cases": caseload.caseload,
    "case": card.card,
    "party": card.party_card,
    "phone": card.phone,
    "timeline": timeline.timeline,
    "cancel_case": closing.cancel_case,
    "fail_case": closing.fail_case,
    "edit": recording.edit,
    "record_agreement": recording.record_agreement,
    "record_part": recording.part,
    "record_remove": recording.remove,
    "own_case": own_cases.own_cases,
    "staff": staff_list.staff_list,
    "staff_member": staff_list.staff_member,
    "staff_remove": staff_list.ask_removal,
    "staff_remove_yes": staff_list.remove,
    "staff_invite": staff_inviting.invite,
    "staff_reissue": staffing.reissue,
    "invite": inviting.invite,
    "invite_in": inviting.command,
    "attest": binding.attest,
    "not_them": binding.not_them,
    "unlock": binding.unlock,
    "privacy": privacy.command,
    "consent_ask": privacy.ask,
    "consent_give": consent_answers.give,
    "consent_refuse": consent_answers.refuse,
    "consent_show": privacy.show,
    "consent_withdraw": privacy.withdraw,
    "continue_reading": reading.continue_,
    "next_section": reading.next_section,
    "prev_section": reading.prev_section,
    "reopen_letter": reading.reopen_letter,
    "offer_again": reading.offer_again,
    "education_next": reading.education_next,
    "confirm_letter": confirming.confirm_letter,
    "decline_letter": declining.decline_letter,
    "paper": paper.paper,
    "ask_question": words.ask_question,
    "forward": words.forward,
    "leave_it": words.leave_it,
    "answer_question": answering.answer_question,
    "questions": answering.open_questions,
    "queue": strangers.queue,
    "answer_stranger": strangers.answer_stranger,
    "settle_stranger": strangers.settle,
    "log": log.log,
    "log_page": log.log_page,
    "log_file": log.log_file,
}
"""Every action that a button can ask for."""

dialogues.DIALOGUES |= {
    known.name: known
    for known in (
        answering.ANSWERING,
        identity.IDENTITY,
        log.LOOKING,
        closing.CANCELLING,
        closing.FAILING,
        declining.DECLINING,
        naming.NAME,
        paper.PAPER,
        recording.ADDING,
        recording.EDITING,
        recording.RECORDING,
        staff_inviting.INVITING,
        strangers.ANSWERING_STRANGER,
        words.QUESTION,
    )
}

OTHER_KINDS: dict[AskKind, Handler] = {
    AskKind.GROUP: others.in_group,
    AskKind.EDIT: others.edited,
    AskKind.LOST: reaching.lost,
    AskKind.BACK: reaching.came_back,
    AskKind.CONTACT: others.contact,
    AskKind.OTHER: words.unreadable,
    AskKind.UNSENDABLE: reaching.unsendable,
    AskKind.NOTHING: others.nothing,
}


def handler_for(turn: Turn) -> Handler:
    """The handler for an ask; there always is one, and it always answers."""
    kind = turn.ask.kind
    if kind in OTHER_KINDS:
        return OTHER_KINDS[kind]
    if kind is AskKind.PRESS:
        return _pressed(turn)
    if kind is AskKind.COMMAND:
        return _commanded(turn)
    return _said(turn)


def _pressed(turn: Turn) -> Handler:
    press = turn.press
    if press is None:
        return others.unknown_button
    if press.address != turn.address.id:
        return others.not_yours
    return others.already_done if press.spent else ACTIONS[press.action]


def _commanded(turn: Turn) -> Handler:
    roles, handler = COMMANDS.get(turn.ask.command, (EVERYBODY, welcome.unknown_command))
    return handler if turn.actor.role in roles else welcome.not_for_you


def _said(turn: Turn) -> Handler:
    """Words or a file: a link, a mediator's form, a typed button come first; then an open question, then free words."""
    if opening.holds_link(turn):
        return opening.pasted
    if turn.actor.role is Role.MEDIATOR and form_filling.holds_form(turn):
        return form_filling.take
    if turn.press is not None:
        return ACTIONS[turn.press.action]
    return words.free_words if drafts.newest(turn.store, turn.person.id) is None else dialogues.answer
