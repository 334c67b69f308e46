"""Parts: the questions that one message asks: in lines, numbered, in sentences, or joined by "and".

A joint is one only where both sides ask: "what is docker and do I need git" has two parts, "git and
github I'm lost" has one. What asks nothing ("I'm 30 and live in Osh.") is no part.
"""

import re
from collections.abc import Iterator

from knowledge.asking.clauses import MARK, asks, without_polite
from knowledge.flow.phrases import QUESTION_MARK, words

_MOST = 6
"""Parts that are looked at: who asks more is asked to ask again."""

_LONGEST = 1000
"""Characters of a message that are cut into parts."""

_LISTED = re.compile(r"(?:^|(?<=\s))(?:\(?\d{1,2}[.)]|[-*•])[ \t]+(?=\S)", re.MULTILINE)
_SENTENCE_END = re.compile(
    rf"(?:(?<=[.!;…])|(?<={QUESTION_MARK}))\s+|\s*\n+\s*|(?<={QUESTION_MARK})"
)
_JOINT = re.compile(r"(?:,\s*|\s+)(?:and also|and|also|plus|&)\s+|\s*,\s+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:(?:(?:hi+|hello|hey|hallo|yo)(?: there)?|thanks?(?: you)?|thx|ok(?:ay)?|oh|bro|sir|dear"
    r"|good (?:morning|afternoon|evening|day)|friend|please|pls)\b[\s,.!:-]*)+",
    re.IGNORECASE,
)
_JOIN = re.compile(r"(?:(?:and|also|plus|but|btw)\b[\s,]*)+", re.IGNORECASE)


def parts(text: str) -> tuple[str, ...]:
    """Return what a message asks, each part without greetings and joints before it."""
    whole = ungreeted(text[:_LONGEST])
    found = [part if part == whole else _unjoined(part) for part in _listed(whole)]
    return tuple(part for part in dict.fromkeys(found) if words(part))[:_MOST]


def _listed(text: str) -> Iterator[str]:
    """Yield the items of a list, or what the sentences ask."""
    marks = list(_LISTED.finditer(text))
    if len(marks) > 1:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        for mark, end in zip(marks, ends, strict=True):
            yield text[mark.end() : end].strip()
        return
    for sentence in _SENTENCE_END.split(text):
        if sentence:
            yield from _asking(ungreeted(sentence))


def _asking(sentence: str) -> Iterator[str]:
    """Yield the parts of a sentence that ask; its question mark speaks for the last one."""
    pieces = list(_cut(sentence))
    yield from pieces[:-1]
    if MARK.search(pieces[-1]) or _asks(pieces[-1], strictly=len(pieces) > 1):
        yield pieces[-1]


def _cut(sentence: str) -> Iterator[str]:
    """Yield a sentence cut at each joint with a question on both sides."""
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, behind = sentence[start : joint.start()], sentence[joint.end() :]
        if _asks(before, strictly=False) and _asks(behind, strictly=True):
            yield before
            start = joint.end()
    yield sentence[start:]


def _asks(piece: str, *, strictly: bool) -> bool:
    return asks(without_polite(words(piece)), strictly=strictly)


def ungreeted(text: str) -> str:
    """Return the text without a greeting before it, if anything is left."""
    return _behind(_GREETING, text.strip())


def _unjoined(part: str) -> str:
    """Return a part without greetings and the words that join it to the one before."""
    return ungreeted(_behind(_JOIN, ungreeted(part)))


def _behind(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    rest = text[found.end() :].strip() if found is not None else text
    return rest if words(rest) else text
