"""The connections of a process: few, limited, and replaced when their server is gone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg_pool import AsyncConnectionPool

from storage.postgres.faults import what_and_remedy, worth_a_second_try
from storage.postgres.limits import Limits
from storage.postgres.queries import query
from storage.store import StorageError

Connection: TypeAlias = psycopg.AsyncConnection[tuple[Any, ...]]
Row: TypeAlias = tuple[Any, ...]


class Connections:
    """Lends connections, and asks a question a second time when the first one met a dead one.

    All are in autocommit mode: whoever wants a transaction begins and ends it. Values are bound
    here, not in the server, which is how several statements go there at once; a pipeline would do
    that too, but the server then leaves a turn that stands still its lock for ever.
    """

    def __init__(self, url: str, limits: Limits) -> None:
        """Connect to nobody yet."""
        self._limits = limits
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            kwargs={
                "autocommit": True,
                "cursor_factory": psycopg.AsyncClientCursor,
                **limits.of_network(),
            },
            min_size=1,
            max_size=limits.connections,
            timeout=limits.pool,
            reconnect_timeout=limits.pool / 2,
            configure=self._limit,
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect."""
        await self._pool.open()

    async def close(self) -> None:
        """Close what was lent and given back."""
        await self._pool.close()

    async def take(self) -> Connection:
        """Lend a connection, to be given back by `give_back`. Raises psycopg.Error."""
        return await self._pool.getconn()

    async def give_back(self, connection: Connection) -> None:
        """Take a connection back, whatever state it is in; what it had begun is undone."""
        if not connection.closed:
            try:
                await connection.rollback()
            except psycopg.Error:
                await connection.close()
        await self._pool.putconn(connection)

    async def renew(self) -> None:
        """Replace every connection: where one is dead, so are most.

        They are not asked first: a server that is silently gone keeps each waiting for long.
        """
        await self._pool.drain()

    async def ask(self, name: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Execute one statement that may as well be executed twice, and return its rows.

        Raises StorageError.
        """
        try:
            return await self._ask(query(name), parameters, last=False)
        except psycopg.Error as error:
            raise StorageError(f"Not read. {what_and_remedy(error)}") from None

    async def _ask(
        self, statement: bytes, parameters: Mapping[str, Any] | None, *, last: bool
    ) -> Sequence[Row]:
        async with self._lent() as connection:
            try:
                cursor = await connection.execute(statement, parameters)
                return await cursor.fetchall() if cursor.description else []
            except psycopg.Error as error:
                if last or not worth_a_second_try(error, connection):
                    raise
        await self.renew()
        return await self._ask(statement, parameters, last=True)

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Connection]:
        connection = await self.take()
        try:
            yield connection
        finally:
            await self.give_back(connection)

    async def _limit(self, connection: Connection) -> None:
        await connection.execute(query("limits"), self._limits.of_session())
