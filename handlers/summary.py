"""The summary: what a person has told, line by line, each to be corrected by a tap."""

from collections.abc import Mapping

from pydantic import JsonValue

from handlers.fitting import local_to
from handlers.flow.place import so_far
from handlers.turn import Button, Rows, Turn
from knowledge.flow import engine
from knowledge.flow.model import Flow, Question
from knowledge.flow.words import in_words
from knowledge.messages import Html
from storage.record import Record

_A_ROW = 2


def told(turn: Turn, record: Record) -> tuple[tuple[Flow, Question], ...]:
    """Return the questions that matter to this person, answered or not, in the flows' order."""
    return tuple(
        (flow, question)
        for flow in _as_asked(turn)
        for question in engine.applicable(flow, so_far(record))
    )


def _as_asked(turn: Turn) -> tuple[Flow, ...]:
    """Return the flows in the order in which people meet them."""
    first = turn.track.flow_ending("first_plan")
    return (first, *(flow for flow in turn.track.flows.values() if flow.id != first.id))


def html(turn: Turn, record: Record) -> str:
    """Return what the person has told, a line a question."""
    answers = so_far(record)
    lines = (_line(turn, question, answers) for _, question in told(turn, record))
    return turn.messages.fill("start.summary", lines=Html("\n".join(lines)))


def _line(turn: Turn, question: Question, answers: Mapping[str, JsonValue]) -> str:
    """Return an answer's line; a path comes with what its school is called where they live."""
    value = answers.get(question.id)
    told_ = in_words(turn.messages, question, value, now=turn.now)
    local = local_to(turn, answers)
    there = local.school(str(value)) if question.id == turn.track.roadmap.reads.path else None
    if there is None or local.home is None:
        line = turn.messages.fill("start.summary_line", title=question.title, value=told_)
    else:
        line = turn.messages.fill(
            "start.summary_line.there",
            title=question.title,
            value=told_,
            country=local.home.called,
            name=there.name,
        )
    return line.strip()


def rows(turn: Turn, record: Record) -> Rows:
    """Return a button a line, and the one that says that all of it is right."""
    fields = [
        Button(label=question.title, data=f"s:{flow.id}:{question.id}")
        for flow, question in told(turn, record)
    ]
    right = Button(label=turn.messages.label("start.summary_right"), data="o:right")
    packed = tuple(tuple(fields[i : i + _A_ROW]) for i in range(0, len(fields), _A_ROW))
    return (*packed, (right,))
