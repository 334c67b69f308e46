"""Our own rate limiter: Telegram's limits kept without one chat holding up the others.

PTB's AIORateLimiter halts every chat for one chat's `retry_after` and knows no priority; this one
holds that chat alone, and sends replies before reminders. The figures are Telegram's own advice
(Bots FAQ, "My bot is hitting limits": 30 messages a second overall, 1 a second in one chat).
"""

import asyncio
import heapq
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from handlers.clock import Clock


class Priority(IntEnum):
    """Who goes first when both wait."""

    REPLY = 0
    REMINDER = 1


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How fast messages may leave; None for no limit at all (a server of one's own, a test)."""

    every: timedelta | None = timedelta(seconds=1 / 30)
    chat_every: timedelta = timedelta(seconds=1)
    chat_burst: int = 3
    in_flight: int = 16


UNLIMITED = Limits(every=None)


def shared(processes: int) -> Limits:
    """Return the limits of one of several processes: each has its share of the 30 a second."""
    return Limits(every=processes * timedelta(seconds=1 / 30))


@dataclass(order=True)
class _Waiter:
    """A request that waits for its place; ordered by priority, then by arrival."""

    priority: Priority
    arrival: int
    chat: int | str = field(compare=False)
    go: asyncio.Future[None] = field(compare=False)


_COUNTED = ("send", "edit", "copy", "forward", "stopPoll")
_UNCOUNTED = frozenset({"sendChatAction"})


class Pace(BaseRateLimiter[Priority]):
    """Lets requests out at Telegram's pace, replies first; one chat's `retry_after` is its own."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        """Start with nothing waiting."""
        self._clock = clock
        self._limits = limits
        self._arrivals = 0
        self._ready: list[_Waiter] = []
        self._later: list[tuple[datetime, _Waiter]] = []
        self._chat_due: dict[int | str, datetime] = {}
        self._held: dict[int | str, datetime] = {}
        self._next_slot: datetime | None = None
        self._woken = asyncio.Event()
        self._slots = asyncio.Semaphore(limits.in_flight)
        self._dispatcher: asyncio.Task[None] | None = None

    async def initialize(self) -> None:
        """Nothing to set up: the dispatcher runs only while something waits."""

    async def shutdown(self) -> None:
        """Stop letting requests out; what still waits is cancelled with its caller."""
        if self._dispatcher is not None:
            self._dispatcher.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401 - PTB's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Any:  # noqa: ANN401 - PTB's signature
        """Make the request when its place has come, again after a `retry_after`."""
        if endpoint in _UNCOUNTED or not endpoint.startswith(_COUNTED):
            return await callback(*args, **kwargs)
        chat = data.get("chat_id", 0)
        while True:
            await self._place(chat, rate_limit_args or Priority.REPLY)
            try:
                async with self._slots:
                    return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                self._hold(chat, refusal)

    def _hold(self, chat: int | str, refusal: RetryAfter) -> None:
        wait = refusal._retry_after  # noqa: SLF001 - the public one warns until PTB's next major
        self._held[chat] = self._clock.now() + wait

    async def _place(self, chat: int | str, priority: Priority) -> None:
        now = self._clock.now()
        if self._limits.every is None:
            held = self._held.pop(chat, now)
            if held > now:
                await self._clock.sleep((held - now).total_seconds())
            return
        self._arrivals += 1
        go = asyncio.get_running_loop().create_future()
        waiter = _Waiter(priority, self._arrivals, chat, go)
        heapq.heappush(self._later, (now, waiter))
        self._woken.set()
        if self._dispatcher is None or self._dispatcher.done():
            self._dispatcher = asyncio.create_task(self._dispatch(), name="pace")
        await go

    async def _dispatch(self) -> None:
        while self._ready or self._later:
            now = self._clock.now()
            self._sort_in(now)
            wait = self._until_next(now)
            if wait > timedelta():
                await self._sleep_or_news(wait)
            elif self._ready:
                self._let_out(heapq.heappop(self._ready), now)
        self._forget_idle_chats()

    def _sort_in(self, now: datetime) -> None:
        """Move those whose time has come to the ready ones, or on to when their chat is free."""
        while self._later and self._later[0][0] <= now:
            waiter = heapq.heappop(self._later)[1]
            free = self._free_at(waiter.chat, now)
            if free > now:
                heapq.heappush(self._later, (free, waiter))
            else:
                heapq.heappush(self._ready, waiter)

    def _until_next(self, now: datetime) -> timedelta:
        if self._ready:
            return (self._next_slot or now) - now
        return self._later[0][0] - now

    def _let_out(self, waiter: _Waiter, now: datetime) -> None:
        if waiter.go.done():  # its caller was cancelled
            return
        free = self._free_at(waiter.chat, now)
        if free > now:  # others of its chat went first
            heapq.heappush(self._later, (free, waiter))
            return
        waiter.go.set_result(None)
        due = max(self._chat_due.get(waiter.chat, now), now)
        self._chat_due[waiter.chat] = due + self._limits.chat_every
        self._next_slot = max(self._next_slot or now, now) + (self._limits.every or timedelta())

    def _free_at(self, chat: int | str, now: datetime) -> datetime:
        """Return when the chat may have its next message.

        The generic cell rate algorithm (ITU-T I.371), counted from what was really sent.
        """
        burst = self._limits.chat_every * (self._limits.chat_burst - 1)
        return max(now, self._chat_due.get(chat, now) - burst, self._held.get(chat, now))

    async def _sleep_or_news(self, wait: timedelta) -> None:
        self._woken.clear()
        sleep = asyncio.ensure_future(self._clock.sleep(wait.total_seconds()))
        news = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait((sleep, news), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            news.cancel()

    def _forget_idle_chats(self) -> None:
        now = self._clock.now()
        self._chat_due = {chat: due for chat, due in self._chat_due.items() if due > now}
        self._held = {chat: due for chat, due in self._held.items() if due > now}
