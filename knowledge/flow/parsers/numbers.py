"""Numbers as people type them: in digits of any script or in words, about, or from one to another.

Number words are read by text2num; misspelt ones are put right first with rapidfuzz.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from knowledge.flow.parsers.wording import NUMBER_WORDS, digits, plain, repaired

MOST_DIGITS = 9
"""A whole number with more digits is a telephone number, or a joke."""

FIGURE = r"\d+(?:[.,]\d{1,2}(?!\d))?"
"""A number in a text whose thousands were joined: a point or a comma may set off decimals."""

_BEFORE = re.compile(
    r"^(?:(?:about|around|approx(?:imately)?|roughly|circa|ca|nearly|almost|maybe|probably|perhaps"
    r"|like|i think|i guess|i'?d say|say|just|only|some|it'?s|it is|i'?m|i am|i have|i've got"
    r"|at least|at most|up to|more than|less than|over|under|max|min|exactly|well|hmm|um|from"
    r"|between)\b[ .:,]*|[~≈<>=]+ ?)+"
)
_AFTER = re.compile(
    r" ?(?:(?<![a-z])(?:or so|ish|h|hrs?|hours?|y|yrs?|years?(?: old)?|yo|days?|weeks?"
    r"|months?|minutes?|mins?|times|percent|please|i think|i guess|maybe|about|roughly)\b|%|\+)$"
)
_RANGE = re.compile(rf"({FIGURE}) ?(?:-|\.\.\.?|…|to|till|or|and|up to) ?({FIGURE})")


def read_number(text: str) -> int | tuple[int, int] | None:
    """Return the whole number that the text gives, the two ends of a range, or None.

    A decimal rounds to the nearest whole, halves up: "1.5" is 2. Negative numbers, more than
    nine digits, and words that don't belong to a number give None.
    """
    bare = _bare(joined(digits(repaired(plain(text), NUMBER_WORDS))))
    if re.fullmatch(FIGURE, bare):
        return whole(bare)
    ends = _RANGE.fullmatch(bare)
    if ends is None:
        return None
    low, high = whole(ends[1]), whole(ends[2])
    if low is None or high is None:
        return None
    return low if low == high else (min(low, high), max(low, high))


def joined(text: str) -> str:
    """Return the text with thousands joined: "1,000", "1 000" and "10k" are 1000 and 10000."""
    without = re.sub(r"(?<![\d.,])(\d{1,3})(?:[,' ]\d{3})+(?![\d,.])", _join, text)
    return re.sub(r"\b(\d{1,6}) ?k\b", r"\g<1>000", without)


def _join(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def whole(figure: str) -> int | None:
    """Return a figure rounded to the nearest whole, halves up; None if it has too many digits."""
    if len(re.split(r"[.,]", figure)[0]) > MOST_DIGITS:
        return None
    return int(Decimal(figure.replace(",", ".")).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _bare(text: str) -> str:
    bare = _BEFORE.sub("", text)
    while (shorter := _AFTER.sub("", bare)) != bare:
        bare = shorter
    # "10 hours to 12 hours" names its unit twice.
    return re.sub(r"(?<=\d) ?(?:h|hrs?|hours?|years?|days?)(?= ?(?:-|to|or|and))", "", bare).strip()
