"""`python -m benchmarks`: run every benchmark, or one of them.

python -m benchmarks [--intents PATH] [--only NAME]
"""

import argparse
from importlib import import_module
from pathlib import Path

BENCHMARKS = ("serving", "reloading", "matching", "follow_ups", "reminders", "storage", "processes")
"""Modules, in the order in which they run. One is imported only once it runs, since what others
are measured beside would count as the bot's memory."""


def main() -> None:
    """Run the benchmarks that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--intents", type=Path, help="CLINC150's data_full.json")
    parser.add_argument(
        "--only", choices=sorted(map(_named, BENCHMARKS)), help="run this one alone"
    )
    options = parser.parse_args()
    for name in BENCHMARKS:
        if options.only in {None, _named(name)}:
            import_module(f"benchmarks.{name}").run(options)


def _named(module: str) -> str:
    return module.replace("_", "-")


if __name__ == "__main__":
    main()
