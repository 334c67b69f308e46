"""Writes today's example and schema, once a change of `Record` has its version and its step."""

import json
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from storage.record import VERSION, FirstPlan, Mark, Position, Record, Unsent, to_json
from tests.storage.records import NOON, a_record

EXAMPLE = a_record(
    7000000001,
    answers={"name": "Ann", "hours": [2, 6], "place": {"city": "Tashkent", "country": "UZ"}},
    position=Position(
        flow="fit",
        question="languages",
        run=2,
        started_at=NOON,
        answers={"computer": "phone"},
        draft=["python"],
        misses=1,
        only="languages",
    ),
    runs=2,
    marks={
        "git": Mark(state="done", at=NOON),
        "degree": Mark(state="skipped", at=NOON, reason="not for me"),
    },
    first_plan=FirstPlan(made_on=date(2026, 3, 1), earliest=date(2026, 9, 1), latest=None),
    last_answer="salary",
    last_album="13579",
    reminder_due=NOON,
    seen=(11, 12),
    outbox=(Unsent(key=3, update_id=12, reply={"kind": "text", "html": "Hello"}),),
    next_key=4,
)


def main() -> None:
    """Write both files."""
    folder = Path(__file__).parent
    for name, value in (
        (f"{VERSION}.json", to_json(EXAMPLE)),
        (f"{VERSION}.schema.json", TypeAdapter(Record).json_schema()),
    ):
        (folder / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
