"""Examples of records of each version, as the bot of that version wrote them.

Run `python -m tests.storage.examples` to write today's with all the fields that there are by now,
at the latest before `VERSION` is raised. It refuses where a field has changed or gone since.
"""

import json
from pathlib import Path
from typing import Any

from hypothesis import find, settings
from hypothesis import strategies as st

from storage.migrations import migrated
from storage.record import VERSION, from_json, to_json
from tests.storage.records import records

FOLDER = Path(__file__).parent / "versions"

PERSON = 7000000001


def example(version: int) -> dict[str, Any]:
    """Return the example of a version."""
    found: dict[str, Any] = json.loads((FOLDER / f"{version}.json").read_text())
    return found


def main() -> None:
    """Write today's example, if that of before can still be read."""
    file = FOLDER / f"{VERSION}.json"
    if file.exists():
        from_json(migrated(example(VERSION)))
    full = find(
        records(st.just(PERSON), least=1),
        lambda _record: True,
        settings=settings(derandomize=True, database=None),
    )
    file.write_text(json.dumps(to_json(full), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
