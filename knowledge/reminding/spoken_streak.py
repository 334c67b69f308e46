"""Spoken streaks: days in a row, asked for, begun or ended, and when the own day ends."""

import re

from knowledge.flow.parsers.clock import read_clock
from knowledge.reminding.spoken_hours import clock_times
from knowledge.reminding.wish import MyStreak, Wish, Words

_ITS = r"(?:me |us |counting |tracking |the |a |an |my |of |new )*"
_DAYS = r"(?:my )?days(?: in a row)?"
STREAK = re.compile(
    rf"(?P<on>(?:(?:please |i want (?:you )?to |let's )?(?:count|start|begin|turn on|track|keep)"
    rf"(?: counting| tracking)? (?:{_ITS}streaks?|{_DAYS})|i want a streak|streaks? on))(?: now)?"
    rf"|(?P<off>(?:stop|end|turn off|delete|remove|no|don't count|dont count)"
    rf"(?: counting| tracking)? (?:{_ITS}streaks?|{_DAYS})|no more streaks?|streaks? off)"
    rf"|(?:(?:show|what's|what is|how long is|do i have|how is|how's) )*{_ITS}streaks?(?: now)?"
    r"|how many days in a row(?: (?:do|did) i have)?"
    r"|(?:how many )?(?:freeze|free) ?days?(?: (?:do|can) i (?:have|miss))?(?: left)?"
    r"|how many days (?:can|may) i miss|when does my day end"
    r"|my day ends?(?: at)? (?P<ends>.{1,16})"
)
"""What is about streaks, also as a question."""

_LATEST_END = 6


def streak(words: Words) -> Wish | None:
    """Read what is said of the streak. A day may end until six in the morning."""
    found = STREAK.fullmatch(words.text)
    if found is None:
        return None
    if found["ends"]:
        times = clock_times(read_clock(found["ends"]))
        ends = next((at for at in times if at.hour < _LATEST_END), None)
        return MyStreak(day_ends=ends)
    return MyStreak(on=True if found["on"] else False if found["off"] else None)
