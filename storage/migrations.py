"""Records of earlier versions, brought to today's shape as they are read.

A field may be added with a default as it is. Whoever changes or removes one raises `VERSION` and
adds the step from the version before to `STEPS`; tests/storage/examples.py keeps an example of
each.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from storage.record import VERSION
from storage.store import StorageError

Plain: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[Plain], Plain]

STEPS: Mapping[int, Step] = {}
"""From each earlier version, the step to the next one."""


class NewerError(StorageError):
    """A record of a newer version of the bot than this one: left as it is."""


def migrated(plain: Plain, steps: Mapping[int, Step] = STEPS, to: int = VERSION) -> Plain:
    """Return the record in version `to`. Raises NewerError, or ValueError for no version."""
    version = plain.get("version")
    if type(version) is not int or version < 1:
        raise ValueError("a record without a version")
    if version > to:
        raise NewerError(
            f"A record has version {version}, and this bot knows {to} at most. "
            "A newer bot wrote it: run that one again."
        )
    for step in range(version, to):
        plain = {**steps[step](plain), "version": step + 1}
    return plain
