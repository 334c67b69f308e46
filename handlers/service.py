"""The house in service: it hears Telegram, introduces itself, and takes up edited files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path

from handlers import COMMANDS
from handlers.clock import WallClock
from handlers.house import House
from handlers.reloading import Reloading
from handlers.serving import Ear, introduce, running


@asynccontextmanager
async def in_service(
    house: House, folder: Path, cache: Path, ear: Ear | None = None
) -> AsyncIterator[None]:
    """Serve meanwhile; `folder` holds the knowledge, and `cache` what is fitted to it.

    Raises what `running` raises.
    """
    reloading = Reloading(
        knowing=house.knowing,
        folder=folder,
        cache=cache,
        clock=WallClock(),  # files change by the wall clock, whatever the bot's says
        then=partial(_introduced, house),
    )
    parts = (house.application, house.store, house.outbox, house.clock, house.tick)
    finding = house.adapter.finding
    async with finding.beside() if finding else nullcontext(), running(*parts, ear):
        house.outbox.background(_introduced(house))  # a slow network must not delay a signal
        async with reloading.beside():
            yield


async def _introduced(house: House) -> None:
    await introduce(house.bot, house.knowing().messages, COMMANDS)
