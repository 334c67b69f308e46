"""The words in which people say how many hours they have, and what each stands for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.flow.parsers.numbers import FIGURE

FULL_TIME = 40
"""Hours a week that "full time" stands for: as much as the plan counts."""


class Kind(Enum):
    """What a word or phrase does to the sum.

    `OTHERWISE` starts another week's hours, `OPEN` leaves one end of them open ("sometimes more").
    """

    AMOUNT = auto()
    BARE_AMOUNT = auto()
    TIMES = auto()
    NAMED_DAY = auto()
    WEEKEND = auto()
    DAYTIME = auto()
    WEEK = auto()
    MONTH = auto()
    FORTNIGHT = auto()
    EACH = auto()
    OTHERWISE = auto()
    JOIN = auto()
    FILLER = auto()
    OPEN = auto()
    VAGUE = auto()
    NOTHING = auto()


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word or phrase, and its figures: hours of an amount, or how often in a week.

    `falling` tells of a range that it runs downward, as times of day do: "9 to 5".
    """

    kind: Kind
    low: float = 0
    high: float = 0
    falling: bool = False


def hour_words(text: str) -> tuple[Word, ...] | None:
    """Return what the plain text with its numbers as digits says, or None for a foreign word."""
    words: list[Word] = []
    rest = _in_hours(text).strip()
    while rest:
        found = _first_word(rest)
        if found is None:
            return None
        word, length = found
        words.append(word)
        rest = rest[length:].lstrip()
    return tuple(words)


_EVERY = r"(?:a|an|per|each|every(?: single)?|/)"
_PART = r"(?:day|evening|night|morning|afternoon)"
_WORKDAY = r"(?:week|work|working)[ -]?days?"
_NAME = (
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    r"|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?)"
)
_TIMES = (
    r"(?:(?:full |whole )?days|times|evenings|nights|mornings|afternoons|sessions|sittings|lessons)"
)
_ONE_TIME = rf"(?<=\b1 )(?:full |whole )?(?:{_PART}|session|sitting|lesson)"
_ENDS = r"(?![a-z\d])"
_SPAN = rf"(?P<low>{FIGURE})(?: ?(?:-|~|to|or|till|up to|and) ?(?P<high>{FIGURE}))?"

_FILLERS = (
    r"about|bout|abt|around|approx|approximately|roughly|circa|almost|nearly|only|just|like|say"
    r"|probably|full|whole|at least|at most|up to|(?:not |no )?more than|(?:not |no )?less than"
    r"|over|under|max|maximum"
    r"|min|minimum|exactly"
    r"|(?:i|we) (?:can|could|would|will)(?: (?:do|spend|study|give|find|manage|have))?|can do"
    r"|i (?:have|got|study|think|guess)|i've got|i'd say|it's|that's|so|well|hmm+|ok|for|of|on|in"
    r"|at|the|from|between|a|free|spare|time|studying|study|learning|or so|-?ish|if possible"
    r"|usually|normally|mostly|please|in total|total|h|hours"
)
_OTHERWISE = (
    r"sometimes|or(?: even| maybe)?|maybe|perhaps|occasionally|often|at times|but"
    r"|(?:on |in )?(?:a |some |other )?(?:good|bad|busy|slow|quiet|other) (?:weeks?|days?)"
    r"|some weeks|if (?:i'm |i am )?(?:busy|lucky|not busy)"
)
_VAGUE = (
    r"not (?:so |very |too |that )?(?:much|many)|(?:a |very |so )?little(?: bit)?|a bit|lots?"
    r"|(?:it )?depends|(?:it )?varies|few|some|several"
    r"|as (?:much|many) as (?:possible|i can|needed|it takes)"
    r"|part[ -]?time|all (?:day|the time)(?: long)?|whenever(?: i can)?|flexible|enough|much"
    r"|many|(?:i )?(?:don'?t|do not) know|idk|dunno|not sure|no idea|unsure"
)
_NOTHING = r"none|nothing|nil|no (?:free |spare )?(?:time|hours?)(?: at all)?"

