"""One history under way: the case, whoever watches, and asking a rule so that what it decides is so."""

from collections.abc import Callable
from random import Random

from mediation.actor import Actor
from mediation.breach import Breach
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.following import followed
from tests.histories.scene import STAFF, Scene
from tests.histories.watching import Watch


class History:
    """One history under way."""

    def __init__(self, chance: Random, scene: Scene) -> None:
        self.chance, self.scene, self.watch = chance, scene, Watch()
        self.text = ""

    def does(self, ask: Callable[[Case], Decision], by: Actor | None = None) -> bool:
        """Ask a rule; what it decides is so, with all that follows. Whether it said yes."""
        try:
            decision = followed(ask(self.scene.case), self.scene.at)
        except Refused:
            return False
        self.watch.sees(self.scene, decision, by)
        self.scene.case = decision.case
        return True

    @property
    def breach(self) -> Breach | None:
        """The newest breach that is not over."""
        return next((one for one in reversed(self.scene.case.breaches) if not one.over), None)

    def anybody(self, right: Actor) -> Actor:
        """Mostly the right one, else anybody of the office."""
        return right if self.chance.random() < 0.7 else self.chance.choice(STAFF)
