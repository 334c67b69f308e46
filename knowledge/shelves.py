"""Shelves: what stands in the folders of the tracks and the messages, read and held together.

An error here keeps what is on the shelves out of service.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ConfigDict

from knowledge.answers import Entry, read_answers
from knowledge.checks.for_me import for_me_mistakes
from knowledge.checks.identity import identity_mistakes
from knowledge.checks.texts import answer_pieces, message_pieces, poll_mistakes, text_mistakes
from knowledge.document import Document
from knowledge.flow.check_together import mistakes_across
from knowledge.flow.loading import flow_in
from knowledge.flow.model import Flow
from knowledge.messages import Messages, in_documents
from knowledge.mistakes import Mistake, Weight
from knowledge.plan import Roadmap, Schools, load_roadmap, load_schools
from knowledge.reading import parse, read, yaml_files

_ENDS = {"first_plan": "start", "summary": "fit"}
"""How flows end, of which a track has one each; and what such a flow may be called."""


@dataclass(frozen=True, kw_only=True)
class Title:
    """What `track.yaml` says of a track.

    `first_questions` are ids of answers, shown where nothing better is known. Who is new starts on
    the track with the lowest `place`. `unrated` are topics whose answers ask nobody if they helped.
    `readable` are words with a figure that need not be hidden in what is counted for coaches.
    """

    id: str
    title: str
    first_questions: tuple[str, ...] = ()
    place: int = 100
    formerly: tuple[str, ...] = ()
    unrated: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """What is read of one track; `roadmap` is None where it can't be used."""

    title: Title
    document: Document
    entries: tuple[Entry, ...]
    flows: Mapping[str, Flow]
    flow_documents: tuple[Document, ...]
    roadmap: Roadmap | None
    schools: Schools | None = None


