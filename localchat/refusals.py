"""How the Bot API says no: a code, a sentence, and for floods how long to wait.

The sentences are those of the open Bot API server (tdlib/telegram-bot-api, tdlib/td, 2026).
"""

from http import HTTPStatus


class RefusedError(Exception):
    """A call that Telegram refuses; `retry_after` is in seconds, None unless it is a flood."""

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
    ) -> None:
        """Keep the HTTP status, the sentence and what comes with it."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def wire(self) -> dict[str, object]:
        """Return the refusal as the body of a Bot API response."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> RefusedError:
    """Return the refusal of a call that is wrong in itself."""
    return RefusedError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusedError:
    """Return the refusal of a call that the other side does not want."""
    return RefusedError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusedError:
    """Return the refusal of one of two calls that exclude each other."""
    return RefusedError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def flooded(retry_after: int) -> RefusedError:
    """Return the refusal of a call that came too soon; `retry_after` is in seconds."""
    return RefusedError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        retry_after=retry_after,
    )


def not_modified() -> RefusedError:
    """Return the refusal of an edit that changes nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
