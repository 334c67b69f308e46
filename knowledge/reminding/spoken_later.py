"""Spoken later: one reminder more, in some time or on a day, without changing all others."""

import re
from datetime import date, time, timedelta

from knowledge.flow.parsers.clock import read_clock
from knowledge.flow.parsers.wording import digits
from knowledge.reminding.named_day import NamedDay, named_day
from knowledge.reminding.spoken_hours import clock_times
from knowledge.reminding.wish import Later, Wish, Words
from knowledge.schedule.spoken_days import spoken_days
from knowledge.schedule.weekdays import Weekday, weekday

_HOUR_LONG, _LONGEST_MINUTES = 60, 24 * 60
_LONGEST_DAYS = timedelta(days=366)
_VERB = re.compile(
    r"(?P<snooze>snooze(?: it| this)?|(?:i'll|i will|ill|let me) do (?:it|this|that|the step)"
    r"|ask me(?: again)?|come back|postpone(?: it| this)?|delay(?: it| this)?)(?P<until>.*)"
    r"|(?P<remind>remind me(?: again| once)*)"
    r"(?: to (?:study|learn|code|practi[cs]e|do it|continue))?(?P<rest>.*)"
)
_SPAN = re.compile(
    r"(?:for|in|by)? ?(?P<count>\d+|an|a|half an|another)? ?(?P<unit>hours?|h|minutes?|mins?|min)"
    r"(?: later)?"
)
_SOON = re.compile(
    r"(?:not now|(?:a (?:bit|little) |maybe )?later(?: today| this evening| tonight)?"
    r"|in a (?:bit|while))"
)
_TOMORROW = re.compile(
    r"not today|skip today|tomorrow(?: instead)?|not tonight|tomorrow,? not today"
    r"|i (?:can't|cant|cannot|have no time|don't have time|dont have time|am too busy)"
    r"(?: do it| study| learn)?(?: today| tonight)|(?:no time|too busy|busy) today"
)
_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:every|each|only|daily|from|through|(?:mon|tues|wednes|thurs|fri|satur|sun|week)days)\b"
    r"|[a-z] ?- ?[a-z]"
)
_PARTS = {
    "morning": time(8),
    "noon": time(12),
    "lunch": time(12),
    "afternoon": time(15),
    "evening": time(20),
    "night": time(20),
    "tonight": time(20),
    "tonite": time(20),
}
"""When a part of a day is meant, where no hour is named; it is confirmed with the hour."""


def later(words: Words) -> Wish | None:
    """Read a snooze: for an hour, to tomorrow, to a day or a time of day."""
    if _TOMORROW.fullmatch(words.text):
        return Later()
    if _SOON.fullmatch(words.text):
        return Later(minutes=_HOUR_LONG)
    found = _VERB.fullmatch(words.text)
    if found is None:
        return _in(words.text) if words.text.startswith("in ") else None
    rest = (found["until"] or found["rest"] or "").strip()
    snoozed = found["snooze"] is not None and not found["snooze"].startswith(("i", "let", "come"))
    if not rest:
        return Later(minutes=_HOUR_LONG) if snoozed and "ask" not in found["snooze"] else None
    if _SOON.fullmatch(rest):
        return Later(minutes=_HOUR_LONG)
    return _in(rest) or _on(rest, words.today, bare=found["remind"] is None)


def _in(rest: str) -> Wish | None:
    found = _SPAN.fullmatch(digits(rest))
    if found is None:
        return None
    count = found["count"] or "1"
    number = 0.5 if count == "half an" else int(count) if count.isdigit() else 1
    minutes = int(number * (_HOUR_LONG if found["unit"].startswith("h") else 1))
    return Later(minutes=minutes) if 0 < minutes <= _LONGEST_MINUTES else None


def _on(rest: str, today: date, *, bare: bool) -> Wish | None:
    """Read a day, an hour, or both; an hour alone only of a `bare` snooze, not of "remind me"."""
    several = len(spoken_days(re.sub(r"\bweek ?end\b", "", rest)).days) > 1
    if several or _AGAIN_AND_AGAIN.search(rest):
        return None
    rest = re.sub(r"^(?:until|till|til|to|for) (?=\D)", "on ", rest)
    named = named_day(rest, today)
    if named is None or named.start == named.end:
        at = clock_times(read_clock(re.sub(r"^(?:on|until|till|to) ", "", rest)))
        return Later(day=today, at=at[-1]) if bare and at else None
    left = " ".join((rest[: named.start] + " " + rest[named.end :]).split())
    at = clock_times(read_clock(left)) if left else _part(rest[named.start : named.end])
    if (left and not at) or not today <= named.day <= today + _LONGEST_DAYS:
        return None
    day = _first_day(rest, named, today)
    if day == today + timedelta(days=1) and not at:
        return Later()
    return Later(day=day, at=_likely(at, rest))


def _part(said: str) -> tuple[time, ...]:
    return tuple(at for part, at in _PARTS.items() if part in said.split())[:1]


def _likely(at: tuple[time, ...], said: str) -> time | None:
    """Return the time that is meant: "tonight at 9" is 21:00, else the first reading holds."""
    if not at:
        return None
    return at[-1] if re.search(r"\b(?:tonight|tonite|evening|afternoon|today)\b", said) else at[0]


def _first_day(said: str, named: NamedDay, today: date) -> date:
    """Return the day; of a week its Monday, of a weekend its Saturday, since it begins then."""
    if "weekend" in said or "week end" in said:
        return max(today, named.day - timedelta(days=1))
    if re.search(r"\bnext week\b", said):
        ahead = (today + timedelta(days=by) for by in range(1, 8))
        return next(day for day in ahead if weekday(day) is Weekday.MONDAY)
    return named.day
