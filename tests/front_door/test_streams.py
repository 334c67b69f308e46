"""Streams that are closed, full or no text: processes of their own, since a test has its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

BOT_PY = Path(__file__).parents[2] / "bot.py"


def started(folder: Path, arguments: str, redirection: str = "") -> subprocess.Popen[str]:
    """Start `bot.py` under a shell, so that streams can be redirected."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TELEGRAM_")}
    script = f'exec "$0" "$1" {arguments} {redirection}'
    return subprocess.Popen(  # noqa: S603 - the words of these tests, and no others
        ["/bin/sh", "-c", script, sys.executable, BOT_PY],
        cwd=folder,  # where no file `.env` is
        env=kept | {"DATA_DIR": str(folder), "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_closed_standard_input_is_one_that_ends(tmp_path: Path) -> None:
    out, err = started(tmp_path, "", "<&-").communicate()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "this is the local chat" in err


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    process = started(tmp_path, "plan", "| head -n 1")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert len(out.splitlines()) == 1


def test_interrupted_while_it_waits_it_ends_without_a_traceback(tmp_path: Path) -> None:
    process = started(tmp_path, "ask --json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("what is git\n")
    process.stdin.flush()
    assert process.stdout.readline().startswith('{"question": "what is git"')
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "")


def test_signs_that_the_encoding_lacks_are_written_otherwise(tmp_path: Path) -> None:
    out, err = started(tmp_path, "plan").communicate()
    assert err == ""
    assert r"\u2013 k1" in out
