"""Intents: CLINC150 (Larson et al., EMNLP 2019), a public set of short questions, as a test.

The file stays out of the project; its path is given. Ten phrasings an intent are the knowledge
base: the first ten of its sorted `train` questions after a shuffle with seed 0.
"""

import json
import random
from collections.abc import Iterable
from pathlib import Path

from benchmarks.labelled import Asked
from benchmarks.methods import Phrasing

PHRASINGS = 10


def load_intents(path: Path) -> tuple[list[Phrasing], list[Asked]]:
    """Return phrasings, and the questions of `test` with the off-topic ones of `oos_test`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    questions = [Asked(text=text, right=frozenset({intent})) for text, intent in data["test"]]
    off_topic = [Asked(text=text) for text, _ in data["oos_test"]]
    return _cut(data["train"]), [*questions, *off_topic]


def all_phrasings(path: Path) -> list[Phrasing]:
    """Return every question on topic as a phrasing, some 22,500, to measure speed with."""
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = (*data["train"], *data["val"], *data["test"])
    return [Phrasing(text=text, answer=intent) for text, intent in rows]


def _cut(rows: Iterable[tuple[str, str]]) -> list[Phrasing]:
    by_intent: dict[str, list[str]] = {}
    for text, intent in rows:
        by_intent.setdefault(intent, []).append(text)
    kept: list[Phrasing] = []
    for intent, texts in sorted(by_intent.items()):
        shuffled = sorted(texts)
        random.Random(0).shuffle(shuffled)  # noqa: S311 - a cut that anybody can repeat
        kept += [Phrasing(text=text, answer=intent) for text in shuffled[:PHRASINGS]]
    return kept
