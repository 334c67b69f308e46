"""What happens in a chat, shown as it happens, one message after the other."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from localchat.happenings import Happening
from localchat.rendering import QUIET, Fragments, shown
from localchat.seat import Seat

Show = Callable[[Fragments], None]

_ACTIONS = {
    "typing": "typing",
    "upload_photo": "sending a picture",
    "upload_document": "sending a file",
}


class Transcript:
    """Shows what a person sees, in order; `async with` runs it."""

    def __init__(
        self,
        seat: Seat,
        show: Show,
        *,
        own: bool = True,
        typing: bool = False,
    ) -> None:
        """Show through `show`; `own` repeats what the person says, `typing` shows the sign."""
        self._seat = seat
        self._show = show
        self._own = own
        self._typing = typing
        self._waiting: asyncio.Queue[Happening] = asyncio.Queue()
        self._at_work = False
        self._task: asyncio.Task[None] | None = None
        self._stop: Callable[[], None] = lambda: None

    async def __aenter__(self) -> Self:
        """Begin to listen."""
        self._stop = self._seat.telegram.listen(self._waiting.put_nowait)
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show what is left, and stop."""
        self._stop()
        if kind is None:
            await self.caught_up()
        if self._task:
            self._task.cancel()

    async def caught_up(self) -> None:
        """Wait until all that happened is shown. Raises what showing it raised."""
        caught_up = asyncio.ensure_future(self._waiting.join())
        tasks = {caught_up, self._task} if self._task else {caught_up}
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        caught_up.cancel()
        if self._task and self._task.done():
            self._task.result()

    async def _run(self) -> None:
        while True:
            happening = await self._waiting.get()
            if happening.chat == self._seat.person.chat.id:
                await self._tell(happening)
            self._waiting.task_done()

    async def _tell(self, happening: Happening) -> None:
        if happening.what == "acting":
            self._tell_acting(happening.text)
        elif happening.what == "answered":
            if happening.text:
                self._show([(QUIET, f"bot (notice): {happening.text}")])
        elif happening.message is not None:
            self._at_work = False
            await self._tell_message(happening)

    def _tell_acting(self, action: str) -> None:
        """Show that the bot is at work, once until it says something."""
        if self._typing and not self._at_work:
            self._at_work = True
            self._show([(QUIET, f"bot is {_ACTIONS.get(action, 'at work')}…")])

    async def _tell_message(self, happening: Happening) -> None:
        message = happening.message
        if message is None:
            return
        own = message.sender == self._seat.person.account
        if own and not self._own:
            return
        who = "you" if own else "bot"
        if happening.what == "deleted":
            self._show([(QUIET, f"{who} (deleted): {message.text.partition(chr(10))[0]}")])
            return
        if happening.what == "edited":
            who = f"{who} (edited)"
        saved = None if own else await self._seat.save(message)
        self._show(shown(message, who=who, saved=saved, numbered=self._seat.numbered))
