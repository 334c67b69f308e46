"""Tokens: the tags, references and runs of text in the HTML that Telegram's messages take.

The rules are those of the Bot API's "HTML style" and of tdlib, which serves it: a handful of tags,
four named references and the numeric ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

TAGS = frozenset(
    {
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "a",
        "code",
        "pre",
        "blockquote",
        "tg-spoiler",
        "span",
        "tg-emoji",
    }
)
"""The tags that Telegram knows."""

_ATTRIBUTE = r"""([^\s=>/"'<]+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?"""
_TOKEN = re.compile(
    rf"<(?P<end>/?)(?P<tag>[A-Za-z-]+)(?P<attributes>(?:\s+{_ATTRIBUTE})*)\s*>"
    r"|(?P<reference>&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<number>[0-9]+)|(?P<name>[A-Za-z]+));?)"
    r"|(?P<text>[^<&]+|[<&])",
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LAST_CHARACTER = 0x10FFFF
_LONGEST_REFERENCE = 9  # tdlib: `&#1234567` is the longest, without its semicolon
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A tag (`tag` is its name) or a run of text; `shown` is what a reader sees of it."""

    at: int
    raw: str
    shown: str = ""
    tag: str = ""
    ends: bool = False

    @cached_property
    def attributes(self) -> dict[str, str]:
        """A tag's attributes, by name in small letters."""
        return {
            found[1].lower(): (found[2] or "").strip("\"'")
            for found in re.finditer(rf"\s{_ATTRIBUTE}", self.raw)
        }


def tokens(html: str) -> Iterator[Token]:
    """Yield all that a text is made of. What is no tag that Telegram knows is text."""
    for found in _TOKEN.finditer(html):
        raw = found[0]
        tag = (found["tag"] or "").lower()
        if tag in TAGS:
            yield Token(at=found.start(), raw=raw, tag=tag, ends=bool(found["end"]))
        else:
            yield Token(at=found.start(), raw=raw, shown=_decoded(found))


def _decoded(found: re.Match[str]) -> str:
    """Return the character that a reference stands for, and all else as it is."""
    if found["name"]:
        return _NAMED.get(found["name"], found[0])
    if found["hex"] or found["number"]:
        code = int(found["hex"], 16) if found["hex"] else int(found["number"])
        short = len(found[0].removesuffix(";")) <= _LONGEST_REFERENCE
        if 0 < code < _LAST_CHARACTER and code not in _SURROGATES and short:
            return chr(code)
    return found[0]
