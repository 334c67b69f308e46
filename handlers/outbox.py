"""The outbox: replies leave in order, one person at a time, and are crossed off once sent.

A reply is saved before it is sent, so a kill in between sends it at the next start; a kill between
sending and crossing off sends it once more, since Telegram has no key to tell a repetition by.

Where several processes share a store, one at a time sends a person's replies: it has a lease, taken
with the save, and kept up by the lookout (`handlers/lookout.py`). Who saves a reply while another
process has the lease leaves it to that one, which finds it when it crosses off what it sent.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from handlers.clock import Clock
from handlers.fate import Fate, tried
from handlers.logs import places
from handlers.lookout import Lookout
from handlers.replies import Sender
from handlers.turn import Reminder, Reply, reply_from_json, reply_to_json
from storage.record import Record, Unsent
from storage.store import Lease, StorageError, Store

_LOG = logging.getLogger(__name__)

KEPT = 20
"""Replies that wait for one person at most: past that the oldest are overtaken by newer ones."""

LEASE = timedelta(seconds=30)
"""How long the replies of a process that died wait for another one. A judgement: longer than a
process may stand still, and short enough for whoever waits for an answer."""

_ALWAYS = datetime.max.replace(tzinfo=UTC)
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


def kept(outbox: Iterable[Unsent]) -> tuple[Unsent, ...]:
    """Return the newest replies that an outbox keeps."""
    return tuple(outbox)[-KEPT:]


def recipes(record: Record, update_id: int | None, replies: Iterable[Reply]) -> tuple[Unsent, ...]:
    """Return replies as the record keeps them until they are sent; `update_id` caused them."""
    return tuple(
        Unsent(key=key, update_id=update_id, reply=reply_to_json(reply))
        for key, reply in enumerate(replies, start=record.next_key)
    )


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
        self._leased: dict[int, datetime] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._lookout = Lookout(
            clock,
            renew=self.renew,
            catch_up=self.cross_off_late,
            take_over=self.resume,
            patience=LEASE,
        )

    def start(self) -> None:
        """Send what is unsent; where others share the store, look out for what they leave."""
        self.background(self._begin())
        if self._store.shared:
            self._lookout.start()

    def lease(self) -> Lease:
        """Return the lease to save with, for whoever is about to `deliver`."""
        now = self._clock.now()
        return Lease(now=self._lookout.free_before(now), until=now + LEASE)

    def deliver(
        self, person: int, unsent: Iterable[Unsent], leased_until: datetime | None = None
    ) -> None:
        """Send these replies after what waits for this person already; skip those in hand.

        Of many that wait the newest are kept, as in the record; the first one is on its way.
        What no record holds, since its person was forgotten, needs no lease.
        """
        if leased_until is None:
            self._leased.pop(person, None)
        known = self._known.setdefault(person, set())
        fresh = [item for item in unsent if item.key not in known]
        if fresh and leased_until is not None and self._store.shared:
            self._leased[person] = leased_until
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
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)
        await self._lookout.close()

    async def resume(self) -> None:
        """Send what is saved and sent by nobody: left by a process that ended or died."""
        for person in await self._store.unsent(self._clock.now()):
            with suppress(StorageError):  # the store has reported it; the others go on
                await self._resume(person)

    async def renew(self) -> None:
        """Keep the leases of what is in hand, give up what is lost. Raises StorageError."""
        lease, leased = self.lease(), dict(self._leased)
        lost = await self._store.renew(list(leased), lease)
        same = [person for person, until in leased.items() if self._leased.get(person) == until]
        for person in same:  # what was leased anew meanwhile is as it was leased
            if person in lost:
                self._give_up(person)
            else:
                self._leased[person] = lease.until

    async def cross_off_late(self) -> None:
        """Cross off what was sent when the store was away."""
        for person in list(self._leased):
            if person not in self._serving:
                await self._cross_off(person, reachable=True)

    async def _begin(self) -> None:
        with suppress(StorageError):  # the store has reported it; the next turn sends what waits
            await self.resume()

    async def _resume(self, person: int) -> None:
        unsent: tuple[Unsent, ...] = ()
        async with self._store.hold(person) as held:
            record, lease = held.record, self.lease()
            if record is not None and record.outbox and await held.save(record, lease=lease):
                unsent = record.outbox
        self.deliver(person, unsent, lease.until)

    def _give_up(self, person: int) -> None:
        """Know nothing of this person's replies any more, from now on and not once it has ended."""
        self._leased.pop(person, None)
        self._known.pop(person, None)
        self._waiting.pop(person, None)
        serving = self._serving.pop(person, None)
        if serving is not None:
            serving.cancel()

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
            if self._waiting.get(person) is waiting:
                del self._waiting[person], self._serving[person]
                self._forget(person)

    async def _send(self, person: int, item: Unsent) -> bool:
        """Send one reply, however long the network is away; False: the person can't be reached."""
        try:
            wait, reply = _FIRST_WAIT, reply_from_json(item.reply)
        except ValidationError:  # another version of the bot wrote it
            _LOG.error("Reply %d can't be read any more, and is left out", item.key)
            return True
        fate = Fate.AGAIN
        while fate is Fate.AGAIN and not self._out_of_date(reply):
            await self._while_leased(person)
            fate = await tried(self._sender, person, item.key, reply)
            if fate is Fate.AGAIN:
                await self._clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        return fate is not Fate.UNREACHABLE

    def _out_of_date(self, reply: Reply) -> bool:
        return isinstance(reply, Reminder) and self._clock.now() > reply.useful_until

    async def _while_leased(self, person: int) -> None:
        """Wait while the lease has run out: it is renewed once the store is back, or lost."""
        while self._leased.get(person, _ALWAYS) <= self._clock.now():
            await self._clock.sleep(_FIRST_WAIT)

    async def _cross_off(self, person: int, *, reachable: bool) -> None:
        """Take all that is known and waits no more off the record; send what others have added.

        What can't be saved now stays known, and is crossed off with the next reply.
        """
        settled = frozenset(self._known.get(person, ()))
        try:
            if reachable and settled and await self._store.note_sent(person, max(settled)):
                self._forget(person, settled)
                return
            added, lease = await self._left(person, settled, reachable=reachable)
        except StorageError as failure:
            _LOG.error("Sent replies are not crossed off and may be sent twice. %s", failure)
            return
        self._forget(person, settled)
        if not added and not self._known.get(person):  # nor has a turn added something since
            self._leased.pop(person, None)
        self.deliver(person, added, lease.until)

    async def _left(
        self, person: int, settled: frozenset[int], *, reachable: bool
    ) -> tuple[tuple[Unsent, ...], Lease]:
        """Save the record without what is settled. Returns what it still holds, if it is ours."""
        async with self._store.hold(person) as held:
            lease = self.lease()
            if held.record is None:
                return (), lease
            left = tuple(item for item in held.record.outbox if item.key not in settled)
            after = replace(
                held.record,
                outbox=left if reachable else (),
                reachable=held.record.reachable and reachable,
            )
            return (after.outbox if await held.save(after, lease=lease) else ()), lease

    def _forget(self, person: int, settled: frozenset[int] = frozenset()) -> None:
        known = self._known.get(person, set())
        known -= settled
        if not known and person not in self._serving:
            self._known.pop(person, None)
