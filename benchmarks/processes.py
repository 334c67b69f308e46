"""Processes: turns a second and CPU a turn, for 1, 2 and 3 webhook processes on one PostgreSQL.

The people, the Telegram that the bot talks to, and PostgreSQL run on the same cores as the bot, so
this shows what a turn costs and what more processes do on this machine. There is no target.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from benchmarks.serving import QUESTIONS, fit
from bot import HOME
from handlers.webhook.pages import SECRET_HEADER
from handlers.webhook.server import secret_of
from localchat.telegram import BOT, TOKEN
from tests import postgres
from tests.hooked import free_port

PEOPLE = 200
AT_ONCE = 16
TURNS = 1_000
PROCESSES = (1, 2, 3)

_TICKS = os.sysconf("SC_CLK_TCK")
_ME = {"id": BOT.id, "is_bot": True, "first_name": BOT.name, "username": BOT.username}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What came of one run."""

    processes: int
    seconds: float
    cpu: float
    replies: int


@asynccontextmanager
async def an_api() -> AsyncIterator[tuple[str, list[int]]]:
    """Answer every call of the bot's alike; yields the address, and how many messages came."""
    sent = [0]
    message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "from": _ME}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await head_of(reader):
            path = head.split(b" ", 2)[1].decode()
            result = _ME if path.endswith("getMe") else True
            if "/send" in path or "/edit" in path:
                sent[0] += 1
                result = message
            status = b"502 Bad Gateway" if path.endswith("getWebhookInfo") else b"200 OK"
            writer.write(response(json.dumps({"ok": True, "result": result}).encode(), status))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", sent
    finally:
        server.close()


async def head_of(reader: asyncio.StreamReader) -> bytes:
    """Read a request or a response with its body; returns the head, empty at the end."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    await reader.readexactly(int(lengths[0].partition(b":")[2]) if lengths else 0)
    return head


def response(body: bytes, status: bytes) -> bytes:
    """Return a whole HTTP response."""
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)


def updates() -> Iterator[bytes]:
    """Yield what people post, one after the other: a beginning each, then questions."""
    texts = cycle(QUESTIONS)
    for number in count():
        person = 1000 + number % PEOPLE
        sender = {"id": person, "is_bot": False, "first_name": "P"}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": person, "type": "private"},
            "from": sender,
            "text": "/start" if number < PEOPLE else next(texts),
        }
        yield json.dumps({"update_id": number + 1, "message": message}).encode()


async def post(ports: Sequence[int], bodies: Iterator[bytes], turns: int) -> None:
    """Post that many updates, many at once, to each process in turn."""
    left = count(turns, -1)
    secret = secret_of(TOKEN)

    async def one_after_the_other(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while next(left) > 0:
            body = next(bodies)
            head = f"POST / HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {secret}\r\n"
            request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
            writer.write(request)
            while b" 200 " not in (await head_of(reader)).split(b"\r\n")[0]:
                writer.write(request)  # the database was too slow: asked again, as Telegram does
        writer.close()

    await asyncio.gather(*(one_after_the_other(ports[n % len(ports)]) for n in range(AT_ONCE)))


@asynccontextmanager
async def serving(url: str, api: str, folder: Path) -> AsyncIterator[tuple[int, int]]:
    """Run one process; yields its port and its id."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.unlimited"),
        cwd=HOME,
        env={
            **os.environ,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/",
            "PORT": str(port),
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "LOG_LEVEL": "ERROR",
        },
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        await process.wait()


async def ready(port: int) -> None:
    """Wait until a process takes updates."""
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
        head = await head_of(reader)
        writer.close()
        if b" 200 " in head.split(b"\r\n")[0]:
            return
        await asyncio.sleep(0.1)


def cpu_of(process: int) -> float:
    """Return the CPU seconds that a process has used (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def measure(processes: int, url: str) -> Measured:
    """Run that many processes, warm them up, and measure."""
    with tempfile.TemporaryDirectory() as name:
        async with an_api() as (api, sent), AsyncExitStack() as stack:
            running = [
                await stack.enter_async_context(serving(url, api, Path(name)))
                for _ in range(processes)
            ]
            ports, ids = [port for port, _ in running], [process for _, process in running]
            await asyncio.gather(*map(ready, ports))
            bodies = updates()
            await post(ports, bodies, 2 * PEOPLE)
            before, sent_before, since = sum(map(cpu_of, ids)), sent[0], time.perf_counter()
            await post(ports, bodies, TURNS)
            seconds = time.perf_counter() - since
            cpu = sum(map(cpu_of, ids)) - before
            return Measured(
                processes=processes, seconds=seconds, cpu=cpu, replies=sent[0] - sent_before
            )


def run(_options: argparse.Namespace) -> None:
    """Measure, and print a table."""
    reason = postgres.why_not()
    if reason is not None:
        print(f"Processes: not measured, since {reason}.")
        return
    fit()
    cores = len(os.sched_getaffinity(0))
    print(f"Processes: {TURNS} questions by webhook, {AT_ONCE} at once, one PostgreSQL, fsync on.")
    print(f"{cores} cores, shared with PostgreSQL, the people and a Telegram that answers at once.")
    print("processes  turns/s  CPU ms a turn  replies sent meanwhile")
    with postgres.running_server(Path(tempfile.gettempdir()), durable=True) as server:
        for processes in PROCESSES:
            one = asyncio.run(measure(processes, server.empty()))
            print(
                f"{one.processes:>9}  {TURNS / one.seconds:7.0f}  "
                f"{1000 * one.cpu / TURNS:13.2f}  {one.replies:>22}",
                flush=True,
            )
