"""Context: how long an answer stays what the next message may lean on."""

from datetime import datetime, timedelta

LASTS = timedelta(hours=6)
"""After this time people begin anew rather than lean on what was said (our judgement)."""

_CLOCK_SLIPS = timedelta(minutes=5)
"""A clock that was set back by more says nothing of how long ago an answer was given."""


def is_fresh(given: datetime | None, now: datetime) -> bool:
    """Tell whether an answer that was given then may still be leant on."""
    return given is not None and -_CLOCK_SLIPS <= now - given <= LASTS
