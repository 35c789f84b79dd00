"""What can happen to questions and free words."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Event):
    """A party put words to the mediator; `message` is the inbox row, `question` its key in the case."""

    party: str
    question: str
    message: int
    words: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):
    """The mediator answered with these words; `asked` are those of the question. Only the party who asked hears."""

    party: str
    question: str
    asked: str
    words: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class QuestionOverdue(Event):
    """A question stood unanswered for the profile's working days; `words` are the question's."""

    party: str
    question: str
    words: str
    must = frozenset({Hearer.MEDIATOR, Hearer.ADMINISTRATORS})
