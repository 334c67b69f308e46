"""The tick: one task that finds who is due, reminds them, and sleeps until the next minute.

Reminders fall due on whole minutes, so a tick a minute is on time; with nobody due it costs one
look into the store's index. Each person is handled in a task of their own, under their lock, a few
at once: a queue of thousands is claimed as fast as it can be sent, and one failure is nobody
else's. A person is claimed until the record that moved on is saved, or the claim's lease ends: so a
kill before that finds them due again, and a kill after it finds the message in their outbox. That
nobody is reminded twice stands on their lock alone, under which it is seen whether they are due.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from handlers.clock import Clock
from handlers.logs import places
from handlers.outbox import Outbox, kept, recipes
from handlers.reminding import due
from handlers.turn import FellDue, Person, Turn
from knowledge.library import Knowledge
from storage.record import Record, Unsent
from storage.store import Lease, StorageError, Store

_LOG = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)

AT_ONCE = 24
"""People in hand at once: enough for 30 messages a second, and few enough that whoever writes in
the middle of a wave has their own reminder out of the way within a second."""

LEASE = timedelta(minutes=1)
"""How long those whom a dead process claimed wait for another one."""

_PATIENCE = 5.0
"""Seconds after which a message that can't leave yet holds up nobody else's."""

_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
"""How long somebody whose reminder failed is left alone before the next try."""


class Tick:
    """Reminds people when they are due."""

    def __init__(
        self, *, store: Store, outbox: Outbox, clock: Clock, knowledge: Callable[[], Knowledge]
    ) -> None:
        """Start with nobody in hand. Nothing runs yet."""
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._knowledge = knowledge
        self._in_hand: set[int] = set()
        self._resting: dict[int, tuple[datetime, timedelta]] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._awake_since = self._wakes_at = clock.now()
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tick. A tick that fails is told of, and the next one comes all the same."""
        self._awake_since = self._wakes_at = self._clock.now()
        self._begin(self.run())

    async def close(self) -> None:
        """Stop ticking. Whoever is claimed but not yet decided stays due."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            await self.once()
            await self._sleep()

    async def once(self) -> None:
        """Remind everybody who is due, or becomes so meanwhile; returns once all are in hand."""
        try:
            while people := await self._claim():
                for person in people:
                    if self._may_be_tried(person):
                        await self._slots.acquire()
                        self._take(person)
        except StorageError as failure:
            _LOG.error("Nobody can be reminded until the store is back. %s", failure)
            self._awake_since = self._clock.now()

    async def idle(self) -> None:
        """Wait until nobody is in hand and the next tick lies ahead."""
        while self._in_hand or self._wakes_at <= self._clock.now():
            self._changed.clear()
            await self._changed.wait()

    async def _claim(self) -> list[int]:
        now = self._clock.now()
        return await self._store.claim_due(Lease(now=now, until=now + LEASE), AT_ONCE)

    def _may_be_tried(self, person: int) -> bool:
        rests_until, _ = self._resting.get(person, (self._clock.now(), None))
        return person not in self._in_hand and rests_until <= self._clock.now()

    def _take(self, person: int) -> None:
        self._in_hand.add(person)
        task = self._outbox.background(self._remind(person))
        task.add_done_callback(partial(self._done, person))

    def _done(self, person: int, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(person)
        self._slots.release()
        self._changed.set()
        error = None if task.cancelled() else task.exception()
        if error is None:
            self._resting.pop(person, None)
            return
        _, before = self._resting.get(person, (None, _REST / 2))
        rest = min(before * 2, _LONGEST_REST)
        self._resting[person] = (self._clock.now() + rest, rest)
        seconds = rest.total_seconds()
        _LOG.warning("A reminder failed (%s); again in %d s", type(error).__name__, seconds)

    async def _remind(self, person: int) -> None:
        unsent, leased_until = await self._decide(person)
        if unsent:
            self._outbox.deliver(person, unsent, leased_until)
            await self._served(person)

    async def _decide(self, person: int) -> tuple[tuple[Unsent, ...], datetime]:
        """Decide under the person's lock, and save once.

        Returns what is to be sent, and until when that is ours.
        """
        async with self._store.hold(person) as held:
            lease = self._outbox.lease()  # from now on: the lock may have been waited for
            record, now = held.record, self._clock.now()
            if record is None or record.reminder_due is None or record.reminder_due > now:
                return (), lease.until
            decision = due.decide(self._turn(record, now))
            if decision.record is None:
                return (), lease.until
            replies = recipes(record, None, decision.replies)
            after = replace(
                decision.record,
                outbox=kept((*record.outbox, *replies)),
                next_key=record.next_key + len(replies),
            )
            return (after.outbox if await held.save(after, lease=lease) else ()), lease.until

    def _turn(self, record: Record, now: datetime) -> Turn:
        return Turn(
            happened=FellDue(awake_since=self._awake_since),
            person=Person(id=record.person, name=""),
            record=record,
            knowledge=self._knowledge(),
            now=now,
            chance=Random(record.person),  # noqa: S311 - variety, not secrecy
        )

    async def _served(self, person: int) -> None:
        """Wait until the message has left, but not for ever: others wait behind it."""
        served = asyncio.ensure_future(self._outbox.served(person))
        patience = asyncio.ensure_future(self._clock.sleep(_PATIENCE))
        try:
            await asyncio.wait((served, patience), return_when=asyncio.FIRST_COMPLETED)
        finally:
            served.cancel()
            patience.cancel()

    async def _sleep(self) -> None:
        """Sleep until the next whole minute. If the machine slept too, that was an outage."""
        now = self._clock.now()
        self._wakes_at = now.replace(second=0, microsecond=0) + EVERY
        self._changed.set()
        await self._clock.sleep((self._wakes_at - now).total_seconds())
        if self._clock.now() - self._wakes_at > 2 * EVERY:
            self._awake_since = self._clock.now()

    def _begin(self, ticking: Coroutine[Any, Any, None]) -> None:
        self._task = asyncio.create_task(ticking, name="reminders")
        self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _LOG.error("A tick failed: %s at %s", type(error).__name__, places(error))
            self._begin(self._go_on())

    async def _go_on(self) -> None:
        await self._sleep()
        await self.run()
