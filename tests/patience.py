"""Patience: a long test that stands still ends, and says what it was waiting for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from localchat import Telegram

PATIENCE = 120.0
"""Seconds for one more thing to be done, however slow the machine."""


@asynccontextmanager
async def ending_within(seconds: float, outstanding: Callable[[], str]) -> AsyncIterator[None]:
    """End what happens inside after that many seconds, or when a wait in it was in vain.

    Raises TimeoutError with what is `outstanding` then.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        what = str(error) or f"It was not done in {seconds:g} s."
        raise TimeoutError(f"{what} Outstanding: {outstanding()}.") from error


async def none_left(telegram: Telegram, left: Callable[[], int], what: str) -> None:
    """Wait until `left()` is nothing, however long, as long as it gets less every now and then."""
    while many := left():
        await telegram.until(
            partial(_fewer, left, many), within=PATIENCE, what=f"{what}: {many} are left"
        )


def _fewer(left: Callable[[], int], than: int) -> bool:
    return left() < than
