"""Logging: what operators read. Never a token, a message's text or a name."""

import logging
import sys
import traceback
from collections.abc import Mapping
from logging import ERROR, INFO, WARNING

LOUDEST: Mapping[str, int] = {
    "httpx": WARNING,
    "httpcore": WARNING,
    "telegram": INFO,
    "psycopg": ERROR,
}
"""From which level up other people's code is heard at most. The driver warns of each connection of
a server that is away, many a second; the store says it once an update, and what to do."""


class _TokenHider(logging.Formatter):
    """Formats a line, traceback included, with the token taken out."""

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._token, "<token>") if self._token else line


def configure(token: str | None, level: str = "INFO") -> None:
    """Log to standard error from `level` up.

    The HTTP library logs each address it calls, and ours hold the token, so it is heard only
    from warnings up; whatever still carries the token has it taken out. At DEBUG, PTB would log
    the text of each message that it sends.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_TokenHider(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty, loudest in LOUDEST.items():
        logging.getLogger(chatty).setLevel(max(loudest, logging.getLogger().level))


def places(error: BaseException) -> str:
    """Return where an error was raised, innermost last, without its message or any value."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:])
