"""How a party gets in and goes through the letter: they look at what came, and do what it asks of them."""

from bot.demo.cast import Citizen
from bot.demo.player import Player

PRESSED = {"consent_": "同意", "section_": "我读完了", "confirm_letter": "我确认承诺"}
"""What is pressed under a letter whose template begins so."""


def goes_on(player: Player, citizen: Citizen, until: str = "") -> None:
    """Do what is asked until nothing is asked any more, or until a letter of that template came."""
    while (shown := player.newest().template) != until:
        label = next((label for begin, label in PRESSED.items() if shown.startswith(begin)), None)
        if label is not None:
            player.presses(label)
        elif shown == "last_six":
            player.says(citizen.number[-6:])
        elif shown == "name_question":
            player.says(citizen.name)
        else:
            return
