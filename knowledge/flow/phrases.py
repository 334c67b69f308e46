"""Phrases: a typed text cut into words, and where in it a known name stands, typos forgiven."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.flow.parsers.wording import plain
from knowledge.flow.small_words import lexicon

QUESTION_MARK = r"[?\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}⁇⁈⁉]"
"""A pattern for the question marks that people type."""

COMMA, STOP = ",", ";"
"""What stands between words for a comma, a slash or a plus; and for the end of a clause."""

_WORD = re.compile(
    r"""[^\s,;|/&()\[\]{}"“”«»!?¿¡:…+#.\-_*~<>=@`'\u00b4]+(?:\+\+|\#)?|[,;|/&+:]|\.(?=\s)"""
)
_SPAN = re.compile(r"(?<!\d)(\d{1,2}) ?- ?(\d{1,2})(?!\d)")
_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_INNER_POINT = re.compile(r"(?<=[^\W\d])\.(?=[^\W\d])")
_ARTICLES = frozenset({"a", "an", "the", "my"})
_LATIN_MARKS = re.compile("[\u0300-\u036f]")

_LEAST, _SHORT, _LONG = 3, 4, 8
_REAL_WORDS = lexicon(
    "about after again along also around been before being between came classy clash come"
    " could course dairy does doing done down each even ever find from give going good have here"
    " into just keep like long look made make many maybe more most must need next noting often once"
    " one ones over past place same sever serve severe than that them then there these they thing"
    " this those threw time very want well were what when where weekend weekends which while will"
    " with word work would year your"
)
"""English words, some of them one slip away from a name; none is a misspelling of another."""


def is_real_word(word: str) -> bool:
    """Tell whether a word is one of those that are no misspelling of a name."""
    return word in _REAL_WORDS


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents, articles and emoji.

    `COMMA` and `STOP` stand among them where the text has one. `c++` and `c#` stay whole; "don't"
    is "dont" and "node.js" is "nodejs". Texts beyond 200 characters are stories and have none.
    """
    folded = _folded(plain(re.sub(r"\s*\n\s*", "; ", _SCHEME.sub("", text))))
    folded = _SPAN.sub(r"\1 to \2", folded)
    found = (_word(token) for token in _WORD.findall(folded))
    return [word for word in found if word and word not in _ARTICLES]


def _folded(text: str) -> str:
    """Return the text without the accents of Latin, Greek and Cyrillic; other marks stay."""
    joined = _INNER_POINT.sub(
        "", text.replace("'", "").replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    )
    if joined.isascii():
        return joined
    apart = unicodedata.normalize("NFD", joined)
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", apart))


def _word(token: str) -> str:
    if token in {",", "/", "&", "+", "|"}:
        return COMMA
    if token in {";", ".", ":"}:
        return STOP
    if token.isascii() and token.isalnum():
        return token
    kept = "".join(sign for sign in token if _belongs(sign))
    return kept if any(unicodedata.category(sign)[0] in "LN" for sign in kept) else ""


def _belongs(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM" or sign in "+#"


@lru_cache(maxsize=8192)
def slips(word: str, known: str) -> int | None:
    """Return how many slips of the finger lie between two words; None if it is another word.

    Up to three letters none is forgiven, up to seven one, then two. Short words must keep their
    first letter, and four letters all theirs. Figures are never slips, but a version may follow a
    name ("python3").
    """
    if known in {word, word.rstrip("0123456789")} and (word == known or len(known) >= _LEAST):
        return 0
    allowed = 2 if len(known) >= _LONG else 1
    if len(known) < _SHORT or word in _REAL_WORDS or _figures(word) != _figures(known):
        return None
    if abs(len(word) - len(known)) > allowed:
        return None
    distance = OSA.distance(word, known, score_cutoff=allowed)
    return distance if distance <= allowed and _forgivable(word, known) else None


def _figures(word: str) -> str:
    return "".join(sign for sign in word if sign.isdecimal())


def _forgivable(word: str, known: str) -> bool:
    swapped = sorted(word) == sorted(known)
    if len(known) == _SHORT:
        return word[0] == known[0] and (swapped or len(word) != len(known))
    return swapped or word[0] == known[0] or len(known) >= _LONG


def starts(said: Sequence[str], word: str) -> tuple[int, ...]:
    """Return where in the words one stands, typos forgiven."""
    return tuple(at for at, one in enumerate(said) if slips(one, word) is not None)


def slips_at(said: Sequence[str], start: int, name: Sequence[str]) -> int | None:
    """Return the slips between a name and the words from `start` on; None if it isn't there."""
    if start + len(name) > len(said):
        return None
    total = 0
    for at, known in enumerate(name, start):
        count = slips(said[at], known)
        if count is None:
            return None
        total += count
    return total


def slips_joined(window: Sequence[str], name: Sequence[str]) -> int | None:
    """Return the slips where a name of two words is written as one, or the other way round.

    A short word is never lost that way: "java script" is JavaScript, "engineer" no "QA engineer".
    """
    if COMMA in window or STOP in window:
        return None
    count = slips("".join(window), "".join(name))
    whole = all(len(word) >= _LEAST for word in (*window, *name))
    return count if count == 0 or whole else None
