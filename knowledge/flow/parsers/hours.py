"""Hours a week as people say them: "6, sometimes 2", "half an hour a day", "3 evenings of 2".

A text is cut into words and each must mean something here: an amount, how often, or nothing
much ("about"). One foreign word, and the whole is not understood rather than guessed.
"""

import math
import re
from dataclasses import dataclass, replace

from knowledge.flow.parsers.hour_words import (
    Kind,
    Word,
    by_the_clock,
    hour_words,
    in_minutes,
    spoken,
)
from knowledge.flow.parsers.numbers import joined
from knowledge.flow.parsers.outcome import Problem, Reason
from knowledge.flow.parsers.wording import NUMBER_WORDS, digits, plain, repaired

IN_A_WEEK = 168
"""Hours that a week has."""

AWAKE_IN_A_WEEK = 7 * 16
"""Hours of a week with eight hours of sleep a night; nobody can study more."""

IN_A_DAY = 24
"""Hours that a day has."""

HARD_TO_KEEP = 60
"""Hours a week above which `Hours.hard_to_keep` says so; they are taken all the same."""

_WEEKS = {Kind.MONTH: 52 / 12, Kind.FORTNIGHT: 2}
_OFTEN = {Kind.TIMES, Kind.WEEKEND, Kind.DAYTIME, Kind.NAMED_DAY}
_DAILY = 7
_SHORT = 2
_OPENING, _CLOSING = range(7, 11), range(3, 8)
_HAIR = 0.05
_AMOUNTS = {Kind.AMOUNT, Kind.BARE_AMOUNT}
_VOCABULARY = NUMBER_WORDS | frozenset(spoken()) | {"hour", "hours", "minutes", "half"}


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours a week, from a slow week to a good one: whole, 1 to 112, rounded outward.

    `dips` tells that the good week is the usual one: "6, sometimes 2", but not "2 to 6".
    """

    low: int
    high: int
    dips: bool = False

    @property
    def hard_to_keep(self) -> bool:
        """Whether the good week is more than most people can keep up."""
        return self.high > HARD_TO_KEEP


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One statement: an amount and how often in a week; None where it was not said.

    It may stand for `weeks` at once. `days_first` tells that how often came before the amount.
    """

    amount: Word | None = None
    often: Word | None = None
    weeks: float = 1
    each: bool = False
    days_first: bool = False


@dataclass(frozen=True, kw_only=True)
class _Span:
    """Hours a week, not yet rounded."""

    low: float
    high: float


def read_hours(text: str) -> Hours | Problem:
    """Return the hours a week that the text gives; one figure is both ends of the range.

    Hours a day, on weekdays, at weekends, on named days, so many times a week, or a month are
    counted up; "sometimes" and "or" widen the range. "Up to 10" and "at least 10" are taken as
    10. "4 hours on weekends" may mean both days together or each, so it is 4 to 8.
    """
    said = joined(digits(repaired(plain(text), _VOCABULARY)))
    words = hour_words(said)
    if by_the_clock(said) or any(_is_working_day(word) for word in words or ()):
        return Problem(reason=Reason.BY_THE_CLOCK)
    if not words:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    kinds = {word.kind for word in words}
    if not kinds & _AMOUNTS or Kind.OPEN in kinds:
        return _no_amount(kinds)
    weeks = _with_often(_alternatives(words))
    wrong = _wrong([part for week in weeks for part in week], minutes=in_minutes(said))
    return wrong or _rounded([_widest(_spans(week)) for week in weeks])


_ONE_AMOUNT = re.compile(
    r"\b\d{1,3}(?:[.,]5)?(?: ?(?:-|to|or) ?\d{1,3})? ?(?:h|hrs?|hours?)\b"
    r"(?: ?(?:a|per|each|every|/)? ?(?:days?|nights?|evenings?|weekdays?|week|wk|daily|weekly)\b)?"
)
_OF_OTHER_THINGS = re.compile(
    r"\bi (?:work|sleep|drive|travel|commute)\b|\b(?:working|jobs?|shifts?|commut\w*)\b"
)
_AGE = re.compile(r"\b(?:i'?m|i am|age|aged) \d{2}\b|\b\d{2} ?(?:yo|y/o|years? old)\b")


def hours_within(text: str) -> Hours | None:
    """Return the only hours that a text of other words names, to be asked about; None else.

    Hours of work or sleep are none to study in.
    """
    said = _AGE.sub("", joined(digits(repaired(plain(text), _VOCABULARY))))
    found = _ONE_AMOUNT.search(said)
    if found is None or _OF_OTHER_THINGS.search(said):
        return None
    if any(map(str.isdecimal, said[: found.start()] + said[found.end() :])):
        return None
    read = read_hours(found[0])
    return read if isinstance(read, Hours) else None


def _wrong(parts: list[_Part], *, minutes: bool) -> Problem | None:
    """Return what keeps parts from adding up to hours a week."""
    units = any(part.amount is not None and part.amount.kind is Kind.AMOUNT for part in parts)
    if not all(_is_whole(part, units=units) for part in parts):
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    if any(_beyond_a_day(part) for part in parts):
        return Problem(reason=Reason.TOO_MANY_HOURS)
    if any(_is_once(part, minutes=minutes) for part in parts):
        return Problem(reason=Reason.HOW_OFTEN)
    return None


def _is_working_day(word: Word) -> bool:
    """Tell whether a range runs downward, as the times of a working day do: "9 to 5"."""
    falls = word.kind is Kind.BARE_AMOUNT and word.falling
    return falls and word.high in _OPENING and word.low in _CLOSING


def _is_once(part: _Part, *, minutes: bool) -> bool:
    """Tell whether a short time is said without how often: "30 minutes", "half an hour"."""
    length = part.amount.high if part.amount is not None else 0
    return part.often is None and 0 < length < (_SHORT if minutes else 1)


