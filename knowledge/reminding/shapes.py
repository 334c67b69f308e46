"""Shapes: the kinds of daily message, each of which shows the next milestone from another side."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from knowledge.plan.order import NextStep
from knowledge.schedule import Weekday, weekday


class Shape(StrEnum):
    """One kind of message; the order is that in which somebody new meets them."""

    BEGIN = "begin"
    PRACTICE = "practice"
    SMALL_STEP = "small_step"
    RESOURCE = "resource"
    WHY = "why"
    TIME = "time"
    DONE_WHEN = "done_when"
    LOOK_BACK = "look_back"


def possible(step: NextStep, *, terms: bool) -> tuple[Shape, ...]:
    """Return the shapes that there is something to say in; `terms`: there are some to practise."""
    missing = {Shape.LOOK_BACK}
    if not terms:
        missing.add(Shape.PRACTICE)
    if not step.task.milestone.resources:
        missing.add(Shape.RESOURCE)
    return tuple(shape for shape in Shape if shape not in missing)


def choose(
    shapes: Iterable[Shape], told: Mapping[str, date], day: date, *, looks_back: bool = True
) -> Shape:
    """Return the shape for a local day: on Sunday the look back, else the one longest unused.

    With a message a day none comes twice in a week. `told` is when each was last used. Nobody
    `looks_back` who is reminded once a week, or would have nothing else, or who has just begun.
    """
    sunday = weekday(day) is Weekday.SUNDAY
    if sunday and looks_back and told.get(Shape.LOOK_BACK) != day:
        return Shape.LOOK_BACK
    return min(shapes, key=lambda shape: told.get(shape, date.min))
