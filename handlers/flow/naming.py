"""Naming: what schools are called where the person lives, beside the questions that touch it.

These are the question of how to learn, and that of where one lives.
"""

from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from handlers.fitting import local_to, tell
from handlers.flow.place import Place, so_far
from handlers.turn import Turn
from knowledge.plan.describe_there import school_there, schools_there
from knowledge.plan.line import Line

_HOME = "place"


def under(turn: Turn, place: Place) -> str:
    """Return what stands under the question of how to learn: the schools of all paths there."""
    if place.question.id != turn.track.roadmap.reads.path:
        return ""
    return _told(turn, schools_there(local_to(turn, _answers(turn, place))))


def of_choice(turn: Turn, place: Place, value: JsonValue) -> str:
    """Return what the school of a chosen path is called there, for a message that is closed."""
    if place.question.id != turn.track.roadmap.reads.path:
        return ""
    return _told(turn, school_there(local_to(turn, _answers(turn, place)), str(value)))


def once_home_is_known(turn: Turn, place: Place, values: Mapping[str, JsonValue]) -> str:
    """Return what the school of the path chosen before is called, as soon as we know where."""
    answers = {**_answers(turn, place), **values}
    path = answers.get(turn.track.roadmap.reads.path)
    if values.get(_HOME) is None or not isinstance(path, str):
        return ""
    return _told(turn, school_there(local_to(turn, answers), path))


def _answers(turn: Turn, place: Place) -> Mapping[str, JsonValue]:
    return {**so_far(turn.record), **place.position.answers}


def _told(turn: Turn, lines: Iterable[Line]) -> str:
    return tell(turn.messages, lines)
