"""People who are reminded: records that stand where onboarding ends, and time that passes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from pydantic import JsonValue

from handlers.reminding.preferences import rescheduled
from handlers.turn import FellDue, Person, Turn
from knowledge.library import Knowledge
from localchat import Message
from storage.memory import MemoryStore
from storage.record import FirstPlan, Record
from storage.store import Store
from tests.clocks import START, SteppedClock
from tests.dialogue import Dialogue, Speaker, dialogue

BERLIN: JsonValue = {"city": "Berlin", "country": "DE", "zone": "Europe/Berlin"}


def learner(
    person: int = 101,
    *,
    now: datetime = START,
    hour: str | None = "12:00",
    days: str | None = "daily",
    place: JsonValue = BERLIN,
    **fields: object,
) -> Record:
    """Return somebody with a plan, who is reminded at noon in Berlin every day."""
    answers: dict[str, JsonValue] = {
        "standing": "changer",
        "hours": [6, 6],
        "path": "self",
        "place": place,
        "reminder": hour,
        "reminder_days": days,
    }
    record = Record(
        person=person,
        created_at=now,
        heard_at=now,
        track="backend",
        answers=answers,
        first_plan=FirstPlan(made_on=date(2026, 3, 1), earliest=None, latest=None),
    )
    return rescheduled(replace(record, **fields), now)  # type: ignore[arg-type]


async def keep(store: Store, *records: Record) -> None:
    """Put records into a store."""
    for record in records:
        async with store.hold(record.person) as held:
            await held.save(record)


@asynccontextmanager
async def reminding(
    knowledge: Knowledge, *records: Record, store: Store | None = None, now: datetime = START
) -> AsyncIterator[tuple[Dialogue, Speaker]]:
    """Run the bot for these people (by default one), and yield the first of them too."""
    store = store or MemoryStore()
    records = records or (learner(now=now),)
    await keep(store, *records)
    async with dialogue(knowledge, store=store, clock=SteppedClock(now)) as talk:
        yield talk, talk.person(records[0].person)


def utc(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def hours_pass(talk: Dialogue, hours: int) -> None:
    """Let hours pass one by one, so that what falls due at each is sent before the next."""
    for _ in range(hours):
        await talk.passes(hours=1)


def sent_at(messages: list[Message]) -> list[str]:
    """Return when messages were sent, in UTC, like `03-02 11:00`."""
    return [f"{message.date.astimezone(UTC):%m-%d %H:%M}" for message in messages]


def due_turn(
    knowledge: Knowledge, record: Record, now: datetime, *, awake_since: datetime | None = None
) -> Turn:
    """Return the turn of a reminder that falls due, after a time without any outage."""
    return Turn(
        happened=FellDue(awake_since=awake_since or datetime(2000, 1, 1, tzinfo=UTC)),
        person=Person(id=record.person, name=""),
        record=record,
        knowledge=knowledge,
        now=now,
        chance=Random(0),
    )
