"""JSON as bytes, without the characters that a store somewhere cannot keep."""

import json
from typing import Any

_NUL_ESCAPED = "\\u0000"


def encode(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return compact UTF-8 JSON: NUL is stripped, half a surrogate pair becomes U+FFFD.

    PostgreSQL refuses both in text, so no store keeps them and records can move between stores.
    """
    text = _dumps(value)
    if _NUL_ESCAPED not in text:
        try:
            return text.encode()
        except UnicodeEncodeError:
            pass
    return _dumps(_kept(value)).encode()


def _dumps(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _kept(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        paired = value.replace("\0", "").encode("utf-16-le", "surrogatepass")
        return paired.decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {_kept(key): _kept(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_kept(item) for item in value]
    return value
