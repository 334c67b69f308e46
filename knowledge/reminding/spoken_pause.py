"""Spoken pauses: from now on until which day a person wants to be left in peace."""

import re
from datetime import date, timedelta

from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.periods import Precision
from knowledge.reminding.named_day import named_day
from knowledge.reminding.spoken_hours import ABOUT
from knowledge.reminding.spoken_stop import BOTHER, LEAD, STOP_WORD
from knowledge.reminding.wish import Pause, Wish, Words
from knowledge.schedule.weekdays import DAILY, WEEKEND, weekday

_UNTIL_WORD = r"(?:until?|till|til|for|this|the rest|today|a while)"
_AWAY = (
    r"(?:i(?:'m| am|m)|i(?:'ll| will) be) (?:away|abroad|travell?ing|sick|ill|offline|busy|gone|out"
    r"|on (?:holidays?|vacation|leave|a trip|parental leave))"
    r"|on (?:vacation|holiday)|i (?:have|got) (?:my )?exams"
)
_WISHES = (
    r"(?:(?:i (?:want|need|would like|'d like) (?:to )?|i'd like to |let's |take |have |give me )*"
    r"(?:a )?(?:pause|mute|silence|break))"
)
_ALONE = r"(?:pause|mute|silence|take a break)(?: (?:it|them|everything))?"
_NO_MORE = rf"(?:{LEAD}{STOP_WORD}|^i (?:don't|dont|do not) (?:want|need))"
_A_WHILE = (
    r"(?:until?|till|til|today|for (?:\d+|a|an|one|two|three|four|five|six|few|this|the|now)"
    r"|this (?:week|month))"
)
_PAUSE = re.compile(
    rf"^{_WISHES}(?: (?:it|them|everything))? {_UNTIL_WORD}\b"
    rf"|^{_ALONE}$|{LEAD}(?:pause|mute|silence)\b.*{ABOUT}|^(?:{_AWAY}) {_UNTIL_WORD}\b"
    r"|^(?:i(?:'m| am|m) (?:away|on (?:holiday|vacation|leave))|on (?:vacation|holiday))$"
    rf"|{_NO_MORE}\b.*(?:{ABOUT}|{BOTHER}(?:ing)? me)\b.*\b{_A_WHILE}\b"
    rf"|^leave me (?:alone|in peace) {_A_WHILE}\b|^skip (?:this week|today)$"
)
_UNTIL = re.compile(r"\b(?:un)?till?\b (?P<day>.+)$|\bback (?:on|in) (?P<back>.+)$")
_FOR = re.compile(
    r"\b(?:for|next)\b(?: the)?(?: next)? ?"
    r"(?P<count>\d+|a|an|one|two|three|four|five|six|couple of|a couple of|a few|few)?"
    r" ?(?P<unit>days?|weeks?|months?|fortnight)\b"
)
_THIS_WEEK = re.compile(r"\b(?:for )?(?:this|the rest of (?:the|this)) week\b")
_TODAY = re.compile(r"\b(?:for )?today\b")
_WEEKEND = re.compile(r"\b(?:for|over) the week ?end\b")
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "couple of": 2,
    "a couple of": 2,
    "a few": 3,
    "few": 3,
}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_ONE_DAY = timedelta(days=1)
_LONGEST_DAYS = 366


def pause(words: Words) -> Wish | None:
    """Read a pause from now on, until a day or for some time."""
    if not _PAUSE.search(words.text):
        return None
    return Pause(until=spoken_pause(words.text, words.today))


def spoken_pause(text: str, today: date) -> date | None:
    """Return the first day with reminders again; None where none is named or understood."""
    until = _UNTIL.search(text)
    if until is not None:
        return _day(until["day"] or until["back"], today)
    span = _FOR.search(text)
    if span is not None:
        count = span["count"] or "1"
        number = int(count) if count.isdigit() else _NUMBERS[count]
        days = number * _DAYS[span["unit"].rstrip("s")]
        return today + timedelta(days=days) if 0 < days <= _LONGEST_DAYS else None
    if _THIS_WEEK.search(text):
        return _next(today, DAILY[0])
    if re.search(r"\bthis month\b", text):
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    if _WEEKEND.search(text):
        return _next(today, DAILY[0])
    return today + _ONE_DAY if _TODAY.search(text) else None


def _day(said: str, today: date) -> date | None:
    """Return the day that ends a pause: of a week or a month its first, since it ends then."""
    if re.fullmatch(r"(?:the |this |next )?weekend", said):
        return _next(today, WEEKEND[0])
    if re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)", said):
        named = named_day(f"until {said}", today)
        return named.day if named is not None and named.day > today else None
    ended = re.fullmatch(r"(?:the )?end of .+|after (?P<after>.+)", said)
    read = read_date(ended["after"] or said if ended else said, today)
    if not isinstance(read, Day):
        return None
    first = read.date + _ONE_DAY if ended else _first_day(read)
    return first if today < first <= today + timedelta(days=_LONGEST_DAYS) else None


def _first_day(read: Day) -> date:
    if read.precision is Precision.WEEK:
        return read.date - timedelta(days=6)
    if read.precision is Precision.MONTH:
        return read.date.replace(day=1)
    return read.date


def _next(today: date, day: str) -> date:
    ahead = (today + timedelta(days=by) for by in range(1, 8))
    return next(one for one in ahead if weekday(one) == day)
