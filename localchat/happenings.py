"""What happened at Telegram, for those who watch: the terminal, and tests that wait."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from localchat.messages import Message

_LOOK_AGAIN = 0.02


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One thing that a person can see in a chat; `text` is a tap's answer or a chat action."""

    what: Literal["sent", "edited", "deleted", "acting", "answered"]
    chat: int
    message: Message | None = None
    text: str = ""


@dataclass(kw_only=True)
class Tap:
    """A button that was tapped, and what the bot answered to it, if it did."""

    id: str
    person: int
    message: Message
    data: str
    at: datetime
    update: int | None = None
    answered: bool = False
    answer: str = ""
    alert: bool = False


Listener = Callable[[Happening], None]


class Watchers:
    """Those who are told, and those who wait for something to change."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: list[Listener] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener of all that happens; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, happening: Happening) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(happening)
        self.changed()

    def changed(self) -> None:
        """Wake those who wait for a change."""
        for waiting in tuple(self._waiting):
            if not waiting.done():
                waiting.set_result(None)

    async def until(self, true: Callable[[], bool], within: float, what: str) -> None:
        """Wait until `true()` holds, looked at after each change and every 20 ms.

        Raises TimeoutError, naming `what`, after `within` seconds.
        """
        try:
            async with asyncio.timeout(within):
                while not true():
                    await self._change()
        except TimeoutError:
            raise TimeoutError(f"Waited {within} s in vain for {what}.") from None

    async def _change(self) -> None:
        """Wait for the next change, or a moment: what is not Telegram's changes unannounced."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        await asyncio.wait({waiting}, timeout=_LOOK_AGAIN)
        self._waiting.discard(waiting)