_PHRASES: tuple[tuple[Kind, str, float], ...] = (
    (Kind.NOTHING, _NOTHING, 0),
    (Kind.OPEN, r"(?:a (?:bit|little) |even |much )?(?:more|less)(?! than)", 0),
    (Kind.VAGUE, _VAGUE, 0),
    (Kind.TIMES, rf"every (?:other|second|2nd) {_PART}", 3.5),
    (Kind.TIMES, r"mon(?:day)?s? ?(?:-|to|till|through) ?(?:thu|thurs|thursday)s?", 4),
    (Kind.TIMES, r"mon(?:day)?s? ?(?:-|to|till|through) ?fri(?:day)?s?", 5),
    (Kind.TIMES, r"mon(?:day)?s? ?(?:-|to|till|through) ?(?:sat|saturday)s?", 6),
    (Kind.TIMES, rf"(?:{_EVERY} ?|during )?(?:the )?{_WORKDAY}", 5),
    (Kind.TIMES, r"week ?-?end days|(?:sat|saturday)s? (?:and|&) (?:sun|sunday)s?", 2),
    (Kind.TIMES, rf"{_EVERY} ?week ?-?end", 1),
    (Kind.WEEKEND, r"(?:during |over )?(?:the )?week ?-?ends?", 2),
    (Kind.TIMES, rf"{_EVERY} ?{_PART}|every ?day|daily|nightly", 7),
    (Kind.DAYTIME, rf"(?:in )?(?:the )?{_PART}s?|(?:after|before) (?:dinner|bed)", 7),
    (Kind.DAYTIME, r"(?:after|before) (?:work|school|class(?:es)?)", 5),
    (Kind.TIMES, r"once|1 time", 1),
    (Kind.TIMES, r"twice", 2),
    (Kind.NAMED_DAY, rf"(?:{_EVERY} )?{_NAME}", 1),
    (Kind.WEEK, rf"(?:{_EVERY} ?|in a )?(?:w(?:ee|e|ea)?k)|weekly|p/?w|/ ?w", 0),
    (Kind.MONTH, rf"(?:{_EVERY} ?|in a )month|monthly", 0),
    (
        Kind.FORTNIGHT,
        r"(?:a |per |every |each )?fortnight|(?:every|in|per|each) (?:2|other|second) weeks?",
        0,
    ),
    (
        Kind.EACH,
        r"each(?: (?:day|time))?|apiece|both(?: days)?|a (?:time|session)|x|\*",
        0,
    ),
    (Kind.OTHERWISE, _OTHERWISE, 0),
    (Kind.JOIN, r"and|plus|\+|&|,|;|\.|then|also|with|-", 0),
    (Kind.FILLER, _FILLERS, 0),
)
_COMPILED = tuple(
    (kind, re.compile(rf"(?:{pattern}){_ENDS}"), figure) for kind, pattern, figure in _PHRASES
)
_CLOCK = re.compile(
    r"\d ?(?:am|pm)\b|\d:\d\d"
    rf"|\d ?(?:-|to|till|until) ?\d{{1,2}} (?:in the|at|every|each|on) {_PART}s?\b"
)
_MINUTES = re.compile(r"\d ?(?:minutes?|mins?)(?![a-z])")
_ROUND_THE_CLOCK = re.compile(r"24/7")
_COUNT = re.compile(rf"{_SPAN} ?(?:x(?= ?\d)|(?:{_TIMES}|{_ONE_TIME}){_ENDS})")
_AMOUNT = re.compile(rf"{_SPAN} ?(?P<unit>h)?(?:-?ish)?{_ENDS}(?!:)")


def by_the_clock(text: str) -> bool:
    """Tell whether the plain text names times of day: "7 to 9 pm", "8 to 10 every evening"."""
    return _CLOCK.search(text) is not None


def in_minutes(text: str) -> bool:
    """Tell whether the plain text counts in minutes."""
    return _MINUTES.search(text) is not None


