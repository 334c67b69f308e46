"""What waits for the bot: the queue behind getUpdates, confirmed by the offset of the next call."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from localchat.clock import Clock
from localchat.refusals import conflict

KEPT = timedelta(hours=24)
"""How long an update waits (core.telegram.org/bots/api#getting-updates, 2026)."""
TAP_KEPT = timedelta(seconds=150)
"""How long a tap waits (tdlib/telegram-bot-api, Client.cpp, add_update, 2026)."""
MOST = 100
REPEATABLE = 1000

_FUTURE = 10
"""How far beyond the newest update an offset may lie (tdlib/td, TQueue.cpp, 2026)."""

_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """One thing that the bot is to hear of; `wire` is its Update object."""

    id: int
    kind: str
    wire: dict[str, object]
    expires: datetime


class Updates:
    """The bot's queue. Ids grow by one; a batch stays until a later call's offset confirms it."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        """Begin empty; the first update gets `first_id`."""
        self._clock = clock
        self._next = first_id
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._past: OrderedDict[int, Update] = OrderedDict()
        self._again: list[Update] = []
        self._poller: asyncio.Future[None] | None = None
        self._allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Return how many updates are not confirmed yet."""
        return len(self._waiting) + len(self._again)

    @property
    def last_id(self) -> int:
        """Return the id of the newest update; one less than the first id if there is none."""
        return self._next - 1

    @property
    def polled(self) -> bool:
        """Tell whether a poller waits for updates right now."""
        return self._poller is not None

    def put(self, kind: str, content: dict[str, object], kept: timedelta = KEPT) -> int | None:
        """Add an update; return its id, None where the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        number = self._next
        self._next += 1
        self._waiting[number] = Update(
            id=number,
            kind=kind,
            wire={"update_id": number, kind: content},
            expires=self._clock.now() + kept,
        )
        self._wake()
        return number

    def put_again(self, number: int) -> None:
        """Deliver an update once more under the same id. Raises LookupError if it is unknown."""
        update = self._past.get(number) or self._waiting.get(number)
        if update is None:
            raise LookupError(f"There is no update {number} among the last {REPEATABLE}.")
        self._again.append(update)
        self._wake()

    def restart_ids(self, at: int) -> None:
        """Go on counting from another number, as Telegram does after a week without updates.

        Raises ValueError while updates wait: ids never go down within the queue.
        """
        if len(self):
            raise ValueError("Let the bot fetch what waits before the ids start anew.")
        self._next = at

    def drop_all(self) -> None:
        """Forget what waits, as `drop_pending_updates` asks."""
        self._waiting.clear()
        self._again.clear()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Deliver these kinds from now on; an empty list means the default ones, None no change."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def stop_poller(self, reason: str = _OTHER_POLLER) -> None:
        """End the call that waits, if there is one, with a 409."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(conflict(reason))

    async def poll(self, offset: int, limit: int, wait: float) -> list[dict[str, object]]:
        """Confirm what is before `offset`, then return the next updates, waiting if there are none.

        `wait` is in seconds. Raises RefusedError (409) when another poller takes over.
        """
        self.stop_poller()
        self._confirm(offset)
        batch = self._batch(limit)
        if not batch and wait > 0:
            await self._wait(wait)
            batch = self._batch(limit)
        return [update.wire for update in batch]

    def undelivered(self) -> list[Update]:
        """Return what waits, for a webhook: repeated ones first, and none that waited too long."""
        now = self._clock.now()
        return [each for each in (*self._again, *self._waiting.values()) if each.expires >= now]

    def delivered(self, update: Update) -> None:
        """Let go of an update that a webhook has taken."""
        if any(update is each for each in self._again):
            self._again.remove(update)
        elif self._waiting.pop(update.id, None) is not None:
            self._past[update.id] = update

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _NOT_BY_DEFAULT

    def _wake(self) -> None:
        if self._poller and not self._poller.done():
            self._poller.set_result(None)

    async def _wait(self, wait: float) -> None:
        """Wait until something arrives, another poller takes over, or the time is up."""
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            done, _ = await asyncio.wait({mine}, timeout=wait)
            if done:
                mine.result()
        finally:
            mine.cancel()
            if self._poller is mine:
                self._poller = None

    def _confirm(self, offset: int) -> None:
        """Let go of what is before the offset; a negative one keeps that many from the end.

        One that lies in the future is from before the ids started anew: it confirms nothing.
        """
        if offset > self._next + _FUTURE:
            return
        if offset < 0:
            kept = list(self._waiting)[offset:]
            offset = kept[0] if kept else self._next
        while self._waiting and next(iter(self._waiting)) < offset:
            number, update = self._waiting.popitem(last=False)
            self._past[number] = update
        while len(self._past) > REPEATABLE:
            self._past.popitem(last=False)

    def _batch(self, limit: int) -> list[Update]:
        """Return the next updates: repeated ones first, and none that waited too long."""
        most = max(1, min(limit or MOST, MOST))
        batch, self._again = self._again[:most], self._again[most:]
        now = self._clock.now()
        for update in tuple(islice(self._waiting.values(), 2 * MOST)):
            if len(batch) >= most:
                break
            if update.expires < now:
                self._past[update.id] = self._waiting.pop(update.id)
            elif all(update is not other for other in batch):
                batch.append(update)
        return batch
