"""Records for tests: one that is easily made, and any that there could be."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import JsonValue

from storage.record import FirstPlan, Mark, Position, Record, Reminders, Unsent

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_record(person: int = 1, **fields: object) -> Record:
    """Return a person's record with these fields, and nothing else of note."""
    return Record(**{"person": person, "created_at": NOON, "track": "backend", **fields})  # type: ignore[arg-type]


def a_reply(key: int = 1) -> Unsent:
    """Return a reply that waits to be sent."""
    return Unsent(key=key, update_id=key, reply={"html": "Hello"})


PEOPLE = st.integers(min_value=-(2**63), max_value=2**63 - 1)
"""Any id that fits 64 bits with a sign."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
"""Any text that comes back unchanged."""

_NAMES = st.text("abcxyz_0123456789", min_size=1, max_size=8)
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=_ZONES)  # noqa: DTZ001 - the strategy adds the zone
_COUNTS = st.integers(0, 2**31)

_NUMBERS = st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
JSON: SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | _NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
_ANSWERS = st.dictionaries(TEXTS, JSON, max_size=4)

_POSITIONS = st.builds(
    Position,
    flow=_NAMES,
    question=_NAMES,
    run=_COUNTS,
    started_at=_TIMES,
    answers=_ANSWERS,
    draft=JSON,
    misses=_COUNTS,
    only=st.none() | _NAMES,
    paused=st.booleans(),
)
_MARKS = st.builds(
    Mark, state=st.sampled_from(["done", "skipped"]), at=_TIMES, reason=st.none() | TEXTS
)
_FIRST_PLANS = st.builds(
    FirstPlan,
    made_on=st.dates(),
    earliest=st.none() | st.dates(),
    latest=st.none() | st.dates(),
)
_OUTBOXES = st.lists(
    st.builds(Unsent, key=_COUNTS, update_id=st.none() | _COUNTS, reply=_ANSWERS), max_size=3
)

_REMINDERS = st.builds(
    Reminders,
    hour=st.none() | TEXTS,
    days=st.lists(_NAMES, max_size=7).map(tuple),
    instead_of=st.none() | TEXTS,
    quiet=st.none() | st.tuples(TEXTS, TEXTS),
    paused_until=st.none() | st.dates(),
    snoozed=st.none() | _TIMES,
    last_day=st.none() | st.dates(),
    done_days=st.lists(st.dates(), max_size=3).map(tuple),
    missed=_COUNTS,
    told=st.dictionaries(_NAMES, st.dates(), max_size=3),
)


def records(people: SearchStrategy[int] = PEOPLE) -> SearchStrategy[Record]:
    """Return any record of any of these people."""
    return st.builds(
        Record,
        person=people,
        created_at=_TIMES,
        track=TEXTS,
        answers=_ANSWERS,
        position=st.none() | _POSITIONS,
        runs=_COUNTS,
        marks=st.dictionaries(_NAMES, _MARKS, max_size=3),
        first_plan=st.none() | _FIRST_PLANS,
        last_answer=st.none() | TEXTS,
        last_album=st.none() | TEXTS,
        reminder_due=st.none() | _TIMES,
        reminders=_REMINDERS,
        reachable=st.booleans(),
        seen=st.lists(st.integers(0, 2**63), max_size=5).map(tuple),
        outbox=_OUTBOXES.map(tuple),
        next_key=_COUNTS,
    )
