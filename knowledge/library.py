"""The library: every track and message, read together and put into service together.

knowledge/messages/*.yaml          the sentences of the bot
knowledge/tracks/<track>/track.yaml     what the track is called
                        /answers/*.yaml /flows/*.yaml /roadmap.yaml /schools.yaml
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from knowledge.answers import Answer, by_id
from knowledge.asking.subjects import Subjects, subjects
from knowledge.edition import content_of
from knowledge.flow.model import Flow
from knowledge.masking import NOTHING, Known, known_in
from knowledge.matcher import Matcher, quick
from knowledge.messages import Messages
from knowledge.mistakes import Mistake
from knowledge.plan import Localities, Roadmap, Schools
from knowledge.shelves import Shelf, read_shelves

Match: TypeAlias = Callable[[Mapping[str, Answer]], Matcher]


@dataclass(frozen=True, kw_only=True)
class Track:
    """A career: its roadmap, answers and flows, by their ids.

    `known_words` are those that the track itself uses, and so lead to nobody.
    """

    id: str
    title: str
    answers: Mapping[str, Answer]
    flows: Mapping[str, Flow]
    roadmap: Roadmap
    matcher: Matcher
    schools: Schools | None = None
    first_questions: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    unrated: tuple[str, ...] = ()
    known_words: Known = NOTHING

    def answer(self, id_: str) -> Answer | None:
        """Return the answer that has this id, or had it formerly."""
        return self.answers.get(self._renamed.get(id_, id_))

    @cached_property
    def subjects(self) -> Subjects:
        """What each answer is about, and which lie near it."""
        return subjects(one for one in self.answers.values() if not one.elsewhere)

    def flow_ending(self, end: str) -> Flow:
        """Return the flow that ends with a plan or a summary. Every loaded track has both."""
        return next(flow for flow in self.flows.values() if flow.ends_with == end)

    @cached_property
    def localities(self) -> Localities:
        """The roadmap as it is in each country."""
        return Localities(self.roadmap, self.schools)

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return {old: answer.id for answer in self.answers.values() for old in answer.formerly}


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """All that the bot knows: tracks by id, and messages; `content` is a hash of their files."""

    tracks: Mapping[str, Track]
    messages: Messages
    first_track: str
    content: str = ""

    @property
    def first(self) -> Track:
        """The track that somebody new starts on."""
        return self.tracks[self.first_track]

    def track(self, id_: str) -> Track:
        """Return the track that has this id, or had it formerly; else the first one."""
        for track in self.tracks.values():
            if id_ == track.id or id_ in track.formerly:
                return track
        return self.first


def load(folder: Path, match: Match = quick) -> tuple[Knowledge | None, tuple[Mistake, ...]]:
    """Read everything under a folder; None where an error keeps it out of service.

    `match` makes a matcher of a track's answers. Never raises on what the files hold.
    """
    content = content_of(folder)  # before the files are read: an edit meanwhile is seen as one
    read_in = read_shelves(folder)
    tracks = [track for shelf in read_in.shelves if (track := _track(shelf, match)) is not None]
    if read_in.wrong or not tracks:
        return None, read_in.mistakes
    knowledge = Knowledge(
        tracks={track.id: track for track in tracks},
        messages=read_in.messages,
        first_track=tracks[0].id,
        content=content,
    )
    return knowledge, read_in.mistakes


def _track(shelf: Shelf, match: Match) -> Track | None:
    if shelf.roadmap is None:
        return None
    answers = by_id(shelf.entries)
    return Track(
        id=shelf.title.id,
        title=shelf.title.title,
        answers=answers,
        flows=shelf.flows,
        roadmap=shelf.roadmap,
        matcher=match(answers),
        schools=shelf.schools,
        first_questions=shelf.title.first_questions,
        formerly=shelf.title.formerly,
        unrated=shelf.title.unrated,
        known_words=_known_words(shelf.title.readable, answers.values()),
    )


def _known_words(readable: Iterable[str], answers: Collection[Answer]) -> Known:
    phrasings = (phrasing for one in answers for phrasing in one.phrasings)
    return known_in([*phrasings, *readable], (one.text for one in answers))
