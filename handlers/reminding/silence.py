"""Silence: who does not answer is reminded more gently and rarely, then no more."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from handlers.fitting import zone_of
from handlers.reminding.preferences import rescheduled
from storage.record import Record

GENTLE_AFTER = (3, 7, 21)
"""Days of silence after which a gentle reminder comes; the last of them says goodbye."""

_UNANSWERED = 2
"""So many go unanswered before it counts as silence: one a week is no nagging."""

_CLOCK_WENT_BACK = timedelta(days=1)


class Mood(Enum):
    """How to speak to somebody, by how long they have been silent."""

    USUAL = auto()
    GENTLE = auto()
    GOODBYE = auto()


def heard(record: Record, now: datetime) -> Record:
    """Return the record of somebody who has just done something: they can be reached again.

    Whoever was out of reach or silent is due anew from now on; nothing is made up for. So is
    everybody if the machine's clock ran ahead before, since nobody waits for that time to come.
    """
    kept = record.reminders
    ahead = record.heard_at is not None and record.heard_at - now > _CLOCK_WENT_BACK
    anew = ahead or not record.reachable or kept.gentle > 0
    if kept.unanswered:
        kept = replace(kept, unanswered=0, gentle=0)
    record = replace(record, heard_at=now, reachable=True, reminders=kept)
    return rescheduled(record, now) if anew else record


def mood(record: Record, now: datetime) -> Mood:
    """Tell how to speak to the person now."""
    kept, days = record.reminders, silent_days(record, now)
    if kept.unanswered < _UNANSWERED or days < GENTLE_AFTER[0]:
        return Mood.USUAL
    return Mood.GOODBYE if kept.gentle and days >= GENTLE_AFTER[-1] else Mood.GENTLE


def silent_days(record: Record, now: datetime) -> int:
    """Return how many of the person's own days they have been silent."""
    zone = zone_of(record)
    last = (record.heard_at or record.created_at).astimezone(zone).date()
    return (now.astimezone(zone).date() - last).days


def next_gentle(record: Record, now: datetime) -> datetime:
    """Return from when on the next gentle reminder may come."""
    days = silent_days(record, now)
    later = next((one for one in GENTLE_AFTER if one > days), days + GENTLE_AFTER[1])
    zone = zone_of(record)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=later - days)
