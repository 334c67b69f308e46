"""Matching by letters and weighed words, on rapidfuzz alone.

A phrasing's score is the mean of two likenesses: the whole texts' (`token_sort_ratio`), and the
share of the words' weight that finds a partner, typos forgiven. A word weighs its inverse document
frequency (Spärck Jones, 1972), so that "docker" counts and "how" hardly does.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.answers import Answer
from knowledge.matcher.found import Explanation, Found, Match, Outcome
from knowledge.matcher.words import words

SURE, LIKELY, MARGIN, EXACT = 0.72, 0.45, 0.06, 0.97
"""From where a score is an answer or a choice, how far the next answer must be behind, and from
where that does not matter."""

_LOOKED_AT = 60
_SHOWN = 4
_TYPO = 0.75


class LettersMatcher:
    """Finds answers by how alike the question and their phrasings are, letter by letter."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Read the phrasings once; answers are known by their ids."""
        self._rows = [
            (answer.id, phrasing, tuple(words(phrasing)))
            for answer in answers.values()
            if not answer.elsewhere
            for phrasing in answer.phrasings
        ]
        self._joined = [" ".join(sorted(row[2])) for row in self._rows]
        counts = Counter(word for row in self._rows for word in set(row[2]))
        total = len(self._rows) + 1
        self._weight = {word: math.log(total / (1 + n)) + 0.1 for word, n in counts.items()}
        self._unknown_weight = math.log(total) + 0.1

    def find(self, question: str) -> Found:
        """Match one question against every phrasing."""
        asked = words(question)
        matches = self._best(asked) if asked else ()
        return Found(question=question, outcome=outcome(matches), matches=matches)

    @property
    def lacks(self) -> str:
        """What this matcher does without, as a sentence."""
        return "Weights are not fitted yet: questions are matched letter by letter."

    def explain(self, question: str) -> Explanation:
        """Match one question; which words carried it is not told."""
        return Explanation(found=self.find(question), lacks=self.lacks)

    def _best(self, asked: list[str]) -> tuple[Match, ...]:
        near = process.extract(
            " ".join(sorted(asked)), self._joined, scorer=fuzz.token_sort_ratio, limit=_LOOKED_AT
        )
        sharing = self._sharing(asked)
        rows = {index: ratio for _, ratio, index in near}
        rows.update({i: fuzz.token_sort_ratio(" ".join(asked), self._joined[i]) for i in sharing})
        best: dict[str, Match] = {}
        for index, ratio in rows.items():
            answer, phrasing, said = self._rows[index]
            score = (ratio / 100 + self._overlap(asked, said)) / 2
            if answer not in best or score > best[answer].score:
                best[answer] = Match(id=answer, score=round(score, 4), phrasing=phrasing)
        return tuple(sorted(best.values(), key=lambda match: (-match.score, match.id))[:_SHOWN])

    def _sharing(self, asked: list[str]) -> list[int]:
        """Return the rows that hold the question's heaviest word."""
        heaviest = max(asked, key=lambda word: self._weight.get(word, 0.0))
        if heaviest not in self._weight:
            return []
        return [i for i, row in enumerate(self._rows) if heaviest in row[2]][:_LOOKED_AT]

    def _overlap(self, asked: Sequence[str], said: Sequence[str]) -> float:
        """Return the share of both texts' weight that has a partner in the other one."""
        there = [(self._weigh(word), _partner(word, said)) for word in asked]
        back = [(self._weigh(word), _partner(word, asked)) for word in said]
        total = sum(weight for weight, _ in there + back)
        return sum(weight * likeness for weight, likeness in there + back) / total if total else 0.0

    def _weigh(self, word: str) -> float:
        return self._weight.get(word, self._unknown_weight)


def _partner(word: str, others: Sequence[str]) -> float:
    """Return how alike the nearest other word is, 0 when it is no mere typo away."""
    best = max((OSA.normalized_similarity(word, other) for other in others), default=0.0)
    return best if best >= _TYPO else 0.0


def outcome(matches: Sequence[Match]) -> Outcome:
    """Return what the best scores amount to: an answer, a choice, or an honest unknown."""
    if not matches or matches[0].score < LIKELY:
        return Outcome.UNKNOWN
    behind = matches[0].score - matches[1].score if len(matches) > 1 else 1.0
    if matches[0].score >= SURE and (behind >= MARGIN or matches[0].score >= EXACT):
        return Outcome.ANSWER
    return Outcome.CHOICES
