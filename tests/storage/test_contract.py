"""What every store promises: the same tests for each, whatever it stands on."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from storage.record import Record
from storage.store import Lease, StorageError, Store
from tests.clocks import settle
from tests.storage.records import NOON, a_record, a_reply, records

same_store = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Examples share the store, and each replaces what the one before left."""

HOUR = timedelta(hours=1)
MINUTE = Lease(now=NOON, until=NOON + timedelta(minutes=1))


async def saved(store: Store, *everyone: Record) -> None:
    """Save each of these records under its person's lock."""
    for record in everyone:
        async with store.hold(record.person) as held:
            await held.save(record)


async def listed(store: Store) -> list[int]:
    """Return everyone listed, in order."""
    return sorted([person async for person in store.people()])


async def due(store: Store, now: datetime, limit: int = 10) -> list[int]:
    """Return who is due and unclaimed, claiming nobody: the lease is over as it begins."""
    return await store.claim_due(Lease(now=now, until=now), limit)


async def test_a_stranger_has_no_record(store: Store) -> None:
    async with store.hold(1) as held:
        assert held.record is None
    assert await store.load(1) is None
    assert await listed(store) == []


async def test_what_is_saved_is_there_for_everybody_after(store: Store) -> None:
    record = a_record(answers={"name": "Ann"})
    async with store.hold(1) as held:
        await held.save(record)
        assert held.record == record
        assert await store.load(1) == record
    async with store.hold(1) as held:
        assert held.record == record


@same_store
@given(record=records())
async def test_any_record_comes_back_as_it_was(store: Store, record: Record) -> None:
    await saved(store, record)
    assert await store.load(record.person) == record


async def test_records_outlive_the_store(store: Store) -> None:
    record = a_record(reminder_due=NOON, outbox=(a_reply(),))
    await saved(store, record)
    await store.close()
    await store.open()
    assert await store.load(1) == record
    assert await due(store, NOON) == [1]
    assert await store.unsent(NOON) == [1]


async def test_a_save_replaces_all_of_the_record(store: Store) -> None:
    await saved(store, a_record(answers={"old": 1}), a_record(answers={"new": 2}))
    record = await store.load(1)
    assert record is not None
    assert record.answers == {"new": 2}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\0b", "ab"),
        ("a\\u0000b", "a\\u0000b"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83db", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("\0", ""),
        ("\u202eabc\x0b\x85\u2028", "\u202eabc\x0b\x85\u2028"),
    ],
)
async def test_odd_characters_are_kept_or_stripped(store: Store, text: str, kept: str) -> None:
    """Case 57: NUL, which databases refuse, is stripped; half a character is made whole."""
    await saved(store, a_record(answers={"note": text, "more": [{"in": text}]}))
    record = await store.load(1)
    assert record is not None
    assert record.answers == {"note": kept, "more": [{"in": kept}]}


@pytest.mark.parametrize("person", [7000000001, 2**52, 2**63 - 1, -(2**63), -1, 0])
async def test_any_64_bit_id_is_one_person(store: Store, person: int) -> None:
    """Cases 56 and 57: no id is too big, and none is listed twice when saved again."""
    await saved(store, a_record(person, reminder_due=NOON, outbox=(a_reply(),)))
    await saved(store, a_record(person, reminder_due=NOON, outbox=(a_reply(), a_reply(2))))
    record = await store.load(person)
    assert record is not None
    assert record.person == person
    assert await listed(store) == [person]
    assert await due(store, NOON) == [person]
    assert await store.unsent(NOON) == [person]


async def test_the_deleted_are_gone_everywhere(store: Store) -> None:
    gone, other = (a_record(n, reminder_due=NOON, outbox=(a_reply(),)) for n in (1, 2))
    await saved(store, gone, other)
    async with store.hold(1) as held:
        await held.delete()
        assert held.record is None
    assert await store.load(1) is None
    assert await listed(store) == [2]
    assert await due(store, NOON) == [2]
    assert await store.unsent(NOON) == [2]


