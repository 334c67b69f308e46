"""The house: everything that listens, decides and sends, built and put together in one place."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from telegram.ext import Application
from telegram.request import BaseRequest, HTTPXRequest

from handlers import add_handlers
from handlers.adapter import Adapter
from handlers.clock import Clock, WallClock
from handlers.failure import reporter
from handlers.finding import Finding
from handlers.knowing import Knowing
from handlers.outbox import Outbox
from handlers.pace import Limits, Pace
from handlers.polling import SavedFirstBot, SettlingProcessor
from handlers.privacy import exported
from handlers.redelivery import Redelivery
from handlers.reminding.tick import Tick
from handlers.replies import Sender
from handlers.serving import ALLOWED_UPDATES, TelegramApplication
from handlers.webhook.health import Health
from handlers.webhook.intake import Intake
from handlers.webhook.pages import Desk
from handlers.webhook.registration import Address, Registration
from handlers.webhook.server import Webhook, secret_of
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


def build(
    *,
    line: Line,
    store: Store,
    counts: Counts,
    knowledge: Knowledge,
    clock: Clock,
    cache: Path | None = None,
    redelivery: Redelivery | None = None,
) -> House:
    """Build the bot and hand each part what it needs. Nothing runs yet.

    With a `cache`, the folder of the fits, questions are matched beside the event loop. With a
    `redelivery` what could not be saved comes again by itself, as a webhook's updates do.
    """
    bot, application = _on(line, clock)
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
        finding=Finding(cache, WallClock()) if cache is not None else None,
        redelivery=redelivery,
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


def _on(line: Line, clock: Clock) -> tuple[SavedFirstBot, TelegramApplication]:
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
    return bot, application


def webhook_of(house: House, url: str, secret: str | None = None) -> Webhook:
    """Build the ear that takes what Telegram posts to `url`, for a house with a redelivery.

    Without a secret, it is one that follows from the token. Raises ValueError for a house whose
    updates don't come again.
    """
    redelivery = house.adapter.redelivery
    if redelivery is None:
        raise ValueError("A webhook's updates come again: build the house with a redelivery.")
    secret = secret or secret_of(house.bot.token)
    address = Address(url=url, secret=secret, kinds=ALLOWED_UPDATES)
    registration = Registration(bot=house.bot, clock=house.clock, address=address)
    intake = Intake(house.application, redelivery)
    health = Health(
        bot=house.bot,
        store=house.store,
        clock=house.clock,
        is_open=lambda: intake.is_open,
        is_registered=lambda: registration.done,
    )
    desk = Desk(bot=house.bot, intake=intake, health=health, secret=secret)
    return Webhook(url=url, desk=desk, registration=registration)
