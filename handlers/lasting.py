"""Whether a folder outlives the next deploy, on hosts whose own disk does not."""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_LOG = logging.getLogger(__name__)

HOSTS: Mapping[str, str] = {
    "DYNO": "Heroku",
    "RENDER": "Render",
    "RAILWAY_ENVIRONMENT_ID": "Railway",
    "RAILWAY_ENVIRONMENT": "Railway",
    "FLY_APP_NAME": "Fly.io",
    "K_SERVICE": "Cloud Run",
    "CONTAINER_APP_NAME": "Azure Container Apps",
}
"""What hosts set in the environment, each by its own documentation, 2026."""

_IN_MEMORY = frozenset({"tmpfs", "ramfs", "overlay"})
_OCTAL = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, kw_only=True)
class Mount:
    """A place where a disk begins, and the kind of its file system."""

    place: Path
    kind: str


def wiped_by(environment: Mapping[str, str], folder: Path, mounts: Iterable[Mount]) -> str | None:
    """Return the host that will wipe this folder; None where none is known to.

    A volume is told by its mount: it is another than the one of `/`, and not in memory.
    """
    host = next((name for sign, name in HOSTS.items() if environment.get(sign)), None)
    if host is None:
        return None
    holding = [mount for mount in mounts if folder.is_relative_to(mount.place)]
    nearest = max(holding, key=lambda mount: len(mount.place.parts), default=None)
    is_volume = (
        nearest is not None and nearest.place != Path("/") and nearest.kind not in _IN_MEMORY
    )
    return None if is_volume else host


def mounts_here() -> list[Mount]:
    """Return this machine's mounts; none where the system does not tell."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    fields = [line.split() for line in lines]
    return [Mount(place=Path(_plain(one[1])), kind=one[2]) for one in fields if len(one) > 2]  # noqa: PLR2004


def warn(folder: Path) -> None:
    """Warn the operator where people's records would not outlive a deploy."""
    host = wiped_by(os.environ, folder.absolute(), mounts_here())
    if host is not None:
        _LOG.warning(
            "%s wipes %s at each deploy, and with it everybody's records. "
            "Set DATABASE_URL to a PostgreSQL database, or DATA_DIR to a folder on a volume.",
            host,
            folder,
        )


def _plain(escaped: str) -> str:
    r"""Undo the octal escapes of /proc/self/mounts, as in My\040Disk."""
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), escaped)
