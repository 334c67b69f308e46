"""Spoken limits: what reminders can't do, and what has to be asked back before they can."""

import re

from knowledge.reminding.spoken_hours import ABOUT, EVERY_OTHER_DAY
from knowledge.reminding.wish import Cannot, Choose, Wish, Words
from knowledge.schedule.spoken_days import spoken_days

_OFTEN = re.compile(
    r"\b(?:twice|(?:two|three|four|five|several|many|more|\d+) times?|[2-9]x) ?(?:a|per|each|every)"
    r" ?day\b|\bhourly\b|\bevery (?:\d+ |two |three |few )?(?:hours?|minutes?)\b"
    r"|\bevery half(?: an)? hour\b|\bmore often\b|\bmore reminders\b"
)
_EVERY_OTHER = re.compile(
    r"\b(?:every|each) (?:other|second|2nd|third|3rd|fourth|first|last|\d|two|three|four|five)\b"
    r"|\b(?:bi ?-?weekly|fortnight(?:ly)?|monthly|every month|(?:once|twice) a month)\b"
)
_RARELY = re.compile(
    r"\b(?:less|not so|not that|too) often\b|\b(?:fewer|less|too many) (?:remind|notif|messages)"
    r"|\b(?:once|twice|one day|two days|one time) (?:a|per) week\b|\bweekly\b"
)
_WRONG_HOUR = re.compile(
    r"(?:(?:the|my|this|that|it|your|daily|reminders?|times?|hours?|is|are|comes?|it's|that's|much"
    r"|way|far|a bit) )*(?:too (?:early|later?)|(?:the )?wrong (?:time|hour))(?: for me)?"
    r"|(?:the |my )?(?:reminder )?(?:time|hour) is wrong"
    r"|(?:change|move|set) (?:the|my) (?:reminder )?(?:times?|hours?)"
    r"|(?:make|move|send|do|have) (?:it|them|the reminders?|my reminders?) (?:a bit |much )?"
    r"(?:later|earlier)"
)
_OTHER_ZONE = re.compile(
    r"\b(?:utc|gmt|[ewc]e?s?t|[ecmp][sd]t|ist|bst|cest|eest|msk|jst|kst|ae[sd]t|nz[sd]t|wat|eat|pkt"
    r"|sgt|hkt)(?: ?[+-]\d{1,2}(?::?\d\d)?)?$"
    r"|\b(?!am|pm|my|our|local|lunch|bed|dinner|break|the|first|last|this|same|that|any|a|free"
    r"|spare|some)[a-z]{2,}(?: [a-z]+)? time$"
)
_CHANGE_DAYS = re.compile(r"(?:change|set) (?:the|my) (?:reminder )?days")
_RARE = re.compile(r"(?:only |just )?(?:once|twice|too)\b")


def choices(words: Words) -> Wish | None:
    """Read a wish for another hour or other days that names none."""
    said = words.text
    if _WRONG_HOUR.fullmatch(said):
        return Choose(what="hour")
    rarely = _meant(words) or _RARE.match(said) is not None
    if _CHANGE_DAYS.fullmatch(said) or (
        rarely and _RARELY.search(said) and not spoken_days(said).days
    ):
        return Choose(what="days")
    return None


def limits(words: Words) -> Wish | None:
    """Read what reminders can't do."""
    said = words.text
    if not _meant(words):
        return None
    if re.search(r"\d", said) and _OTHER_ZONE.search(said):
        return Cannot(what="zone")
    if _OFTEN.search(said):
        return Cannot(what="often")
    if _EVERY_OTHER.search(said) and not EVERY_OTHER_DAY.search(said):
        return Cannot(what="every_other")
    return None


def _meant(words: Words) -> bool:
    return words.asked or re.search(ABOUT, words.text) is not None
