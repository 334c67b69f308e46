"""`python -m benchmarks`: run every benchmark, or one of them.

python -m benchmarks [--intents PATH] [--only NAME]
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import follow_ups, matching, processes, reminders, serving, storage

BENCHMARKS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "serving": lambda _options: serving.main(),
    "matching": matching.run,
    "follow-ups": follow_ups.run,
    "reminders": reminders.run,
    "storage": storage.run,
    "processes": processes.run,
}


def main() -> None:
    """Run the benchmarks that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--intents", type=Path, help="CLINC150's data_full.json")
    parser.add_argument("--only", choices=sorted(BENCHMARKS), help="run this one alone")
    options = parser.parse_args()
    for name, run in BENCHMARKS.items():
        if options.only in {None, name}:
            run(options)


if __name__ == "__main__":
    main()
