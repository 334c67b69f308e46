"""A process that saves for ever, to be killed. Run as `python -m tests.storage.saver PLACE`.

PLACE is a folder, or the address of a database.

For each line on standard input a forked child opens the store and saves and deletes, several people
at once. It writes `try PERSON RUNS` before each change and `done PERSON RUNS` once that is
acknowledged; RUNS is -1 for a deletion. The parent says which process that is, and when it is dead.
"""

import asyncio
import os
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from storage.choice import chosen
from storage.store import Held, Store
from tests.storage.records import NOON, a_record, a_reply

PEOPLE = range(1, 6)
"""Who is saved. Their files stand in folders of their own, but for the last two's."""

DELETED = -1


def say(*words: object) -> None:
    """Write a line in one piece: what a killed process has said is not lost."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def change(held: Held, person: int, runs: int) -> None:
    """Change one record, said before and after. Every seventh change is a deletion."""
    if runs % 7 == 0:
        say("try", person, DELETED)
        await held.delete()
        say("done", person, DELETED)
        return
    record = replace(held.record or a_record(person), runs=runs, answers={"text": "é" * runs})
    say("try", person, runs)
    await held.save(replace(record, reminder_due=NOON, outbox=(a_reply(runs),)))
    say("done", person, runs)


def store_at(place: str) -> Store:
    """Return the store in a folder or a database."""
    is_address = place.startswith("postgresql:")
    return chosen(place if is_address else None, Path(place))


async def save_for_ever(place: str) -> None:
    """Save until killed."""
    store = store_at(place)
    await store.open()

    async def one(person: int) -> None:
        for runs in count(1):
            async with store.hold(person) as held:
                await change(held, person, runs)

    await asyncio.gather(*(one(person) for person in PEOPLE))


def main() -> None:
    """Start a child for each line of standard input; what it imports is loaded once, here."""
    store_at(sys.argv[1])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            asyncio.run(save_for_ever(sys.argv[1]))
        say("child", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
