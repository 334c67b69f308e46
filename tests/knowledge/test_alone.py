"""One process at a time: others wait for it, and for nobody who is dead."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.alone import LOCK, alone

HOLDS = """
import pathlib, sys
from knowledge.alone import alone
with alone(pathlib.Path(sys.argv[1])):
    print("inside", flush=True)
    sys.stdin.read()
"""


def test_whoever_is_inside_is_waited_for_until_it_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", HOLDS, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"inside\n"
        with (folder / LOCK).open("w") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        other.kill()
    with alone(folder):
        assert (folder / LOCK).exists()


def test_where_no_lock_can_be_it_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"), alone(tmp_path / "file" / "cache"):
        raise AssertionError
