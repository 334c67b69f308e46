"""Records as JSONB, whose numbers are decimals: what it would change is written another way."""

import re
from decimal import Decimal

from storage.json_text import encode
from storage.record import Record, to_json

_MAYBE_BIG = re.compile(r"\d[eE]\+?\d")
_STRING_OR_BIG = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?e\+?\d+', re.IGNORECASE)


def text_of(record: Record) -> str:
    """Return the record as text for a JSONB column, from which it comes back as it was.

    `1e+23` would come back as a whole number of 24 digits, which is another one than that float;
    `100000000000000000000000.0` comes back as it is. Few records have anything like it, so the
    others are not gone through string by string.
    """
    text = encode(to_json(record)).decode()
    return _STRING_OR_BIG.sub(_written_out, text) if _MAYBE_BIG.search(text) else text


def _written_out(found: re.Match[str]) -> str:
    text = found[0]
    if text.startswith('"'):
        return text
    digits = format(Decimal(text), "f")
    return digits if "." in digits else f"{digits}.0"
