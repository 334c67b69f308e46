"""Asides: what a message says of things that other questions of the flow ask for.

People list what they know in one breath, whichever thing was asked for: "python and git", "html"
where languages are asked. The other questions keep what is theirs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.choices import exactly
from knowledge.flow.hits import hits_in
from knowledge.flow.model import Flow, Kind, Question
from knowledge.flow.phrases import words
from knowledge.flow.readings import Ambiguous, Answers, Misread, Understood
from knowledge.flow.single import names_subject, understand
from knowledge.flow.small_words import NOTS, SMALL

CUT = re.compile(r"\s*(?:[,;\n]|\.(?=\s)|\s(?:and|&|then|\+)(?=\s))\s*", re.IGNORECASE)
"""Where one message is cut into what may be several answers."""

_LONGEST_NAME = 3
_MOST_PARTS = 12


def with_asides(
    flow: Flow,
    question: Question,
    answers: Mapping[str, JsonValue],
    text: str,
    read: Answers | Misread | Ambiguous,
    *,
    today: date,
) -> Answers | Misread | Ambiguous:
    """Add to what a message gives for a question the things in it that others ask for.

    Where nothing of it answers the question itself, the values are those of the others alone.
    """
    misread = isinstance(read, Misread) and not read.attempted
    if not question.asks_for_things or not (isinstance(read, Answers) or misread):
        return read
    told = read.values if isinstance(read, Answers) else {}
    asides = _Asides(flow=flow, question=question, answers=answers, told=told, today=today)
    values = asides.added(text)
    left = _parts(read.unread if isinstance(read, Answers) else text)
    unread = ", ".join(part for part in left if not asides.is_taken(part, values))
    return Answers(values=values, unread=unread) if values else read


def _parts(text: str) -> list[str]:
    return [part for part in CUT.split(text) if part]


@dataclass(frozen=True, kw_only=True)
class _Asides:
    """A message to one question, of which `told` is known, to be searched for more things."""

    flow: Flow
    question: Question
    answers: Mapping[str, JsonValue]
    told: Mapping[str, JsonValue]
    today: date

    def added(self, text: str) -> dict[str, JsonValue]:
        """Return the values told, with those of the things that other questions ask for."""
        values = dict(self.told)
        for part in _parts(text)[:_MOST_PARTS]:
            for one in self._apart(part, values):
                values |= self._aside(one, values)
        present = self.question.id
        return {present: values.pop(present), **values} if present in values else values

    def is_taken(self, part: str, values: Mapping[str, JsonValue]) -> bool:
        """Tell whether some question asks for all that a part names."""
        return all(
            any(self._is_for(thing, one) for thing in self._things(values))
            for one in self._apart(part, values)
        )

    def _aside(self, part: str, values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """Return the value that a part gives a question; none where it says nothing new."""
        things = self._things(values)
        thing = next((one for one in things if self._is_for(one, part)), None)
        if thing is None or (thing.id == self.question.id and thing.id in self.told):
            return {}
        read = understand(thing, part, today=self.today)
        value = read.value if isinstance(read, Understood) else None
        joined = _joined(thing, {**self.answers, **values}.get(thing.id), value, part)
        return {} if joined is None else {thing.id: joined}

    def _is_for(self, thing: Question, part: str) -> bool:
        """Tell whether a part names nothing but choices of a question, and those by name."""
        present = thing.id == self.question.id
        if thing.subject and not (present or names_subject(thing, part)):
            return False
        read = understand(thing, part, today=self.today)
        clear = isinstance(read, Understood) and not (read.unread or read.loose)
        return clear and any(
            present or not one.alone
            for hit in hits_in(thing.choices, words(part))
            if (one := thing.choice(hit.choice)) is not None
        )

    def _things(self, values: Mapping[str, JsonValue]) -> list[Question]:
        """Return the questions for things that apply, the present one first."""
        found = engine.applicable(self.flow, {**self.answers, **values})
        things = [one for one in found if one.asks_for_things]
        return sorted(things, key=lambda one: one.id != self.question.id)

    def _apart(self, part: str, values: Mapping[str, JsonValue]) -> Sequence[str]:
        """Return the names of a list without commas, "python html git", one by one."""
        said = words(part)
        if NOTS.intersection(said):
            return [part]
        names = list(_names_in(self._things(values), [one for one in said if one not in SMALL]))
        return names if len(names) > 1 and all(names) else [part]


def _names_in(things: Sequence[Question], said: Sequence[str]) -> Iterator[str]:
    """Yield the names that words are made of, the longest first; "" for a word that is none."""
    at = 0
    while at < len(said):
        sizes = range(min(_LONGEST_NAME, len(said) - at), 0, -1)
        names = ((size, said[at : at + size]) for size in sizes)
        size = next((size for size, name in names if _is_named(things, name)), 0)
        yield " ".join(said[at : at + size])
        at += size or 1


def _is_named(things: Sequence[Question], name: Sequence[str]) -> bool:
    return any(
        exactly(thing.choices, name)
        and not (thing.subject and not names_subject(thing, " ".join(name)))
        for thing in things
    )


def _joined(thing: Question, known: JsonValue, value: JsonValue, part: str) -> JsonValue:
    """Return a value beside what was known before; None where nothing is new.

    A thing that is only named says nothing new of how well it is known.
    """
    if thing.kind is not Kind.SEVERAL:
        only_named = known is not None and len(words(part)) == 1
        return None if only_named else value
    chosen = [str(one) for one in known] if isinstance(known, list) else []
    for one in value if isinstance(value, list) else []:
        chosen = thing.with_choice(chosen, str(one))
    return None if chosen == known else [*chosen]
