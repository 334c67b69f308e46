"""Masking: what of a question may be kept to be counted, without what may lead to a person.

A name or a story can't be told from other words, so what is kept is short as well, and people are
told (knowledge/messages/privacy.yaml).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 120
"""Characters that are kept: a question stands there, a story doesn't (our judgement)."""

HIDDEN = "*"
"""What stands for the hidden; matching passes it over."""

_ENDINGS = "com|org|info|biz|me|gov|edu|eu|uk|us|ca|de|fr|nl|pl|ru|ua|uz|kz|tr|cn|jp|br|ng|ke|za"
"""The commonest of what addresses end with, without those of tools: `node.js`, `asp.net`."""

_LEADS_TO_SOMEBODY = re.compile(
    r"\S*://\S*"  # a link
    r"|\bwww\.\S+"
    rf"|\S+\.(?:{_ENDINGS})\b\S*"
    r"|\S*@\S*"  # an e-mail address, or a name on Telegram
    r"|\S{31,}"  # a key, or no word at all
    r"|(?P<word>(?<![\w*])(?=[\w.+-]*\d)(?=[\w.+-]*[^\W\d_])[\w.+-]*[\w+])"  # with figures: k8s
    r"|[+(]?\d(?:[\d\s().,:/-]*\d)?\)?"  # any number, a telephone's with its blanks
)
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"\d(?:[\d.,-]*\d)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURED = re.compile(r"(?<![\w.@/+-])[^\W\d]*[\w.+-]*\d(?:[\w.+-]*[^\W_])?(?![\w@/])")
_SEVERAL = re.compile(r"\*(?:[\s()*]*\*)?")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Words that the answers themselves use, so that they lead to nobody: in small letters.

    `figured` are those with a figure in them, like `k8s` and `utf-8`; `plain` those without.
    """

    figured: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


NOTHING = Known()
"""No word at all."""


def known_in(phrasings: Iterable[str], texts: Iterable[str] = ()) -> Known:
    """Return the words of ways to ask, and of texts those with a figure."""
    asked = _folded(" ".join(phrasings))
    told = _folded(" ".join(_figured(" ".join(texts))))
    figured = {word for word in _figured(f"{asked} {told}") if _LETTERS.search(word)}
    return Known(figured=frozenset(figured), plain=frozenset(_LETTERS.findall(asked)))


def _figured(text: str) -> list[str]:
    """Return the words with a figure; only what has one is looked at, which is much quicker."""
    return _FIGURED.findall(" ".join(part for part in text.split() if _FIGURE.search(part)))


def masked(text: str, known: Known = NOTHING) -> str:
    """Return a question as it may be kept: plain, masked and cut; empty where nothing is left.

    Words with a figure stay where they are `known`, and of others the letters that are ("java*").
    Questions that differ only in what is masked, in case, blanks or the sign at the end are one.
    """

    def put(found: re.Match[str]) -> str:
        return HIDDEN if found["word"] is None else _of_word(found["word"], known)

    plain = _folded(text)
    seen = "".join(sign if _is_seen(sign) else " " for sign in plain)
    hidden = _SEVERAL.sub(HIDDEN, _LEADS_TO_SOMEBODY.sub(put, " ".join(seen.split())))
    short = _cut(hidden).rstrip(" .,;:!?-").lstrip()
    return short if any(map(str.isalpha, short)) else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _of_word(word: str, known: Known) -> str:
    """Return what may be seen of a word with a figure: a name on some site is hidden whole."""
    if word in known.figured:
        return word
    letters = _LETTERS.findall(word)
    alone = len(letters) == 1 and word.startswith(letters[0])
    ours = "_" not in word and all(
        part in known.plain and (alone or len(part) > 1) for part in letters
    )
    return _FIGURES.sub(HIDDEN, word) if ours else HIDDEN


def _is_seen(sign: str) -> bool:
    """Tell whether a character is one that a reader sees; controls and lone surrogates aren't."""
    return unicodedata.category(sign)[0] not in "CZ"


def _cut(text: str) -> str:
    """Cut a text after a word, where there is one."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
