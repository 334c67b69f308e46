"""Taking as a program of its own, so that a bot that serves people goes on while it runs.

    python -m knowledge.take KNOWLEDGE CACHE

reads and checks everything under the folder KNOWLEDGE, keeps the fit of each track's answers under
CACHE, and writes what it read to standard output, for `knowledge.taking.taken_from`.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.taking import handed_over, take

_POLITE = 10


def main(arguments: Sequence[str]) -> int:
    """Run the program with the lowest claim to the processor."""
    os.nice(_POLITE)
    sys.stdout.buffer.write(handed_over(take(Path(arguments[0]), Path(arguments[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
