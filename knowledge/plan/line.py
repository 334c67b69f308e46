"""Line: a sentence to be told, as the id of a message and the values to fill in.

Numbers and choices are made here, in Python; the words stand in YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from knowledge.markup import visible
from knowledge.messages import Html, Messages


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message's id and its values, which may be lines themselves."""

    id: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value: TypeAlias = str | int | Line


def line(id_: str, **values: Value) -> Line:
    """Return a line; a shorter way to write one."""
    return Line(id=id_, values=values)


def in_html(messages: Messages, one: Line) -> Html:
    """Tell the line in Telegram HTML. Raises MessageError where there is no such message."""
    values: dict[str, Any] = {
        name: in_html(messages, value) if isinstance(value, Line) else value
        for name, value in one.values.items()
    }
    return messages.fill(one.id, **values)


def in_plain(messages: Messages, one: Line) -> str:
    """Tell the line as plain text, for a terminal. Raises MessageError as `in_html` does."""
    return visible(in_html(messages, one))
