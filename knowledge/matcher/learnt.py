"""The learnt matcher: scores that were fitted to the phrasings, as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matcher.calibration import Calibration
from knowledge.matcher.deciding import decide
from knowledge.matcher.fitted import Fitted
from knowledge.matcher.found import Explanation, Found, Match, Near, Word
from knowledge.matcher.vectors import Floats
from knowledge.matcher.words import words

_SHOWN = 4
_NEAREST = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class LearntMatcher:
    """Finds answers by weights that were fitted to the phrasings; any thread may use it."""

    fitted: Fitted
    calibration: Calibration
    urgent: frozenset[str] = frozenset()

    @property
    def lacks(self) -> str:
        """What this matcher does without, as a sentence; empty where it has all."""
        if self.fitted.features.vectors is not None:
            return ""
        return "Meanings of words are missing: install wordllama to match words nobody wrote down."

    def find(self, question: str) -> Found:
        """Match one question: read as typed and with typos repaired, the better score counts."""
        asked = words(question)
        matches = self._matches(asked) if asked else ()
        return Found(question=question, outcome=decide(matches, self.urgent), matches=matches)

    def explain(self, question: str) -> Explanation:
        """Match one question, and tell which words and phrasings carried it."""
        found = self.find(question)
        if not found.matches:
            return Explanation(found=found, lacks=self.lacks)
        asked = words(question)
        best = self.fitted.answers.index(found.matches[0].id)
        return Explanation(
            found=found,
            words=self._words(asked, best),
            phrasings=tuple(self._nearest(self._readings(asked), best)[:_NEAREST]),
            lacks=self.lacks,
        )

    def _matches(self, asked: Sequence[str]) -> tuple[Match, ...]:
        readings = self._readings(asked)
        scores = (readings @ self.fitted.weights).max(axis=0)
        chances = self.calibration.chances(self.fitted, scores, self._known(asked))
        best = np.argsort(-chances, kind="stable")[:_SHOWN].tolist()
        return tuple(
            Match(
                id=self.fitted.answers[answer],
                score=round(float(chances[answer]), 4),
                phrasing=self._nearest(readings, answer)[0].phrasing,
            )
            for answer in best
        )

    def _readings(self, asked: Sequence[str]) -> Floats:
        """Return the numbers of the question as typed, and as repaired if that is another one."""
        repaired = [self.fitted.spelling.repair(word) for word in asked]
        texts = [asked] if repaired == asked else [asked, repaired]
        return self.fitted.features.of_all(texts)

    def _known(self, asked: Sequence[str]) -> float:
        """Return the share of the question's weight in words that the phrasings have."""
        features = self.fitted.features
        read = [self.fitted.spelling.repair(word) for word in asked]
        known = sum(features.weigh(word) for word in read if word in features.weights)
        return known / sum(map(features.weigh, read))

    def _nearest(self, readings: Floats, answer: int) -> list[Near]:
        """Return an answer's phrasings by how alike they are to any reading of the question."""
        span = self.fitted.spans[answer]
        numbers = self.fitted.numbers[span].astype(np.float32)
        alike = (numbers @ readings.T).max(axis=1) / self.fitted.features.whole
        order = np.argsort(-alike, kind="stable").tolist()
        return [
            Near(phrasing=self.fitted.phrasings[span.start + row], likeness=float(alike[row]))
            for row in order
        ]

    def _words(self, asked: Sequence[str], best: int) -> tuple[Word, ...]:
        """Return each word with what the best answer's score loses without it."""
        spelling = self.fitted.spelling
        read = [spelling.repair(word) for word in asked]
        without = [[*read[:i], *read[i + 1 :]] for i in range(len(read))]
        numbers = self.fitted.features.of_all([read, *without])
        scores = numbers @ self.fitted.weights[:, best]
        shares = 1 - scores[1:] / scores[0] if scores[0] else np.zeros(len(read))
        rows = zip(asked, read, shares.tolist(), strict=True)
        return tuple(Word(typed=typed, read=into, share=share) for typed, into, share in rows)
