"""Texts: everything that is sent as Telegram HTML, held against what Telegram takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.answers import Entry
from knowledge.document import Document, Plain, Spot
from knowledge.markup import check, units, visible
from knowledge.mistakes import Mistake

MESSAGE = 4096
"""UTF-16 units that a message holds, as the reader sees it (Bot API, sendMessage)."""

# Keys of a flow whose text people read; a key that is not among them holds words to understand.
_READ_IN_FLOWS = frozenset({"text", "help", "about"})

# Keys of a poll, and the characters that Telegram allows there (Bot API, sendPoll).
_POLL_LIMITS = {"options": 100, "explanation": 200}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A text that is sent, and where it stands."""

    document: Document
    at: Spot
    text: str


def answer_pieces(entries: Iterable[Entry]) -> Iterator[Piece]:
    """Yield the texts of each answer."""
    for entry in entries:
        for key in ("text", "for_me"):
            yield from _pieces(entry.document, (*entry.at, key))


def message_pieces(documents: Iterable[Document]) -> Iterator[Piece]:
    """Yield each wording of each message."""
    for document in documents:
        yield from _pieces(document)


def flow_pieces(documents: Iterable[Document]) -> Iterator[Piece]:
    """Yield what people read of the flows."""
    for document in documents:
        for piece in _pieces(document):
            if piece.at[-1:] and piece.at[-1] in _READ_IN_FLOWS:
                yield piece


def text_mistakes(pieces: Iterable[Piece]) -> Iterator[Mistake]:
    """Yield what Telegram would refuse, or show wrongly, in texts of Telegram HTML."""
    for piece in pieces:
        for problem in check(piece.text):
            yield piece.document.mistake(
                piece.at, problem.what, problem.remedy, character=problem.at
            )
        length = units(visible(piece.text).strip())
        if length > MESSAGE:
            yield piece.document.mistake(
                piece.at,
                f"this text has {length:,} characters, and a message holds {MESSAGE:,}",
                "Shorten it, or make two of it",
            )


def poll_mistakes(documents: Iterable[Document]) -> Iterator[Mistake]:
    """Yield the options and explanations of polls that Telegram would refuse as too long."""
    for document in documents:
        for piece in _pieces(document):
            name = next((key for key in reversed(piece.at) if isinstance(key, str)), "")
            limit = _POLL_LIMITS.get(name)
            if limit is not None and units(piece.text) > limit:
                yield piece.document.mistake(
                    piece.at,
                    f"this text under `{name}` has {units(piece.text)} characters",
                    f"Telegram takes {limit} at most: shorten it",
                )


def _pieces(document: Document, at: Spot = ()) -> Iterator[Piece]:
    """Yield every text in a part of a document."""
    part: Plain | None = document.part(at)
    if isinstance(part, str):
        yield Piece(document=document, at=at, text=part)
    elif isinstance(part, dict):
        for key in part:
            yield from _pieces(document, (*at, key))
    elif isinstance(part, list):
        for position in range(len(part)):
            yield from _pieces(document, (*at, position))
