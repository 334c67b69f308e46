"""Chatter: what people type around an answer in a chat, and what says nothing: "9 pm lol"."""

import re

_WORDS = (
    "lol|lmf?ao|rofl|(?:ha){2,}h?|(?:he){2,}|xd|tbh|ngl|frfr|fr|rn|imh?o|bruh|bro|bruv|dude|fam"
    "|omg|tho|smh|innit|lowkey|deadass|no cap"
)
_BEFORE = re.compile(rf"^\W*(?:{_WORDS})\b[\s,.!]*(?=\w)", re.IGNORECASE)
_BEHIND = re.compile(rf"(?<=\w)[\s,.!]+(?:{_WORDS})[\s.!]*$", re.IGNORECASE)


def without_chatter(text: str) -> str:
    """Return a text without such words at its ends, where other words are left."""
    shorter = _BEHIND.sub("", _BEFORE.sub("", text))
    return text if shorter == text else without_chatter(shorter)
