"""Splitting: one text of Telegram HTML that is too long for a message, as several messages."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from knowledge.tokens import Token, tokens

# Where to cut, the best first: after a paragraph, a line, a sentence, a word.
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"[.!?…][\"'\u201d\u2019)\]]*\s+|[\u3002\uff01\uff1f]+\s*")
_WORD = re.compile(r"\s+")

_WRITTEN = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def units(text: str) -> int:
    """Return the length of plain text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(html: str, limit: int = 4096) -> list[str]:
    """Cut Telegram HTML into parts of at most `limit` visible UTF-16 units (2 or more).

    Cuts fall at a paragraph, a line, a sentence or a word, in this order of liking, and inside a
    character of several code points only where it alone is longer than `limit`. Tags are closed
    at a cut and opened again after it; tags that don't fit each other are mended. All that is
    visible is kept, but for a part of nothing but blanks. A text that fits comes back as it is.
    """
    if units(html) <= limit:
        return [html]
    text = _Text.of(html)
    if units(text.shown) <= limit:
        return [html]
    return list(_parts(text, _cuts(text.shown, limit))) or [html]


@dataclass(frozen=True, kw_only=True)
class _Text:
    """What is seen of a text, and the tags that stand before each character (or at the end)."""

    shown: str
    tags: dict[int, list[Token]]

    @classmethod
    def of(cls, html: str) -> "_Text":
        """Return the text of any HTML; a closing tag that doesn't fit is left out."""
        shown: list[str] = []
        tags: dict[int, list[Token]] = {}
        opened: list[str] = []
        length = 0
        for token in tokens(html):
            shown.append(token.shown)
            length += len(token.shown)
            if token.ends:
                if opened[-1:] != [token.tag]:
                    continue
                opened.pop()
            elif token.tag:
                opened.append(token.tag)
            if token.tag:
                tags.setdefault(length, []).append(token)
        return cls(shown="".join(shown), tags=tags)


def _parts(text: _Text, cuts: list[int]) -> Iterator[str]:
    """Yield the parts between the cuts, each with the tags that are open in it."""
    opened: list[Token] = []
    waiting: list[Token] = text.tags.get(0, [])
    for start, end in pairwise(cuts):
        part = [token.raw for token in opened]
        for at in range(start, end):
            part.extend(_passed(waiting, opened))
            part.append(_WRITTEN.get(text.shown[at], text.shown[at]))
            waiting = list(text.tags.get(at + 1, []))
        while waiting and waiting[0].ends:
            part.extend(_passed([waiting.pop(0)], opened))
        part.extend(f"</{token.tag}>" for token in reversed(opened))
        if text.shown[start:end].strip():
            yield "".join(part)


def _passed(passing: list[Token], opened: list[Token]) -> list[str]:
    """Open and close what stands at one place, and return it as it is written."""
    for token in passing:
        if token.ends:
            opened.pop()
        else:
            opened.append(token)
    return [token.raw for token in passing]


def _cuts(shown: str, limit: int) -> list[int]:
    """Return where the parts begin and end, from 0 to the length of the text."""
    ends = list(_ends(shown, limit))
    allowed = frozenset(ends)
    before = list(accumulate(map(units, shown), initial=0))
    cuts = [0]
    while cuts[-1] < len(shown):
        start = cuts[-1]
        last = bisect_right(ends, before[start] + limit, key=before.__getitem__) - 1
        furthest = max(ends[last], start + 1)
        whole = furthest == len(shown)
        cuts.append(furthest if whole else _best(shown, start, furthest, allowed))
    return cuts


def _ends(shown: str, limit: int) -> Iterator[int]:
    """Yield where a cut may be: after each character that a reader would call one."""
    for found in regex.finditer(r"\X", shown):
        if units(found[0]) > limit:
            yield from range(found.start() + 1, found.end())
        yield found.end()


def _best(shown: str, start: int, furthest: int, allowed: Container[int]) -> int:
    """Return the best place for a cut; the finer ways of cutting serve to fill half a part."""
    half = (start + furthest) // 2
    for way in (_PARAGRAPH, _LINE, _SENTENCE):
        found = _last(way, shown, start, furthest, allowed)
        if found > half:
            return found
    if shown[furthest].isspace():
        return furthest
    return _last(_WORD, shown, start, furthest, allowed) or furthest


def _last(
    way: re.Pattern[str], shown: str, start: int, furthest: int, allowed: Container[int]
) -> int:
    """Return the last place where a way of cutting cuts; 0 where there is none."""
    found = (match.end() for match in way.finditer(shown, start, furthest))
    return max((end for end in found if end in allowed), default=0)
