"""Fitting as a program of its own, so that a bot that serves people goes on while it runs.

    python -m knowledge.matcher.fit KNOWLEDGE CACHE

fits each track's answers under the folder KNOWLEDGE and keeps the fits under CACHE, by content:
where they are there already, nothing is done.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.answers import load_answers
from knowledge.matcher import build, ready

_POLITE = 10


def fit(folder: Path, cache: Path) -> None:
    """Fit the answers of every track that is not fitted yet. Raises OSError for a bad cache."""
    for answers_folder in sorted((folder / "tracks").glob("*/answers")):
        answers, _ = load_answers(answers_folder)
        if ready(answers, cache) is None:
            build(answers, cache)


def main(arguments: Sequence[str]) -> int:
    """Run the program with the lowest claim to the processor."""
    os.nice(_POLITE)
    fit(Path(arguments[0]), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
