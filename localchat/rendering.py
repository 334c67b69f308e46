"""Messages as a terminal shows them: pieces of text with a style each, or the text alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from localchat.entities import Entity, units
from localchat.markup import segments
from localchat.messages import Button, Message

Fragments: TypeAlias = list[tuple[str, str]]
"""Pieces of text, each after its style in prompt_toolkit's words; the style may be empty."""

INDENT = "  "
QUIET = "ansibrightblack"
_WHO = "bold"
_BUTTON = "ansigreen"
_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "ansicyan",
    "pre": "ansicyan",
    "spoiler": "reverse",
    "text_link": "underline",
    "url": "underline",
    "bot_command": "ansiblue",
    "blockquote": "italic",
    "expandable_blockquote": "italic",
}


def plain(fragments: Fragments) -> str:
    """Return the text alone."""
    return "".join(text for _, text in fragments)


def shown(
    message: Message, *, who: str, saved: Path | None = None, numbered: bool = False
) -> Fragments:
    """Return a message: who, what, and its buttons, later lines indented under the first.

    `saved` is where its file lies; `numbered` puts a number before each button.
    """
    fragments: Fragments = [(_WHO, f"{who}: ")]
    hint = _hint(message, saved)
    if hint:
        fragments.append((QUIET, f"[{hint}]" + (" " if message.text else "")))
    fragments += _styled(message)
    fragments += _options(message)
    fragments += _buttons(message, numbered=numbered)
    return fragments


def numbers(message: Message) -> dict[str, Button]:
    """Return the buttons by the number before them; none where a label is a number itself."""
    if any(label.strip().isdecimal() for label in message.labels):
        return {}
    return {str(at): button for at, button in enumerate(message.buttons, 1)}


def _hint(message: Message, saved: Path | None) -> str:
    """Return what a message is besides text, empty for a text."""
    if saved is not None:
        return f"{message.kind} saved: {saved}"
    return "" if message.kind == "text" else message.kind


def _styled(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the text in its styles, each link followed by where it leads."""
    at = 0
    for piece, covering in segments(message.text, message.entities):
        at += units(piece)
        style = " ".join(_STYLES[each.type] for each in covering if each.type in _STYLES)
        yield style, piece.replace("\n", f"\n{INDENT}")
        for link in _ending(covering, at):
            yield QUIET, f" ({link.url})"


def _ending(covering: Iterable[Entity], at: int) -> Iterator[Entity]:
    """Yield the links that end here."""
    for each in covering:
        if each.type == "text_link" and each.offset + each.length == at:
            yield each


def _options(message: Message) -> Fragments:
    """Return a poll's question and options."""
    if message.poll is None:
        return []
    lines = [message.poll.question, *(f"( ) {option}" for option in message.poll.options)]
    return [("", " " + f"\n{INDENT}".join(lines))]


def _buttons(message: Message, *, numbered: bool) -> Fragments:
    """Return the buttons, a line a row."""
    before = iter(f"{number} " for number in numbers(message)) if numbered else iter(())
    rows = [
        " ".join(f"{next(before, '')}[{_label(button)}]" for button in row) for row in message.rows
    ]
    return [(_BUTTON, f"\n{INDENT}{row}") for row in rows]


def _label(button: Button) -> str:
    """Return a button's label, with where it leads if it is a link."""
    return f"{button.label}: {button.url}" if button.url else button.label