@dataclass(frozen=True, kw_only=True)
class Shelves:
    """Everything that is read, the tracks in the order in which people are offered them."""

    shelves: tuple[Shelf, ...]
    messages: Messages
    message_documents: tuple[Document, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def wrong(self) -> bool:
        """Whether an error keeps all of it out of service."""
        return any(mistake.weight is Weight.ERROR for mistake in self.mistakes)


def read_shelves(folder: Path, *, today: date | None = None) -> Shelves:
    """Read everything under a folder, and every mistake in it, in the order of the files.

    With `today` roadmaps are also told what of them nobody has checked for years.
    """
    documents = tuple(read(path) for path in yaml_files(folder / "messages"))
    messages, mistakes = in_documents(documents)
    found = [*mistakes, *text_mistakes(message_pieces(documents))]
    shelves: list[Shelf] = []
    for path in sorted((folder / "tracks").glob("*/track.yaml")):
        shelf, wrong = _shelf(path, messages, today)
        found.extend(wrong)
        if shelf is not None:
            shelves.append(shelf)
    found.extend(_tracks(folder, shelves))
    return Shelves(
        shelves=tuple(sorted(shelves, key=lambda shelf: (shelf.title.place, shelf.title.id))),
        messages=messages,
        message_documents=documents,
        mistakes=tuple(sorted(set(found))),
    )


def _shelf(
    path: Path, messages: Messages, today: date | None
) -> tuple[Shelf | None, list[Mistake]]:
    """Read the track whose `track.yaml` this is."""
    document = read(path)
    title, misfits = parse(Title, document)
    entries, mistakes = read_answers(path.parent / "answers")
    found = [*document.mistakes, *misfits, *mistakes]
    found.extend((*identity_mistakes(entries), *for_me_mistakes(entries)))
    found.extend(text_mistakes(answer_pieces(entries)))
    flows, flow_documents, mistakes = _flows(path.parent / "flows")
    roadmap, more = load_roadmap(
        path.parent / "roadmap.yaml",
        questions=_choices(flows.values()) if len(flows) == len(flow_documents) else None,
        messages=messages.ids(),
        answers=[entry.answer.id for entry in entries],
        today=today,
    )
    found.extend((*mistakes, *more))
    schools, more = _schools(path.parent / "schools.yaml", roadmap, today)
    found.extend(more)
    if title is None:
        return None, found
    shelf = Shelf(
        title=title,
        document=document,
        entries=entries,
        flows=flows,
        flow_documents=flow_documents,
        roadmap=roadmap,
        schools=schools,
    )
    return shelf, [*found, *_first_questions(shelf), *_explained(shelf), *_endings(shelf)]


def _flows(
    folder: Path,
) -> tuple[Mapping[str, Flow], tuple[Document, ...], tuple[Mistake, ...]]:
    flows: dict[str, Flow] = {}
    documents: list[Document] = []
    pairs: list[tuple[Flow, Document]] = []
    found: list[Mistake] = []
    for path in yaml_files(folder):
        document = read(path)
        flow, mistakes = flow_in(document)
        documents.append(document)
        found.extend(mistakes)
        if flow is None:
            continue
        if flow.id in flows:
            what, remedy = f"another flow is called `{flow.id}`", "Give one of them another id"
            found.append(document.mistake(("id",), what, remedy))
        flows.setdefault(flow.id, flow)
        pairs.append((flow, document))
    found.extend(poll_mistakes(documents))
    found.extend(mistakes_across(pairs))
    return flows, tuple(documents), tuple(found)


def _schools(
    path: Path, roadmap: Roadmap | None, today: date | None
) -> tuple[Schools | None, tuple[Mistake, ...]]:
    """Read the names of schools; they can be held against a roadmap only where there is one."""
    return load_schools(path, roadmap, today=today) if roadmap is not None else (None, ())


def _choices(flows: Iterable[Flow]) -> Mapping[str, Sequence[str]]:
    """Return the ids of each question's choices."""
    return {
        question.id: [choice.id for choice in question.choices]
        for flow in flows
        for question in flow.questions
    }


def _first_questions(shelf: Shelf) -> Iterator[Mistake]:
    known = {entry.answer.id for entry in shelf.entries}
    for nth, id_ in enumerate(shelf.title.first_questions):
        if id_ not in known:
            what = f"there is no answer `{id_}` on this track"
            remedy = "Name an answer by its id, or take it out"
            yield shelf.document.mistake(("first_questions", nth), what, remedy)


def _explained(shelf: Shelf) -> Iterator[Mistake]:
    """Yield the answers that explain a path which the roadmap doesn't have."""
    for entry in shelf.entries:
        path = entry.answer.path
        if path and shelf.roadmap is not None and shelf.roadmap.path(path) is None:
            what = f"there is no path `{path}` in the roadmap"
            yield entry.mistake(("path",), what, "Name a path by its id, or take it out")


def _endings(shelf: Shelf) -> Iterator[Mistake]:
    """Yield the ends that no flow of a track has, unless a flow couldn't be read at all."""
    if len(shelf.flows) < len(shelf.flow_documents):
        return
    for end, name in _ENDS.items():
        count = sum(flow.ends_with == end for flow in shelf.flows.values())
        if count != 1:
            yield shelf.document.mistake(
                (),
                f"this track has {count or 'no'} flow{'s' if count > 1 else ''} "
                f"with `ends_with: {end}`",
                f"Have exactly one, say in flows/{name}.yaml",
            )


def _tracks(folder: Path, shelves: Sequence[Shelf]) -> Iterator[Mistake]:
    if not any((folder / "tracks").glob("*/track.yaml")):
        what, remedy = "there is no track here", "Add `tracks/<name>/track.yaml`"
        yield Mistake(file=folder, line=1, what=what, remedy=remedy)
    taken: dict[str, Shelf] = {}
    for shelf in shelves:
        for id_ in (shelf.title.id, *shelf.title.formerly):
            other = taken.setdefault(id_, shelf)
            if other is not shelf:
                what = f"the track `{id_}` stands in {other.document.path} too"
                yield shelf.document.mistake(("id",), what, "Give each track an id of its own")
