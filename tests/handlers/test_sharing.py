"""Several workers on one store: a person's replies leave in order, from one of them at a time."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Update

from handlers.house import House, Line, build
from handlers.lookout import EVERY
from handlers.outbox import LEASE
from handlers.pace import UNLIMITED
from knowledge.library import Knowledge
from localchat import Telegram
from localchat.person import Person
from storage.memory import MemoryStore, Shelf
from storage.memory_counts import MemoryCounts
from storage.record import Record
from storage.store import Held, Lease, StorageError
from tests.clocks import SteppedClock, settle
from tests.handlers.reminded import keep, learner
from tests.storage.records import a_record, a_reply

TAKEN_OVER = LEASE + EVERY


class Away(MemoryStore):
    """A shared store that can't be reached while `away` is set."""

    away = False

    async def renew(self, people: Collection[int], lease: Lease) -> set[int]:
        if self.away:
            raise StorageError("The server is away.")
        return await super().renew(people, lease)

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        if self.away:
            raise StorageError("The server is away.")
        async with super().hold(person) as held:
            yield held


@dataclass(kw_only=True)
class Workers:
    """Workers of one bot, each a process as far as they know, and the Telegram they share."""

    telegram: Telegram
    clock: SteppedClock
    stores: list[Away]
    houses: list[House]
    ann: Person
    _heard: int = 0
    _told: list[dict[str, object]] = field(default_factory=list)

    async def tell(self, worker: int) -> None:
        """Let a worker take what Ann has done since."""
        for wire in await self.telegram.updates.poll(self._heard + 1, 100, 0):
            self._told.append(wire)
            self._heard = int(str(wire["update_id"]))
            await self._take(worker, wire)

    async def tell_again(self, worker: int) -> None:
        """Let a worker take the last update, as Telegram does when nobody confirmed it."""
        await self._take(worker, self._told[-1])

    async def _take(self, worker: int, wire: dict[str, object]) -> None:
        house = self.houses[worker]
        await house.application.process_update(Update.de_json(wire, house.bot))
        await settle()

    async def passes(self, time: timedelta) -> None:
        """Let time pass."""
        await self.clock.move(time)
        await settle()

    async def freeze(self, worker: int) -> None:
        """Let a worker stand still, as a machine that sleeps: its leases run out."""
        await self.houses[worker].outbox._lookout.close()

    def wake(self, worker: int) -> None:
        """Let it go on."""
        self.houses[worker].outbox._lookout.start()

    def sent(self) -> list[str]:
        """Return the first line of each message that Ann got, in order."""
        return [message.text.partition("\n")[0] for message in self.ann.messages]

    async def record(self) -> Record:
        """Return Ann's record."""
        record = await self.houses[0].store.load(self.ann.id)
        assert record is not None
        return record


@asynccontextmanager
async def workers(knowledge: Knowledge, *records: Record) -> AsyncIterator[Workers]:
    """Run two workers that share their records."""
    clock, shelf = SteppedClock(), Shelf()
    stores = [Away(shelf), Away(shelf)]
    telegram = Telegram(clock=clock)
    houses = [
        build(
            line=Line(token=telegram.token, request=telegram.request(), limits=UNLIMITED),
            store=store,
            counts=MemoryCounts(),
            knowledge=knowledge,
            clock=clock,
        )
        for store in stores
    ]
    await keep(houses[0].store, *records)
    async with AsyncExitStack() as stack:
        for house in houses:
            await house.application.initialize()
            stack.push_async_callback(house.application.shutdown)
            house.outbox.start()
            stack.push_async_callback(house.outbox.close, 0)
        ann = telegram.person(101)
        yield Workers(telegram=telegram, clock=clock, stores=stores, houses=houses, ann=ann)


def away(works: Workers, *, is_away: bool) -> None:
    """Take the database away from all workers, or give it back."""
    for store in works.stores:
        store.away = is_away


