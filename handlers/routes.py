"""The map: which handler takes which ask. Commands, buttons (actions.py) and dialogues are found here and only here."""

from handlers import (
    answering,
    basis,
    calls,
    closing,
    confirming_breach,
    court,
    credit,
    deciding,
    declining,
    dialogues,
    enforcing,
    form_filling,
    handing_over,
    hardship,
    hearing_receipts,
    identity,
    judging,
    log,
    naming,
    opening,
    others,
    own_door,
    own_link,
    paper,
    performing,
    proposing,
    publication,
    reaching,
    receiving,
    recording,
    repairing,
    serving,
    staff_inviting,
    stating,
    strangers,
    striking,
    triggering,
    triggering_all,
    warning,
    welcome,
    words,
)
from handlers.actions import ACTIONS
from handlers.ask import AskKind
from handlers.commands import COMMANDS, EVERYBODY
from handlers.effects import Handler
from handlers.turn import Turn
from mediation.actor import Role
from storage import drafts
from storage.people import CONTENT

dialogues.DIALOGUES |= {
    known.name: known
    for known in (
        answering.ANSWERING,
        calls.CALLING,
        handing_over.HANDING,
        hardship.ANSWERING_HARDSHIP,
        hardship.REPORTING,
        identity.IDENTITY,
        log.LOOKING,
        closing.CANCELLING,
        closing.FAILING,
        court.APPLICATION,
        court.RULING,
        credit.LOOKING,
        deciding.DECIDING,
        enforcing.DELISTING,
        enforcing.ENDING,
        enforcing.ENFORCING,
        striking.STRIKING,
        enforcing.LISTING,
        declining.DECLINING,
        hearing_receipts.HEARING,
        naming.NAME,
        own_door.CHECKING,
        paper.PAPER,
        proposing.PROPOSING,
        performing.CLAIMING,
        receiving.PART,
        recording.ADDING,
        recording.EDITING,
        recording.RECORDING,
        repairing.APPLYING,
        repairing.APPLYING_FOR,
        staff_inviting.INVITING,
        stating.STATING,
        stating.STATING_FOR,
        strangers.ANSWERING_STRANGER,
        triggering.TRIGGERING,
        triggering_all.REMINDING,
        warning.WARNING,
        warning.UNTRUE,
        warning.LIFTING,
        serving.SERVING,
        confirming_breach.CONFIRMING_BREACH,
        confirming_breach.CORRECTING,
        basis.ATTACHING,
        basis.REVOKING,
        publication.PROPOSING_PUBLICATION,
        publication.DROPPING,
        judging.JUDGING,
        judging.REPAIRING,
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


_TALK = frozenset({AskKind.TEXT, AskKind.FILE, AskKind.COMMAND, AskKind.PRESS, AskKind.EDIT, AskKind.OTHER})
"""What people say; where no content goes it is not taken."""


def handler_for(turn: Turn) -> Handler:
    """The handler for an ask; there always is one, and it always answers."""
    kind = turn.ask.kind
    if turn.address.carries != CONTENT and kind in _TALK and not _leads_in(turn):
        return own_link.only_on_page
    if kind in OTHER_KINDS:
        return OTHER_KINDS[kind]
    if kind is AskKind.PRESS:
        return _pressed(turn)
    if kind is AskKind.COMMAND:
        return _commanded(turn)
    return _said(turn)


def _leads_in(turn: Turn) -> bool:
    """Whether it is a link, or asks for one."""
    ask = turn.ask
    if ask.kind is AskKind.COMMAND:
        return ask.command == "web" or (ask.command == "start" and ask.argument.strip() != "")
    return opening.holds_link(turn)


def _pressed(turn: Turn) -> Handler:
    press = turn.press
    if press is None:
        return others.unknown_button
    if press.owner != turn.person.id:
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
