"""Alive, and ready: what is told, and that neither asking nor being down takes long."""

from datetime import timedelta

import pytest

from handlers.webhook import health
from knowledge.library import Knowledge
from localchat import connect_error, refusal
from storage.memory import MemoryStore
from storage.record import Record
from storage.store import StorageError
from tests.hooked import hooked


class Gone(MemoryStore):
    """A store that can't be reached while `gone` is set."""

    gone = False

    async def load(self, person: int) -> Record | None:
        if self.gone:
            raise StorageError("The database at db.example.org is out of reach.")
        return await super().load(person)


async def test_all_is_well(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        assert await here.get("/healthz") == (200, "alive")
        assert await here.get("/readyz") == (200, "ready")
        assert (await here.client.head(f"{here.base}/readyz")).status_code == 200


async def test_what_is_missing_is_told_without_where_it_is(knowledge: Knowledge) -> None:
    store = Gone()
    async with hooked(knowledge, store) as here:
        store.gone = True
        here.telegram.faults.order("getMe", connect_error())
        told = (503, "the store is out of reach\ntelegram is out of reach")
        assert await here.get("/readyz") == told
        assert await here.get("/healthz") == (200, "alive")
        store.gone = False
        assert await here.get("/readyz") == told, "an answer holds for a while"
        await here.clock.move(health.HOLDS)
        assert await here.get("/readyz") == (200, "ready")


async def test_whoever_hangs_is_not_waited_for(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "WITHIN", 0.05)
    async with hooked(knowledge) as here:
        released = here.telegram.faults.hold("getMe")
        assert await here.get("/readyz") == (503, "telegram is out of reach")
        released.set()


async def test_many_who_ask_are_one_call_to_telegram(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        before = len(here.telegram.called("getMe"))
        for _ in range(10):
            await here.get("/readyz")
        assert len(here.telegram.called("getMe")) == before + 1


async def test_ready_only_once_the_webhook_is_set(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        here.telegram.faults.order("getWebhookInfo", refusal(502, "Bad Gateway"))
        await here.clock.move(timedelta(minutes=1))
        assert await here.get("/readyz") == (200, "ready")
        here.webhook._registration.done = False
        await here.clock.move(health.HOLDS)
        assert await here.get("/readyz") == (503, "the webhook is not set yet")
