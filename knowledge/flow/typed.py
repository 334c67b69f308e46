"""Typed answers: numbers, hours, dates, times, places and texts, by the parsers of each kind."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache

from pydantic import JsonValue

from knowledge.flow.model import Kind, Question
from knowledge.flow.parsers import outcome
from knowledge.flow.parsers.clock import read_clock
from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.gazetteer import Gazetteer, Place, load_gazetteer
from knowledge.flow.parsers.hours import Hours, hours_within, read_hours
from knowledge.flow.parsers.numbers import read_number
from knowledge.flow.parsers.outcome import Problem
from knowledge.flow.parsers.places import read_place
from knowledge.flow.plain_text import read_text
from knowledge.flow.readings import Ambiguous, Misread, Option, Outcome, Understood

_SHOWN = 40
_MARKS_ON_A_LETTER = 3
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}


def read_typed(question: Question, text: str, today: date) -> Outcome:
    """Return what a text comes to for a question that is answered by typing."""
    return _READERS[question.kind](question, text, today)


def shown(text: str) -> str:
    """Return a person's words fit to be repeated to them, in one short line."""
    clean = cleaned(text)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1].rstrip()}…"


def cleaned(text: str) -> str:
    """Return the text in one line, without signs that are unseen or turn the writing around.

    Joiners between letters stay (Persian and emoji need them), piled-up marks are cut.
    """
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if kind.startswith("Z") or sign in "\t\n\r":
            kept.append(" ")
        elif (kind[0] != "C" or sign in _JOINERS) and marks <= _MARKS_ON_A_LETTER:
            kept.append(sign)
    return " ".join("".join(kept).split()).strip("".join(_JOINERS))


def _text(question: Question, text: str, _today: date) -> Outcome:
    return read_text(question, cleaned(text))


def _number(question: Question, text: str, _today: date) -> Outcome:
    read = read_number(text)
    if read is None:
        return Misread(reason="flow.misread.number", fills={"said": shown(text)})
    if isinstance(read, tuple):
        options = tuple(Option(label=str(end), value=end) for end in read)
        return Ambiguous(reason="flow.which.number", options=options)
    low, high = question.range or (read, read)
    if not low <= read <= high:
        return Misread(reason="flow.misread.number.range", fills={"low": low, "high": high})
    return Understood(value=read)


def _hours(_question: Question, text: str, _today: date) -> Outcome:
    read = read_hours(text)
    return (
        Understood(value=_ends(read))
        if isinstance(read, Hours)
        else _problem(Kind.HOURS, read, text)
    )


def _ends(hours: Hours) -> list[JsonValue]:
    ends: list[JsonValue] = [hours.low, hours.high]
    return ends[::-1] if hours.dips else ends


def proposed(question: Question, text: str) -> Ambiguous | None:
    """Return what may be meant by a text that was not understood; None where nothing stands out."""
    within = hours_within(text) if question.kind is Kind.HOURS else None
    if within is None:
        return None
    label = "-".join(dict.fromkeys(map(str, (within.low, within.high))))
    return Ambiguous(reason="flow.which.sure", options=(Option(label=label, value=_ends(within)),))


def _date(_question: Question, text: str, today: date) -> Outcome:
    read = read_date(text, today)
    match read:
        case Day():
            return Understood(value=read.date.isoformat())
        case outcome.Ambiguous():
            return _which(Kind.DATE, read, date.isoformat)
        case Problem():
            return _problem(Kind.DATE, read, text)


def _clock(_question: Question, text: str, _today: date) -> Outcome:
    read = read_clock(text)
    match read:
        case time():
            return Understood(value=_hour(read))
        case outcome.Ambiguous():
            return _which(Kind.CLOCK, read, _hour)
        case Problem():
            return _problem(Kind.CLOCK, read, text)


def _place(_question: Question, text: str, today: date) -> Outcome:
    read = read_place(text, gazetteer(), datetime.combine(today, time(12), UTC))
    match read:
        case Place():
            return Understood(value=_home(read))
        case outcome.Ambiguous():
            return _which(Kind.PLACE, read, _home)
        case Problem():
            return _problem(Kind.PLACE, read, text)


@cache
def gazetteer() -> Gazetteer:
    """Return the places that are known, read once (0.1 s): load a flow that asks for one first."""
    return load_gazetteer()


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}"


def _home(place: Place) -> dict[str, JsonValue]:
    return {"city": place.city, "country": place.country, "zone": place.zone}


def _which(
    kind: Kind, read: outcome.Ambiguous[outcome.T], kept: Callable[[outcome.T], JsonValue]
) -> Ambiguous:
    options = (Option(label=one.label, value=kept(one.value)) for one in read.options)
    return Ambiguous(reason=f"flow.which.{kind}.{read.reason}", options=tuple(options))


def _problem(kind: Kind, problem: Problem, text: str) -> Misread:
    return Misread(reason=f"flow.misread.{kind}.{problem.reason}", fills={"said": shown(text)})


_READERS: Mapping[Kind, Callable[[Question, str, date], Outcome]] = {
    Kind.NUMBER: _number,
    Kind.HOURS: _hours,
    Kind.DATE: _date,
    Kind.CLOCK: _clock,
    Kind.PLACE: _place,
    Kind.TEXT: _text,
}
