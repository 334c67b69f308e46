"""The record: all that is kept of one person, keyed by their Telegram user id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import AwareDatetime, ConfigDict, JsonValue, TypeAdapter

VERSION = 2
"""The version of the record's shape; an older one is migrated as it is read."""

SEEN_KEPT = 100
"""How many update ids a record remembers, so that one told twice is counted once."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a person stands in a flow, with the answers of this run so far.

    `answers` maps question ids to values; `None` stands for a skipped question. `draft` is what is
    chosen so far where several may be; `misses` counts misunderstandings in a row; `only` names
    the question that /settings changes alone; a paused flow waits for /start.
    """

    flow: str
    question: str
    run: int
    started_at: AwareDatetime
    answers: Mapping[str, JsonValue] = field(default_factory=dict)
    draft: JsonValue = None
    misses: int = 0
    only: str | None = None
    paused: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a person said of one milestone: that it is done, or not for them and why."""

    state: Literal["done", "skipped"]
    at: AwareDatetime
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class FirstPlan:
    """The dates of the first plan, kept to compare today's with. No date where none could be."""

    made_on: date
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """How a person is reminded, beside the hour and the days that the flows ask for.

    `hour` (HH:MM) is the one that the due time was last reckoned with. `days` (`mon` to `sun`)
    hold in place of the answer `instead_of`, as long as that is the answer. `quiet` are the local
    times from and until which nothing comes. Days before `paused_until` have no reminder, nor have
    those `skipped`.
    `snoozed` is when one that was put off comes again. `last_day` is the local day that was last
    reminded of, `done_days` are the last ones that the person said are done. `missed` counts those
    that an outage swallowed and nobody was told of yet. `told` is when each shape of the message
    was last used, and each term asked. `promised` is a day for which the person said "tomorrow".
    Since the person was last heard, `unanswered` reminders were sent, `gentle` of them in the words
    for the silent.
    """

    hour: str | None = None
    days: tuple[str, ...] = ()
    instead_of: str | None = None
    quiet: tuple[str, str] | None = None
    paused_until: date | None = None
    skipped: tuple[date, ...] = ()
    snoozed: AwareDatetime | None = None
    last_day: date | None = None
    done_days: tuple[date, ...] = ()
    missed: int = 0
    told: Mapping[str, date] = field(default_factory=dict)
    promised: date | None = None
    unanswered: int = 0
    gentle: int = 0


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a person said that they will do on a local day, in their own words.

    `key` names it in buttons. It is `wished` where they asked to be reminded of it. It was brought
    up on the local day `asked`, which happens once.
    """

    key: int
    text: str
    day: date
    wished: bool = False
    asked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Card:
    """A term that a person practises: asked last on `seen`, and again from the local day `due` on.

    `box` counts how often in a row it was known.
    """

    due: date
    seen: date
    box: int = 0


@dataclass(frozen=True, kw_only=True)
class Streak:
    """Days in a row, for those who asked for it.

    `day_ends` (HH:MM) is when the person's day ends, in the night after it. `last_day` is the
    last one counted, at `last_at`. `freezes` are the days that may be missed.
    """

    day_ends: str = "00:00"
    days: int = 0
    last_day: date | None = None
    last_at: AwareDatetime | None = None
    freezes: int = 1


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A reply that is saved but not known to be sent; `reply` is its recipe, never bytes."""

    key: int
    update_id: int | None
    reply: Mapping[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class LastTap:
    """The tap that was taken last, so that the same one right after it is known for a double."""

    data: str
    at: AwareDatetime


@dataclass(frozen=True, kw_only=True)
class Record:
    """One person. Values are plain, so that any store can keep them.

    `person` is a Telegram user id (up to 52 bits). `answers` are the finished flows' answers by
    question id. `interrupted` is the run that goes on once the single question of `position` is
    answered. `last_answer` is the answer given last that leads on to others, at `last_answer_at`;
    none once something was told in a flow. `reminder_due` is when the next reminder falls due, in
    UTC. `heard_at` is when the person last did something. `promises` stand in the order in which
    they were made. `voted` are the answers of which they said whether those helped, not what they
    said. `forget_asked_at` is when they were asked whether all is to be deleted. `cards` are the
    terms practised so far, by the ids of the answers that explain them. No `streak` is counted
    unless it was asked for. `reachable` is false once they have blocked the bot. `seen` holds the
    last update ids, newest last.
    """

    person: int
    created_at: AwareDatetime
    track: str
    version: int = VERSION
    answers: Mapping[str, JsonValue] = field(default_factory=dict)
    position: Position | None = None
    interrupted: Position | None = None
    runs: int = 0
    marks: Mapping[str, Mark] = field(default_factory=dict)
    first_plan: FirstPlan | None = None
    last_answer: str | None = None
    last_answer_at: AwareDatetime | None = None
    voted: tuple[str, ...] = ()
    last_album: str | None = None
    forget_asked_at: AwareDatetime | None = None
    last_tap: LastTap | None = None
    reminder_due: AwareDatetime | None = None
    reminders: Reminders = field(default_factory=Reminders)
    promises: tuple[Promise, ...] = ()
    streak: Streak | None = None
    cards: Mapping[str, Card] = field(default_factory=dict)
    heard_at: AwareDatetime | None = None
    reachable: bool = True
    seen: tuple[int, ...] = ()
    outbox: tuple[Unsent, ...] = ()
    next_key: int = 1

    __pydantic_config__ = ConfigDict(extra="forbid")


_ADAPTER: TypeAdapter[Record] = TypeAdapter(Record)


def to_json(record: Record) -> dict[str, Any]:
    """Return the record as plain JSON values."""
    plain: dict[str, Any] = _ADAPTER.dump_python(record, mode="json")
    return plain


def from_json(plain: Mapping[str, Any]) -> Record:
    """Read a record back. Raises pydantic.ValidationError on what is not one."""
    return _ADAPTER.validate_python(plain)