def _first_word(text: str) -> tuple[Word, int] | None:
    if found := _ROUND_THE_CLOCK.match(text):
        return Word(kind=Kind.VAGUE), found.end()
    for kind, pattern in ((Kind.TIMES, _COUNT), (Kind.AMOUNT, _AMOUNT)):
        if found := pattern.match(text):
            bare = kind is Kind.AMOUNT and not found["unit"]
            return _figures(found, Kind.BARE_AMOUNT if bare else kind), found.end()
    for kind, pattern, figure in _COMPILED:
        if found := pattern.match(text):
            return Word(kind=kind, low=figure, high=figure), found.end()
    return None


def _figures(found: re.Match[str], kind: Kind) -> Word:
    first, last = _figure(found["low"]), _figure(found["high"] or found["low"])
    return Word(kind=kind, low=min(first, last), high=max(first, last), falling=first > last)


def _figure(text: str) -> float:
    return float(text.replace(",", "."))


def _in_hours(text: str) -> str:
    """Return the text with every span of time as hours: "1h30" is "1.5 h", "90 min" too."""
    for pattern, put in _SPANS:
        text = pattern.sub(put, text)
    return text


def _minutes(found: re.Match[str]) -> str:
    ends = [f"{_figure(end) / 60:.2f}" for end in found.group("low", "high") if end]
    return "-".join(ends) + " h"


def _hours_and_minutes(found: re.Match[str]) -> str:
    return f"{int(found[1]) + int(found[2]) / 60:.2f} h"


_SPANS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\bfull[ -]?time\b"), f"{FULL_TIME} h a week"),
    (re.compile(r"[~≈<>=]+"), " "),
    (
        re.compile(
            r"(?:hours?|hrs?|horas?|heures?|stunden|std|godzin|saat|часов|часа|час|ч)(?![^\W\d_])"
        ),
        "h",
    ),
    (re.compile(r"(?<=\d) ?h? ?p\.?w\b"), " h a week"),
    (re.compile(r"(?<=\d) 1/2\b"), ".5"),
    (re.compile(r"(?<=h) ?[x*] ?(\d{1,2})\b(?! ?h)"), r", \1 times"),
    (re.compile(r"(?:minutes?|mins?)(?![a-z])"), "min"),
    (re.compile(r"\b(?:an|1) ?h and a half\b|\b(?:an|1|a) h,? (?:and )?half\b"), "1.5 h"),
    (re.compile(r"(?<!\d )(?<!\d)\bh and a half\b"), "1.5 h"),
    (re.compile(r"\b(\d{1,2}) (?:h )?(?:and|&) a half(?: h\b)?"), r"\1.5 h"),
    (re.compile(r"\bhalf (?:an? |of an )?h\b"), "0.5 h"),
    (re.compile(r"\b3 quarters of an h\b"), "0.75 h"),
    (re.compile(r"\b(?:a )?quarter (?:of )?an h\b"), "0.25 h"),
    (
        re.compile(r"\b(\d{1,2}) ?h(?:,? and)? ?(\d{1,2}) ?(?:min|m)?(?![a-z\d.,])"),
        _hours_and_minutes,
    ),
    (re.compile(rf"{_SPAN} ?(?:min|m)(?![a-z])"), _minutes),
    (re.compile(r"\ban h\b|\ba h\b"), "1 h"),
    (re.compile(rf"({FIGURE}) ?h ?(-|to|or) ?({FIGURE}) ?h"), r"\1-\3 h"),
    (re.compile(r"(\d)\+"), r"\1"),
)


def spoken() -> Iterator[str]:
    """Yield every word that the phrases above are made of, to put misspelt ones right."""
    for pattern in (_TIMES, _PART, _NAME, *(pattern for _, pattern, _ in _PHRASES)):
        yield from re.findall(r"[a-z]{4,}", re.sub(r"\\[a-z]|\(\?:", " ", pattern))
