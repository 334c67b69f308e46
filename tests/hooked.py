"""The whole bot behind its webhook, in this process: over real sockets, on a clock that stands."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from handlers.house import House, Line, build, webhook_of
from handlers.pace import UNLIMITED
from handlers.redelivery import Redelivery
from handlers.serving import running
from handlers.webhook.server import Webhook
from knowledge.library import Knowledge
from localchat import Telegram
from storage.memory import MemoryStore
from storage.memory_counts import MemoryCounts
from storage.store import Store
from tests.clocks import SteppedClock
from tests.postman import SECRET

KNOWN = "known-to-both"
PATH = "/telegram"


@dataclass(frozen=True, kw_only=True)
class Hooked:
    """A bot that listens, and those around it."""

    telegram: Telegram
    house: House
    webhook: Webhook
    clock: SteppedClock
    port: int
    client: httpx.AsyncClient = field(repr=False)

    @property
    def base(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.port}"

    async def post(self, body: bytes, secret: str = KNOWN, path: str = PATH) -> int:
        """Post to the webhook as Telegram would, or nearly so; returns the status."""
        headers = {SECRET: secret}
        answer = await self.client.post(f"{self.base}{path}", content=body, headers=headers)
        return answer.status_code

    async def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a page."""
        answer = await self.client.get(f"{self.base}{path}")
        return answer.status_code, answer.text.strip()

    async def settle(self) -> None:
        """Wait until all is taken and answered."""
        await self.telegram.until(lambda: len(self.telegram.updates) == 0, what="all to be taken")
        await self.house.outbox.idle()


@asynccontextmanager
async def hooked(knowledge: Knowledge, store: Store | None = None) -> AsyncIterator[Hooked]:
    """Run the bot behind a webhook."""
    clock = SteppedClock()
    telegram, port = Telegram(clock=clock), free_port()
    house = build(
        line=Line(token=telegram.token, request=telegram.request(), limits=UNLIMITED),
        store=store or MemoryStore(),
        counts=MemoryCounts(),
        knowledge=knowledge,
        clock=clock,
        redelivery=Redelivery(),
    )
    webhook = webhook_of(house, f"http://127.0.0.1:{port}{PATH}", KNOWN)
    async with (
        httpx.AsyncClient() as client,
        webhook.listening(port),
        running(house.application, house.store, house.outbox, clock, ear=webhook),
    ):
        here = Hooked(
            telegram=telegram,
            house=house,
            webhook=webhook,
            clock=clock,
            port=port,
            client=client,
        )
        await telegram.until(lambda: bool(telegram.profile.webhook.url))
        yield here


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
