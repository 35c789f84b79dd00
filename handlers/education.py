"""Credit education (信用提示): short cards for a party while there is no agreement yet; nothing is signed for."""

from handlers.effects import Reply
from mediation.case import Case
from storage.outbox import ANSWER, NOTICE

CARDS = 4


def card(case: Case, party: str, number: int = 1, to: int | None = None) -> Reply:
    """One card, or the goodbye after the last one; to somebody else than the asker as a notice."""
    template = f"education_{number}" if 1 <= number <= CARDS else "education_goodbye"
    about = {"position": number, "total": CARDS}
    return Reply(template, about, case=case, party=party, to=to, urgency=ANSWER if to is None else NOTICE)
