"""Promising: a person says what they will do; later they say whether it happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import questions
from handlers.fitting import has_plan, today
from handlers.flow.place import active
from handlers.reminding import changing, promises, streaks, words
from handlers.reminding.preferences import first_from, rescheduled
from handlers.turn import Button, Decision, Rows, Text, Turn
from knowledge.matcher import Outcome
from knowledge.messages import Html
from knowledge.reminding.promises import Promise as Said
from knowledge.reminding.promises import read_promise
from knowledge.reminding.wish import DidIt, Show
from knowledge.reminding.wishes import read_wish
from storage.record import Promise, Record

_ONE_DAY = timedelta(days=1)


def promised(turn: Turn, text: str) -> Decision | None:
    """Keep what a text says that the person will do; None where it says anything else.

    In a flow only what they wish to be reminded of: the rest is an answer.
    """
    day = streaks.own_day(turn.record, turn.said_at or turn.now)
    said = read_promise(text, day) if has_plan(turn.record) else None
    if said is None or (active(turn.record) and not said.wished) or not _is_one(turn, text, said):
        return None
    if said.besides and isinstance(read_wish(said.besides, day), DidIt):
        return _done_besides(turn, said, day)
    return _kept(turn, said, day)


def _is_one(turn: Turn, text: str, said: Said) -> bool:
    """Tell whether nothing more pressing is said, and nothing plainer asked."""
    wish = read_wish(text, today(turn, turn.record))
    if wish is not None and not isinstance(wish, Show):
        return False
    found = questions.find(turn, text)
    best = turn.track.answer(found.matches[0].id) if found.matches else None
    if best is not None and best.urgent and found.outcome is not Outcome.UNKNOWN:
        return False
    return said.firm or found.outcome is not Outcome.ANSWER


def _done_besides(turn: Turn, said: Said, day: date) -> Decision:
    first = changing.done(turn, day)
    if first.record is None:
        return first
    then = _kept(replace(turn, record=first.record), said, day)
    return replace(then, replies=(*first.replies, *then.replies))


def _kept(turn: Turn, said: Said, own_day: date) -> Decision:
    day = said.day
    if day is None:
        due = first_from(turn.record, turn.now, None)
        day = due.day if due is not None else own_day + _ONE_DAY
    record = promises.added(turn.record, said, day, turn.now)
    if record is None:
        html, rows = _list(turn, turn.record, turn.messages.fill("reminders.said.full"))
        return turn.stay(Text(html=html, rows=rows))
    return _confirmed(turn, record, record.promises[-1])


def _confirmed(turn: Turn, record: Record, one: Promise) -> Decision:
    """Confirm in words with the date, and say when it will be brought up."""
    record = rescheduled(record, turn.now)
    due = first_from(record, turn.now, one.day)
    label = turn.messages.label
    drop = Button(label=label("reminders.said.tap.drop"), data=promises.data("drop", one))
    rows: Rows = ((drop,),)
    named = words.day(turn.messages, one.day)
    noted = turn.messages.fill("reminders.said.noted", day=named, text=one.text)
    if due is None:
        on = Button(label=label("reminders.button.on"), data="r:hour")
        html, rows = turn.messages.fill("reminders.said.off"), ((on,), *rows)
    else:
        when = words.when(turn, record, due.at)
        html = turn.messages.fill("reminders.said.when", when=when)
    return Decision(record=record, replies=(turn.show(f"{noted}\n{html}", rows),))


def tapped(turn: Turn, values: Sequence[str]) -> Decision | None:
    """Take a tap on the list, or on one promise; None where it makes no sense."""
    match values:
        case []:
            return shown(turn)
        case ["yes" | "no" | "drop" | "again" as verb, key]:
            one = promises.with_key(turn.record, key)
            if one is None:
                return shown(turn, turn.messages.fill("reminders.said.gone"))
            return _answered(turn, verb, one)
        case _:
            return None


def _answered(turn: Turn, verb: str, one: Promise) -> Decision:
    day = today(turn, turn.record)
    match verb:
        case "yes":
            lead = turn.messages.fill("reminders.said.happened", text=one.text)
            done = replace(turn, record=promises.without(turn.record, one.key))
            return changing.done(done, streaks.own_day(turn.record, turn.now), lead=lead)
        case "no":
            return _not_yet(turn, one, day)
        case "again":
            moved = replace(one, day=day + _ONE_DAY, wished=True, asked=None)
            left = promises.without(turn.record, one.key)
            return _confirmed(turn, replace(left, promises=(*left.promises, moved)), moved)
        case _:
            record = rescheduled(promises.without(turn.record, one.key), turn.now)
            return shown(replace(turn, record=record), turn.messages.fill("reminders.said.dropped"))


def _not_yet(turn: Turn, one: Promise, day: date) -> Decision:
    """Take it kindly: it is not brought up again, unless the person wishes so."""
    record = promises.brought_up(turn.record, {one.key}, day)
    others = [other for other in promises.open_on(record, day) if other.key != one.key]
    label = turn.messages.label
    rows: Rows = (
        (Button(label=label("reminders.said.tap.again"), data=promises.data("again", one)),),
        (Button(label=label("reminders.said.tap.drop"), data=promises.data("drop", one)),),
        (Button(label=label("reminders.said.tap.small"), data="r:now"),),
    )
    parts = [turn.messages.fill("reminders.said.not_yet", text=one.text)]
    if others:
        parts.append(promises.told(turn, others, day))
        rows = (*rows, *promises.rows(turn, others))
    return Decision(record=record, replies=(turn.show("\n\n".join(parts), rows),))


def shown(turn: Turn, lead: str = "") -> Decision:
    """Show what the person said that they will do, each to be ticked off or dropped."""
    html, rows = _list(turn, turn.record, lead)
    return turn.stay(turn.show(html, rows))


def _list(turn: Turn, record: Record, lead: str) -> tuple[str, Rows]:
    label = turn.messages.label
    back = (Button(label=label("reminders.button.back"), data="r:show"),)
    kept = sorted(record.promises, key=lambda one: one.day)
    if not kept:
        return lead or turn.messages.fill("reminders.said.none"), (back,)
    items = [
        turn.messages.fill(
            "reminders.said.item",
            number=number,
            day=words.day(turn.messages, one.day),
            text=one.text,
        )
        for number, one in enumerate(kept, start=1)
    ]
    html = "\n".join([turn.messages.fill("reminders.said.title"), *items])
    rows = tuple(
        (
            Button(
                label=label("reminders.said.list.done", number=number),
                data=promises.data("yes", one),
            ),
            Button(
                label=label("reminders.said.list.drop", number=number),
                data=promises.data("drop", one),
            ),
        )
        for number, one in enumerate(kept, start=1)
    )
    return Html("\n\n".join(part for part in (lead, html) if part)), (*rows, back)
