"""Methods: ways to find an answer by its phrasings, ours and what people use in its place."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from knowledge.answers import Answer
from knowledge.matcher import build, calibration_of
from knowledge.matcher import cache as kept
from knowledge.matcher.fitted import learn
from knowledge.matcher.learnt import LearntMatcher
from knowledge.matcher.words import words

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, kw_only=True)
class Phrasing:
    """A way to ask, and the id of the answer that it asks for; or an example `elsewhere`."""

    text: str
    answer: str
    elsewhere: bool = False


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """The best answers, best first, and how sure the method is of the first one."""

    answers: Sequence[str]
    score: float


class Method(Protocol):
    """A method that has learnt its phrasings."""

    def find(self, question: str) -> object:
        """Find the best answer and no more: what is timed."""

    def rank(self, question: str) -> Ranked:
        """Find the three best answers."""


def as_answers(phrasings: Iterable[Phrasing]) -> Mapping[str, Answer]:
    """Return phrasings as answers whose text says nothing."""
    by_answer: dict[tuple[str, bool], list[str]] = {}
    for phrasing in phrasings:
        by_answer.setdefault((phrasing.answer, phrasing.elsewhere), []).append(phrasing.text)
    return {
        id_: Answer(id=id_, phrasings=tuple(texts), text="-", elsewhere=elsewhere)
        for (id_, elsewhere), texts in by_answer.items()
    }


@dataclass(frozen=True, kw_only=True)
class Ours:
    """The matcher of this project."""

    matcher: LearntMatcher

    def find(self, question: str) -> object:
        """Find the best answer."""
        return self.matcher.find(question)

    def rank(self, question: str) -> Ranked:
        """Find the three best answers; the score is the probability of being on topic."""
        found, evidence = self.matcher.find(question), self.matcher.evidence(question)
        sure = self.matcher.calibration.on_topic(evidence) if evidence else 0.0
        return Ranked(answers=[match.id for match in found.matches[:3]], score=sure)


def ours(phrasings: Sequence[Phrasing], cache: Path) -> Ours:
    """Return our matcher as it is in service, its fit kept in the folder `cache`."""
    matcher = build(as_answers(phrasings), cache)
    assert isinstance(matcher, LearntMatcher)
    return Ours(matcher=matcher)


def without_meaning(phrasings: Sequence[Phrasing], cache: Path) -> Ours:
    """Return our matcher where the encoder's package is not installed."""
    answers = as_answers(phrasings)
    path = kept.place(cache, answers, meaning=False)
    fitted = kept.read(path, None)
    if fitted is None:
        fitted = learn(answers, None)
        kept.save(fitted, path)
    return Ours(matcher=LearntMatcher(fitted=fitted, calibration=calibration_of(fitted)))


def without_repair(phrasings: Sequence[Phrasing], cache: Path) -> Ours:
    """Return our matcher without the repair of typos."""
    matcher = ours(phrasings, cache).matcher
    spelling = replace(matcher.fitted.spelling, shortest=10_000)
    return Ours(matcher=replace(matcher, fitted=replace(matcher.fitted, spelling=spelling)))


@dataclass(frozen=True, kw_only=True)
class Fuzzy:
    """Rapidfuzz's `extractOne`, which most bots of this kind use, with one of its scorers."""

    scorer: Callable[..., float]
    texts: Sequence[str]
    answers: Sequence[str]

    def find(self, question: str) -> object:
        """Find the best phrasing."""
        return process.extractOne(default_process(question), self.texts, scorer=self.scorer)

    def rank(self, question: str) -> Ranked:
        """Find the answers of the best phrasings."""
        found = process.extract(default_process(question), self.texts, scorer=self.scorer, limit=50)
        best = dict.fromkeys(self.answers[place] for _, _, place in found)
        return Ranked(answers=list(best)[:3], score=found[0][1] if found else 0.0)


def fuzzy(scorer: Callable[..., float]) -> "Make":
    """Return what makes a method of one of rapidfuzz's scorers."""
    return lambda phrasings, _cache: Fuzzy(
        scorer=scorer,
        texts=[default_process(phrasing.text) for phrasing in phrasings],
        answers=[phrasing.answer for phrasing in phrasings],
    )


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A method that scores every phrasing or every answer, and takes the best ones."""

    score: Callable[[str], Floats]
    answers: Sequence[str]

    def find(self, question: str) -> object:
        """Find the best answer."""
        return self.answers[int(self.score(question).argmax())]

    def rank(self, question: str) -> Ranked:
        """Find the answers with the best scores."""
        scores = self.score(question)
        order = np.argsort(-scores, kind="stable")[:50].tolist()
        best = dict.fromkeys(self.answers[place] for place in order)
        return Ranked(answers=list(best)[:3], score=float(scores.max()))


def bm25(phrasings: Sequence[Phrasing], _cache: Path) -> Scored:
    """Return Okapi BM25 (Robertson and Zaragoza, 2009; k1 = 1.5, b = 0.75) over phrasings."""
    texts = [words(phrasing.text) for phrasing in phrasings]
    usual = sum(map(len, texts)) / len(texts)
    lengths = np.array([1.5 * (0.25 + 0.75 * len(text) / usual) for text in texts])
    counts: dict[str, Floats] = {}
    for row, text in enumerate(texts):
        for word, count in Counter(text).items():
            counts.setdefault(word, np.zeros(len(texts)))[row] = count
    weighed = {word: _bm25(column, lengths) for word, column in counts.items()}

    def score(question: str) -> Floats:
        found = [weighed[word] for word in words(question) if word in weighed]
        return np.sum(found, axis=0) if found else np.zeros(len(texts))

    return Scored(score=score, answers=[phrasing.answer for phrasing in phrasings])


def _bm25(column: Floats, lengths: Floats) -> Floats:
    having = np.count_nonzero(column)
    rarity = math.log(1 + (len(column) - having + 0.5) / (having + 0.5))
    weighed: Floats = rarity * column * 2.5 / (column + lengths)
    return weighed


Make = Callable[[Sequence[Phrasing], Path], Method]
"""Learns phrasings; what it wants to keep for the next time it keeps in the folder."""


def with_scikit(name: str) -> Make:
    """Return a method of `tfidf`, whose library is only loaded once it learns.

    So the library's memory counts for the methods that need it, and for no other.
    """

    def make(phrasings: Sequence[Phrasing], cache: Path) -> Method:
        learn_them: Make = getattr(import_module("benchmarks.tfidf"), name)
        return learn_them(phrasings, cache)

    return make


METHODS: Mapping[str, Make] = {
    "this matcher": ours,
    "  without meaning": without_meaning,
    "  without repair": without_repair,
    "rapidfuzz WRatio": fuzzy(fuzz.WRatio),
    "rapidfuzz token_set": fuzzy(fuzz.token_set_ratio),
    "rapidfuzz token_sort": fuzzy(fuzz.token_sort_ratio),
    "BM25": bm25,
    "TF-IDF nearest": with_scikit("nearest"),
    "TF-IDF best three": with_scikit("best_three"),
    "TF-IDF regression": with_scikit("regression"),
}

OURS = ("this matcher", "  without meaning", "  without repair")


def learnt(name: str, phrasings: Sequence[Phrasing], cache: Path) -> Method:
    """Return a method by its name, once it has learnt.

    Only ours is told what is on other subjects: the others would take it for answers.
    """
    if name not in OURS:
        phrasings = [phrasing for phrasing in phrasings if not phrasing.elsewhere]
    return METHODS[name](phrasings, cache)
