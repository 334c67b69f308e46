"""Promises: what a person says that they will do, with the day that they name.

"i'll do two exercises tonight", "tomorrow i will finish the git chapter", "remind me to push my
project on friday". A question is none, nor is a plain future ("i will be away tomorrow"), nor what
is to come again and again, since a promise is brought up once.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.flow.parsers.wording import LONGEST, plain, repaired
from knowledge.reminding.named_day import NamedDay, named_day
from knowledge.schedule.spoken_days import DAY_WORDS

_AHEAD, _AHEAD_WISHED = timedelta(days=31), timedelta(days=366)
"""How far ahead a promise may lie; further ahead only where a reminder of it is wished."""

_MOST_SENTENCES = 4
_VOCABULARY = DAY_WORDS | {"tonight", "today", "afternoon", "remind", "reminder", "promise"}

_SMALL = (
    r"(?:(?:ok|okay|k|so|well|yes|yeah|yep|hey|hi|hello|then|and|but|alright|good|fine|sure|thanks"
    r"|no|oh|sorry|i think|i guess|i hope|i say|maybe|probably|definitely|let's see) )*"
)
_I = r"(?:i am|i'm|im|am)"
_FIRMLY = (
    rf"(?:i (?:will|shall|promise to|promise that i will|promise i'll)|i'll|ill|{_I} going to"
    rf"|{_I} gonna|imma|gonna|going to|will)"
)
_LOOSELY = (
    r"(?:i (?:want|plan|intend|hope|need|have|aim|would like|'d like) to|i wanna|i'd like to"
    rf"|i must|i gotta|{_I} planning to|planning to|{_I}(?= (?:doing|finishing|starting|building"
    r"|reading|writing|learning|studying|practi[cs]ing|pushing|fixing|working on)\b))"
)
_LEAD = re.compile(rf"{_SMALL}(?:(?P<firm>{_FIRMLY})|{_LOOSELY})(?: be(?= \w+ing\b))? (?P<body>.+)")
_WISH = re.compile(
    rf"{_SMALL}(?:(?:can|could|will|would) (?:you|u) )?(?:please |pls )?(?:can you )?"
    r"(?:remind me(?: again)?(?: please)?|(?:don't|dont|do not) let me forget"
    r"|(?:set|make|create|add) (?:me )?(?:a |an )?reminder)"
    r" (?:to|that i (?:have to|need to|should|must|want to|will|am going to)|about) (?P<body>.+)"
)
_QUESTION = re.compile(
    r"(?:how|what|whats|what's|why|who|which|where|when|is|are|am|do|does|did|should|can|could|may"
    r"|will|would|or|and|but)\b"
)

_HOW = r"(?:(?:just|only|really|also|then|definitely|try to|be able to|start to) )*"
_NO_DEED = re.compile(
    rf"{_HOW}(?:(?:be|am)\b(?! (?:\w+ing|done|finished)\b)|have\b(?! a (?:look|go|try)\b)"
    r"|(?:need|want|know|feel|hope|guess|fail|miss|die|kill|hurt|end (?:it|my)|cry|quit|resign"
    r"|give up|stop|pause|skip|sleep|rest|never|not|no|take a (?:break|day)|go to (?:bed|sleep)"
    r"|become|likely|probably)\b|(?:bed|home|work|school|see(?: you| u)?)$)"
)
_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:every|each|daily|weekly|everyday|always|(?:mon|tues|wednes|thurs|fri|satur|sun)days"
    r"|week ?days?|week ?ends|times? a (?:day|week)|twice|(?:morn|even)ings)\b"
)
_ASKS = re.compile(
    r"\b(?:but|and|so|or) (?:how|what|where|which|why|when|who|is|are|should|can|could|do|does|will"
    r"|would)\b|\bwhat (?:should|do|can) i\b|\bremind me (?:how|what|why|of)\b"
)
_EDGES = " ,.;:!?-\N{EN DASH}\N{EM DASH}\"'()"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What was said, in the person's own words, and for which day; None: for no day in particular.

    It is `wished` where a reminder of it was asked for, and `firm` where it was said plainly: what
    is only planned may rather be a question. `besides` is what else the text says.
    """

    text: str
    day: date | None
    wished: bool
    firm: bool
    besides: str = ""


@dataclass(frozen=True, kw_only=True)
class _Word:
    """A word as it was typed, and as it is understood."""

    typed: str
    read: str


def read_promise(text: str, today: date) -> Promise | None:
    """Return what a person says that they will do; None where they say anything else."""
    sentences = [one for one in re.split(r"(?<=\w\w)[.!;]+\s+|\n+", text) if one.strip(_EDGES)]
    if len(sentences) > _MOST_SENTENCES:
        return None
    for number, sentence in enumerate(sentences):
        found = _in_sentence(sentence, today)
        if found is not None:
            besides = ". ".join(sentences[:number] + sentences[number + 1 :])
            asks = "?" in besides or ("?" in sentence and not found.wished)
            return None if asks else replace(found, besides=besides)
    return None


def _in_sentence(sentence: str, today: date) -> Promise | None:
    words = _words(sentence)
    said = _read(words)
    if _AGAIN_AND_AGAIN.search(said) or _ASKS.search(said):
        return None
    named = named_day(said, today)
    rest = words if named is None else _without(words, named)
    found = _WISH.fullmatch(_read(rest)) or _LEAD.fullmatch(_read(rest))
    if found is None:
        return _noted(words, named)
    wished = found.re is _WISH
    if not wished and (named is None or _NO_DEED.match(found["body"])):
        return None
    return _promise(
        text=_typed(_from(rest, found.start("body"))),
        day=named.day if named is not None else None,
        wished=wished,
        firm=wished or found["firm"] is not None,
        ahead=today + (_AHEAD_WISHED if wished else _AHEAD),
    )


def _noted(words: list[_Word], named: NamedDay | None) -> Promise | None:
    """Read "tomorrow: the git chapter", a day as the title of a note."""
    if named is None or named.start > 0:
        return None
    rest = _without(words, named)
    title = words[: len(words) - len(rest)]
    if not title or not title[-1].typed.endswith(":") or _QUESTION.match(_read(rest)):
        return None
    text = _typed(rest)
    return Promise(text=text, day=named.day, wished=False, firm=True) if text else None


def _promise(
    *, text: str, day: date | None, wished: bool, firm: bool, ahead: date
) -> Promise | None:
    if not text or (day is not None and day > ahead):
        return None
    return Promise(text=text, day=day, wished=wished, firm=firm)


def _words(sentence: str) -> list[_Word]:
    """Return the words of a sentence; none of too long a one, which is a story."""
    if len(sentence) > LONGEST:
        return []
    read = ((typed, "".join(plain(typed).split())) for typed in sentence.split())
    return [_Word(typed=typed, read=repaired(one, _VOCABULARY)) for typed, one in read]


def _read(words: list[_Word]) -> str:
    return " ".join(word.read for word in words)


def _typed(words: list[_Word]) -> str:
    return " ".join(word.typed for word in words).strip(_EDGES)


def _from(words: list[_Word], offset: int) -> list[_Word]:
    """Return the words from an offset of what is read on."""
    return words[_read(words)[:offset].count(" ") :]


def _without(words: list[_Word], named: NamedDay) -> list[_Word]:
    """Return the words without those that name the day."""
    said = _read(words)
    first = said[: named.start].count(" ")
    after = (
        first + len(said[named.start : named.end].split(" ")) if named.end > named.start else first
    )
    return words[:first] + words[after:]
