"""Markup: the HTML that Telegram's messages take: checked, measured, escaped and cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.splitting import split, units
from knowledge.tokens import Token, tokens

__all__ = ["Problem", "check", "escape", "split", "units", "visible"]

# Signs that turn the direction of all that follows, and the ones that nobody sees.
_UNSAFE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What Telegram refuses or shows wrongly, where (a position from 0), and what to do."""

    at: int
    what: str
    remedy: str


def escape(text: str) -> str:
    """Return plain text as Telegram HTML, without signs that change how the rest is shown."""
    safe = _UNSAFE.sub("", text)
    for sign, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        safe = safe.replace(sign, f"&{name};")
    return safe


def visible(html: str) -> str:
    """Return what a reader sees of Telegram HTML. Whatever is no markup stays as it is."""
    if "<" not in html and "&" not in html:  # as nearly every label is
        return html
    return "".join(token.shown for token in tokens(html))


def check(html: str) -> tuple[Problem, ...]:
    """Return every problem that Telegram would have with a text, in order."""
    problems: list[Problem] = []
    opened: list[Token] = []
    for token in tokens(html):
        if token.tag and token.ends:
            problems.extend(_closing(token, opened))
        elif token.tag:
            opened.append(token)
            problems.extend(_opening(token))
        else:
            problems.extend(_in_text(token))
    problems.extend(
        Problem(at=token.at, what=f"`{token.raw}` is never closed", remedy=f"Add `</{token.tag}>`")
        for token in opened
    )
    return tuple(sorted(problems, key=lambda problem: problem.at))


def _opening(token: Token) -> Iterator[Problem]:
    needed = {"a": "href", "span": "class", "tg-emoji": "emoji-id"}.get(token.tag)
    value = token.attributes.get(needed or "", "")
    if token.tag == "span" and value != "tg-spoiler":
        yield Problem(
            at=token.at,
            what=f"Telegram takes `<span>` only as a spoiler, not `{token.raw}`",
            remedy="Write `<tg-spoiler>`",
        )
    elif token.tag == "tg-emoji" and not value.isdecimal():
        yield Problem(
            at=token.at,
            what=f"`{token.raw}` has no emoji number",
            remedy='Write `<tg-emoji emoji-id="...">`',
        )
    elif needed and not value.strip():
        yield Problem(
            at=token.at,
            what=f"the link `{token.raw}` leads nowhere",
            remedy='Write `<a href="https://...">`',
        )


def _closing(token: Token, opened: list[Token]) -> Iterator[Problem]:
    if opened and opened[-1].tag == token.tag:
        opened.pop()
        return
    if any(tag.tag == token.tag for tag in opened):
        yield Problem(
            at=token.at,
            what=f"`{token.raw}` stands where `</{opened[-1].tag}>` is expected",
            remedy="Close the tags in the opposite order of their opening",
        )
        del opened[max(i for i, tag in enumerate(opened) if tag.tag == token.tag)]
    else:
        yield Problem(
            at=token.at, what=f"`{token.raw}` closes nothing", remedy="Remove it, or open it before"
        )


def _in_text(token: Token) -> Iterator[Problem]:
    if token.raw.startswith("<"):
        yield Problem(
            at=token.at,
            what=f"`{token.raw}` is no tag that Telegram knows",
            remedy="Write `&lt;` for the sign itself; the tags are b, i, u, s, a, code, pre, "
            "blockquote and tg-spoiler, and a new line needs none",
        )
    elif token.shown == token.raw and token.raw.startswith("&") and token.raw.endswith(";"):
        yield Problem(
            at=token.at,
            what=f"Telegram shows `{token.raw}` as it stands",
            remedy="Write the character itself",
        )
