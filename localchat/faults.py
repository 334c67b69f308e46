"""Faults on order: time-outs before or after delivery, refusals, and calls that hang."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from localchat.parameters import Parameters
from localchat.refusals import RefusedError

Failure = Callable[[], Exception]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong with a call: `delivered` says whether Telegram had carried it out."""

    failure: Failure
    delivered: bool = False


def connect_timeout() -> Fault:
    """Return the fault of a connection that was not made in time: nothing was delivered."""
    return Fault(failure=lambda: httpx.ConnectTimeout(""))


def pool_timeout() -> Fault:
    """Return the fault of no connection being free in time: nothing was delivered."""
    return Fault(failure=lambda: httpx.PoolTimeout(""))


def write_timeout() -> Fault:
    """Return the fault of a request that could not be written in time: nothing was delivered."""
    return Fault(failure=lambda: httpx.WriteTimeout(""))


def read_timeout(*, delivered: bool) -> Fault:
    """Return the fault of an answer that did not come in time, the call carried out or not."""
    return Fault(failure=lambda: httpx.ReadTimeout(""), delivered=delivered)


def connect_error() -> Fault:
    """Return the fault of an unreachable server: nothing was delivered."""
    return Fault(failure=lambda: httpx.ConnectError("All connection attempts failed"))


def refusal(code: int, description: str, *, retry_after: int | None = None) -> Fault:
    """Return a refusal by Telegram itself, like `429` with `retry_after` in seconds, or `502`."""
    return Fault(failure=lambda: RefusedError(code, description, retry_after=retry_after))


@dataclass(kw_only=True)
class _Order:
    """A fault, or a hold, that waits for its calls."""

    method: str
    chat: int | None
    skip: int
    left: int
    fault: Fault | None = None
    hold: asyncio.Event | None = None

    def takes(self, method: str, chat: int) -> bool:
        """Tell whether it is this call's turn, and count it."""
        if self.left == 0 or self.method not in {method, "*"} or self.chat not in {chat, None}:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.left -= 1
        return True


@dataclass
class Faults:
    """The faults that were ordered, in order. Without any, all goes well."""

    _orders: list[_Order] = field(default_factory=list)

    def order(
        self,
        method: str,
        fault: Fault,
        *,
        times: int = 1,
        chat: int | None = None,
        skip: int = 0,
    ) -> None:
        """Let the next `times` calls of a method ("*": of any) fail, after `skip` good ones.

        `chat` narrows it to calls for one chat.
        """
        self._orders.append(
            _Order(method=method.lower(), chat=chat, skip=skip, left=times, fault=fault)
        )

    def hold(self, method: str, *, times: int = 1, chat: int | None = None) -> asyncio.Event:
        """Let the next calls of a method hang until the returned event is set."""
        released = asyncio.Event()
        self._orders.append(
            _Order(method=method.lower(), chat=chat, skip=0, left=times, hold=released)
        )
        return released

    async def meet(self, method: str, parameters: Parameters) -> Fault | None:
        """Return the fault of this call, if one was ordered; hang if a hold was."""
        order = self._next(method, parameters.whole("chat_id"))
        if order is None:
            return None
        if order.hold is not None:
            await order.hold.wait()
            return None
        return order.fault

    def _next(self, method: str, chat: int) -> _Order | None:
        for order in self._orders:
            if order.takes(method, chat):
                self._orders = [each for each in self._orders if each.left]
                return order
        return None
