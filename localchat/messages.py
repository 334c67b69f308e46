"""Messages as they stand at Telegram; an edit puts a new one in the old one's place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from localchat.chats import Account, Chat
from localchat.entities import Entity
from localchat.markup import to_html


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """An inline button; `data` comes back when it is tapped, `url` opens instead."""

    label: str
    data: str = ""
    url: str = ""
    other: Mapping[str, object] = field(default_factory=dict)


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file that Telegram keeps."""

    id: str
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """A poll or a quiz; `votes` maps a user id to the positions that they chose."""

    id: str
    question: str
    options: tuple[str, ...]
    anonymous: bool = True
    quiz: bool = False
    several: bool = False
    correct: tuple[int, ...] = ()
    explanation: str = ""
    closed: bool = False
    votes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message; `text` is the caption where `kind` is not "text".

    `update` is the id of the update that told the bot of it, None where none did.
    `extra` holds further fields of the message as the Bot API writes them.
    `as_chat` is set where the message speaks for a chat (a channel, an anonymous admin).
    """

    id: int
    chat: Chat
    sender: Account | None
    date: datetime
    kind: str = "text"
    text: str = ""
    entities: tuple[Entity, ...] = ()
    rows: Rows = ()
    file: File | None = None
    poll: Poll | None = None
    reply_to: int | None = None
    album: str = ""
    edited: datetime | None = None
    as_chat: Chat | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    update: int | None = None
    out_of_reach: bool = False

    @property
    def html(self) -> str:
        """Return the text or caption as Telegram HTML."""
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return all buttons, row by row."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of all buttons, row by row."""
        return tuple(button.label for button in self.buttons)
