"""Matching: from a free-text question to an answer, a short choice, or an honest unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits

from knowledge.answers import Answer
from knowledge.matcher import cache as kept
from knowledge.matcher.apart import Apart, each_apart
from knowledge.matcher.calibration import Calibration, load_calibrations
from knowledge.matcher.fitted import Fitted, learn
from knowledge.matcher.found import Explanation, Found, Match, Matcher, Near, Outcome, Word
from knowledge.matcher.learnt import LearntMatcher
from knowledge.matcher.letters import LettersMatcher
from knowledge.matcher.unpacking import installed, load_encoder

__all__ = [
    "Apart",
    "Explanation",
    "Found",
    "Match",
    "Matcher",
    "Near",
    "Outcome",
    "Word",
    "asked_apart",
    "build",
    "calibration_of",
    "opened",
    "quick",
    "ready",
]


def build(answers: Mapping[str, Answer], cache: Path | None = None) -> Matcher:
    """Return a matcher fitted to these answers: at once if the folder `cache` holds the fit.

    Otherwise it is fitted here and now (about 3 s for 5,000 phrasings) and kept there.
    """
    found = ready(answers, cache)
    if found is not None:
        return found
    with threadpool_limits(limits=1, user_api="blas"):  # thousands of small products, see below
        fitted = learn(answers, load_encoder(cache))
    if cache is not None:
        kept.save(fitted, kept.place(cache, answers, meaning=installed()))
    return ready(answers, cache) or replace(_matcher(fitted), urgent=_urgent(answers))


def ready(answers: Mapping[str, Answer], cache: Path | None) -> Matcher | None:
    """Return the matcher whose fit the folder `cache` holds already, else None."""
    if cache is None:
        return None
    path = kept.place(cache, answers, meaning=installed())
    matcher = opened(path)
    return None if matcher is None else replace(matcher, urgent=_urgent(answers))


def opened(path: Path) -> LearntMatcher | None:
    """Return the matcher whose fit a file holds; it knows no urgent answers. None without one."""
    if not path.is_file():
        return None
    fitted = kept.read(path, load_encoder(path.parent))
    return None if fitted is None else _matcher(fitted, path)


def asked_apart(matcher: Matcher) -> Sequence[Apart]:
    """Return what each phrasing comes to without itself (some 2 s for 7,000 phrasings).

    A matcher that is not fitted can't tell, and returns nothing.
    """
    if not isinstance(matcher, LearntMatcher):
        return ()
    return tuple(each_apart(matcher.fitted))


def quick(answers: Mapping[str, Answer]) -> Matcher:
    """Return a matcher that needs no fit, to serve until one is there."""
    return LettersMatcher(answers)


def _matcher(fitted: Fitted, path: Path | None = None) -> LearntMatcher:
    # A question is a small product; numpy's threads would wait for each other ten times longer.
    threadpool_limits(limits=1, user_api="blas")
    return LearntMatcher(fitted=fitted, calibration=calibration_of(fitted), kept=path)


def calibration_of(fitted: Fitted) -> Calibration:
    """Return the calibration in service for a fit, whether it knows of other subjects or not."""
    found = load_calibrations()
    return found.beside_others if fitted.others else found.alone


def _urgent(answers: Mapping[str, Answer]) -> frozenset[str]:
    return frozenset(answer.id for answer in answers.values() if answer.urgent)
