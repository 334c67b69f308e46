"""Values: whether a kept answer still answers its question after the flow was edited."""

from collections.abc import Callable, Mapping
from datetime import date, time

from pydantic import JsonValue

from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.parsers.hours import IN_A_WEEK
from knowledge.schedule.weekdays import Weekday, in_week_order


def of_today(question: Question, value: JsonValue) -> JsonValue:
    """Return a kept value in the ids of today; one that can't be told so comes back unfit.

    Of several choices those that are gone are left out. A question that once took one choice and
    now takes several gets a list, and the other way round where only one was chosen.
    """
    if value is None or question.kind not in CHOOSING:
        return value
    ids = _ids(question, value)
    if question.kind is Kind.SEVERAL:
        return [*question.in_order(ids)]
    if question.kind is Kind.DAYS and not ids:
        return value
    return ids[0] if len(ids) == 1 else value


def fits(question: Question, value: JsonValue) -> bool:
    """Tell whether a value is one that this question keeps; None is a skipped question."""
    if value is None:
        return question.optional
    return _FITS[question.kind](question, value)


def _ids(question: Question, value: JsonValue) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    found = (question.choice(one) for one in chosen if isinstance(one, str))
    return list(dict.fromkeys(choice.id for choice in found if choice is not None))


def _is_choice(question: Question, value: JsonValue) -> bool:
    return isinstance(value, str) and any(choice.id == value for choice in question.choices)


def _are_choices(question: Question, value: JsonValue) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(_is_choice(question, one) for one in value)
    )


def _are_days(question: Question, value: JsonValue) -> bool:
    if not isinstance(value, list):
        return _is_choice(question, value)
    known = set(Weekday)
    days = [Weekday(one) for one in value if isinstance(one, str) and one in known]
    return bool(days) and list(in_week_order(days)) == value


def _is_number(question: Question, value: JsonValue) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return question.range is None or question.range[0] <= value <= question.range[1]


def _is_hours(_question: Question, value: JsonValue) -> bool:
    match value:
        case [int(one), int(other)]:
            return 1 <= min(one, other) <= max(one, other) <= IN_A_WEEK
        case _:
            return False


def _is_date(_question: Question, value: JsonValue) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_clock(_question: Question, value: JsonValue) -> bool:
    try:
        return isinstance(value, str) and f"{time.fromisoformat(value):%H:%M}" == value
    except ValueError:
        return False


def _is_place(_question: Question, value: JsonValue) -> bool:
    match value:
        case {"city": None | str(), "country": str(), "zone": str()}:
            return True
        case _:
            return False


def _is_text(_question: Question, value: JsonValue) -> bool:
    return isinstance(value, str) and bool(value.strip())


_FITS: Mapping[Kind, Callable[[Question, JsonValue], bool]] = {
    Kind.ONE: _is_choice,
    Kind.SEVERAL: _are_choices,
    Kind.DAYS: _are_days,
    Kind.NUMBER: _is_number,
    Kind.HOURS: _is_hours,
    Kind.DATE: _is_date,
    Kind.CLOCK: _is_clock,
    Kind.PLACE: _is_place,
    Kind.TEXT: _is_text,
}
