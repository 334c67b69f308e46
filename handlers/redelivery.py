"""Updates that Telegram is to deliver again, because they could not be saved.

A webhook that answers with an error gets the same update again later. So the person has nothing
to do, and is told so once.
"""

from collections import deque

from telegram import Update

_TOLD_KEPT = 1000


class Redelivery:
    """Which updates failed, until their answer to Telegram says so."""

    def __init__(self) -> None:
        """Start with none failed."""
        self._failed: set[int] = set()
        self._told: deque[int] = deque(maxlen=_TOLD_KEPT)

    def fail(self, update: Update) -> bool:
        """Note that it was not saved; true the first time that this update fails here."""
        self._failed.add(id(update))
        first = update.update_id not in self._told
        if first:
            self._told.append(update.update_id)
        return first

    def failed(self, update: Update) -> bool:
        """Tell whether it failed, and forget it: this very delivery, not another of the same."""
        failed = id(update) in self._failed
        self._failed.discard(id(update))
        return failed
