"""What `queries.sql` asks of the server, by name."""

import re
from functools import cache
from pathlib import Path

_NAME = re.compile(rb"^-- name: (\w+)\n", re.MULTILINE)
_COMMENT = re.compile(rb"^--.*\n", re.MULTILINE)


def query(name: str) -> bytes:
    """Return what stands under a name. Raises KeyError when nothing does."""
    return _queries()[name]


@cache
def _queries() -> dict[str, bytes]:
    _, *parts = _NAME.split(Path(__file__).with_name("queries.sql").read_bytes())
    names, texts = parts[::2], parts[1::2]
    return {
        name.decode(): _COMMENT.sub(b"", text).strip().rstrip(b";")
        for name, text in zip(names, texts, strict=True)
    }