async def test_deleting_a_stranger_is_harmless(store: Store) -> None:
    async with store.hold(1) as held:
        await held.delete()
    assert await listed(store) == []


async def test_the_deleted_may_come_back(store: Store) -> None:
    await saved(store, a_record(runs=1))
    async with store.hold(1) as held:
        await held.delete()
    await saved(store, a_record(runs=2))
    assert await store.load(1) == a_record(runs=2)


async def test_everyone_is_listed_once(store: Store) -> None:
    everyone = [*range(40), 7000000001, 7000000001 + 256]
    await saved(store, *map(a_record, everyone), *map(a_record, everyone))
    assert await listed(store) == everyone


async def test_concurrent_turns_of_one_person_lose_nothing(store: Store) -> None:
    async def count_one() -> None:
        async with store.hold(1) as held:
            record = held.record or a_record()
            await settle()
            await held.save(replace(record, runs=record.runs + 1))

    await asyncio.gather(*(count_one() for _ in range(30)))
    assert await store.load(1) == a_record(runs=30)


async def test_whoever_asked_first_holds_first(store: Store) -> None:
    order: list[int] = []

    async def take(number: int) -> None:
        async with store.hold(1):
            await settle()
            order.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(10):
            task = group.create_task(take(number))
            await asyncio.sleep(0)
            if number == 4:
                task.cancel()
    assert order == [0, 1, 2, 3, 5, 6, 7, 8, 9]


async def test_nobody_waits_for_somebody_else(store: Store) -> None:
    async with store.hold(1):
        async with asyncio.timeout(5):
            await saved(store, a_record(2), a_record(257))
            assert await store.load(1) is None
    assert await listed(store) == [2, 257]


async def test_a_failed_turn_frees_the_lock_and_changes_nothing(store: Store) -> None:
    await saved(store, a_record(runs=1))
    with suppress(ZeroDivisionError):
        async with store.hold(1):
            raise ZeroDivisionError
    async with asyncio.timeout(5), store.hold(1) as held:
        assert held.record == a_record(runs=1)


@pytest.mark.parametrize("steps", range(8))
async def test_a_turn_cancelled_anywhere_frees_the_lock(store: Store, steps: int) -> None:
    """Whatever it had begun is finished before the next turn sees the record."""
    turn = asyncio.create_task(saved(store, a_record(runs=1, reminder_due=NOON)))
    for _ in range(steps):
        await asyncio.sleep(0)
    turn.cancel()
    async with asyncio.timeout(5), store.hold(1) as held:
        seen = held.record
        assert seen in (None, a_record(runs=1, reminder_due=NOON))
    await asyncio.wait((turn,))
    assert await store.load(1) == seen
    assert await due(store, NOON) == ([] if seen is None else [1])


async def test_saving_needs_the_lock(store: Store) -> None:
    async with store.hold(1) as held:
        pass
    with pytest.raises(RuntimeError, match="no longer held"):
        await held.save(a_record())
    with pytest.raises(RuntimeError, match="no longer held"):
        await held.delete()
    assert await store.load(1) is None


async def test_a_hold_saves_or_deletes_once(store: Store) -> None:
    """A save lets the row go, so that what came after it would stand on an old record."""
    async with store.hold(1) as held:
        await held.save(a_record(runs=1))
        with pytest.raises(RuntimeError, match="already"):
            await held.save(a_record(runs=2))
        with pytest.raises(RuntimeError, match="already"):
            await held.delete()
    assert await store.load(1) == a_record(runs=1)


async def test_a_record_is_saved_under_its_own_lock_only(store: Store) -> None:
    async with store.hold(1) as held:
        with pytest.raises(ValueError, match="own person"):
            await held.save(a_record(2))
    assert await listed(store) == []


