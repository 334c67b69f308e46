"""A person's seat at the local chat: where lines are carried out, and files are put."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from localchat.lines import Line, Move, Press
from localchat.messages import Message
from localchat.person import Person
from localchat.rendering import numbers
from localchat.telegram import Telegram
from localchat.view import ImpossibleError

Settle = Callable[[], Awaitable[None]]
MoveClock = Callable[[timedelta], Awaitable[None]]

_UNSAFE = re.compile(r"[^\w. ()-]+")
_NAME_LIMIT = 80


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Who chats, over which Telegram, and what the running bot offers.

    `settle` waits until the bot has handled and sent all that is in hand; `move_clock` lets what
    falls due in between happen; `files` is the folder for what the bot sends; `numbered` lets
    a button be pressed by the number shown before it.
    """

    telegram: Telegram
    person: Person
    settle: Settle
    move_clock: MoveClock
    files: Path
    numbered: bool = False

    async def carry_out(self, line: Line) -> None:
        """Do what a line says, and wait until the bot is done with it.

        Raises ImpossibleError where it can't be done.
        """
        if isinstance(line, Press):
            self._press(line.label)
        elif isinstance(line, Move):
            await self.move_clock(line.by)
        else:
            self.person.say(line.text)
        await self.settle()

    async def save(self, message: Message) -> Path | None:
        """Put a message's file into the folder; return its path, None if it has no file."""
        if message.file is None:
            return None
        name = _UNSAFE.sub("_", Path(message.file.name).name).strip(". ")[-_NAME_LIMIT:]
        path = self.files / f"{message.id}-{name or message.kind}"
        await asyncio.to_thread(_write, path, message.file.content)
        return path

    def _press(self, label: str) -> None:
        """Tap a button, or choose a poll's option."""
        if not label:
            raise ImpossibleError(
                f"'>' presses nothing: name the button. {self.person.what_could_be_tapped()}"
            )
        message = self.person.newest_with_buttons() if self.numbered else None
        button = numbers(message).get(label) if message else None
        poll = self.person.find_option(label)
        if message and button:
            self.person.tap_button(message, button)
        elif poll:
            self.person.vote(poll, label)
        else:
            self.person.tap(label)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
