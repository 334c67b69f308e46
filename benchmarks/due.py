"""Many people who are due at one time, with a bot over them, and what it costs to serve them."""

import gc
import resource
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from handlers.clock import Clock
from handlers.house import House, Line, build
from handlers.pace import Limits
from handlers.reminding.preferences import rescheduled
from knowledge.library import Knowledge
from localchat import Telegram
from storage.index import Index, entry_of
from storage.memory import MemoryStore
from storage.memory_counts import MemoryCounts
from storage.record import FirstPlan, Record
from storage.store import Held, Lease


class IndexedStore(MemoryStore):
    """Records in memory, with the index of the TinyDB store instead of a look at everybody."""

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__()
        self.index = Index()
        self.index.complete()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        """Hold a person, and keep the index as the record was left."""
        async with super().hold(person) as held:
            yield held
            if held.record is not None:
                self.index.put(entry_of(held.record))

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is due."""
        return self.index.claim_due(lease, limit)

    async def unsent(self, _now: datetime) -> list[int]:
        """Return whose replies wait."""
        return self.index.unsent()


def learner(person: int, due: datetime) -> Record:
    """Return somebody with a plan, who is reminded every day at this time."""
    record = Record(
        person=person,
        created_at=due - timedelta(hours=1),
        heard_at=due - timedelta(hours=1),
        track="backend",
        answers={
            "standing": "changer",
            "hours": [6, 6],
            "path": "self",
            "reminder": f"{due:%H:%M}",
            "reminder_days": "daily",
        },
        first_plan=FirstPlan(made_on=date(2026, 3, 1), earliest=None, latest=None),
    )
    return rescheduled(record, due - timedelta(minutes=1))


async def fill(store: IndexedStore, people: Sequence[int], due: datetime) -> None:
    """Put people into a store who are due at this time."""
    for person in people:
        async with store.hold(person) as held:
            await held.save(learner(person, due))


def house_over(
    telegram: Telegram, store: IndexedStore, knowledge: Knowledge, clock: Clock, limits: Limits
) -> House:
    """Return a bot over these records, on this Telegram."""
    line = Line(
        token=telegram.token,
        request=telegram.request(),
        polling_request=telegram.request(),
        limits=limits,
    )
    return build(line=line, store=store, counts=MemoryCounts(), knowledge=knowledge, clock=clock)


@contextmanager
def cost() -> Iterator[Callable[[], tuple[float, float]]]:
    """Yield a function that returns the CPU seconds and the MB used since."""
    gc.collect()
    begin, before = time.process_time(), memory()
    yield lambda: (time.process_time() - begin, memory() - before)


def memory() -> float:
    """Return this process's memory now, in MB (Linux), or its highest so far elsewhere."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
