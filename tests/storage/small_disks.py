"""Real disks of a given size, in memory, where the tests may mount one."""

import shutil
import subprocess
from pathlib import Path


def mounted(place: Path, size: str) -> bool:
    """Mount a disk of this size (`64k`, `1m`) on a folder; False: only root on Linux can."""
    if shutil.which("mount") is None:
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0  # noqa: S603


def unmount(place: Path) -> None:
    """Take a disk away."""
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


def remount_read_only(place: Path) -> None:
    """Make a mounted disk refuse to be written to."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)  # noqa: S603, S607