def _no_amount(kinds: set[Kind]) -> Problem:
    if Kind.OPEN in kinds:
        return Problem(reason=Reason.VAGUE)
    if Kind.NOTHING in kinds:
        return Problem(reason=Reason.NO_HOURS)
    if kinds & _OFTEN and Kind.VAGUE not in kinds:
        return Problem(reason=Reason.HOW_LONG)
    return Problem(reason=Reason.VAGUE if Kind.VAGUE in kinds else Reason.NOT_UNDERSTOOD)


def _widest(spans: list[_Span]) -> _Span:
    return _Span(low=min(span.low for span in spans), high=max(span.high for span in spans))


def _rounded(spans: list[_Span]) -> Hours | Problem:
    """Return the hours of all weeks that were told, the usual one first."""
    low = min(span.low for span in spans)
    high = max(span.high for span in spans)
    if high == 0:
        return Problem(reason=Reason.NO_HOURS)
    usual = spans[0]
    # A third of an hour has no exact decimal; a hair's breadth must not cost an hour.
    whole = Hours(
        low=max(1, math.floor(low + _HAIR)),
        high=math.ceil(high - _HAIR) or 1,
        dips=usual.high == high and usual.low > low,
    )
    return whole if whole.high <= AWAKE_IN_A_WEEK else Problem(reason=Reason.TOO_MANY_HOURS)


def _alternatives(words: tuple[Word, ...]) -> list[list[_Part]]:
    """Return the parts of each week that was told; "sometimes" begins another week."""
    weeks: list[list[_Part]] = [[_Part()]]
    for word in words:
        if word.kind is Kind.OTHERWISE:
            weeks.append([_Part()])
        else:
            weeks[-1][-1:] = _with_word(weeks[-1][-1], word)
    told = [[part for part in week if part != _Part()] for week in weeks]
    return [week for week in told if week]


def _with_word(part: _Part, word: Word) -> tuple[_Part, ...]:
    """Return the statement with one more word, and a new one where the word begins it."""
    match word.kind:
        case Kind.AMOUNT | Kind.BARE_AMOUNT:
            begins = part.amount is not None
            return (part, _Part(amount=word)) if begins else (replace(part, amount=word),)
        case Kind.TIMES | Kind.WEEKEND | Kind.DAYTIME | Kind.NAMED_DAY:
            return _with_often_word(part, word)
        case Kind.WEEK:
            return (part if part.often else replace(part, often=word),)
        case Kind.MONTH | Kind.FORTNIGHT:
            return (replace(part, weeks=_WEEKS[word.kind], often=part.often or word),)
        case Kind.EACH:
            return (replace(part, each=True),)
        case _:
            return (part,)


def _with_often_word(part: _Part, word: Word) -> tuple[_Part, ...]:
    often = part.often
    if often is None:
        return (replace(part, often=word, days_first=part.amount is None),)
    if part.amount and part.days_first and word.kind in {Kind.NAMED_DAY, Kind.DAYTIME}:
        return (part, _Part(often=word, days_first=True))
    if often.kind is Kind.DAYTIME:
        return (replace(part, often=word),)
    if often.kind is word.kind is Kind.NAMED_DAY:
        return (replace(part, often=replace(often, low=often.low + 1, high=often.high + 1)),)
    return _with_second_often(part, often, word)


def _with_second_often(part: _Part, often: Word, word: Word) -> tuple[_Part, ...]:
    if word.low == _DAILY or word.kind is Kind.DAYTIME:
        # "5 days a week, 2 hours a day": the day tells what the amount is for.
        return (replace(part, each=True),)
    if part.amount and often.low == _DAILY:
        return (replace(part, often=word, each=True),)
    return (part, _Part(often=word))


def _with_often(weeks: list[list[_Part]]) -> list[list[_Part]]:
    """Give "2 hours a day, sometimes 3" its second "a day"."""
    said = [part for week in weeks for part in week if part.often]
    if not said or any(len(week) > 1 for week in weeks):
        return weeks
    filled: list[list[_Part]] = []
    often = said[0]
    for (part,) in weeks:
        often = part if part.often else often
        filled.append([replace(often, amount=part.amount)])
    return filled


def _is_whole(part: _Part, *, units: bool) -> bool:
    """Tell whether a part says how long; "7 in the evening" does only beside another's hours."""
    if part.amount is None:
        return False
    by_daytime = part.often is not None and part.often.kind is Kind.DAYTIME
    return units or not (by_daytime and part.amount.kind is Kind.BARE_AMOUNT)


def _beyond_a_day(part: _Part) -> bool:
    return _by_days(part) and part.amount is not None and part.amount.high > IN_A_DAY


def _by_days(part: _Part) -> bool:
    return part.often is not None and part.often.kind not in {Kind.WEEK, *_WEEKS}


def _spans(week: list[_Part]) -> list[_Span]:
    """Return what one told week may come to: its days add up, its totals stand side by side."""
    days = [_span(part) for part in week if _by_days(part)]
    totals = [_span(part) for part in week if not _by_days(part)]
    if not days:
        return totals
    added = _Span(low=sum(day.low for day in days), high=sum(day.high for day in days))
    return [added, *totals]


def _span(part: _Part) -> _Span:
    amount = part.amount or Word(kind=Kind.AMOUNT)
    low, high = _times(part)
    return _Span(low=amount.low * low / part.weeks, high=amount.high * high / part.weeks)


def _times(part: _Part) -> tuple[float, float]:
    if part.often is None or not _by_days(part):
        return 1, 1
    if part.often.kind is Kind.WEEKEND and not part.each:
        return 1, part.often.high
    return part.often.low, part.often.high
