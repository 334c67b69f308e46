"""An edition: the YAML under a folder as it stands at one moment, known by its content.

Looking is cheap (`glance`), and only what looks different is read whole (`content_of`).
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from knowledge.reading import yaml_files

Glance: TypeAlias = tuple[tuple[str, int, int], ...]
"""Each file with its time of change in nanoseconds, and its size in bytes."""


def glance(folder: Path) -> Glance:
    """Return how the files look from outside; one that vanishes meanwhile is left out."""
    return tuple(_looks(folder))


def _looks(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in yaml_files(folder):
        try:
            found = path.stat()
        except OSError:
            continue
        yield path.as_posix(), found.st_mtime_ns, found.st_size


def content_of(folder: Path) -> str:
    """Return a hash of all files with their names; a file that can't be read counts as such."""
    whole = hashlib.sha256()
    for path in yaml_files(folder):
        try:
            content = path.read_bytes()
        except OSError as wrong:
            content = f"not read: {wrong.errno}".encode()
        name = path.relative_to(folder).as_posix()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
