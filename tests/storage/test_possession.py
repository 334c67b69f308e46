"""A directory belongs to one process: a second one is told which."""

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from storage.possession import Possession
from storage.store import LockedError
from storage.tinydb_store import TinyDBStore


async def test_a_second_store_is_told_who_has_the_directory(tmp_path: Path) -> None:
    first, second = TinyDBStore(tmp_path), TinyDBStore(tmp_path)
    await first.open()
    with pytest.raises(LockedError, match=f"process {os.getpid()} on {socket.gethostname()}"):
        await second.open()
    with pytest.raises(LockedError, match=f"{tmp_path}.*Stop it first.*DATA_DIR"):
        await first.open()
    await first.close()
    await second.open()
    await second.close()


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    script = f"""
        import sys
        from pathlib import Path
        from storage.possession import Possession
        held = Possession(Path({str(tmp_path / "lock")!r}))
        held.take()
        print("held", flush=True)
        sys.stdin.read()
    """
    with _python(script) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=f"process {holder.pid} on"):
            Possession(tmp_path / "lock").take()
        holder.kill()
    possession = Possession(tmp_path / "lock")
    possession.take()
    possession.let_go()


def test_a_forked_child_that_outlives_the_bot_does_not_hold_it(tmp_path: Path) -> None:
    script = f"""
        import os, sys
        from pathlib import Path
        from storage.possession import Possession
        held = Possession(Path({str(tmp_path / "lock")!r}))
        held.take()
        if os.fork() == 0:
            print("child", flush=True)
            sys.stdin.read()
        else:
            os._exit(0)
    """
    with _python(script) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "child\n"
        parent.wait()
        possession = Possession(tmp_path / "lock")
        possession.take()
        possession.let_go()


def _python(script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", textwrap.dedent(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
