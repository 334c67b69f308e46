"""Taking as a program of its own, so that a bot that serves people goes on while it runs.

    python -m knowledge.take KNOWLEDGE CACHE

reads and checks everything under the folder KNOWLEDGE, keeps the fit of each track's answers under
CACHE, and writes what it read to standard output, for `knowledge.taking.taken_from`. It ends, with
no word, as soon as its standard input does: the bot holds the other end for as long as it lives, so
one that is killed leaves nobody behind who fits in vain.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from knowledge.taking import handed_over, take

_POLITE = 10
_LEFT_ALONE = 1
_STDIN = 0


def main(arguments: Sequence[str]) -> int:
    """Run the program with the lowest claim to the processor."""
    os.nice(_POLITE)
    Thread(target=_end_with_the_bot, daemon=True).start()
    output = handed_over(take(Path(arguments[0]), Path(arguments[1])))
    try:
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # it ended while this was on its way
        os._exit(_LEFT_ALONE)
    return 0


def _end_with_the_bot() -> None:
    """Wait for the end of standard input, and end this process in the middle of whatever it does.

    Read past Python's own buffer, whose lock an ordinary end of this process would wait for.
    """
    while os.read(_STDIN, 1):
        pass
    os._exit(_LEFT_ALONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
