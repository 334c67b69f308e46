"""Spoken quiet hours: "quiet from 22 to 7", "nothing after 9 pm", "no messages at night"."""

import re
from datetime import time

from knowledge.flow.parsers.clock import read_clock
from knowledge.reminding.spoken_hours import clock_times
from knowledge.reminding.wish import Hush, Wish, Words

NIGHT = (time(22), time(7))
"""What "at night" means: when most people sleep. A judgement, shown before it is used."""

_QUIET = r"(?:quiet(?: hours| time)?|silence|silent)"
_NOTHING = (
    r"(?:(?:please )?(?:do not|don't|dont|never) "
    r"(?:disturb|messages?|write(?: to)?|remind|text|ping|bother|bug)(?: me)?"
    r"|(?:no|nothing)(?: more)? ?(?:messages?|reminders?|notifications?|texts?|pings?)?(?: sent)?)"
)
_CLOCK = r"[^ ].{0,23}?"
_BETWEEN = re.compile(
    rf"(?:set )?(?:{_QUIET}|{_NOTHING}|i(?:'m| am)? (?:asleep|sleep|sleeping))"
    rf" ?(?:from |between )?(?P<start>{_CLOCK}) ?(?:-|\b(?:to|and|until|till)\b) ?(?P<end>{_CLOCK})"
)
_AFTER = re.compile(rf"(?:set )?(?:{_QUIET}|{_NOTHING}) (?:after|from|past) (?P<start>{_CLOCK})")
_BEFORE = re.compile(rf"(?:set )?(?:{_QUIET}|{_NOTHING}) (?:before|until|till) (?P<end>{_CLOCK})")
_AT_NIGHT = re.compile(rf"(?:{_QUIET}|{_NOTHING}) (?:at|during the|in the) nights?(?: time)?")
_NO_QUIET = re.compile(
    rf"(?:no|remove|delete|cancel|end|stop|turn off|switch off|without) (?:the |my )?{_QUIET}"
    rf"|{_QUIET} off"
)


def quiet(words: Words) -> Wish | None:
    """Read quiet hours: of "10 to 7" the evening is meant first, the morning then."""
    said = words.text
    if _NO_QUIET.fullmatch(said):
        return Hush(start=None, end=None)
    if _AT_NIGHT.fullmatch(said):
        return Hush(start=NIGHT[0], end=NIGHT[1])
    if (found := _BETWEEN.fullmatch(said)) is not None:
        start, end = _times(found["start"]), _times(found["end"])
        return Hush(start=start[-1], end=end[0]) if start and end else None
    if (found := _AFTER.fullmatch(said)) is not None:
        start = _times(found["start"])
        return Hush(start=start[-1], end=None) if start else None
    if (found := _BEFORE.fullmatch(said)) is not None:
        end = _times(found["end"])
        return Hush(start=None, end=end[0]) if end else None
    return None


def _times(said: str) -> tuple[time, ...]:
    return clock_times(read_clock(said))
