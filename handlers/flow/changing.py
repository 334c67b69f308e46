"""Changing: an earlier answer that is typed anew, in the middle of a flow or at any other time."""

from dataclasses import replace

from handlers import summary
from handlers.fitting import today
from handlers.flow import running
from handlers.flow.moving import accept
from handlers.flow.place import active, here, so_far
from handlers.flow.said import offer
from handlers.turn import Decision, Turn
from knowledge.flow.changing import wanted_change, wishes_change
from knowledge.flow.model import Question
from knowledge.flow.understand import Ambiguous, Misread, Outcome, Understood, understand
from storage.record import Record


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
    if wish.only_told and (_is_open(turn.record, question) or not _is_clear(read)):
        return None
    lead = ""
    if isinstance(read, Misread):
        lead = turn.messages.fill(read.reason, variant=0, **read.fills)
    asked = running.change(turn, flow, question, lead=lead)
    if isinstance(read, Ambiguous) and asked.record is not None:
        return _offered(replace(turn, record=asked.record), read) or asked
    if not isinstance(read, Understood) or read.value is None or asked.record is None:
        return asked
    turn = replace(turn, record=asked.record)
    place = here(turn)
    return accept(turn, place, {question.id: read.value}) if place is not None else asked


def _offered(turn: Turn, read: Ambiguous) -> Decision | None:
    """Ask which of several things is meant; None where there is no question to ask it for."""
    place = here(turn)
    return offer(turn, place, read) if place is not None else None


def _is_open(record: Record, question: Question) -> bool:
    """Tell whether a question is asked right now: then what is told is its answer."""
    position = record.position
    return active(record) and position is not None and position.question == question.id


def _is_clear(read: Outcome | None) -> bool:
    """Tell whether something told in passing can only be an answer."""
    if isinstance(read, Ambiguous):
        return True
    return isinstance(read, Understood) and read.value is not None and not read.unread
