"""Local time of day as people type it: "8:30 pm", "20.30", "half past seven", "in the evening".

No library read this well: of 22 such texts dateparser 1.5 got 15, parsedatetime 2.6 and
recurrent 0.4 got 14, and each read some as a wrong time without a word ("0700" as midnight,
"20h" as 8:00). Number words are text2num's, misspelt words are put right with rapidfuzz.
"""

import re
from dataclasses import dataclass
from datetime import time
from typing import TypeAlias

from knowledge.flow.parsers.outcome import Ambiguous, Option, Problem, Reason
from knowledge.flow.parsers.wording import NUMBER_WORDS, digits, plain, repaired

Clock: TypeAlias = time | Ambiguous[time] | Problem


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A part of the day: the hours that its name allows, and those that it most often means."""

    allows: tuple[int, ...]
    usual: tuple[int, ...]


_PARTS = {
    "morning": _Part(allows=tuple(range(12)), usual=(7, 8, 9)),
    "noon": _Part(allows=(11, 12, 13, 14), usual=(12,)),
    "afterlunch": _Part(allows=tuple(range(12, 17)), usual=(13, 14)),
    "afternoon": _Part(allows=tuple(range(12, 19)), usual=(14, 15, 16)),
    "evening": _Part(allows=(*range(16, 24), 0), usual=(18, 19, 20, 21)),
    "night": _Part(allows=(*range(18, 24), *range(6)), usual=(21, 22, 23)),
    "am": _Part(allows=tuple(range(12)), usual=()),
    "pm": _Part(allows=tuple(range(12, 24)), usual=()),
}
_NAMES = {
    "morning": (
        r"mornings?|breakfast|dawn|sunrise|(?:when )?(?:i )?(?:wak(?:e|ing)|get(?:ting)?) up"
        r"|before (?:work|school|class)"
    ),
    "noon": r"lunch break|lunch(?: ?time)?",
    "afternoon": r"afternoons?",
    "evening": (
        r"evenings?|dinner|supper|sunset|after (?:work|school|class)"
        r"|(?:when |once |as soon as )?(?:i )?(?:get|come|am|i'm|getting|coming) (?:back )?home"
        r"(?: from (?:work|school))?"
    ),
    "night": r"nights?|tonight|bed ?time|bed|going to (?:bed|sleep)|before (?:i )?(?:go to )?sleep",
    "am": r"am|a ?\.? ?m\.?(?![a-z])|(?<=\d)a",
    "pm": r"pm|p ?\.? ?m\.?(?![a-z])|(?<=\d)p",
}
_PART_OF_DAY = re.compile(
    r"(?P<afterlunch>after (?:my )?lunch(?: ?time| break)?)(?![a-z])|"
    r"(?:(?:in|at|on|before|after|late|early)? ?(?:at )?(?:the |my )?(?:late |early )?)?"
    r"(?<![a-z])(?:"
    + "|".join(f"(?P<{part}>{names})" for part, names in _NAMES.items())
    + r")(?![a-z])"
)
_FILLER = re.compile(
    r"(?<![a-z])(?:at|around|about|approx|by|maybe|say|let's say|every ?day|daily|each day"
    r"|please|sharp|o ?'? ?clock|clock|i think|i guess|probably"
    r"|(?:is|would be) (?:ok|fine|good)"
    r"|my time|local time|ish|exactly|remind me|the|my|in|on|like|roughly|ok|so"
    r"|any ?time|(?:you )?(?:can|could|may)|uhr|tomorrow|from tomorrow|starting)"
    r"(?![a-z])|[@~,]"
)
_TWELVES = {"midday": time(12), "noon": time(12), "noontime": time(12), "midnight": time(0)}
_NO_TIME = (
    "whenever|when i can|when i'm free|idk|i don't know|i dont know|dunno|not sure|no idea"
    "|it depends|depends|early|late|later|soon|now|flexible|you choose|you decide|doesn't matter"
    "|don't care|random|any time|anytime|0|yes|yeah|yep|ok|okay|sure|fine|yes please|of course"
    "|yes you can|you can"
)
_VAGUE = frozenset(_NO_TIME.split("|"))
_WORDS = (
    "morning mornings afternoon evening evenings night nights noon midday midnight half quarter"
    " past around about clock before after work lunch dinner whenever breakfast bedtime"
)
_VOCABULARY = NUMBER_WORDS | frozenset(_WORDS.split())

_HOUR = r"(?P<hour>\d{1,2})"
_FIGURES = (
    re.compile(rf"{_HOUR} ?[:.h] ?(?P<minute>\d\d)(?::\d\d)?"),
    re.compile(rf"{_HOUR} (?P<minute>[0-5][05])"),
    re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d\d)"),
    re.compile(rf"{_HOUR} ?(?:h|:00)?"),
)
_ON_24_HOURS = re.compile(r"0\d.*|1[0-2][:.]\d\d.*|\d{1,2} ?h ?\d\d")
_OFF_THE_HOUR = re.compile(
    r"(?:a )?(?P<minutes>half|quarter|\d\d?)(?: min(?:ute)?s?)? ?"
    r"(?P<way>past|after|to|till|before|of) ?(?P<hour>\d\d?)"
)
_MINUTES_TO = re.compile(r"\b(five|ten) (to|till|before)\b")
_HALF_EIGHT = re.compile(r"half ?(?P<hour>\d\d?)")
_SEVERAL = re.compile(r"(?:between |from )?(.{1,40}?) ?(?:-|/|\b(?:to|or|and|till)\b) ?(.{1,40})")
_BESIDE = re.compile(
    r"(?:any ?time |some ?time |only |but )?(?P<side>not before|not after|after|before)"
    r" (?P<rest>.*\d.*)"
)
_AFTER, _BEFORE = (0, 30, 60), (-60, -30)
_SPOKEN_MINUTES = {"half": 30, "quarter": 15}

_HOUR_LONG = 60
_HALF_DAY = 12
_AWAKE = 6
_DAY_LONG = 24 * _HOUR_LONG


@dataclass(frozen=True, kw_only=True)
class _Candidates:
    """The minutes of the day that a text may mean, likeliest first, and why several."""

    minutes: tuple[int, ...]
    reason: Reason = Reason.MORNING_OR_EVENING


def read_clock(text: str) -> Clock:
    """Return the time of day that the text gives, or the times to choose between.

    Hours from 1 to 12 without am, pm or a part of the day are ambiguous, unless they are written
    as on a 24-hour clock: "07:30", "10:30", "7h30".
    """
    said = digits(_MINUTES_TO.sub(r"\1 min \2", repaired(plain(text), _VOCABULARY)))
    if said in _VAGUE:
        return Problem(reason=Reason.VAGUE)
    if found := _BESIDE.fullmatch(said):
        return _beside(found)
    one = _one_time(said)
    if one != Problem(reason=Reason.NOT_UNDERSTOOD):
        return one
    return _several(said)


def _beside(found: re.Match[str]) -> Clock:
    """Offer what "after 9 pm" and "before 9" may come to: the half hours on that side."""
    steps = _AFTER if found["side"] in {"after", "not before"} else _BEFORE
    times = _times(_one_time(found["rest"]))
    minutes = tuple((_minute(one) + step) % _DAY_LONG for one in times for step in steps)
    if not minutes:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    return _choice(_Candidates(minutes=minutes, reason=Reason.VAGUE))


def _several(said: str) -> Clock:
    """Read "8 or 9 pm": each side for itself, with the part of the day that one of them has."""
    found = _SEVERAL.fullmatch(said)
    if found is None:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    spoken = " ".join(part[0] for part in _PART_OF_DAY.finditer(said))
    sides = [
        _one_time(side if _PART_OF_DAY.search(side) else f"{side} {spoken}")
        for side in found.groups()
    ]
    times = tuple(option for side in sides for option in _times(side))
    if any(isinstance(side, Problem) for side in sides):
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    return _choice(_Candidates(minutes=tuple(map(_minute, times)), reason=Reason.SEVERAL_TIMES))


def _times(read: Clock) -> tuple[time, ...]:
    match read:
        case time():
            return (read,)
        case Ambiguous():
            return tuple(option.value for option in read.options)
        case Problem():
            return ()


def _minute(moment: time) -> int:
    return moment.hour * _HOUR_LONG + moment.minute


def _one_time(said: str) -> Clock:
    parts = [str(found.lastgroup) for found in _PART_OF_DAY.finditer(said)]
    rest = " ".join(_FILLER.sub(" ", _PART_OF_DAY.sub(" ", said)).split())
    if not rest:
        return _usual(parts)
    found = _named(rest) or _off_the_hour(rest) or _figures(rest, by_day=not parts)
    if found is None:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    return _choice(_allowed(found, parts))


def _usual(parts: list[str]) -> Clock:
    if not parts or not _PARTS[parts[0]].usual:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    hours = _PARTS[parts[0]].usual
    minutes = tuple(hour * _HOUR_LONG for hour in hours)
    return _choice(_Candidates(minutes=minutes, reason=Reason.VAGUE))


def _choice(found: _Candidates) -> Clock:
    """Return the only candidate as a time, several as a choice, none as no time at all."""
    times = [time(*divmod(minute, _HOUR_LONG)) for minute in dict.fromkeys(found.minutes)]
    if not times:
        return Problem(reason=Reason.NOT_A_TIME)
    if len(times) == 1:
        return times[0]
    options = tuple(Option(label=f"{moment:%H:%M}", value=moment) for moment in times)
    return Ambiguous(reason=found.reason, options=options)


def _allowed(found: _Candidates, parts: list[str]) -> _Candidates:
    hours = set(range(24)).intersection(*(_PARTS[part].allows for part in parts))
    minutes = tuple(minute for minute in found.minutes if minute // _HOUR_LONG in hours)
    return _Candidates(minutes=minutes, reason=found.reason)


def _named(rest: str) -> _Candidates | None:
    name = rest.removeprefix("12 ").removesuffix(" 12")
    moment = _TWELVES.get(name)
    return None if moment is None else _Candidates(minutes=(_minute(moment),))


def _off_the_hour(rest: str) -> _Candidates | None:
    """Read "quarter to nine", and "half eight", which is 8:30 to some and 7:30 to others."""
    if half := _HALF_EIGHT.fullmatch(rest):
        hours = _both_halves(int(half["hour"]))
        minutes = [hour + 30 for hour in hours] + [hour - 30 for hour in hours]
        return _on_the_clock(minutes, Reason.SEVERAL_TIMES)
    found = _OFF_THE_HOUR.fullmatch(rest)
    if found is None or _from_to(found):
        return None
    minutes_off = _SPOKEN_MINUTES.get(found["minutes"]) or int(found["minutes"])
    sign = 1 if found["way"] in {"past", "after"} else -1
    off = [hour + sign * minutes_off for hour in _both_halves(int(found["hour"]))]
    return _on_the_clock(off)


def _from_to(found: re.Match[str]) -> bool:
    """Tell whether "5 to 7", in figures, is from five to seven rather than minutes to an hour."""
    figures = found["minutes"].isdecimal() and " min" not in found[0]
    return figures and found["way"] == "to" and int(found["minutes"]) < int(found["hour"])


def _both_halves(hour: int) -> list[int]:
    """Return the minutes of the day at which a clock shows the hour, the likelier first."""
    if hour == 0 or hour > _HALF_DAY:
        return [hour * _HOUR_LONG] if hour * _HOUR_LONG <= _DAY_LONG else []
    morning, evening = hour % _HALF_DAY, hour % _HALF_DAY + _HALF_DAY
    early = morning < _AWAKE
    return [half * _HOUR_LONG for half in ((evening, morning) if early else (morning, evening))]


def _on_the_clock(minutes: list[int], reason: Reason = Reason.MORNING_OR_EVENING) -> _Candidates:
    return _Candidates(minutes=tuple(minute % _DAY_LONG for minute in minutes), reason=reason)


def _figures(rest: str, *, by_day: bool) -> _Candidates | None:
    """Read a time in figures, on the 24-hour clock where `by_day` and it is written so."""
    for pattern in _FIGURES:
        if found := pattern.fullmatch(rest):
            minute = int(found.groupdict().get("minute") or 0)
            if minute >= _HOUR_LONG:
                return _Candidates(minutes=())
            exact = by_day and _ON_24_HOURS.fullmatch(rest)
            hour = int(found["hour"])
            hours = [hour * _HOUR_LONG] if exact else _both_halves(hour)
            return _on_the_clock([start + minute for start in hours])
    return None
