"""Plain words: short sentences, and no jargon that nobody explains. All of these are warnings.

For readers whose first language isn't English, on a phone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.checks.texts import Piece
from knowledge.markup import visible
from knowledge.mistakes import Mistake, Weight
from knowledge.reading import read_as

LONGEST_SENTENCE = 15
"""Words."""

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?:;])[\"')\]]*\s+|\|")
_WORD = re.compile(r"[\w{}]\S*")


def sentence_mistakes(pieces: Iterable[Piece]) -> Iterator[Mistake]:
    """Yield sentences that are too long to be read at a glance."""
    for piece in pieces:
        for sentence in _SENTENCE_END.split(visible(piece.text)):
            length = len(_WORD.findall(sentence))
            if length > LONGEST_SENTENCE:
                yield piece.document.mistake(
                    piece.at,
                    f"a sentence has {length} words: `{_beginning(sentence)}`",
                    f"Make two of it: {LONGEST_SENTENCE} words at most",
                    weight=Weight.WARNING,
                    character=max(piece.text.find(sentence[:20]), 0),
                )


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:5]) + "…"


def load_plain_words(path: Path) -> tuple[Mapping[str, str], tuple[Mistake, ...]]:
    """Read the jargon that needs an explanation, each with one in plain words."""
    words, mistakes = read_as(dict[str, str], path)
    return words or {}, mistakes


def jargon_mistakes(pieces: Iterable[Piece], words: Mapping[str, str]) -> Iterator[Mistake]:
    """Yield, for each jargon word that is used but explained nowhere, where it first comes."""
    seen = [(piece, visible(piece.text)) for piece in pieces]
    for word, plain in words.items():
        used, explained = _patterns(word)
        places = [(piece, found) for piece, text in seen if (found := used.search(text))]
        if places and not any(explained.search(text) for _, text in seen):
            piece, found = places[0]
            yield piece.document.mistake(
                piece.at,
                f"`{found[0]}` is jargon, and no text here explains it",
                f"Begin a sentence with it that says what it is, like: {plain}",
                weight=Weight.WARNING,
                character=max(piece.text.find(found[0]), 0),
            )


def _patterns(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what shows that a word is used, and that it is explained.

    Explained is a word that a sentence begins with ("Git keeps every version"), that "means"
    something, that has a bracket before or behind it, or is named as "the site GitHub".
    Capitals count where the word has any: REST is not rest.
    """
    flags = re.IGNORECASE if word.islower() else re.NOFLAG
    name = rf"(?<![\w-]){re.escape(word)}s?(?![\w-])"
    return re.compile(name, flags), re.compile(
        rf"(?:^|[.!?:]\s+)(?:(?:An?|The|an?|the)\s+)?{name}\s+\w"
        rf"|{name}\s+(?:means?|stands? for)\b|{name}\s*\(|\({name}"
        rf"|\b(?:site|language|tool|program|format|service)\s+{name}",
        flags | re.MULTILINE,
    )
