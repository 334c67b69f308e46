"""The fate of a try to send: what Telegram's answer, or its silence, means for the reply."""

import logging
from enum import Enum, auto

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from handlers.replies import Sender
from handlers.turn import Reply

_LOG = logging.getLogger(__name__)

_UNREACHABLE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid")


class Fate(Enum):
    """What became of a try: sent or refused for good, to be tried again, or nobody to send to."""

    SETTLED = auto()
    AGAIN = auto()
    UNREACHABLE = auto()


async def tried(sender: Sender, person: int, key: int, reply: Reply) -> Fate:
    """Try once to send a reply, which the log names by its `key`."""
    try:
        await sender.send(person, reply)
    except Forbidden:
        return Fate.UNREACHABLE
    except BadRequest as refusal:
        _LOG.error("Telegram refused reply %d: %s", key, refusal.message)
        gone = any(word in refusal.message.lower() for word in _UNREACHABLE)
        return Fate.UNREACHABLE if gone else Fate.SETTLED
    except TimedOut as error:
        return Fate.SETTLED if counts_as_sent(error) else Fate.AGAIN
    except NetworkError:
        return Fate.AGAIN
    except TelegramError as refusal:
        _LOG.error("Telegram refused reply %d: %s", key, type(refusal).__name__)
    return Fate.SETTLED


def counts_as_sent(error: TimedOut) -> bool:
    """Tell a time-out after the request left (it may have arrived) from one before."""
    return isinstance(error.__cause__, httpx.ReadTimeout)
