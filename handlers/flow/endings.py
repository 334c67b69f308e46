"""Endings: what follows when a flow's last question is answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import fitting, summary
from handlers.fitting import plan_of, tell
from handlers.flow.place import so_far
from handlers.flow.running import go_on
from handlers.reminding import words
from handlers.reminding.preferences import rescheduled
from handlers.turn import Button, Decision, Reply, Text, Turn
from knowledge.flow import engine
from knowledge.flow.model import Flow
from knowledge.plan import Plan, compare, describe, describe_figures
from knowledge.plan.describe_there import school_there
from knowledge.plan.line import Line
from storage.record import Position, Record


def end(turn: Turn, flow: Flow, position: Position, heard: str) -> Decision:
    """Keep the run's answers in place of the old ones, and go on as the flow's file says.

    `heard` says what was understood of the last answer, where it was typed.
    """
    answered = turn.record
    if position.only is not None:
        answered, position = _alone(turn.record, flow, position, position.only)
    kept = engine.merged(flow, turn.record.answers, position.answers)
    record = rescheduled(replace(answered, answers=kept, position=None), turn.now)
    decision = (_changed if position.only else _ENDINGS[flow.ends_with])(turn, record)
    opening = (Text(html=heard),) if heard else ()
    replies = (*opening, *_reminders(turn, record), *decision.replies)
    return go_on(turn, replace(decision, replies=replies))


def _alone(record: Record, flow: Flow, position: Position, only: str) -> tuple[Record, Position]:
    """Let a single answer and what came with it count beside the others, and in the waiting run.

    Returns the record with that run, and the position with the answers as they are after it.
    """
    asked = {only, *engine.dependents(flow, only)}
    before = engine.current(flow, so_far(record))
    told = {
        id_: value
        for id_, value in position.answers.items()
        if id_ in asked or value != before.get(id_)
    }
    waits = record.interrupted
    if waits is not None and waits.flow == flow.id:
        waits = replace(waits, answers=engine.current(flow, {**waits.answers, **told}))
    after = replace(position, answers={**record.answers, **told})
    return replace(record, interrupted=waits), after


def _reminders(turn: Turn, record: Record) -> tuple[Reply, ...]:
    """Say when the next reminder comes, where the answers moved it."""
    if record.reminder_due == turn.record.reminder_due:
        return ()
    return (Text(html=words.next_is(turn, record)),)


def _first_plan(turn: Turn, record: Record) -> Decision:
    """Give at once: ten minutes to begin with, a plan in three lines, and "make it fit you"."""
    plan = plan_of(turn, record)
    record = replace(record, first_plan=fitting.first_plan(turn, plan, record))
    fit = Button(label=turn.messages.label("start.fit"), data="o:fit")
    whole = Button(label=turn.messages.label("start.see_plan"), data="p:all")
    replies: list[Reply] = []
    if plan.next_step is not None:
        small_step = plan.next_step.task.milestone.first_ten_minutes
        replies.append(Text(html=turn.messages.fill("start.first_steps", small_step=small_step)))
    lines = tell(turn.messages, describe.summary(plan))
    html = turn.messages.fill("start.first_plan", lines=lines)
    return Decision(record=record, replies=(*replies, Text(html=html, rows=((fit,), (whole,)))))


def _summary(turn: Turn, record: Record) -> Decision:
    """Say what was told, to be corrected line by line; a suggested path comes with its reasons."""
    plan = plan_of(turn, record)
    if not record.marks:  # nothing is done yet: this is the first plan that fits
        record = replace(record, first_plan=fitting.first_plan(turn, plan, record))
    replies: list[Reply] = []
    if plan.who.suggestion is not None:
        lines = describe.suggestion(plan, plan.who.suggestion)
        replies.append(Text(html=tell(turn.messages, lines)))
    shown = Text(html=summary.html(turn, record), rows=summary.rows(turn, record))
    return Decision(record=record, replies=(*replies, shown))


def _changed(turn: Turn, record: Record) -> Decision:
    """Say what a changed answer does to the plan, then show the summary again."""
    shown = Text(html=summary.html(turn, record), rows=summary.rows(turn, record))
    if not fitting.has_plan(record):
        return Decision(record=record, replies=(shown,))
    before, after = plan_of(turn), plan_of(turn, record)
    moved = compare(fitting.dates(before), fitting.dates(after))
    lines = (
        *describe_figures.comparison(moved),
        *describe.misfit(after),
        *_school(before, after),
        *describe.target(after),
    )
    effect = turn.messages.fill("start.effect", lines=tell(turn.messages, lines))
    return Decision(record=record, replies=(Text(html=effect), shown))


def _school(before: Plan, after: Plan) -> tuple[Line, ...]:
    """Tell of a path that is suggested now, or of its school where a person now lives."""
    if after.who.suggestion is not None and after.who.suggestion != before.who.suggestion:
        return describe.suggestion(after, after.who.suggestion)
    if (after.path.id, after.local.home) == (before.path.id, before.local.home):
        return ()
    return school_there(after.local, after.path.id)


_ENDINGS: Mapping[str, Callable[[Turn, Record], Decision]] = {
    "first_plan": _first_plan,
    "summary": _summary,
}
