"""Shapes: another one each day, and the look back on Sunday."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reminding import Shape, choose
from knowledge.schedule import Weekday, weekday

EVERY: list[Shape] = [shape for shape in Shape if shape is not Shape.LOOK_BACK]
MONDAY = date(2026, 3, 2)


def told_over(days: list[date], shapes: list[Shape]) -> list[Shape]:
    """Return which shapes are told on these days, one after the other."""
    told: dict[str, date] = {}
    chosen = []
    for day in days:
        shape = choose(shapes, told, day)
        told[shape] = day
        chosen.append(shape)
    return chosen


def test_a_week_of_messages_has_seven_shapes_and_begins_with_the_beginning() -> None:
    week = told_over([MONDAY + timedelta(days=by) for by in range(7)], EVERY)
    assert week[0] is Shape.BEGIN
    assert week[-1] is Shape.LOOK_BACK
    assert len(set(week)) == 7


@given(
    gaps=st.lists(st.integers(1, 4), max_size=60),
    left_out=st.sets(st.sampled_from([Shape.PRACTICE]), max_size=1),
)
def test_no_shape_comes_twice_in_a_week(gaps: list[int], left_out: set[Shape]) -> None:
    days = [MONDAY]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    shapes = told_over(days, [shape for shape in EVERY if shape not in left_out])
    for nth, (day, shape) in enumerate(zip(days, shapes, strict=True)):
        week = [s for d, s in zip(days[:nth], shapes, strict=False) if day - d < timedelta(days=7)]
        assert shape not in week
        assert (shape is Shape.LOOK_BACK) is (weekday(day) is Weekday.SUNDAY)


def test_whoever_is_reminded_on_sundays_only_or_has_just_begun_has_no_look_back() -> None:
    sunday = MONDAY - timedelta(days=1)
    assert choose(EVERY, {}, sunday, looks_back=False) is Shape.BEGIN


def test_a_second_message_on_a_sunday_is_no_second_look_back() -> None:
    sunday = MONDAY - timedelta(days=1)
    assert told_over([sunday, sunday], EVERY) == [Shape.LOOK_BACK, Shape.BEGIN]
