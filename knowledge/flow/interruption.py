"""Interruption: whether what is typed in the middle of a flow is a question of the person's own.

A message with a question in it is a question first, even if it holds a number ("27 is too old?").
It is an answer all the same where it is nothing but one: "6?", "Python?", "how about 10 hours".
"""

import re
from datetime import date

from knowledge.flow.choices import exactly, hear
from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.phrases import COMMA, QUESTION_MARK, STOP, words
from knowledge.flow.readings import Misread
from knowledge.flow.single import PROPOSAL, understand
from knowledge.flow.skipping import skips
from knowledge.flow.small_words import lexicon

_ANY_DAY = date(2031, 7, 1)
"""Whether a text is a date doesn't hang on today."""

_MARK = re.compile(QUESTION_MARK)
_CLAUSE = re.compile(rf"(?:[,;.!\n:\N{{EN DASH}}\N{{EM DASH}}]|{QUESTION_MARK})+(?=\s|$)")

_LEAST_WORDS = 3
"""A free text of fewer words is a name ("Will Young"), not a question."""

_POLITE = lexicon(
    "so and but ok okay well hi hello hey um hmm sorry please wait actually also question first"
    " one quick pls plz btw anyway just thanks thank you bro sir dear yes no yeah yep nope"
)
_ASKING = lexicon(
    "what whats wat wht waht why whys how hows hwo which whose who whos where wheres whom"
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
_JUDGING = lexicon(
    "ok okay enough good fine bad possible realistic real normal hard late worth best"
)
"""Words at the end of "10 hours enough?", by which an answer is put up for judgement."""


_TELLING = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|u) |please |pls )*"
    r"(?:tell me|explain|define|describe|show me|teach me|help me (?:understand|with|choose|decide)"
    r"|i (?:want|need|would like|wanted|wanna) to (?:know|ask|understand)|i wonder|im wondering"
    r"|wondering|any (?:idea|tips|advice)|difference between|the difference between|meaning of"
    r"|i have (?:question|doubt)|may i ask|let me ask|do you know)\b"
)
_AGAINST = re.compile(r"\b\w+ (?:vs|versus) \w+")


def asks_first(question: Question, text: str) -> bool:
    """Tell whether a text holds a question to be answered before the flow's own is asked again."""
    bare = _MARK.sub(" ", text).strip()
    if not words(text) or skips(question, bare) or exactly(question.choices, words(bare)):
        return False
    proposed = text if question.kind in CHOOSING else PROPOSAL.sub("", text)
    clauses = [_without_polite(words(clause)) for clause in _CLAUSE.split(proposed)]
    if question.kind is Kind.TEXT:
        clauses = [clause for clause in clauses if len(clause) >= _LEAST_WORDS or "why" in clause]
    if any(
        _asks(clause, strictly=place > 0) or _asks_within(clause)
        for place, clause in enumerate(clauses)
    ):
        return True
    return bool(_MARK.search(text)) and not _is_answer(question, bare)


def _is_answer(question: Question, bare: str) -> bool:
    """Tell whether a text that had a question mark is nothing but an unsure answer."""
    said = words(bare)
    if question.kind is Kind.TEXT:
        return len(said) < _LEAST_WORDS
    if _JUDGING.intersection(said[-2:]):
        return False
    if question.kind in CHOOSING:
        heard = hear(question.choices, bare)
        named = len(heard.chosen) == 1 or heard.everything or heard.nothing
        return named and not (heard.stray or heard.unread or heard.beyond)
    read = understand(question, bare, today=_ANY_DAY)
    return not isinstance(read, Misread) or read.attempted


def _without_polite(said: list[str]) -> list[str]:
    rest = list(said)
    while rest and (rest[0] in _POLITE or rest[0] in {COMMA, STOP}):
        rest = rest[1:]
    return rest


def _asks(said: list[str], *, strictly: bool) -> bool:
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


def _asks_within(said: list[str]) -> bool:
    """Tell whether a question begins in the middle: "I'm 45 am I too old"."""
    for before, word, behind in zip(said, said[1:], said[2:], strict=False):
        if word in _AUXILIARY and behind in _SPEAKERS and before not in _ECHO:
            return True
        if word in _OPENING and (behind in _NOW or behind in _AMOUNT):
            return True
    return said[-1:] == ["why"]
