"""Two processes on the same records: one turn at a time, one reminder, one sender."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.store import Lease, Store
from tests.clocks import settle
from tests.storage.conftest import Twins
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.test_contract import due, listed, saved

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NOW = Lease(now=NOON, until=NOON + MINUTE)
LATER = Lease(now=NOW.until, until=NOW.until + MINUTE)


async def kept(store: Store, *replies: int, lease: Lease | None = NOW) -> bool:
    """Save person 1 with these replies, and return whether the store may send them."""
    async with store.hold(1) as held:
        record = held.record or a_record()
        outbox = tuple(a_reply(key) for key in replies)
        return await held.save(replace(record, outbox=outbox), lease=lease)


async def test_turns_of_one_person_wait_for_each_other_wherever_they_come(twins: Twins) -> None:
    async def count_one(store: Store) -> None:
        async with store.hold(1) as held:
            record = held.record or a_record()
            await settle()
            await held.save(replace(record, runs=record.runs + 1))

    await asyncio.gather(*(count_one(store) for store in twins for _ in range(20)))
    assert await twins[0].load(1) == a_record(runs=40)


async def test_many_new_people_meet_both_at_once(twins: Twins) -> None:
    """Each finds no record, and exactly one of the two turns is the first."""
    firsts: list[int] = []

    async def meet(store: Store, person: int) -> None:
        async with store.hold(person) as held:
            if held.record is None:
                firsts.append(person)
            await held.save(replace(held.record or a_record(person), runs=1))

    await asyncio.gather(*(meet(store, person) for person in range(30) for store in twins))
    assert sorted(firsts) == await listed(twins[1]) == list(range(30))


async def test_a_deletion_meets_a_turn(twins: Twins) -> None:
    """Whoever waited for the row finds nothing there, and begins anew."""
    one, other = twins

    async def forget(store: Store) -> None:
        async with store.hold(1) as held:
            await settle()
            await held.delete()

    for _ in range(10):
        await saved(one, a_record(runs=1))
        forgetting = asyncio.create_task(forget(one))
        await settle()
        async with other.hold(1) as held:
            assert held.record in (None, a_record(runs=1))
            await held.save(a_record(runs=5))
        await forgetting
        assert await one.load(1) in (None, a_record(runs=5))


async def test_nobody_is_claimed_twice(twins: Twins) -> None:
    people = list(range(1, 41))
    await saved(twins[0], *(a_record(one, reminder_due=NOON - one * SECOND) for one in people))

    async def claim_all(store: Store) -> list[int]:
        claimed: list[int] = []
        while some := await store.claim_due(NOW, 3):
            claimed += some
        return claimed

    claims = await asyncio.gather(*(claim_all(store) for store in (*twins, *twins)))
    assert sorted(one for claimed in claims for one in claimed) == people
    for claimed in claims:
        assert claimed == sorted(claimed, reverse=True), "the longest due first"


async def test_a_claim_ends_with_its_lease_or_with_a_save(twins: Twins) -> None:
    one, other = twins
    await saved(one, *(a_record(person, reminder_due=NOON) for person in (1, 2)))
    assert await one.claim_due(NOW, 9) == [1, 2]
    assert await other.claim_due(replace(NOW, now=NOW.until - SECOND), 9) == []
    await saved(one, a_record(1, reminder_due=NOON + MINUTE), a_record(2, reminder_due=NOON))
    assert await other.claim_due(NOW, 9) == [2]
    assert await other.claim_due(LATER, 9) == [2, 1]


async def test_one_sends_and_the_other_leaves_it_to_that_one(twins: Twins) -> None:
    one, other = twins
    assert await kept(one, 1)
    assert not await kept(other, 1, 2)
    assert await kept(one, 2), "the sender takes off what it sent, and finds what was added"
    assert not await kept(other, 2, 3)


async def test_an_empty_outbox_frees_the_sending(twins: Twins) -> None:
    one, other = twins
    assert await kept(one, 1)
    await kept(other)
    assert await kept(other, 2)
    assert not await kept(one, 2, 3)


async def test_a_save_without_a_lease_leaves_the_sending_as_it_is(twins: Twins) -> None:
    one, other = twins
    assert await kept(one, 1)
    assert not await kept(other, 1, 2, lease=None)
    assert not await kept(other, 1, 2)
    assert await kept(one, 1, 2)


async def test_what_a_dead_sender_left_is_unsent_once_its_lease_has_run_out(twins: Twins) -> None:
    one, other = twins
    await kept(one, 1)
    assert await other.unsent(NOON) == []
    assert await other.unsent(NOW.until - SECOND) == []
    assert await other.unsent(NOW.until) == [1]
    assert not await kept(other, 1, lease=replace(NOW, now=NOW.until - SECOND))
    assert await kept(other, 1, lease=LATER)
    assert await one.unsent(LATER.now) == []


async def test_a_lease_is_kept_by_renewing_it(twins: Twins) -> None:
    one, other = twins
    await kept(one, 1)
    assert await one.renew([1], replace(NOW, until=LATER.until)) == set()
    assert await other.unsent(NOW.until) == []
    assert not await kept(other, 1, lease=LATER)
    assert await other.renew([1, 2], LATER) == {1, 2}
    assert await one.renew([], LATER) == set()


async def test_who_renews_too_late_keeps_what_nobody_took(twins: Twins) -> None:
    one, other = twins
    await kept(one, 1)
    assert await one.renew([1], LATER) == set()
    assert await other.unsent(LATER.now) == []


async def test_who_renews_too_late_hears_that_it_was_taken_or_even_sent(twins: Twins) -> None:
    one, other = twins
    await kept(one, 1)
    assert await kept(other, 1, lease=LATER)
    assert await one.renew([1], LATER) == {1}
    await kept(other)
    assert await one.renew([1], LATER) == {1}


async def test_the_forgotten_are_nobodys_to_send(twins: Twins) -> None:
    one, other = twins
    await kept(one, 1)
    async with other.hold(1) as held:
        await held.delete()
    assert await one.renew([1], NOW) == {1}
    assert await one.unsent(LATER.until) == []
    assert await kept(other, 1)


@pytest.mark.parametrize("limit", [1, 5])
async def test_who_is_in_the_middle_of_a_turn_keeps_nobody_waiting(
    twins: Twins, limit: int
) -> None:
    one, other = twins
    await saved(one, *(a_record(person, reminder_due=NOON) for person in (1, 2)))
    async with asyncio.timeout(5), one.hold(1) as held:
        assert await other.claim_due(NOW, limit)
        assert held.record is not None
        await held.save(replace(held.record, reminder_due=None))
    assert await due(other, LATER.until) == [2]