async def test_due_gives_the_reachable_longest_due_first(store: Store) -> None:
    await saved(
        store,
        a_record(1, reminder_due=NOON),
        a_record(2, reminder_due=NOON - HOUR),
        a_record(3, reminder_due=NOON + timedelta(microseconds=1)),
        a_record(4, reminder_due=NOON - 2 * HOUR, reachable=False),
        a_record(5),
        a_record(6, reminder_due=NOON - 3 * HOUR),
    )
    assert await due(store, NOON) == [6, 2, 1]
    assert await due(store, NOON, 2) == [6, 2]
    assert await due(store, NOON - 4 * HOUR) == []


async def test_due_follows_every_save(store: Store) -> None:
    for when, expected in ((NOON, [1]), (NOON + HOUR, []), (None, []), (NOON - HOUR, [1])):
        await saved(store, a_record(1, reminder_due=when))
        assert await due(store, NOON) == expected


async def test_unsent_follows_every_save(store: Store) -> None:
    assert await store.unsent(NOON) == []
    for outbox, expected in (((a_reply(),), [1]), ((a_reply(), a_reply(2)), [1]), ((), [])):
        await saved(store, a_record(1, outbox=outbox))
        assert await store.unsent(NOON) == expected


async def test_closing_waits_for_what_is_in_hand(store: Store) -> None:
    async with store.hold(1) as held:
        closing = asyncio.create_task(store.close())
        await settle()
        assert not closing.done()
        await held.save(a_record(runs=1))
    await closing
    await store.open()
    assert await store.load(1) == a_record(runs=1)


async def test_a_closed_store_says_so(store: Store) -> None:
    await store.close()
    await store.close()
    for use in (
        store.load(1),
        saved(store, a_record()),
        listed(store),
        store.unsent(NOON),
        store.renew([1], MINUTE),
        store.claim_due(MINUTE, 1),
    ):
        with pytest.raises(StorageError, match="closed"):
            await use


async def test_what_was_noted_as_sent_is_no_longer_unsent(store: Store) -> None:
    record = a_record(answers={"name": "Ann"}, outbox=(a_reply(1), a_reply(2)), next_key=3)
    await saved(store, record)
    if await store.note_sent(1, 2):
        assert await store.load(1) == replace(record, outbox=())
        assert await store.unsent(NOON) == []
    else:  # a save is needed
        assert await store.load(1) == record
        assert await store.unsent(NOON) == [1]


async def test_nothing_newer_is_noted_as_sent(store: Store) -> None:
    record = a_record(outbox=(a_reply(1), a_reply(2)), next_key=3)
    await saved(store, record)
    assert not await store.note_sent(1, 1)
    assert not await store.note_sent(2, 2)
    assert await store.load(1) == record
    assert await store.unsent(NOON) == [1]


async def test_what_was_noted_as_sent_outlives_the_store(store: Store) -> None:
    record = a_record(reminder_due=NOON, outbox=(a_reply(),))
    await saved(store, record)
    noted = await store.note_sent(1, record.outbox[-1].key)
    await store.close()
    await store.open()
    assert await due(store, NOON) == [1]
    assert await store.unsent(NOON) == ([] if noted else [1])
    assert not await store.note_sent(1, record.outbox[-1].key)


@same_store
@given(record=records())
async def test_noting_what_was_sent_changes_nothing_else(store: Store, record: Record) -> None:
    await saved(store, record)
    newest = record.outbox[-1].key if record.outbox else 0
    noted = await store.note_sent(record.person, newest)
    assert await store.load(record.person) == (replace(record, outbox=()) if noted else record)


async def test_replies_after_a_note_are_unsent_again(store: Store) -> None:
    await saved(store, a_record(outbox=(a_reply(1),), next_key=2))
    await store.note_sent(1, 1)
    record = a_record(outbox=(a_reply(2),), next_key=3)
    await saved(store, record)
    assert await store.unsent(NOON) == [1]
    assert await store.load(1) == record
