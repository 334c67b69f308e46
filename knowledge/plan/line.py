"""Line: a sentence to be told, as the id of a message and the values to fill in.

Numbers and choices are made here, in Python; the words stand in YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message's id and its values, which may be lines themselves."""

    id: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value: TypeAlias = str | int | Line


def line(id_: str, **values: Value) -> Line:
    """Return a line; a shorter way to write one."""
    return Line(id=id_, values=values)
