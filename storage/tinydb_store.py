"""The store for one machine: a small TinyDB file a person, in a directory of one process.

A turn costs a hop into a thread to load, one to save, and a short one to note what was sent. The
index of who is due and whose replies are unsent is rebuilt at each start while the bot already
answers: `claim_due` and `unsent` wait until everyone has been read, so that they are right;
holding, loading and saving never wait for it. Claims and leases live in memory: they end with the
process, as they should.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from storage import person_file, survey
from storage.atomic import make_folder
from storage.beside import Beside
from storage.directory import Directory, people_in
from storage.faults import what_and_remedy
from storage.in_hand import InHand
from storage.index import Index, entry_of
from storage.leases import Leases
from storage.locks import PersonLocks
from storage.possession import Possession
from storage.reading import NotARecordError
from storage.record import Record
from storage.store import DamagedError, Lease, StorageError
from storage.threads import Threads

_T = TypeVar("_T")


class TinyDBStore:
    """Keeps each person's record in a TinyDB file of their own, under `root`."""

    shared = False

    def __init__(self, root: Path, *, beside: bool = False) -> None:
        """Touch nothing yet; `beside` has a program of its own work on files, for a busy bot."""
        self._beside = beside
        self._directory = Directory(root=root.absolute())  # the program stands elsewhere
        self._possession = Possession(self._directory.lock)
        self._session: _Session | None = None

    async def open(self) -> None:
        """Take the directory, making it where needed, and begin to rebuild the index."""
        threads = Threads()
        files = Beside(threads, self._possession.shared) if self._beside else threads
        session = _Session(threads=threads, files=files)
        try:
            await threads.run(self._take)
        except StorageError:
            await threads.close()
            raise
        if isinstance(files, Beside):
            await files.open()
        session.survey = asyncio.create_task(self._survey(session))
        self._session = session

    async def close(self) -> None:
        """Wait for what is in hand, then free the directory."""
        if self._session is not None:
            await self._session.close()
            self._possession.let_go()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator["_Held"]:
        """Hold one person's lock with their record loaded."""
        session = self._in_session()
        with session.in_hand.one():
            async with session.locks.hold(person):
                held = _Held(session, self._directory.file(person), person)
                await held.load()
                try:
                    yield held
                finally:
                    held.let_go()

    async def load(self, person: int) -> Record | None:
        """Read a record without the lock; only to set a damaged one aside is it taken."""
        path = self._directory.file(person)
        try:
            return await self._in_session().look(partial(person_file.read, path, person))
        except NotARecordError:  # or its mending was overtaken: the lock tells
            async with self.hold(person) as held:
                return held.record

    async def people(self) -> AsyncIterator[int]:
        """List everyone, a folder at a time."""
        session = self._in_session()
        try:
            for folder in await session.look(self._directory.folders):
                for person in await session.look(partial(people_in, folder)):
                    yield person
        except OSError as error:
            raise StorageError(
                f"Not listed: {what_and_remedy(error, self._directory.people)}"
            ) from None

    async def unsent(self, now: datetime) -> list[int]:
        """Return whose replies nobody is sending, once everyone has been read."""
        session = self._in_session()
        unsent = (await session.whole_index()).unsent()
        return [person for person in unsent if not session.leases.is_taken(person, now)]

    async def note_sent(self, person: int, up_to: int) -> bool:
        """Change one byte of the person's file, unless something newer was saved meanwhile."""
        session = self._in_session()
        with session.in_hand.one():
            async with session.locks.hold(person):
                if session.newest.get(person) != up_to:
                    return False
                noting = partial(person_file.note_sent, self._directory.file(person))
                if not await session.files.run_small(noting):
                    return False
                session.sent(person)
        return True

    async def renew(self, people: Collection[int], lease: Lease) -> set[int]:
        """Keep the sending of these people's replies longer."""
        session = self._in_session()
        with session.in_hand.one():
            return session.leases.renew(people, session, lease)

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is due, once everyone has been read."""
        return (await self._in_session().whole_index()).claim_due(lease, limit)

    def _in_session(self) -> "_Session":
        if self._session is None:
            raise StorageError("The store is not open yet.")
        return self._session

    def _take(self) -> None:
        try:
            make_folder(self._directory.root)
            self._possession.take()
            self._directory.swap_in_restored()
            make_folder(self._directory.people)
            survey.sweep(self._directory)
        except OSError as error:
            self._possession.let_go()
            raise StorageError(
                f"DATA_DIR can't be used. {what_and_remedy(error, self._directory.root)}"
            ) from None

    async def _survey(self, session: "_Session") -> None:
        for folder in await session.reader.run(partial(survey.folders, self._directory)):
            session.index.read(await session.reader.run(partial(survey.entries, folder)))
        session.index.complete()


@dataclass(kw_only=True)
class _Session:
    """What lives from open to close. `newest` is the key of the last reply in a person's outbox.

    People's files are worked on by `files`, which does in `threads` what it can't do otherwise.
    """

    threads: Threads
    files: Threads | Beside
    locks: PersonLocks = field(default_factory=PersonLocks)
    index: Index = field(default_factory=Index)
    newest: dict[int, int] = field(default_factory=dict)
    leases: Leases = field(default_factory=Leases)
    in_hand: InHand = field(default_factory=InHand)
    reader: Threads = field(default_factory=partial(Threads, 1))
    survey: asyncio.Task[None] | None = None

    def sent(self, person: int) -> None:
        """Know that nothing saved is unsent any more."""
        del self.newest[person]
        self.index.sent(person)
        self.leases.end(person)

    async def look(self, work: Callable[[], _T]) -> _T:
        """Do in a thread what needs no lock. Raises StorageError when the store closes."""
        with self.in_hand.one():
            return await self.threads.run(work)

    async def whole_index(self) -> Index:
        """Return the index once it is complete. Raises StorageError when the store closes."""
        if self.survey is not None:
            await asyncio.wait((self.survey,))
            self.in_hand.refuse_once_closed()
            self.survey.result()
        return self.index

    async def close(self) -> None:
        """Wait for what is in hand; the survey is given up."""
        await self.in_hand.close()
        if self.survey is not None:
            self.survey.cancel()
            await asyncio.gather(self.survey, return_exceptions=True)
        await self.files.close()
        await self.threads.close()
        await self.reader.close()


class _Held:
    """One person's record while their lock is held."""

    def __init__(self, session: _Session, path: Path, person: int) -> None:
        self._session = session
        self._path = path
        self._person = person
        self._record: Record | None = None
        self._over = False

    @property
    def record(self) -> Record | None:
        """The record as loaded or last saved."""
        return self._record

    async def load(self) -> None:
        """Read the record, setting a damaged one aside."""
        reading = partial(person_file.read_or_set_aside, self._path, self._person)
        try:
            self._record = await self._session.files.run_small(reading)
        except DamagedError:
            self._session.index.drop(self._person)
            raise

    async def save(self, record: Record, *, lease: Lease | None = None) -> bool:
        """Make the record durable, and the index aware of it."""
        if record.person != self._person:
            raise ValueError("a record is saved under the lock of its own person")
        self._once()
        writing = partial(person_file.write, self._path, record)
        await self._session.files.run(writing, then=partial(self._saved, record))
        return self._session.leases.saved(record, self._session, lease)

    async def delete(self) -> None:
        """Remove the record for good, with what was set aside of it."""
        self._once()
        removing = partial(person_file.remove, self._path)
        await self._session.files.run(removing, then=self._deleted)

    def let_go(self) -> None:
        """Save nothing from here on: the lock is gone."""
        self._over = True

    def _saved(self, record: Record) -> None:
        self._record = record
        self._session.index.put(entry_of(record))
        if record.outbox:
            self._session.newest[self._person] = record.outbox[-1].key
        else:
            self._session.newest.pop(self._person, None)

    def _deleted(self) -> None:
        self._record = None
        self._session.newest.pop(self._person, None)
        self._session.index.drop(self._person)
        self._session.leases.end(self._person)

    def _once(self) -> None:
        if self._over:
            raise RuntimeError("the person's lock is no longer held, or was used to save already")
        self._over = True
