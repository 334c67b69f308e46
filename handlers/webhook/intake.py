"""The intake: one update in, and out comes whether it is saved.

It goes through PTB's application as a polled one would, but beside its queue, since the answer to
Telegram waits for the outcome.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from telegram import Update
from telegram.ext import Application

from handlers.redelivery import Redelivery

_LOG = logging.getLogger(__name__)

PATIENCE = 25.0
"""Seconds after which an update counts as failed. Telegram gives up at about a minute, and hosts'
routers at half of one; the handling goes on, and what is delivered again finds it saved."""


class Intake:
    """Takes updates while it is open, and knows which are in hand."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        redelivery: Redelivery,
        patience: float = PATIENCE,
    ) -> None:
        """Start closed: nothing is taken before the store and the bot are ready."""
        self._application = application
        self._redelivery = redelivery
        self._patience = patience
        self._tasks: set[asyncio.Task[bool]] = set()
        self._answering = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.is_open = False

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Have a request in hand, from its update to the last byte of the answer."""
        self._answering += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._idle.set()

    async def take(self, update: Update) -> bool:
        """Handle an update; true when it is saved, or when an error of ours was told.

        An error of ours would come again with the update, which would hold up all that the person
        says after it.
        """
        task = asyncio.create_task(self._handled(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        done, _ = await asyncio.wait((task,), timeout=self._patience)
        if not done:
            _LOG.warning("Update %d takes too long; asking for it again", update.update_id)
        return bool(done) and task.result()

    async def _handled(self, update: Update) -> bool:
        await self._application.process_update(update)
        return not self._redelivery.failed(update)

    async def close(self, seconds: float) -> None:
        """Take nothing new, give what is in hand that many seconds, and leave the rest."""
        self.is_open = False
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
                await asyncio.gather(*self._tasks)
        except TimeoutError:
            _LOG.warning("Stopping with %d updates in hand; they come again", len(self._tasks))
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
