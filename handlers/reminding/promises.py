"""Promises in a record: what the person said they will do, and how it is brought up once."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.reminding import words
from handlers.turn import Button, Rows, Turn
from knowledge.messages import Html
from knowledge.reminding.promises import Promise as Said
from storage.record import Promise, Record

MOST = 10
"""So many are kept of one person: more would be a list of tasks, and lists are not read."""

_AT_ONCE = 3
_FRESH = timedelta(days=7)
"""What lies further back is not brought up: it would be a debt."""


def added(record: Record, said: Said, day: date, now: datetime) -> Record | None:
    """Return the record with one more promise; None where it has the most already.

    Room is made by what was brought up before, or lies long back. The same said twice is one.
    """
    same = [one for one in record.promises if (one.text, one.day) == (said.text, day)]
    others = [one for one in record.promises if one not in same]
    if len(others) >= MOST:
        others = [one for one in others if one.asked is None and one.day >= now.date() - _FRESH]
    if len(others) >= MOST:
        return None
    key = max([int(now.timestamp()), *(one.key + 1 for one in record.promises)])
    key = same[0].key if same else key
    new = Promise(key=key, text=said.text, day=day, wished=said.wished)
    return replace(record, promises=(*others, new))


def without(record: Record, key: int) -> Record:
    """Return the record without a promise."""
    left = tuple(one for one in record.promises if one.key != key)
    return replace(record, promises=left)


def with_key(record: Record, key: str) -> Promise | None:
    """Return the promise that a button names; None where it is gone."""
    return next((one for one in record.promises if str(one.key) == key), None)


def due(record: Record, day: date) -> tuple[Promise, ...]:
    """Return what the reminder of a local day brings up, a few at most, oldest first."""
    fresh = [
        one for one in record.promises if one.asked is None and one.day <= day <= one.day + _FRESH
    ]
    return tuple(sorted(fresh, key=lambda one: one.day)[:_AT_ONCE])


def open_on(record: Record, day: date) -> tuple[Promise, ...]:
    """Return what is still to be answered on a day that needs no reminder any more.

    That is what was brought up on it, and what a reminder was wished of that now won't come.
    """
    wished = [one for one in due(record, day) if one.wished]
    return tuple(one for one in record.promises if one.asked == day or one in wished)


def brought_up(record: Record, keys: Collection[int], day: date) -> Record:
    """Return the record with these promises brought up on a local day, never to be again."""
    promises = (replace(one, asked=day) if one.key in keys else one for one in record.promises)
    return replace(record, promises=tuple(promises))


def not_brought_up(record: Record, day: date) -> Record:
    """Return the record of somebody who puts off a day's reminder, and with it what it asked."""
    promises = (replace(one, asked=None) if one.asked == day else one for one in record.promises)
    return replace(record, promises=tuple(promises))


def told(turn: Turn, promises: Sequence[Promise], day: date) -> Html:
    """Tell what the person said, and ask whether it happened, in another wording each day."""
    several = len(promises) > 1
    items = [
        f"{number}. {_item(turn, one, day)}" if several else _item(turn, one, day)
        for number, one in enumerate(promises, start=1)
    ]
    variant = day.toordinal()
    head = turn.messages.fill("reminders.said.head", variant=variant)
    question = turn.messages.fill("reminders.said.question", variant=variant)
    return Html("\n".join([head, *items, question]))


def rows(turn: Turn, promises: Sequence[Promise]) -> Rows:
    """Return a row of answers to each promise, numbered where there are several."""
    several = len(promises) > 1
    return tuple(
        tuple(
            Button(label=_label(turn, verb, number if several else 0), data=data(verb, one))
            for verb in ("yes", "no", "drop")
        )
        for number, one in enumerate(promises, start=1)
    )


def data(verb: str, one: Promise) -> str:
    """Return what a button about a promise says."""
    return f"r:said:{verb}:{one.key}"


def _item(turn: Turn, one: Promise, day: date) -> str:
    if one.day == day:
        return turn.messages.fill("reminders.said.for_today", text=one.text)
    named = words.day(turn.messages, one.day)
    return turn.messages.fill("reminders.said.for_day", text=one.text, day=named)


def _label(turn: Turn, verb: str, number: int) -> str:
    label = turn.messages.label(f"reminders.said.tap.{verb}")
    numbered = turn.messages.label("reminders.said.numbered", label=label, number=number)
    return numbered if number else label
