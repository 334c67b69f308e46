"""The database is gone for five minutes: people are told, and nothing that was said is lost."""

from knowledge.library import Knowledge
from storage.postgres.limits import Limits
from storage.postgres_store import PostgresStore
from tests.clocks import SteppedClock
from tests.dialogue import dialogue
from tests.handlers.reminded import learner, utc
from tests.postgres import Server

NOT_SAVED = "That was not saved, please try again"


async def test_a_server_that_is_gone_for_five_minutes(
    knowledge: Knowledge, postgres_server: Server, postgres_url: str
) -> None:
    store = PostgresStore(postgres_url, Limits(pool=0.5, connect=1))
    clock = SteppedClock(utc("2026-03-01T10:58"))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        ann, bob = talk.person(101), talk.person(102)
        await ann.says("/start", "career changer")
        async with store.hold(102) as held:
            await held.save(learner(102, now=clock.now()))
        postgres_server.stop()
        try:
            [told] = await ann.says("6")
            assert NOT_SAVED in told.text
            await talk.passes(minutes=5)
            [told] = await ann.says("6")
            assert NOT_SAVED in told.text
            assert bob.person.messages == []
        finally:
            postgres_server.start()
        await talk.passes(minutes=1)
        assert len(bob.person.messages) == 1
        assert any("Your first plan" in reply.text for reply in await ann.says("6"))
        record = await store.load(101)
        assert record is not None
        assert record.outbox == ()
