"""Finding as a program of its own, so that a bot that serves people goes on while it matches.

    python -m knowledge.finding CACHE

reads questions from standard input, each a line of JSON: a fit, by its name under the folder CACHE,
and a text. First it writes an empty line, to say that it is ready; then, in the order of the
questions, a line for each: its matches, or null where it can't open the fit. It ends when nobody
can ask any more.
"""

import json
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from knowledge.matcher import opened
from knowledge.matcher.found import Found, Match, Matcher
from knowledge.matcher.learnt import LearntMatcher

_OPEN = 4
"""Fits that are kept open: one a track, and the ones before an edit."""


def question(matcher: Matcher, text: str) -> bytes | None:
    """Return the line that asks the program; None where it does not have this matcher's fit."""
    if not isinstance(matcher, LearntMatcher) or matcher.kept is None:
        return None
    return json.dumps([matcher.kept.name, text]).encode() + b"\n"


def told(matcher: Matcher, text: str, line: bytes) -> Found | None:
    """Return what the program's line says of a text; None where the program could not tell."""
    plain = json.loads(line)
    if plain is None or not isinstance(matcher, LearntMatcher):
        return None
    matches = (Match(id=id_, score=score, phrasing=said) for id_, score, said in plain)
    return matcher.found(text, tuple(matches))


def answered(line: str, open_fit: Callable[[str], LearntMatcher | None]) -> str:
    """Return the line that answers a line."""
    fit, text = json.loads(line)
    matcher = open_fit(fit)
    if matcher is None:
        return "null"
    return json.dumps([[one.id, one.score, one.phrasing] for one in matcher.matches(text)])


def main(arguments: Sequence[str]) -> int:
    """Answer lines until there are no more, or nobody reads what is answered."""
    open_fit = lru_cache(maxsize=_OPEN)(partial(_open, Path(arguments[0])))
    try:
        _say("")
        for line in sys.stdin:
            _say(answered(line, open_fit))
    except BrokenPipeError:
        sys.stdout = None  # nobody is there to be told, and Python would try at its end
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _open(cache: Path, fit: str) -> LearntMatcher | None:
    return opened(cache / Path(fit).name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
