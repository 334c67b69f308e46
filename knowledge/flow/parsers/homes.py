"""Homes: a text that names more than one place, "from Lagos, now in Berlin"."""

import re
from dataclasses import dataclass

from knowledge.flow.parsers.choosing import Clocks, PlaceRead, decided
from knowledge.flow.parsers.gazetteer import Place
from knowledge.flow.parsers.names import folded
from knowledge.flow.parsers.outcome import Ambiguous, Option, Reason

MOST_HOMES = 3
"""Places that a person names as theirs; more are a list of something else."""

_LEAST = 3
"""Letters of a place's name; shorter ones are words more often."""

_APART = re.compile(
    r"\s*(?:[,;/()|\n&]|\b(?:but|and|or|then|to|between)\b"
    r"|(?=\b(?:now|currently|living|live|lives|based|staying|residing)\b))\s*",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:now|currently|live|lives|living|based|staying|residing)\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:mov(?:e|ing)|relocat(?:e|ing)|going|soon|will(?: be)?|plan(?:ning)?"
    r"|next (?:month|year))\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:i'?m|i am|i|we|originally|born|grew up|raised|come|came|coming|from|in|at|near|to|the|be"
    r"|am|not|yet|still)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class _Home:
    """A place that was named, and whether as the one to live in now."""

    option: Option[Place]
    present: bool


def read_homes(text: str, clocks: Clocks) -> PlaceRead | None:
    """Return the place that is lived in now, or those to choose between; None if none is named.

    Every part of the text must name a place, letter by letter. A single one that somebody is
    moving to is asked about too.
    """
    parts = [part for part in _APART.split(text) if _named(part)]
    if len(parts) > 2 * MOST_HOMES:
        return None
    found = [_home(part, clocks) for part in parts]
    homes = [home for home in found if home is not None]
    if len(homes) < len(found) or (len(homes) == 1 and not _TO_COME.search(text)):
        return None
    different = {home.option.label: home for home in homes}
    if not 0 < len(different) <= MOST_HOMES:
        return None
    present = [home for home in homes if home.present]
    if len(present) == 1 and len(different) > 1:
        return present[0].option.value
    options = tuple(home.option for home in different.values())
    return Ambiguous(reason=Reason.SEVERAL_HOMES, options=options)


def _named(part: str) -> str:
    """Return the name in a part, without the words of coming and going around it."""
    bare = _AROUND.sub(" ", _TO_COME.sub(" ", _PRESENT.sub(" ", part)))
    return " ".join(re.sub(r"[.!?]", " ", bare).split())


def _home(part: str, clocks: Clocks) -> _Home | None:
    name = folded(_named(part))
    found = clocks.gazetteer.named(name) if len(name) >= _LEAST else ()
    read = decided(found, clocks) if found else None
    if not isinstance(read, Place):
        return None
    country = clocks.gazetteer.country_name(read.country)
    label = f"{read.city}, {country}" if read.city else country
    present = _PRESENT.search(part) is not None and _TO_COME.search(part) is None
    return _Home(option=Option(label=label, value=read), present=present)
