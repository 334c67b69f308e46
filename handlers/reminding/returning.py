"""Returning: somebody who was silent for long is met without a debt."""

from dataclasses import replace

from handlers.fitting import has_plan, plan_of
from handlers.reminding.daily import done_data
from handlers.reminding.preferences import is_on
from handlers.reminding.silence import GENTLE_AFTER, silent_days
from handlers.turn import Button, Decision, Text, Turn
from knowledge.plan import words
from knowledge.plan.line import in_html

_LONG = GENTLE_AFTER[1]


def hello(turn: Turn, name: str) -> Text | None:
    """Return one five-minute step and where the dates have moved; None after a short silence."""
    if not has_plan(turn.record) or silent_days(turn.record, turn.now) < _LONG:
        return None
    plan = plan_of(turn)
    if plan.next_step is None:
        return None
    one, label = plan.next_step.task.milestone, turn.messages.label
    html = turn.messages.fill(
        "reminders.back",
        name=name,
        dates=in_html(turn.messages, words.dates(plan)),
        step=one.first_ten_minutes,
        title=one.title,
    )
    on = (Button(label=label("reminders.button.on"), data="r:hour"),)
    rows = (
        (Button(label=label("reminders.tap.done"), data=done_data(turn)),),
        (Button(label=label("start.see_plan"), data="p:all"),),
    )
    return Text(html=html, rows=rows if is_on(turn.record) else (*rows, on))


def greeted(turn: Turn, name: str) -> Decision | None:
    """Return the same alone, for who comes back with a greeting; None after a short silence."""
    text = hello(turn, name)
    return turn.stay(text) if text is not None else None


def met(turn: Turn, name: str, decision: Decision) -> Decision:
    """Add the same to what somebody gets who comes back with a question or a word.

    Not to what is urgent: whoever is in danger needs nothing else then.
    """
    given = decision.record.last_answer if decision.record is not None else None
    answer = turn.track.answer(given) if given is not None else None
    if decision.record is None or (answer is not None and answer.urgent):
        return decision
    text = hello(turn, name)
    if text is None:
        return decision
    return replace(decision, replies=(*decision.replies, text))
