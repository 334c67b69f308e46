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
from knowledge.flow.phrases import COMMA, STOP, words
from knowledge.flow.readings import Ambiguous, Answers, Misread, Understood
from knowledge.flow.single import as_typed, names_subject, understand
from knowledge.flow.small_words import IN_PASSING, LEVELS, LINKS, NOTS, SMALL

CUT = re.compile(r"\s*(?:[,;\n]|\.(?=\s)|\s(?:and|&|then|\+)(?=\s))\s*", re.IGNORECASE)
"""Where one message is cut into what may be several answers."""

_LONGEST_NAME = 3
_MOST_PARTS = 12
_MOST_IN_PASSING = 5


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
    attempted = isinstance(read, Misread) and read.attempted
    if not question.asks_for_things or attempted:
        return read
    told = read.values if isinstance(read, Answers) else {}
    asides = _Asides(flow=flow, question=question, answers=answers, told=told, today=today)
    values = asides.added(text)
    if isinstance(read, Ambiguous) and not (len(values) > 1 and question.id in values):
        return read
    left = _parts(read.unread if isinstance(read, Answers) else text)
    unread = [one for part in left for one in asides.left_of(part, values)]
    if [*told] == [question.id]:
        unread += [one for one in asides.strangers(text) if one not in unread]
    return Answers(values=values, unread=", ".join(unread)) if values else read


def means_none_of_any(flow: Flow, question: Question, text: str) -> bool:
    """Tell whether a text means none of a question's choices, and at others too: "beginner"."""
    said = words(text)
    found = exactly(question.choices, said) if question.kind is Kind.SEVERAL else ()
    if not any((one := question.choice(id_)) is not None and one.alone for id_ in found):
        return False
    several = (one for one in flow.questions if one.kind is Kind.SEVERAL)
    return sum(bool(exactly(one.choices, said)) for one in several) > 1


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

    def left_of(self, part: str, values: Mapping[str, JsonValue]) -> list[str]:
        """Return what of a part no question asks for: the part as it is, or some of its names."""
        things, apart = self._things(values), self._apart(part, values)
        left = [one for one in apart if all(self._in(thing, one) is None for thing in things)]
        return [part] if left == apart else left

    def strangers(self, text: str) -> list[str]:
        """Return what stands in lists without commas, and no question asks for."""
        return [
            one
            for part in _parts(text)
            if len(apart := self._apart(part, self.told)) > 1
            for one in apart
            if all(self._in(thing, one) is None for thing in self._things(self.told))
        ]

    def _aside(self, part: str, values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """Return the value that a part gives a question; none where it says nothing new."""
        things = self._things(values)
        found = ((one, self._in(one, part)) for one in things)
        thing, value = next((one for one in found if one[1] is not None), (None, None))
        if thing is None or (thing.id == self.question.id and thing.id in self.told):
            return {}
        joined = _joined(thing, {**self.answers, **values}.get(thing.id), value, part)
        return {} if joined is None else {thing.id: joined}

    def _in(self, thing: Question, part: str) -> JsonValue:
        """Return what a part gives a question if it is for that and nothing else; None if not."""
        present = thing.id == self.question.id
        if thing.subject and not (present or names_subject(thing, part)):
            return None
        read = understand(thing, part, today=self.today)
        if isinstance(read, Ambiguous) and thing.subject and not present:
            return _in_passing(read, part)
        clear = isinstance(read, Understood) and not (read.unread or read.loose)
        by_name = any(
            present or not one.alone
            for hit in hits_in(thing.choices, words(part))
            if (one := thing.choice(hit.choice)) is not None
        )
        return read.value if isinstance(read, Understood) and clear and by_name else None

    def _things(self, values: Mapping[str, JsonValue]) -> list[Question]:
        """Return the questions for things that apply, the present one first."""
        found = engine.applicable(self.flow, {**self.answers, **values})
        things = [one for one in found if one.asks_for_things]
        return sorted(things, key=lambda one: one.id != self.question.id)

    def _apart(self, part: str, values: Mapping[str, JsonValue]) -> list[str]:
        """Return what a list without commas is made of, "python html git docker", one by one."""
        said = words(part)
        telling = [one for one in said if one not in SMALL | {COMMA, STOP}]
        pieces = [] if NOTS.intersection(said) else list(_pieces(self._things(values), telling))
        first = next((number for number, one in enumerate(pieces) if one.named), len(pieces))
        pieces = [one for one in pieces[first:] if one.named or not one.is_measure]
        is_list = all(one.named for one in pieces) or _is_list(said, pieces[0])
        apart = [as_typed(one.text, part) for one in pieces]
        return apart if len(apart) > 1 and is_list else [part]


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A word of a list, or some: `named` if some question has a choice of that name."""

    text: str
    named: bool

    @property
    def is_measure(self) -> bool:
        """Whether it only says how well or how long something is known: "3 years", "beginner"."""
        return all(one.isdecimal() or one in IN_PASSING | LEVELS for one in self.text.split())


def _pieces(things: Sequence[Question], said: Sequence[str]) -> Iterator[_Piece]:
    """Yield the names that words are made of, the longest first, and the other words between."""
    at, strange = 0, list[str]()
    while at < len(said):
        sizes = range(min(_LONGEST_NAME, len(said) - at), 0, -1)
        names = ((size, said[at : at + size]) for size in sizes)
        size = next((size for size, name in names if _is_named(things, name)), 0)
        if size and strange:
            yield _Piece(text=" ".join(strange), named=False)
            strange = []
        if size:
            yield _Piece(text=" ".join(said[at : at + size]), named=True)
        else:
            strange.append(said[at])
        at += size or 1
    if strange:
        yield _Piece(text=" ".join(strange), named=False)


def _is_list(said: Sequence[str], first: _Piece) -> bool:
    """Tell whether nothing but names and strange words follow the first name: no sentence."""
    return not (SMALL | LINKS).intersection(said[said.index(first.text.split()[0]) :])


def _is_named(things: Sequence[Question], name: Sequence[str]) -> bool:
    return any(
        _is_whole_name(thing, name)
        and not (thing.subject and not names_subject(thing, " ".join(name)))
        for thing in things
    )


def _is_whole_name(thing: Question, name: Sequence[str]) -> bool:
    """Tell whether words are a choice's name, a single long one also with a slip."""
    if exactly(thing.choices, name):
        return True
    return len(name) == 1 and bool(hits_in(thing.choices, name)) and name[0] not in LEVELS


def _in_passing(read: Ambiguous, part: str) -> JsonValue:
    """Return what is confirmed where it is asked, and taken beside: "use github for mods"."""
    short = len(words(part)) <= _MOST_IN_PASSING
    return read.options[0].value if short and len(read.options) == 1 else None


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
