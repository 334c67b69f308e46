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


def _with_promises(plain: Plain) -> Plain:
    """Return a record of version 1 with what its person said they will do: nothing was kept.

    The version was raised so that a bot of version 1 leaves such a record alone, unread.
    """
    return {**plain, "promises": []}


STEPS: Mapping[int, Step] = {1: _with_promises}
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
