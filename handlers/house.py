"""The house: everything that listens, decides and sends, built and put together in one place."""

import json
from dataclasses import dataclass, field

from telegram.ext import Application
from telegram.request import BaseRequest, HTTPXRequest

from handlers import add_handlers
from handlers.adapter import Adapter
from handlers.clock import Clock
from handlers.failure import reporter
from handlers.knowing import Knowing
from handlers.outbox import Outbox
from handlers.pace import Limits, Pace
from handlers.polling import SavedFirstBot, SettlingProcessor
from handlers.privacy import exported
from handlers.reminding.tick import Tick
from handlers.replies import Sender
from handlers.serving import TelegramApplication
from knowledge.library import Knowledge
from storage.counts import Counts
from storage.record import to_json
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class House:
    """The bot, built: what serving, the local chat and the tests hold in their hands."""

    application: TelegramApplication
    bot: SavedFirstBot
    store: Store
    counts: Counts
    outbox: Outbox
    adapter: Adapter
    tick: Tick
    clock: Clock
    knowing: Knowing


@dataclass(frozen=True, kw_only=True)
class Line:
    """The way to Telegram: where it is, and the requests that go there."""

    token: str
    address: str = "https://api.telegram.org"
    request: BaseRequest | None = None
    polling_request: BaseRequest | None = None
    limits: Limits = field(default_factory=Limits)


def build(*, line: Line, store: Store, counts: Counts, knowledge: Knowledge, clock: Clock) -> House:
    """Build the bot and hand each part what it needs. Nothing runs yet."""
    bot = SavedFirstBot(
        line.token,
        base_url=f"{line.address.rstrip('/')}/bot",
        base_file_url=f"{line.address.rstrip('/')}/file/bot",
        request=line.request or HTTPXRequest(connection_pool_size=64),
        get_updates_request=line.polling_request or HTTPXRequest(),
        rate_limiter=Pace(clock, line.limits),
    )
    processor = SettlingProcessor()
    processor.settle_with(bot)
    application = (
        Application.builder().bot(bot).concurrent_updates(processor).job_queue(None).build()
    )

    knowing = Knowing(knowledge)

    async def export(person: int) -> bytes:
        record = await store.load(person)
        plain = exported(to_json(record)) if record is not None else {}
        return json.dumps(plain, ensure_ascii=False, indent=2).encode()

    sender = Sender(bot=bot, makers={"export": export})
    outbox = Outbox(store=store, sender=sender, clock=clock)
    adapter = Adapter(
        store=store,
        counts=counts,
        outbox=outbox,
        sender=sender,
        clock=clock,
        knowledge=knowing,
        awake_since=clock.now(),
    )
    add_handlers(application, adapter)
    application.add_error_handler(reporter(adapter))
    return House(
        application=application,
        bot=bot,
        store=store,
        counts=counts,
        outbox=outbox,
        adapter=adapter,
        tick=Tick(store=store, outbox=outbox, clock=clock, knowledge=knowing),
        clock=clock,
        knowing=knowing,
    )
