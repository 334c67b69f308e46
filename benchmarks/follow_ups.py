"""Follow-ups: how many messages that lean on the last answer land right, and what that bends.

Plain questions are asked after random answers: none of them may come to anything else than it
does on its own.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.labelled import FITTING, HELD_OUT, QUESTIONS, Asked, load_questions
from bot import fitted, load_knowledge
from knowledge.asking.reading import Reading, read
from knowledge.library import Track
from knowledge.matcher import Found, Outcome

FOLLOW_UPS = QUESTIONS / "follow_ups.yaml"
MORE = "more"
_ANSWERS_BEFORE = 20


def load_follow_ups(path: Path = FOLLOW_UPS) -> Mapping[str, Sequence[tuple[str, Asked]]]:
    """Return each half's messages, each with the answer before it and what is right."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        half: [
            (one["after"], Asked(text=one["says"], right=frozenset(one["right"].split(", "))))
            for one in rows
        ]
        for half, rows in tree.items()
    }


def landed(reading: Reading, right: frozenset[str]) -> str:
    """Return how a reading came out: `right`, `offered` among choices, `unknown` or `wrong`."""
    if reading.more:
        return "right" if MORE in right else "wrong"
    found = reading.found
    if found.outcome is Outcome.ANSWER:
        return "right" if found.matches[0].id in right else "wrong"
    offered = any(match.id in right for match in found.matches)
    return "offered" if found.outcome is Outcome.CHOICES and offered else "unknown"


def run(_options: argparse.Namespace) -> None:
    """Print both halves, with and without the context, and what plain questions suffer."""
    track = load_knowledge(match=fitted).first
    print("\nFollow-ups: messages that lean on the answer before them")
    for half, rows in load_follow_ups().items():
        plain = Counter(
            landed(Reading(found=track.matcher.find(asked.text)), asked.right) for _, asked in rows
        )
        leant = Counter(
            landed(_read(track, asked.text, after), asked.right) for after, asked in rows
        )
        print(f"{half:10} of {len(rows)}: {_told(leant)}; without what came before: {_told(plain)}")
    for path in (FITTING, HELD_OUT):
        bent, asked, seconds = _bent(track, load_questions(path))
        print(
            f"{path.name} after random answers: {bent} of {asked} come to something else; "
            f"{seconds / asked * 1000:.2f} ms a message beside the matcher's own"
        )


def _read(track: Track, text: str, after: str | None) -> Reading:
    return read(track, track.matcher.find(text), after)


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in ("right", "offered", "unknown", "wrong"))


def _bent(track: Track, questions: Iterable[Asked]) -> tuple[int, int, float]:
    """Return how many readings differ from the plain one, of how many, and the time in s."""
    chance = random.Random(0)  # noqa: S311 - a sample, no secrets
    ids = list(track.answers)
    bent, asked = 0, 0
    started = time.process_time()
    spent = 0.0
    for question in questions:
        before = time.process_time()
        found = track.matcher.find(question.text)
        spent += time.process_time() - before
        alone = read(track, found, None).found
        for after in chance.sample(ids, _ANSWERS_BEFORE):
            asked += 1
            bent += _differs(read(track, found, after), alone)
    return bent, asked, time.process_time() - started - spent


def _differs(reading: Reading, plain: Found) -> bool:
    if reading.more or reading.found.outcome is not plain.outcome:
        return True
    same = reading.found.matches[:1] == plain.matches[:1] or reading.about is None
    return plain.outcome is Outcome.ANSWER and not same
