"""Clauses: whether a piece of a text asks something, with or without a question mark."""

import re

from knowledge.flow.phrases import COMMA, QUESTION_MARK, STOP
from knowledge.flow.small_words import lexicon

MARK = re.compile(QUESTION_MARK)
"""A question mark, as people type it."""

CLAUSE_END = re.compile(rf"(?:[,;.!\n:\N{{EN DASH}}\N{{EM DASH}}]|{QUESTION_MARK})+(?=\s|$)")
"""What ends a clause."""

_POLITE = lexicon(
    "so and but ok okay well hi hello hey um hmm sorry please wait actually also question first"
    " one quick pls plz btw anyway just thanks thank you bro sir dear yes no yeah yep nope"
    " bruh dude yo ngl tbh lol lmao haha omg"
)
_ASKING = lexicon(
    "what whats wat wht waht why whys how hows hwo which whose who whos where wheres whom"
    " wdym wym wtf wats"
)
_CONTRACTED = lexicon("whats whys hows whos wheres")
_TO_BE = lexicon("is are am was were does isnt arent doesnt")
_AUXILIARY = _TO_BE | lexicon(
    "do did can could should would will may must shall has have dont didnt cant couldnt shouldnt"
    " wouldnt wont"
)
_SUBJECT = lexicon(
    "i it this that these those you u we they he she there any anyone anybody someone people"
    " everyone everybody your one most many"
)
_MEASURED = lexicon("much many long often far hard old about kind if to come big fast")
"""What stands behind "how" and "what" in a question about amounts."""

_SPEAKERS = lexicon("i you u we it that this")
_ECHO = lexicon("so as neither nor than what how which all that this it thats its")
"""Words before "do I" that make no question of it: "neither do I"."""
_OPENING = lexicon("what how why which whats hows")
_NOW = lexicon("is are do does can should am")
_AMOUNT = lexicon("much many long")
_TELLING = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|u) |please |pls )*"
    r"(?:tell me|explain|define|describe|show me|teach me|help me (?:understand|with|choose|decide)"
    r"|i (?:want|need|would like|wanted|wanna) to (?:know|ask|understand)|i wonder|im wondering"
    r"|wondering|any (?:idea|tips|advice)|difference between|the difference between|meaning of"
    r"|i (?:still )?(?:dont|do not|cant|didnt)(?: really)? understand"
    r"(?= (?!it\b|this\b|that\b|you\b|u\b|question\b)\w)"
    r"|i have (?:question|doubt)|may i ask|let me ask|do you know)\b"
)
_AGAINST = re.compile(r"\b\w+ (?:vs|versus) \w+")


def without_polite(said: list[str]) -> list[str]:
    """Return the words behind a greeting and the like."""
    rest = list(said)
    while rest and (rest[0] in _POLITE or rest[0] in {COMMA, STOP}):
        rest = rest[1:]
    return rest


def asks(said: list[str], *, strictly: bool) -> bool:
    """Tell whether a clause without its question mark asks something.

    Strictly: not where "what" or "how" may as well go on with an answer ("6, what I can do").
    """
    joined = " ".join(said)
    if _TELLING.match(joined) or _AGAINST.search(joined):
        return True
    match said:
        case [word, behind, *_] if word in _AUXILIARY:
            return behind in _SUBJECT or behind.isdecimal() or word in _TO_BE
        case ["when", behind, *_] if behind in _AUXILIARY:
            return True
        case [word, *_] if word in _ASKING and not strictly:
            return True
        case [word, behind, *_] if word in _ASKING:
            return word in _CONTRACTED or behind in _AUXILIARY or behind in _MEASURED
    return False


def asks_within(said: list[str]) -> bool:
    """Tell whether a question begins in the middle: "I'm 45 am I too old"."""
    for before, word, behind in zip(said, said[1:], said[2:], strict=False):
        if word in _AUXILIARY and behind in _SPEAKERS and before not in _ECHO:
            return True
        if word in _OPENING and (behind in _NOW or behind in _AMOUNT):
            return True
    return said[-1:] == ["why"]
