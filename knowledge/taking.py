"""Taking: edited knowledge read, checked and fitted in one process, and served by another.

Reading YAML and fitting hold up whoever is served meanwhile. What is handed over is put together
already, so that taking it costs a process that serves some hundredths of a second at a time.
"""

import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import matcher
from knowledge.alone import alone
from knowledge.answers import Answer
from knowledge.library import Knowledge, Track, load
from knowledge.matcher import Explanation, Found, Matcher, Outcome
from knowledge.mistakes import Mistake

_WARMING = "how do i begin"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was read: None where an error keeps it out of service; every mistake in it."""

    knowledge: Knowledge | None
    mistakes: tuple[Mistake, ...]


class Unmatched:
    """Stands for a matcher where knowledge is handed over: a fit is too large to be copied."""

    @property
    def lacks(self) -> str:
        """What it does without: all."""
        return "Nothing is matched here."

    def find(self, question: str) -> Found:
        """Find nothing."""
        return Found(question=question, outcome=Outcome.UNKNOWN, matches=())

    def explain(self, question: str) -> Explanation:
        """Find nothing."""
        return Explanation(found=self.find(question))


def take(folder: Path, cache: Path) -> Taken:
    """Read and check everything under a folder, and keep the fits of it under `cache`.

    Nothing is fitted where there is an error. Where nothing can be kept, nothing is fitted either.
    Of processes that start together one fits, and the others find what it kept.
    """
    knowledge, mistakes = load(folder, _unmatched)
    for track in knowledge.tracks.values() if knowledge is not None else ():
        if matcher.ready(track.answers, cache) is None:
            with suppress(OSError), alone(cache):  # the bot, which can't keep it either, says so
                matcher.build(track.answers, cache)
    return Taken(knowledge=knowledge, mistakes=mistakes)


def _unmatched(_answers: Mapping[str, Answer]) -> Matcher:
    return Unmatched()


def handed_over(taken: Taken) -> bytes:
    """Return what was taken as bytes, for `taken_from` in the process that serves."""
    return pickle.dumps(taken, protocol=pickle.HIGHEST_PROTOCOL)


def taken_from(output: bytes, cache: Path) -> Taken:
    """Return what was handed over, with matchers, ready to answer: fitted, or quick ones.

    Raises ValueError for what did not arrive whole.
    """
    try:
        taken: Taken = pickle.loads(output)  # noqa: S301 - our own program's, over a pipe
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
        raise ValueError("what was read did not arrive whole") from None
    if taken.knowledge is None:
        return taken
    tracks = {id_: _warm(track, cache) for id_, track in taken.knowledge.tracks.items()}
    return replace(taken, knowledge=replace(taken.knowledge, tracks=tracks))


def _warm(track: Track, cache: Path) -> Track:
    """Return a track with a matcher, ready to answer."""
    found = matcher.ready(track.answers, cache) or matcher.quick(track.answers)
    track = replace(track, matcher=found)
    warm(track)
    return track


def warm(track: Track) -> None:
    """Make all that the first turn would have to wait for."""
    track.matcher.find(_WARMING)
    _ = track.subjects, track.localities