async def test_what_another_worker_adds_is_sent_by_who_sends_already(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        works.ann.say("/help")
        await works.tell(1)
        assert works.sent() == []
        released.set()
        await works.telegram.until(lambda: len(works.ann.messages) > 1)
        await settle()
        first, second, *_ = works.sent()
        assert "Wayfinder" in first
        assert "Wayfinder" not in second
        assert (await works.record()).outbox == ()
        assert len(set(works.sent())) == len(works.sent())


async def test_each_worker_sends_when_nobody_else_does(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        for worker, text in ((0, "/start"), (1, "/cancel"), (0, "/privacy")):
            before = len(works.ann.messages)
            works.ann.say(text)
            await works.tell(worker)
            assert len(works.ann.messages) > before
            assert (await works.record()).outbox == ()


async def test_what_a_killed_worker_left_is_sent_by_another_one(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        await works.houses[0].outbox.close(0)
        await works.tell_again(1)
        await works.passes(LEASE - EVERY)
        assert works.sent() == [], "nobody knows yet that it is dead"
        await works.passes(2 * EVERY)
        assert len(works.sent()) == 1
        assert (await works.record()).outbox == ()
        assert (await works.record()).runs == 1


async def test_who_stood_still_gives_up_what_was_taken_over(knowledge: Knowledge) -> None:
    """What was on its way comes twice; what it had not begun to send does not."""
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        works.ann.say("/privacy")
        await works.tell(0)
        await works.freeze(0)
        await works.passes(TAKEN_OVER)
        taken_over = works.sent()
        released.set()
        await works.telegram.until(lambda: len(works.ann.messages) > len(taken_over))
        await works.passes(timedelta(seconds=5))
        works.wake(0)
        await works.passes(TAKEN_OVER)
        assert works.sent() == [*taken_over, taken_over[0]]
        assert (await works.record()).outbox == ()


async def test_what_is_said_just_as_it_gives_up_is_answered(knowledge: Knowledge) -> None:
    """The task that sent before is being cancelled still when there is something to send again."""
    async with workers(knowledge) as works:
        works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        await works.freeze(0)
        await works.passes(TAKEN_OVER)
        taken_over = works.sent()
        await works.houses[0].outbox.renew()
        works.ann.say("/privacy")
        await works.tell(0)
        works.wake(0)
        await works.passes(TAKEN_OVER)
        assert len(works.sent()) > len(taken_over)
        assert (await works.record()).outbox == ()


async def test_a_long_wait_for_telegram_is_no_reason_to_take_over(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        await works.passes(timedelta(minutes=10))
        assert works.sent() == []
        released.set()
        await works.telegram.until(lambda: bool(works.ann.messages))
        await works.passes(TAKEN_OVER)
        assert len(works.sent()) == 1


async def test_a_long_take_over_lets_no_lease_run_out(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        await keep(works.stores[1], a_record(102, outbox=(a_reply(),)))
        async with works.stores[1].hold(102):  # so whoever takes over waits
            await works.passes(3 * TAKEN_OVER)
            assert await works.stores[1].unsent(works.clock.now()) == [102]
        released.set()
        await works.passes(EVERY)
        assert len(works.sent()) == 1
        assert (await works.record()).outbox == ()


async def test_after_the_store_was_away_nothing_that_was_sent_is_sent_again(
    knowledge: Knowledge,
) -> None:
    """Its leases ran out meanwhile; who has them gets the time to say so."""
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        away(works, is_away=True)
        released.set()
        await works.telegram.until(lambda: bool(works.ann.messages))
        await works.passes(timedelta(minutes=5))
        assert len((await works.record()).outbox) == 1, "it could not be crossed off"
        away(works, is_away=False)
        await works.passes(2 * TAKEN_OVER)
        assert len(works.sent()) == 1
        assert (await works.record()).outbox == ()


async def test_a_turn_after_the_store_was_away_leaves_the_sending_to_who_had_it(
    knowledge: Knowledge,
) -> None:
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        await works.tell(0)
        away(works, is_away=True)
        released.set()
        await works.telegram.until(lambda: bool(works.ann.messages))
        await works.passes(timedelta(minutes=5))
        away(works, is_away=False)
        works.ann.say("/privacy")
        await works.tell(1)
        assert len(works.sent()) == 1, "it is left to the one that knows what it has sent"
        await works.passes(2 * EVERY)
        assert len(works.sent()) == len(set(works.sent())) > 1
        assert (await works.record()).outbox == ()


async def test_nothing_is_sent_on_a_lease_that_ran_out(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        released = works.telegram.faults.hold("sendMessage")
        works.ann.say("/start")
        works.ann.say("/privacy")
        await works.tell(0)
        away(works, is_away=True)
        await works.passes(TAKEN_OVER)
        released.set()
        await works.telegram.until(lambda: bool(works.ann.messages))
        await works.passes(timedelta(minutes=1))
        assert len(works.sent()) == 1
        away(works, is_away=False)
        await works.passes(2 * TAKEN_OVER)
        assert len(works.sent()) == len(set(works.sent())) > 1


async def test_what_was_forgotten_is_confirmed_by_whoever_heard_it(knowledge: Knowledge) -> None:
    async with workers(knowledge) as works:
        works.ann.say("/start")
        await works.tell(0)
        works.ann.say("/forget")
        await works.tell(1)
        works.ann.tap("Yes, delete everything")
        await works.tell(0)
        await works.passes(TAKEN_OVER)
        assert works.sent()[-1].startswith("Done. I have deleted everything")
        assert await works.houses[0].store.load(101) is None


async def test_two_workers_remind_everybody_once(knowledge: Knowledge) -> None:
    people = range(1000, 1060)
    async with workers(knowledge, *(learner(person) for person in people)) as works:
        persons = [works.telegram.person(person) for person in people]
        for house in works.houses:
            house.tick.start()
        await works.passes(timedelta(hours=3))
        assert [len(person.messages) for person in persons] == [1] * len(people)
        await asyncio.gather(*(house.tick.close() for house in works.houses))


async def test_a_lease_begins_when_the_lock_is_there_however_long_that_took(
    knowledge: Knowledge,
) -> None:
    async with workers(knowledge) as two:
        held = two.telegram.faults.hold("sendMessage")
        async with two.stores[1].hold(two.ann.id):
            two.ann.say("/start")
            waiting = asyncio.create_task(two.tell(0))
            await two.passes(LEASE - timedelta(seconds=1))
        await waiting
        await two.freeze(0)
        await two.passes(LEASE - timedelta(seconds=1))
        assert len(two.telegram.called("sendMessage")) == 0
        assert await two.stores[1].unsent(two.clock.now()) == [], "the first one still has it"
        held.set()
        two.wake(0)
        await two.passes(EVERY)
        assert len(two.sent()) == 1
