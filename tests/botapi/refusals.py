"""The Bot API's own ways of saying no, in its own words: status code, description and parameters."""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]


class Refusal(Exception):
    """A request that the Bot API answers with an error.

    ``malformed`` marks what no correct bot would ever send; those are kept in ``BotApi.violations`` too.
    """

    def __init__(self, status: int, description: str, *, malformed: bool = False, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.malformed = malformed
        self.parameters = parameters

    def answer(self) -> JSON:
        """The body of the HTTP answer."""
        body: JSON = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> Refusal:
    """400, for a state of things: the request was well-formed."""
    return Refusal(400, f"Bad Request: {words}")


def malformed(words: str) -> Refusal:
    """400, for a request that is wrong in itself, whatever the state of things."""
    return Refusal(400, f"Bad Request: {words}", malformed=True)


def too_many_requests(retry_after: int = 1) -> Refusal:
    """429: wait that many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def blocked() -> Refusal:
    """403: the person stopped the bot."""
    return Refusal(403, "Forbidden: bot was blocked by the user")


def deactivated() -> Refusal:
    """403: the person's account is gone."""
    return Refusal(403, "Forbidden: user is deactivated")


def cannot_initiate() -> Refusal:
    """403: the bot knows the person, but the person never opened a chat with it."""
    return Refusal(403, "Forbidden: bot can't initiate conversation with a user")


def kicked(kind: str) -> Refusal:
    """403: the bot was removed from the group (``kind``: group or supergroup)."""
    return Refusal(403, f"Forbidden: bot was kicked from the {kind} chat")


def chat_not_found() -> Refusal:
    """400: the bot has never met this chat."""
    return bad_request("chat not found")


def migrated(to: int) -> Refusal:
    """400: the group became the supergroup ``to``; what was sent went nowhere."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, words, migrate_to_chat_id=to)


def not_modified() -> Refusal:
    """400: the edit would change nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    )


def query_too_old() -> Refusal:
    """400: the press is over 150 s old, already answered, or never happened."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def unauthorized() -> Refusal:
    """401: a well-formed token of no bot."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """404: an unknown method, or something that is not even shaped like a token."""
    return Refusal(404, "Not Found")


def conflict(words: str) -> Refusal:
    """409: two ways of receiving updates stand against each other."""
    return Refusal(409, f"Conflict: {words}")


def server_error(status: int = 502) -> Refusal:
    """5xx: Telegram itself is in trouble, and did nothing."""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
    return Refusal(status, words.get(status, "Internal Server Error"))
