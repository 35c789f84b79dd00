"""What a handler gives back: values that say what should be so; only the desk's carry_out makes them so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.turn import Turn
from mediation.case import Case
from mediation.decision import Decision
from mediation.events.event import Event
from storage.drafts import Draft
from storage.outbox import ANSWER
from storage.store import Store


@dataclass(frozen=True)
class Reply:
    """Say a template's words, to the asker unless `to` names another person.

    `case` and `party` tell what the words are about; `secrets` are filled in only at sending; `document` is a kept
    file's hash, or "qr:⟦link⟧" for a picture of that secret made at sending; `repeatable` False is for bare thanks.
    """

    template: str
    about: Mapping[str, Any] = field(default_factory=dict)
    case: Case | None = None
    party: str | None = None
    to: int | None = None
    urgency: str = ANSWER
    secrets: Mapping[str, str] = field(default_factory=dict)
    document: str | None = None
    repeatable: bool = True


@dataclass(frozen=True)
class Happened:
    """Something happened that changes no case: journalled, and told to who must hear.

    It stands in the office's journal, or in that of `case`, whose version stays as it is, or in the chain named.
    """

    event: Event
    case: Case | None = None
    chain: str | None = None


@dataclass(frozen=True)
class Keep:
    """Keep a dialogue as it stands now; the person's next words belong to it.

    `begun`: it has only just been opened, which changes nothing yet, so the button that opened it can be pressed again.
    """

    draft: Draft
    begun: bool = False


@dataclass(frozen=True)
class Drop:
    """Forget a dialogue: finished or cancelled."""

    dialogue: str


@dataclass(frozen=True)
class Mask:
    """The message held what must not rest in the log: mask it there, and if it `leaves`, delete it from the chat."""

    masked: Callable[[str], str]
    leaves: bool = True


@dataclass(frozen=True)
class Write:
    """Change something besides cases: `work` writes through storage, and may give back further effects."""

    work: Callable[[Store], "Effects | None"]


Effect = Decision | Reply | Happened | Keep | Drop | Mask | Write
Effects = Sequence[Effect]
Handler = Callable[[Turn], Effects]
