"""The learnt matcher: scores that were fitted to the phrasings, as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.matcher.calibration import Calibration, Evidence
from knowledge.matcher.deciding import decide
from knowledge.matcher.encoder import Floats
from knowledge.matcher.fitted import Fitted
from knowledge.matcher.found import Explanation, Found, Match, Near, Outcome, Word
from knowledge.matcher.unpacking import DISTRIBUTION
from knowledge.matcher.words import words

_SHOWN = 4
_NEAREST = 5
_AWAY = 0.5
"""From where a question is said to be on another subject: more likely than not."""

_FAMILIAR = 1 / 3
"""The share of words that some entry has, from which a text is taken for a question in English."""


_LIKELY = ((1.0,), (1.0, 2.0), (1.0, 2.0, 1.0))
"""How likely each reading is beside the others, by how many there are: a word that nobody knows is
rather one that was mistyped in the likeliest way."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """A question's words as typed, then as repaired, and the numbers of each (readings x size)."""

    readings: Sequence[Sequence[str]]
    numbers: Floats

    @property
    def typed(self) -> Sequence[str]:
        """The words as typed."""
        return self.readings[0]

    @property
    def repaired(self) -> Sequence[str]:
        """The words as repaired in the likeliest way, or as typed where nothing was repaired."""
        return self.readings[:2][-1]


@dataclass(frozen=True, kw_only=True, eq=False)
class LearntMatcher:
    """Finds answers by weights that were fitted to the phrasings; any thread may use it.

    `kept` is the file that holds the fit, where another process may open it.
    """

    fitted: Fitted
    calibration: Calibration
    urgent: frozenset[str] = frozenset()
    kept: Path | None = None

    @property
    def lacks(self) -> str:
        """What this matcher does without, as a sentence; empty where it has all."""
        if self.fitted.features.encoder is not None:
            return ""
        return f"Meanings of words are missing: install {DISTRIBUTION} to match other words."

    def find(self, question: str) -> Found:
        """Match one question, read as typed and with typos repaired, each way by its likelihood."""
        return self.found(question, self.matches(question))

    def matches(self, question: str) -> tuple[Match, ...]:
        """Return the answers that a question most probably means, best first.

        Behind them is the likeliest entry on another subject, where there are any.
        """
        read = self._read(question)
        return () if read is None else self._matches(read)

    def found(self, question: str, matches: tuple[Match, ...]) -> Found:
        """Return what a question comes to that has these matches."""
        near = tuple(match for match in matches if match.id not in self.fitted.others)
        outcome = decide(near, self.urgent)
        away = [match.id for match in matches if match not in near and match.score >= _AWAY]
        elsewhere = away[0] if away and outcome is Outcome.UNKNOWN else ""
        return Found(question=question, outcome=outcome, matches=near, elsewhere=elsewhere)

    def explain(self, question: str) -> Explanation:
        """Match one question, and tell which words and phrasings carried it."""
        found, read = self.find(question), self._read(question)
        if read is None or not found.matches:
            return Explanation(found=found, lacks=self.lacks)
        best = self.fitted.answers.index(found.matches[0].id)
        return Explanation(
            found=found,
            words=self._words(read, best),
            phrasings=tuple(self._nearest(read, best)[:_NEAREST]),
            lacks=self.lacks,
        )

    def evidence(self, question: str) -> Evidence | None:
        """Return what a question's probabilities are made of; None where it has no words."""
        read = self._read(question)
        return None if read is None else self._evidence(read)

    def _read(self, question: str) -> Read | None:
        typed = words(question)
        if not typed or not self.fitted.own:
            return None
        readings = self.fitted.spelling.readings(typed)
        return Read(readings=readings, numbers=self.fitted.features.of_all(readings))

    def _evidence(self, read: Read) -> Evidence:
        scores = _together(self.fitted.scores(read.numbers))
        known = (self._known(read.typed) + self._known(read.repaired)) / 2
        return self.fitted.evidence(scores, known=known, exact=self.fitted.says(read.typed))

    def _known(self, words: Sequence[str]) -> float:
        return self.fitted.features.known(words)

    def _matches(self, read: Read) -> tuple[Match, ...]:
        evidence = self._evidence(read)
        chances = self.calibration.chances(evidence)
        best = np.argsort(-chances, kind="stable")[:_SHOWN].tolist()
        likenesses = zip(best, self._likenesses(read, best), strict=True)
        near = [
            self._match(answer, chances[answer], self.fitted.phrasings[first + int(alike.argmax())])
            for answer, (first, alike) in likenesses
        ]
        return (*near, *self._elsewhere(read, evidence))

    def _elsewhere(self, read: Read, evidence: Evidence) -> list[Match]:
        """Return the likeliest entry on another subject; its phrasings are too many to look at.

        What is in another language may be on any.
        """
        if not len(evidence.others) or self.fitted.features.heard(read.typed) < _FAMILIAR:
            return []
        place = int(evidence.others.argmax())
        chance = self.calibration.chances_elsewhere(evidence)[place]
        return [self._match(self.fitted.own + place, chance, "")]

    def _match(self, answer: int, chance: float, phrasing: str) -> Match:
        id_ = self.fitted.answers[answer]
        return Match(id=id_, score=round(float(chance), 4), phrasing=phrasing)

    def _likenesses(self, read: Read, answers: Sequence[int]) -> list[tuple[int, Floats]]:
        """Return where each answer's phrasings begin, and how alike the question is to them.

        They are 1 at most; all answers' phrasings go through one product.
        """
        spans = [self.fitted.spans[answer] for answer in answers]
        rows = np.concatenate([self.fitted.numbers[span] for span in spans]).astype(np.float32)
        rate = np.float32(self.fitted.grain / self.fitted.features.whole)
        alike: Floats = (rows @ read.numbers.T).max(axis=1) * rate
        ends = np.cumsum([span.stop - span.start for span in spans])
        parts = np.split(alike, ends[:-1])
        return [(span.start, part) for span, part in zip(spans, parts, strict=True)]

    def _nearest(self, read: Read, answer: int) -> list[Near]:
        """Return an answer's phrasings by how alike the question is to them."""
        ((first, alike),) = self._likenesses(read, (answer,))
        return [
            Near(phrasing=self.fitted.phrasings[first + row], likeness=round(float(alike[row]), 4))
            for row in np.argsort(-alike, kind="stable").tolist()
        ]

    def _words(self, read: Read, best: int) -> tuple[Word, ...]:
        """Return each word, as the best answer read it, with what its score loses without it."""
        weights = self.fitted.weights[:, best]
        whole = list(read.readings[int((read.numbers @ weights).argmax())])
        without = [[*whole[:place], *whole[place + 1 :]] for place in range(len(whole))]
        scores = self.fitted.features.of_all([whole, *without]) @ weights
        shares = (scores[0] - scores[1:]) / scores[0] if scores[0] else scores[1:]
        rows = zip(read.typed, whole, shares.tolist(), strict=True)
        return tuple(Word(typed=typed, read=into, share=share) for typed, into, share in rows)


def _together(scores: Floats) -> Floats:
    """Return each answer's score over all readings: nearly that of the best one, if it is likely.

    That is the logarithm of the mean odds: a reading by itself can't be sure of an answer that
    likelier readings speak against.
    """
    likely = np.array(_LIKELY[len(scores) - 1], dtype=np.float32)
    highest = scores.max(axis=0)
    odds = (likely / likely.sum()) @ np.exp(scores - highest)
    together: Floats = highest + np.log(odds)
    return together
