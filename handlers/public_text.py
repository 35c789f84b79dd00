"""The exact text that the public would see of a breach: Chinese, masked, and the same from one day to the next."""

from handlers.turn import Office
from mediation import gate
from mediation.actor import Moment
from mediation.breach import Breach
from mediation.case import Case
from mediation.public_names import public_name, public_number


def public_text(office: Office, case: Case, breach: Breach, at: Moment) -> str:
    """The text, rendered from the breach as it stands; nothing of the amount, the other side or the dispute is in it.

    Raises ValueError without a document that it could rest on.
    """
    look = gate.Look(case, breach, at)
    term = gate.computed_term(look)
    if breach.basis is None or term is None:
        raise ValueError("a public text needs a document")
    party = case.party(breach.party)
    partly = breach.obligation is not None and case.performance(breach.obligation).received > 0
    about = {
        "profile": office.profile,
        "case": case,
        "basis": breach.basis,
        "grade": gate.computed_grade(look),
        "until": term[1],
        "public_name": public_name(party),
        "public_number": public_number(party, office.profile.publication),
        "partly": partly,
        "untrue": breach.untrue is not None,
    }
    return str(office.words.render("public_text", "zh", about, at.now).text)
