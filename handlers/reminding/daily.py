"""Daily: the message of one day, made of the person's plan as it stands now."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.fitting import has_plan, plan_of, zone_of
from handlers.reminding import practising, promises
from handlers.reminding.preferences import days_of
from handlers.reminding.silence import Mood
from handlers.turn import Button, Rows, Turn
from knowledge.messages import Html
from knowledge.plan import Plan
from knowledge.plan.line import in_html
from knowledge.plan.order import NextStep
from knowledge.reminding import Facts, Shape, Week, choose, message, possible
from storage.record import Record

_WEEK = timedelta(days=7)
_REMEMBERED = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Daily:
    """A message to send, and what is to be kept of it. After the `last` one there are no more.

    `brought_up` are the keys of the promises that it asks about, `term` is the one to explain.
    """

    html: str
    rows: Rows
    shape: Shape | None = None
    last: bool = False
    brought_up: frozenset[int] = frozenset()
    term: str | None = None

    def told(self, record: Record, day: date) -> Record:
        """Return the record that remembers what was told, so that nothing repeats itself."""
        record = promises.brought_up(record, self.brought_up, day)
        if self.shape is None:
            return record
        told = {**record.reminders.told, self.shape.value: day}
        if self.term is not None:
            told[f"{practising.ASKED}{self.term}"] = day
        lasting = {key: on for key, on in told.items() if day - on <= _REMEMBERED}
        return replace(record, reminders=replace(record.reminders, told=lasting))


def of(turn: Turn, day: date, mood: Mood = Mood.USUAL) -> Daily:
    """Return the message for a local day: what the person said they would do, and the next step."""
    message = _of_plan(turn, day, mood)
    said = promises.due(turn.record, day)
    if not said:
        return message
    return replace(
        message,
        html=f"{promises.told(turn, said, day)}\n\n{message.html}",
        rows=(*promises.rows(turn, said), *message.rows),
        brought_up=frozenset(one.key for one in said),
    )


def _of_plan(turn: Turn, day: date, mood: Mood) -> Daily:
    """Return the message that follows from the plan, never of what is done already."""
    if not has_plan(turn.record):
        return Daily(html=turn.messages.fill("reminders.no_plan"), rows=(_stop(turn),))
    plan = plan_of(turn)
    if plan.next_step is None:
        return Daily(html=turn.messages.fill("reminders.all_done"), rows=(), last=True)
    if mood is Mood.GOODBYE:
        return _goodbye(turn)
    if mood is Mood.GENTLE:
        return _gentle(turn, plan.next_step)
    return _usual(turn, plan, plan.next_step, day)


def _usual(turn: Turn, plan: Plan, step: NextStep, day: date) -> Daily:
    term = practising.term(turn, step, day)
    shapes = possible(step, terms=term is not None)
    days, week, told = len(days_of(turn.record)), _week(turn, day), turn.record.reminders.told
    nothing_yet = not (told or week.ticked or week.days_done)
    shape = choose(shapes, told, day, looks_back=days > 1 and not nothing_yet)
    facts = Facts(
        plan=plan,
        step=step,
        day=day,
        days_a_week=days,
        week=week,
        term=term.title if term else "",
    )
    rows = _rows(turn, step, day)
    asked = term if shape is Shape.PRACTICE else None
    if asked is not None:
        rows = ((practising.button(turn, asked),), *rows)
    html = in_html(turn.messages, message(shape, facts))
    if turn.record.reminders.promised == day:
        html = Html(f"{turn.messages.fill('reminders.promised')}\n\n{html}")
    return Daily(html=html, rows=rows, shape=shape, term=asked.id if asked is not None else None)


def _gentle(turn: Turn, step: NextStep) -> Daily:
    """Return one five-minute step and nothing that sounds like a debt."""
    one = step.task.milestone
    html = turn.messages.fill(
        "reminders.gentle",
        variant=turn.record.reminders.gentle,
        title=one.title,
        step=one.first_ten_minutes,
    )
    done = Button(label=turn.messages.label("reminders.tap.done"), data=done_data(turn))
    return Daily(html=html, rows=((done,), _stop(turn)))


def _goodbye(turn: Turn) -> Daily:
    hour = turn.record.reminders.hour or ""
    again = Button(label=turn.messages.label("reminders.button.on"), data=hour_data(hour))
    return Daily(html=turn.messages.fill("reminders.goodbye"), rows=((again,),), last=True)


def _rows(turn: Turn, step: NextStep, day: date) -> Rows:
    label = turn.messages.label
    return (
        (Button(label=label("reminders.tap.done"), data=f"r:done:{day:%Y%m%d}"),),
        (Button(label=label("reminders.tap.finished"), data=f"m:done:{step.task.milestone.id}"),),
        (
            Button(label=label("reminders.tap.hour"), data="r:snooze:hour"),
            Button(label=label("reminders.tap.tomorrow"), data="r:snooze:day"),
        ),
        _stop(turn),
    )


def _stop(turn: Turn) -> tuple[Button, ...]:
    return (Button(label=turn.messages.label("reminders.button.stop"), data="r:stop"),)


def done_data(turn: Turn) -> str:
    """Return what a tap on "done" says, for today."""
    return f"r:done:{turn.now.astimezone(zone_of(turn.record)):%Y%m%d}"


def hour_data(hour: str) -> str:
    """Return what a tap on an hour (HH:MM) says; colons part what a button says."""
    return f"r:hour:{hour.replace(':', '')}"


def _week(turn: Turn, day: date) -> Week:
    """Return what was noted in the seven days before a day ends."""
    zone, first = zone_of(turn.record), day - _WEEK
    ticked = [
        id_
        for id_, mark in turn.record.marks.items()
        if mark.state == "done" and mark.at.astimezone(zone).date() > first
    ]
    known = turn.track.roadmap.milestones
    return Week(
        ticked=tuple(known[id_].title for id_ in ticked if id_ in known),
        days_done=sum(done > first for done in turn.record.reminders.done_days),
    )
