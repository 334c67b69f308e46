"""Plain texts: a name or the like, without the words that people type around it."""

import re
import unicodedata
from collections.abc import Sequence

from knowledge.flow.correction import corrected
from knowledge.flow.model import Question
from knowledge.flow.readings import Misread, Outcome, Understood
from knowledge.flow.small_words import lexicon

LONGEST_TEXT = 64
"""Characters of a free text where its question sets no limit."""

_ENDS = " .,!;?"
_BLANKS = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}
"""Letters and signs that nobody sees."""

_AGREED = lexicon("yes|yeah|yep|yup|ok|okay|sure|fine|yes please|of course|hmm|um|maybe", apart="|")
_DENIED = lexicon("not never dont don't")
_NO_NAMES = _DENIED | lexicon(
    "a an the in from at so very new learning looking working studying trying going interested"
    " ready unemployed currently still just"
)
"""Words that no name begins with after "I am": "I am a student"."""

_SPEAKERS = lexicon("i i'm im we you it how what my the this there can please")
_SENTENCE = 3
_CORRECTION = 6
"""Words up to which a text may be a name that is put right: "ann, sorry, anna"."""


def read_text(question: Question, text: str) -> Outcome:
    """Return what a text in one line comes to; a sentence about something else is asked about."""
    said = (corrected(text) or text) if len(text.split()) <= _CORRECTION else text
    value = _stripped(said, question.strip, question.strip_end)
    limit = question.limit or LONGEST_TEXT
    if not is_visible(value):
        return Misread(reason="flow.misread.text.nothing")
    agreed = text.casefold().rstrip(_ENDS) in _AGREED
    if question.strip and (agreed or _is_no_name(value, stripped=value != said.rstrip(_ENDS))):
        return Misread(reason="flow.misread.text.unclear")
    if len(value) > limit:
        return Misread(reason="flow.misread.text.long", fills={"limit": limit})
    return Understood(value=value)


def is_visible(text: str) -> bool:
    """Tell whether a letter, a figure or an emoji can be seen."""
    return any(
        unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "So"
        for sign in text
        if sign not in _BLANKS
    )


def _is_no_name(value: str, *, stripped: bool) -> bool:
    """Tell whether words are rather a sentence: "I am a student", "not Ann"."""
    said = value.casefold().replace("’", "'").split()
    if said[0] in (_NO_NAMES if stripped else _DENIED) and len(said) > 1:
        return True
    return len(said) >= _SENTENCE and said[0] in _SPEAKERS


def _stripped(text: str, beginnings: Sequence[str], ends: Sequence[str]) -> str:
    """Return the text without the beginnings and ends it has, and without the signs at its end."""
    if _plain(text) in {_plain(beginning) for beginning in beginnings}:
        return ""
    name = text
    for beginning in sorted(beginnings, key=len, reverse=True) * 2:  # "hi, I'm" has two
        found = re.match(rf"{_pattern(beginning)}(?!\w)[\s:,]*", name, re.IGNORECASE)
        if found and is_visible(name[found.end() :]):
            name = name[found.end() :]
    for end in sorted(ends, key=len, reverse=True):
        found = re.search(rf"[\s,]+{_pattern(end)}[\s.!]*$", name, re.IGNORECASE)
        if found and is_visible(name[: found.start()]):
            name = name[: found.start()]
    return name.rstrip(_ENDS) or name


def _pattern(words: str) -> str:
    return re.escape(words).replace("'", "['’]?")


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text.casefold())
