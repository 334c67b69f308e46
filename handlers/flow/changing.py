"""Changing: an earlier answer that is typed anew, in the middle of a flow or at any other time."""

from dataclasses import replace

from handlers import summary
from handlers.fitting import today
from handlers.flow import running
from handlers.flow.moving import accept
from handlers.flow.place import here, so_far
from handlers.turn import Decision, Turn
from knowledge.flow.changing import wanted_change, wishes_change
from knowledge.flow.understand import Misread, Understood, understand


def change(turn: Turn, text: str) -> Decision | None:
    """Take "change my hours to 10"; None for a text that wants no answer changed.

    Without a new answer, or with one that is not understood, its question is asked alone.
    """
    if not wishes_change(text) or not so_far(turn.record):
        return None
    told = {question.id: (flow, question) for flow, question in summary.told(turn, turn.record)}
    wish = wanted_change([question for _, question in told.values()], text)
    if wish is None:
        return None
    flow, question = told[wish.question]
    read = understand(question, wish.value, today=today(turn, turn.record)) if wish.value else None
    lead = ""
    if isinstance(read, Misread):
        lead = turn.messages.fill(read.reason, variant=0, **read.fills)
    asked = running.change(turn, flow, question, lead=lead)
    if not isinstance(read, Understood) or read.value is None or asked.record is None:
        return asked
    turn = replace(turn, record=asked.record)
    place = here(turn)
    return accept(turn, place, {question.id: read.value}) if place is not None else asked
