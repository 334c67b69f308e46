"""What people send besides text: the smallest valid content of each kind."""

import base64
from collections.abc import Mapping

SMALL_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""

FILES = frozenset(
    {"sticker", "photo", "document", "voice", "video", "animation", "audio", "video_note"}
)
"""The kinds that are a file."""

_LOCATION = {"latitude": 41.31, "longitude": 69.28}
_OTHERS: Mapping[str, Mapping[str, object]] = {
    "contact": {"phone_number": "+10000000000", "first_name": "A contact"},
    "location": _LOCATION,
    "venue": {"location": _LOCATION, "title": "A place", "address": "A street"},
    "dice": {"emoji": "🎲", "value": 3},
    "story": {"chat": {"id": -1, "type": "channel", "title": "A channel"}, "id": 1},
}


def payload(kind: str) -> Mapping[str, object]:
    """Return the field of a message that is no file, empty for a file.

    Raises ValueError for a kind that Telegram doesn't have.
    """
    if kind in FILES:
        return {}
    if kind not in _OTHERS:
        known = ", ".join(sorted(FILES | _OTHERS.keys()))
        raise ValueError(f"{kind!r} is nothing that people send; it could be: {known}.")
    return {kind: _OTHERS[kind]}
