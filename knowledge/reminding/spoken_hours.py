"""Spoken hours: the time of day, the days, or both at which a person wants to be reminded."""

import re
from datetime import time

from knowledge.flow.parsers.clock import Clock, read_clock
from knowledge.flow.parsers.outcome import Ambiguous, Reason
from knowledge.flow.parsers.wording import digits
from knowledge.reminding.wish import At, Cannot, Shift, Show, Wish, Words
from knowledge.schedule.spoken_days import spoken_days
from knowledge.schedule.weekdays import THREE

ABOUT = (
    r"\b(?:remind(?:s|er|ers|ing|ed)?|nudges?|notifications?|notify|notifying|ping"
    r"|(?:text|message|remember|write(?: to)?|wake) me)\b"
)
"""What names reminders."""

_BUT_NOT = re.compile(r"[, ]*\b(?:but )?(?:not|except|excluding|without|but)(?: on)? (?P<days>.+)$")
_NOISE = re.compile(
    r"\b(?:set|change|move|make|put|switch|send|give|get|have|want|would like|i'd like|i|a|an|my"
    r"|the|me|to|it|daily|reminders?|reminder|remind|reminding|nudge|notify|ping|notifications?"
    r"|text|message|remember|write|wake(?= me)|hour|time|for|of|only|again|just|with|days?|should"
    r"|be|come|prefer|rather|is|wrong|actually|when)\b"
)
_STUDY = re.compile(
    r"\bto (?:study|learn|code|practi[cs]e|program|work|do (?:it|(?:my|the) (?:steps?|exercises?)))"
    r"(?: (?:coding|programming|python))?\b"
)
_MARKED = re.compile(
    r"(?:(?:can|could) we (?:do|make it|say) |(?:i(?:'d| would)? )?(?:rather|prefer) "
    r"|(?:let's |please )?(?:make|change|move|set|put|switch|do) (?:it |that )?(?:to |at |for )?)"
    r"(?P<after>.+)|(?P<before>.+?) (?:(?:is|are|would be|will be|works|suits me) ?"
    r"(?:much |a bit )?(?:better|best|good|fine|great|ideal|perfect)?|works)(?: for me)?"
)
_ONLY = re.compile(r"(?:but )?(?:only|just)\b|.*\bonly at\b")
_MORE = re.compile(r"(?:both |and|&|,|\bor\b)")

EVERY_OTHER_DAY = re.compile(r"\b(?:every|each) (?:other|second|2nd|2|two) days?\b")
_SHIFT = re.compile(
    r"(?P<daily>(?:make|move|change|push|shift|set|put|send)\b.*? )?"
    r"(?:by |back )?(?P<count>\d+|a half|half an|an|a|1)? ?(?P<unit>hours?|h|minutes?|mins?)"
    r" ?(?P<way>later|earlier|sooner|back)?"
)
_SMALL = {"half an": 0.5, "a half": 0.5}
_HOUR_LONG, _HALF_DAY_LONG = 60, 12 * 60


def hours(words: Words) -> Wish | None:
    """Read an hour, days, or both; without the word "remind" only where they seem to be meant."""
    said = _STUDY.sub("", words.text)
    about = re.search(ABOUT, said) is not None
    if not about and (marked := _MARKED.fullmatch(said)) is not None:
        return _read(marked["after"] or marked["before"], sure=True)
    if about or words.asked or _ONLY.match(said):
        found = _read(said, sure=True)
    else:
        found = _read(said, sure=False)
    return found or (Show(unclear=True) if words.text.startswith("remind me") else None)


def _read(said: str, *, sure: bool) -> Wish | None:
    """Read what names hours and days and nothing else; unless `sure` it must name both."""
    nearly = EVERY_OTHER_DAY.search(said) is not None
    said = EVERY_OTHER_DAY.sub(" ", said)
    but_not = _BUT_NOT.search(said)
    not_on = spoken_days(but_not["days"]).days if but_not else ()
    tail = _without_days(but_not["days"]) if but_not and not_on else ""
    spoken = spoken_days(said[: but_not.start()] if but_not and not_on else said)
    rest = " ".join(_NOISE.sub(" ", f"{spoken.rest} {tail}").split())
    read = read_clock(rest) if rest else None
    times = clock_times(read)
    days = THREE if nearly else spoken.days
    if (rest and not times) or not (times or days or not_on):
        return None
    if not sure and not (days and (times or not_on)):
        return None
    vague = isinstance(read, Ambiguous) and read.reason is not Reason.MORNING_OR_EVENING
    if vague and re.search(r"\d.*\band\b.*\d", rest):
        return Cannot(what="often", times=times)
    return At(times=times, days=days, not_on=not_on, vague=vague, nearly=nearly)


def _without_days(said: str) -> str:
    return spoken_days(said).rest


def shift(words: Words) -> Wish | None:
    """Read "an hour later", "make it 30 minutes earlier"."""
    found = _SHIFT.fullmatch(digits(words.text))
    if found is None or not (found["way"] or (found["daily"] or "").startswith("push")):
        return None
    count = _SMALL.get(found["count"] or "")
    number = count or (int(found["count"]) if (found["count"] or "").isdigit() else 1)
    minutes = int(number * (_HOUR_LONG if found["unit"].startswith("h") else 1))
    earlier = found["way"] in {"earlier", "sooner"}
    if not 0 < minutes <= _HALF_DAY_LONG:
        return None
    return Shift(minutes=-minutes if earlier else minutes, daily=earlier or bool(found["daily"]))


def clock_times(read: Clock | None) -> tuple[time, ...]:
    """Return the times that a reading may mean, likeliest first; none where it is no time."""
    match read:
        case time():
            return (read,)
        case Ambiguous():
            return tuple(option.value for option in read.options)
        case _:
            return ()
