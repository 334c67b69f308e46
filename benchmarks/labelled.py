"""Labelled questions: what people ask, and which answers are right."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

ANSWERS = Path(__file__).parent.parent / "knowledge" / "tracks" / "backend" / "answers"
QUESTIONS = Path(__file__).parent / "questions"
FITTING = QUESTIONS / "fitting.yaml"
HELD_OUT = QUESTIONS / "held_out.yaml"

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _ODDS = 4, 0.3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and the ids of the answers that are right; none where it is off topic."""

    text: str
    right: frozenset[str] = frozenset()


def load_questions(path: Path) -> tuple[Asked, ...]:
    """Return a file's questions: under `answers` by ids with commas between, and `off_topic`."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    on_topic = [
        Asked(text=text, right=frozenset(ids.split(", ")))
        for ids, texts in tree["answers"].items()
        for text in texts
    ]
    return (*on_topic, *(Asked(text=text) for text in tree["off_topic"]))


def with_typos(questions: Iterable[Asked], seed: int = 0) -> tuple[Asked, ...]:
    """Return the questions with a random edit in 30 % of the words of four letters or more."""
    chance = random.Random(seed)  # noqa: S311 - typos, no secrets
    return tuple(replace(asked, text=_mistyped(asked.text, chance)) for asked in questions)


def _mistyped(text: str, chance: random.Random) -> str:
    return " ".join(
        _slip(word, chance) if len(word) >= _SHORTEST and chance.random() < _ODDS else word
        for word in text.split()
    )


def _slip(word: str, chance: random.Random) -> str:
    """Return a word with a letter left out, put in, replaced, or swapped with the next one."""
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(_LETTERS) + word[at:],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def on_topic(questions: Iterable[Asked]) -> Sequence[Asked]:
    """Return the questions that have a right answer."""
    return [asked for asked in questions if asked.right]
