"""Patience: a long test that stands still ends, and says what it was waiting for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


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
