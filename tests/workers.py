"""Several processes of the bot behind one address: started, killed, and told by what they send."""

import asyncio
import json
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from localchat import Telegram
from tests.clocks import HurriedClock
from tests.hooked import free_port
from tests.over_http import served
from tests.source import ROOT


@dataclass(kw_only=True)
class Worker:
    """One process, from its start to its end."""

    number: int
    port: int
    process: asyncio.subprocess.Process
    killed: bool = False


@dataclass(kw_only=True)
class Workers:
    """The processes, and the address behind which they stand.

    `sent` says of each message that Telegram has, by chat and number, which worker sent it.
    """

    telegram: Telegram
    settings: Mapping[str, str]
    clock: HurriedClock
    port: int = field(default_factory=free_port)
    alive: list[Worker] = field(default_factory=list)
    all: list[Worker] = field(default_factory=list)
    sent: dict[tuple[int, int], Worker] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _turns: "count[int]" = field(default_factory=count)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self) -> Worker:
        """Start one more."""
        number, port = len(self.all), free_port()

        def heard(path: str, answer: bytes) -> None:
            self._note(number, path, answer)

        address = await self._stack.enter_async_context(served(self.telegram, heard))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.hurried", *map(repr, self.clock.pace)),
            cwd=ROOT,
            env={
                **os.environ,
                "TELEGRAM_BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": address,
                "WEBHOOK_URL": f"http://127.0.0.1:{self.port}/telegram",
                "PORT": str(port),
                "LOG_LEVEL": "ERROR",
                **self.settings,
            },
        )
        worker = Worker(number=number, port=port, process=process)
        self.all.append(worker)
        self.alive.append(worker)
        return worker

    async def kill(self, worker: Worker) -> None:
        """Kill one as a machine that fails would."""
        worker.killed = True
        self.alive.remove(worker)
        worker.process.kill()
        await worker.process.wait()

    async def stop(self) -> list[int]:
        """Stop all that are left, once all have begun, as a host does; returns their exit codes."""
        for worker in self.alive:
            await listening(worker)
            worker.process.terminate()
        return [await asyncio.wait_for(worker.process.wait(), timeout=40) for worker in self.alive]

    def told(self) -> str:
        """Say how many were started, and how far each of the living is, if it lives."""
        each = ", ".join(
            f"number {worker.number} has {worker.process.returncode or 'no exit code'} and took "
            f"{self.taken[worker.number]}"
            for worker in self.alive
        )
        return f"{len(self.all)} processes were started, of which {each}"

    async def forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand one connection on to the next worker that listens; to none where none does."""
        turn = next(self._turns)
        everyone = [self.alive[(turn + n) % len(self.alive)] for n in range(len(self.alive))]
        for worker in everyone:
            with suppress(OSError):
                there = await asyncio.open_connection("127.0.0.1", worker.port)
                self.taken[worker.number] += 1
                await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
                return
        writer.close()

    def _note(self, number: int, path: str, answer: bytes) -> None:
        if path.rpartition("/")[2].lower().startswith("send"):
            result: Any = json.loads(answer).get("result")
            if isinstance(result, dict):
                self.sent[result["chat"]["id"], result["message_id"]] = self.all[number]

    async def aclose(self) -> None:
        """End what is left."""
        for worker in self.all:
            with suppress(ProcessLookupError):
                worker.process.kill()
            await worker.process.wait()
        await self._stack.aclose()


async def listening(worker: Worker) -> None:
    """Wait until a worker takes connections."""
    async with asyncio.timeout(60):
        while not await _takes_connections(worker.port):  # noqa: ASYNC110 - looked at from outside
            await asyncio.sleep(0.05)


async def _takes_connections(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while content := await reader.read(1 << 16):
            writer.write(content)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def behind_one_address(
    telegram: Telegram, clock: HurriedClock, **settings: str
) -> AsyncIterator[Workers]:
    """Have an address for workers, none of which is started yet."""
    workers = Workers(telegram=telegram, settings=settings, clock=clock)
    server = await asyncio.start_server(workers.forward, "127.0.0.1", workers.port)
    try:
        yield workers
    finally:
        await workers.aclose()
        server.close()
