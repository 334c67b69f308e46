"""Work that is never abandoned half-way, however often its caller is cancelled."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


async def unbroken(work: asyncio.Future[_T], then: Callable[[], None] | None = None) -> _T:
    """Wait for `work`, and do `then` at once when it has succeeded.

    A cancelled caller is let go only when the work has ended: work that nobody waits for any more
    could otherwise overtake what the next holder of the lock does.
    """
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait((work,))
        except asyncio.CancelledError as error:
            cancelled = error
    if work.exception() is None and then is not None:
        then()
    if cancelled is not None:
        raise cancelled
    return work.result()
