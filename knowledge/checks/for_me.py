"""For me: places in answers for people's own figures, of which there is a closed set."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process

from knowledge.answers import Entry
from knowledge.asking.for_me import PLACES, Place, places
from knowledge.mistakes import Mistake

_LIKELY = 70
"""From this likeness (0 to 100) on, a name is taken for a slip of the finger."""


def for_me_mistakes(entries: Iterable[Entry]) -> Iterator[Mistake]:
    """Yield places that nothing can fill, and texts that would never change."""
    for entry in entries:
        yield from _in_text(entry)
        if entry.answer.for_me:
            yield from _in_for_me(entry)


def _in_for_me(entry: Entry) -> Iterator[Mistake]:
    found = list(places(entry.answer.for_me))
    for place in found:
        if place.name not in PLACES:
            yield _unknown(entry, place)
    if not found:
        what = "this `for_me` has no place for a figure, so it would say the same to everybody"
        remedy = f"Write a place like `{{hours}}`, or move it into `text`; there are {_all()}"
        yield entry.mistake(("for_me",), what, remedy)


def _in_text(entry: Entry) -> Iterator[Mistake]:
    for place in places(entry.answer.text):
        if place.name in PLACES:
            what = f"`{{{place.name}}}` in `text` stays as it is: nothing is filled in there"
            remedy = "Move the line into `for_me`"
            yield entry.mistake(("text",), what, remedy, character=place.at)


def _unknown(entry: Entry, place: Place) -> Mistake:
    if not place.name:
        what = "a brace here belongs to no place"
        remedy = f"For the brace itself write `{{{{` or `}}}}`; places are {_all()}"
        return entry.mistake(("for_me",), what, remedy, character=place.at)
    likely = process.extractOne(place.name, list(PLACES), score_cutoff=_LIKELY)
    meant = f"Did you mean `{{{likely[0]}}}`? " if likely else ""
    what = f"there is no place `{{{place.name}}}`"
    return entry.mistake(("for_me",), what, f"{meant}There are {_all()}", character=place.at)


def _all() -> str:
    return ", ".join(f"{{{name}}}" for name in PLACES)
