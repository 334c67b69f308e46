"""The outbox: replies leave in order, one person at a time, and are crossed off once sent.

A reply is saved before it is sent, so a kill in between sends it at the next start; a kill between
sending and crossing off sends it once more, since Telegram has no key to tell a repetition by.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from typing import Any

import httpx
from pydantic import ValidationError
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from handlers.clock import Clock
from handlers.logs import places
from handlers.replies import Sender
from handlers.turn import Reminder, Reply, reply_from_json, reply_to_json
from storage.record import Record, Unsent
from storage.store import StorageError, Store

_LOG = logging.getLogger(__name__)

KEPT = 20
"""Replies that wait for one person at most: past that the oldest are overtaken by newer ones."""

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_UNREACHABLE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid")


def kept(outbox: Iterable[Unsent]) -> tuple[Unsent, ...]:
    """Return the newest replies that an outbox keeps."""
    return tuple(outbox)[-KEPT:]


def recipes(record: Record, update_id: int | None, replies: Iterable[Reply]) -> tuple[Unsent, ...]:
    """Return replies as the record keeps them until they are sent; `update_id` caused them."""
    return tuple(
        Unsent(key=key, update_id=update_id, reply=reply_to_json(reply))
        for key, reply in enumerate(replies, start=record.next_key)
    )


def counts_as_sent(error: TimedOut) -> bool:
    """Tell a time-out after the request left (it may have arrived) from one before."""
    return isinstance(error.__cause__, httpx.ReadTimeout)


class _Fate(Enum):
    """What became of a try: sent or refused for good, to be tried again, or nobody to send to."""

    SETTLED = auto()
    AGAIN = auto()
    UNREACHABLE = auto()


class Outbox:
    """Sends what records hold unsent. One task a person, so that nobody waits for another."""

    def __init__(self, *, store: Store, sender: Sender, clock: Clock) -> None:
        """Start with nothing in hand."""
        self._store = store
        self._sender = sender
        self._clock = clock
        self._waiting: dict[int, deque[Unsent]] = {}
        self._known: dict[int, set[int]] = {}
        self._serving: dict[int, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def deliver(self, person: int, unsent: Iterable[Unsent]) -> None:
        """Send these replies after what waits for this person already; skip those in hand.

        Of many that wait the newest are kept, as in the record; the first one is on its way.
        """
        known = self._known.setdefault(person, set())
        fresh = [item for item in unsent if item.key not in known]
        known.update(item.key for item in fresh)
        if person in self._waiting:
            waiting = self._waiting[person]
            waiting.extend(fresh)
            while len(waiting) > KEPT + 1:
                del waiting[1]
        elif fresh:
            self._waiting[person] = deque(fresh)
            self._serving[person] = self.background(self._serve(person))
        elif not known:
            del self._known[person]

    async def served(self, person: int) -> None:
        """Wait until nothing waits for this person."""
        while person in self._serving:
            await asyncio.wait((self._serving[person],))

    def background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run work that nobody waits for now, but that a graceful stop waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _LOG.error("%s at %s", type(error).__name__, places(error))

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self, seconds: float) -> None:
        """Give what is in hand that many seconds, then leave the rest for the next start."""
        if not self._tasks:
            return
        _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def resume(self) -> None:
        """Send what an earlier run of the process saved and could not send."""
        for person in await self._store.unsent():
            with suppress(StorageError):  # the store has reported it; the others go on
                record = await self._store.load(person)
                if record is not None:
                    self.deliver(person, record.outbox)

    async def _serve(self, person: int) -> None:
        waiting, reachable = self._waiting[person], True
        try:
            while waiting:
                reachable = await self._send(person, waiting[0])
                waiting.popleft()
                if not reachable:
                    waiting.clear()
                if not waiting:
                    await self._cross_off(person, reachable=reachable)
        finally:
            self._waiting.pop(person, None)
            self._serving.pop(person, None)
            if not self._known.get(person):
                self._known.pop(person, None)

    async def _send(self, person: int, item: Unsent) -> bool:
        """Send one reply, however long the network is away; False: the person can't be reached."""
        try:
            wait, reply = _FIRST_WAIT, reply_from_json(item.reply)
        except ValidationError:  # another version of the bot wrote it
            _LOG.error("Reply %d can't be read any more, and is left out", item.key)
            return True
        fate = _Fate.AGAIN
        while fate is _Fate.AGAIN and not self._out_of_date(reply):
            fate = await self._try(person, item.key, reply)
            if fate is _Fate.AGAIN:
                await self._clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        return fate is not _Fate.UNREACHABLE

    async def _try(self, person: int, key: int, reply: Reply) -> _Fate:
        try:
            await self._sender.send(person, reply)
        except Forbidden:
            return _Fate.UNREACHABLE
        except BadRequest as refusal:
            _LOG.error("Telegram refused reply %d: %s", key, refusal.message)
            gone = any(word in refusal.message.lower() for word in _UNREACHABLE)
            return _Fate.UNREACHABLE if gone else _Fate.SETTLED
        except TimedOut as error:
            return _Fate.SETTLED if counts_as_sent(error) else _Fate.AGAIN
        except NetworkError:
            return _Fate.AGAIN
        except TelegramError as refusal:
            _LOG.error("Telegram refused reply %d: %s", key, type(refusal).__name__)
        return _Fate.SETTLED

    def _out_of_date(self, reply: Reply) -> bool:
        return isinstance(reply, Reminder) and self._clock.now() > reply.useful_until

    async def _cross_off(self, person: int, *, reachable: bool) -> None:
        """Take all that is known and waits no more off the record.

        What can't be saved now stays known, and is crossed off with the next reply.
        """
        settled = frozenset(self._known[person])
        try:
            async with self._store.hold(person) as held:
                if held.record is not None:
                    left = tuple(item for item in held.record.outbox if item.key not in settled)
                    await held.save(
                        replace(
                            held.record,
                            outbox=left if reachable else (),
                            reachable=held.record.reachable and reachable,
                        )
                    )
        except StorageError:
            _LOG.exception("Sent replies could not be crossed off; they may be sent twice")
        else:
            self._known[person] -= settled
