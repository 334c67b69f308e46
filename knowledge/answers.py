"""Answers: the entries of the knowledge base, as the career coach writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints

from knowledge.document import Document, Spot
from knowledge.mistakes import Mistake, Weight
from knowledge.reading import parse, read, yaml_files

NonEmpty: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact comes from; `where` says how to find it (an address without a tracking tail)."""

    title: NonEmpty
    publisher: NonEmpty
    year: int
    where: str = ""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One entry: an id for ever, phrasings (ways to ask), and a text in Telegram HTML.

    `title` is a button's label (30 characters at most); `follow_ups` are ids of other answers;
    `as_of` is the year in which its facts were last checked; `formerly` are ids it had before.
    An `urgent` answer, for people in danger, is given on a slighter likeness than others.
    `for_me` stands before the text for people with a plan, with their figures in its places.
    `country` (ISO 3166, like US) says that its figures are for that country only. `path` is the
    path of the roadmap that it explains: what its school is called elsewhere stands below the text.
    With `elsewhere` the phrasings are questions on another subject, which no answer is about, and
    the text is what is said to them. Such an entry is never found as an answer.
    """

    id: Annotated[NonEmpty, Field(description="a short name that never changes")]
    phrasings: Annotated[
        tuple[NonEmpty, ...], Field(min_length=1, description="a list of ways to ask")
    ]
    text: Annotated[NonEmpty, Field(description="what to answer, in Telegram HTML")]
    for_me: str = ""
    title: str = ""
    topic: str = ""
    follow_ups: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    as_of: int | None = None
    formerly: tuple[str, ...] = ()
    urgent: bool = False
    elsewhere: bool = False
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    path: str = ""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An answer, and where it stands."""

    answer: Answer
    document: Document
    at: Spot

    @property
    def place(self) -> str:
        """The file and line, for a sentence."""
        return f"{self.document.path.name}, line {self.document.line((*self.at, 'id'))}"

    def mistake(
        self, spot: Spot, what: str, remedy: str, weight: Weight = Weight.ERROR, character: int = 0
    ) -> Mistake:
        """Return a mistake in a part of the answer."""
        at = (*self.at, *spot)
        return self.document.mistake(at, what, remedy, weight=weight, character=character)


def read_answers(folder: Path) -> tuple[tuple[Entry, ...], tuple[Mistake, ...]]:
    """Read every answer that can be read in a folder's YAML files, each a list of answers.

    An id that is taken, as an id or a former one, is a mistake that names both places.
    """
    files = yaml_files(folder)
    if not files:
        what, remedy = "no answers are here", "Name a folder of YAML files, each a list of answers"
        return (), (Mistake(file=folder, line=1, what=what, remedy=remedy),)
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    for document in map(read, files):
        read_in, wrong = _in_document(document)
        entries.extend(read_in)
        mistakes.extend((*document.mistakes, *wrong))
    return tuple(entries), tuple(sorted((*mistakes, *_taken(entries))))


def by_id(entries: Iterable[Entry]) -> Mapping[str, Answer]:
    """Return the answers by id, in the order of the files; the first of two holds."""
    answers: dict[str, Answer] = {}
    for entry in entries:
        answers.setdefault(entry.answer.id, entry.answer)
    return answers


def load_answers(folder: Path) -> tuple[Mapping[str, Answer], tuple[Mistake, ...]]:
    """Read a folder's answers by id, and what keeps any of them from being read."""
    entries, mistakes = read_answers(folder)
    return by_id(entries), mistakes


def _in_document(document: Document) -> tuple[list[Entry], list[Mistake]]:
    if document.value is None:
        return [], []
    if not isinstance(document.value, list):
        what, remedy = "this file is no list of answers", "Begin each answer with `- id: ...`"
        return [], [document.mistake((), what, remedy)]
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    for position in range(len(document.value)):
        answer, wrong = parse(Answer, document, (position,))
        mistakes.extend(wrong)
        if answer is not None:
            entries.append(Entry(answer=answer, document=document, at=(position,)))
    return entries, mistakes


def _taken(entries: Iterable[Entry]) -> list[Mistake]:
    """Return a mistake for each id that another answer has, or had."""
    first: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    for entry in entries:
        spots: dict[Spot, str] = {("id",): entry.answer.id}
        spots |= {("formerly", nth): id_ for nth, id_ in enumerate(entry.answer.formerly)}
        for spot, id_ in spots.items():
            other = first.setdefault(id_, entry)
            if other is not entry:
                what = f"the id `{id_}` is taken: it stands in {other.place} too"
                remedy = "Give this answer another id, which no answer ever had"
                mistakes.append(entry.mistake(spot, what, remedy))
    return mistakes
