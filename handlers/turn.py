"""A turn and a decision: what a person did, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal, TypeAlias

from pydantic import AwareDatetime, JsonValue, TypeAdapter

from knowledge.library import Knowledge, Track
from knowledge.matcher import Found
from knowledge.messages import Messages
from storage.counts import Count
from storage.record import Record


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who speaks, as Telegram tells it; `name` is empty where nothing of it can be seen."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """The person wrote a text message."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Commanded:
    """The person used a command: `/start topic` has name `start` and argument `topic`."""

    name: str
    argument: str = ""


@dataclass(frozen=True, kw_only=True)
class Tapped:
    """The person tapped a button; `data` came over the wire and is not to be trusted.

    `message` is the id of the message that carries the button, None when it can't be edited; `html`
    and `rows` are what that message shows.
    """

    data: str
    message: int | None
    html: str = ""
    rows: "Rows" = ()


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The person sent something that is not text; `what` is its kind, like `sticker`.

    The parts of an album arrive one by one and share its id.
    """

    what: str
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vanished:
    """The person blocked the bot, or unblocked it (`back`)."""

    back: bool


@dataclass(frozen=True, kw_only=True)
class FellDue:
    """The person's reminder fell due; since `awake_since` reminders could be sent at any time."""

    awake_since: datetime


Happening: TypeAlias = Said | Commanded | Tapped | Shared | Vanished | FellDue


@dataclass(frozen=True, kw_only=True)
class Button:
    """An inline button: `data` (at most 64 bytes) comes back when tapped; `url` opens instead."""

    label: str
    data: str = ""
    url: str = ""


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A message of Telegram HTML, however long, with buttons under its last part."""

    html: str
    rows: Rows = ()
    kind: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A new content for the message that was tapped; sent anew where it can't be edited."""

    message: int
    html: str
    rows: Rows = ()
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file, made when it is sent: `recipe` names the maker."""

    recipe: Literal["export"]
    filename: str
    caption: str = ""
    kind: Literal["document"] = "document"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A message that nobody waits for: it leaves after all replies, or never once out of date."""

    html: str
    rows: Rows
    useful_until: AwareDatetime
    kind: Literal["reminder"] = "reminder"


Reply: TypeAlias = Text | Edit | Document | Reminder

_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What follows from a turn: the record after it (None: forget the person), and the replies.

    `counts` are for coaches: of all people together, and counted once an update id.
    """

    record: Record | None
    replies: tuple[Reply, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing that a person did, with their record, the time and a source of chance.

    `said_at` is the date of a message, which may have waited for the bot. A tap carries none: just
    after an outage it may have been made as early as `tapped_from`. `found` is what a text came to,
    where it was matched before the turn.
    """

    happened: Happening
    person: Person
    record: Record
    knowledge: Knowledge
    now: datetime
    chance: Random
    said_at: datetime | None = None
    tapped_from: datetime | None = None
    found: Found | None = None

    @property
    def messages(self) -> Messages:
        """The sentences that the bot speaks."""
        return self.knowledge.messages

    @property
    def track(self) -> Track:
        """The track that the person is on."""
        return self.knowledge.track(self.record.track)

    @property
    def tapped_message(self) -> int | None:
        """The message whose button was tapped, where it can be edited."""
        return self.happened.message if isinstance(self.happened, Tapped) else None

    def stay(self, *replies: Reply) -> Decision:
        """Decide to leave the record as it is."""
        return Decision(record=self.record, replies=replies)

    def show(self, html: str, rows: Rows = ()) -> Reply:
        """Reply in place of the tapped message, or with a new one."""
        if self.tapped_message is None:
            return Text(html=html, rows=rows)
        return Edit(message=self.tapped_message, html=html, rows=rows)


def reply_to_json(reply: Reply) -> dict[str, JsonValue]:
    """Return the reply's recipe as plain JSON values, for the outbox."""
    plain: dict[str, JsonValue] = _REPLY.dump_python(reply, mode="json")
    return plain


def reply_from_json(plain: Mapping[str, JsonValue]) -> Reply:
    """Read a reply's recipe back. Raises pydantic.ValidationError on what is not one."""
    return _REPLY.validate_python(plain)
