"""Serving Telegram, by whichever ear the bot has, until a signal or an error for good ends it."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Protocol, TypeAlias

from telegram import BotCommand, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application

from handlers.clock import Clock
from handlers.outbox import Outbox
from handlers.polling import DeafError, Polling, SavedFirstBot
from handlers.reminding.tick import Tick
from knowledge.messages import Messages
from storage.store import Store

_LOG = logging.getLogger(__name__)

TelegramApplication: TypeAlias = Application[SavedFirstBot, Any, Any, Any, Any, None]

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.CHANNEL_POST,
    Update.MY_CHAT_MEMBER,
]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_GOODBYE_SECONDS = 10.0
_MADE_BETWEEN_LOOKS = 20_000
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


class Ear(Protocol):
    """How the bot hears of updates: polling, or a webhook."""

    async def open(self) -> None:
        """Begin to take updates."""

    async def close(self) -> None:
        """Take no more. Harmless when it was never opened."""


@asynccontextmanager
async def running(
    application: TelegramApplication,
    store: Store,
    outbox: Outbox,
    clock: Clock,
    tick: Tick | None = None,
    ear: Ear | None = None,
) -> AsyncIterator[None]:
    """Hold the store and hear Telegram inside; on the way out finish what is in hand.

    With a `tick` people are reminded meanwhile. Without an `ear` the bot polls.

    Raises what `Store.open` raises, and DeafError when Telegram refuses the token.
    """
    ear = ear or Polling(application, ALLOWED_UPDATES)
    await store.open()
    try:
        await _reach_telegram(application, clock)
        await application.start()
        try:
            await ear.open()
            outbox.start()
            if tick is not None:
                tick.start()
            seldom_look_for_garbage()
            yield
        finally:
            if tick is not None:
                await tick.close()
            await ear.close()
            await application.stop()
            await outbox.close(_GOODBYE_SECONDS)
            await application.shutdown()
    finally:
        await store.close()


def seldom_look_for_garbage() -> None:
    """Spare turns the search for garbage that is hardly there.

    What is loaded stays, so it is not looked through again. What a turn makes is freed by its own
    count of references; cycles are few, and may wait.
    """
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_LOOKS, 20, 20)


async def _reach_telegram(application: TelegramApplication, clock: Clock) -> None:
    """Ask Telegram who we are, however long the network is away."""
    wait = _FIRST_WAIT
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise DeafError(
                "Telegram does not know this token. Check TELEGRAM_BOT_TOKEN."
            ) from None
        except NetworkError as error:
            _LOG.warning("Telegram is out of reach (%s); trying again", type(error).__name__)
        else:
            return
        await clock.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


async def introduce(bot: SavedFirstBot, messages: Messages, commands: Iterable[str]) -> None:
    """Set the commands and descriptions that Telegram shows; harmless where that fails."""
    names = [BotCommand(name, messages.label(f"help.command.{name}")) for name in commands]
    calls: tuple[Callable[[], Awaitable[bool]], ...] = (
        lambda: bot.set_my_commands(names),
        lambda: bot.set_my_description(messages.label("help.description")),
        lambda: bot.set_my_short_description(messages.label("help.short_description")),
    )
    for call in calls:
        try:
            await call()
        except TelegramError as error:
            _LOG.warning("Telegram did not take our introduction: %s", type(error).__name__)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Leave what happens inside at the first Ctrl-C or SIGTERM, from its very beginning on.

    It is cancelled where it waits, and finishes what is in hand on its way out.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    asked = asyncio.Event()

    def ask() -> None:
        if task is not None and not asked.is_set():
            asked.set()
            task.cancel()

    for number in _SIGNALS:
        loop.add_signal_handler(number, ask)
    try:
        yield
    except asyncio.CancelledError:
        if task is None or not asked.is_set():
            raise
        task.uncancel()
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
