"""Telegram's side of a webhook: posts what waits, and again until it is answered with 200.

As Telegram does, it posts many at once, but one at a time of a person's messages, and one of their
taps (WebhookActor.cpp and Client.cpp in tdlib/telegram-bot-api, 2026): so a message and a tap may
come at once, and overtake each other.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

import httpx

from localchat import Telegram
from localchat.updates import Update

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_REST = 0.1

Queue: TypeAlias = tuple[str, object]


@dataclass(kw_only=True)
class Postman:
    """Posts updates. `twice` is how often one is posted two times at once, from 0 to 1.

    `kept` connections are used again; each of the others may come to another process.
    """

    telegram: Telegram
    twice: float = 0.0
    kept: int = 20
    chance: Random = field(default_factory=lambda: Random(5))
    answers: Counter[int] = field(default_factory=Counter)
    _busy: set[Queue] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def post(self) -> None:
        """Post whatever waits, until cancelled."""
        async with httpx.AsyncClient(
            timeout=60, limits=httpx.Limits(max_connections=100)
        ) as client:
            try:
                while True:
                    await self.telegram.until(lambda: bool(self._ready()), within=3600)
                    for update in self._ready():
                        self._busy.add(queue_of(update))
                        task = asyncio.create_task(self._deliver(client, update))
                        self._tasks.add(task)
                        task.add_done_callback(self._tasks.discard)
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ready(self) -> list[Update]:
        """Return the first update of each queue that is not being posted."""
        webhook = self.telegram.profile.webhook
        if not webhook.url:
            return []
        first: dict[Queue, Update] = {}
        for update in self.telegram.updates.undelivered():
            if queue_of(update) not in self._busy:
                first.setdefault(queue_of(update), update)
        return list(first.values())[: webhook.connections - len(self._tasks)]

    async def _deliver(self, client: httpx.AsyncClient, update: Update) -> None:
        times = 2 if self.chance.random() < self.twice else 1
        try:
            answers = await asyncio.gather(*(self._posted(client, update) for _ in range(times)))
            if 200 in answers:
                self.telegram.updates.delivered(update)
                self.telegram.world.watchers.changed()
            else:
                await asyncio.sleep(_REST)
        finally:
            self._busy.discard(queue_of(update))

    async def _posted(self, client: httpx.AsyncClient, update: Update) -> int:
        """Post once; returns the status, 0 where there was no answer."""
        webhook, status = self.telegram.profile.webhook, 0
        with suppress(httpx.TransportError):  # nobody listens, or was killed before the answer
            headers = {SECRET: webhook.secret} | ({} if self.kept else {"Connection": "close"})
            answer = await client.post(webhook.url, json=update.wire, headers=headers)
            status = answer.status_code
        self.answers[status] += 1
        return status


def queue_of(update: Update) -> Queue:
    """Return what is posted one after the other: a person's messages, or their taps."""
    content = update.wire[update.kind]
    sender = content.get("from") if isinstance(content, dict) else None
    return update.kind, sender["id"] if isinstance(sender, dict) else None


@asynccontextmanager
async def posting(telegram: Telegram, twice: float = 0.0, kept: int = 20) -> AsyncIterator[Postman]:
    """Post what waits, meanwhile."""
    postman = Postman(telegram=telegram, twice=twice, kept=kept)
    task = asyncio.create_task(postman.post())
    try:
        yield postman
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
