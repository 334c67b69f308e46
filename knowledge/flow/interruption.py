"""Interruption: whether what is typed in the middle of a flow is a question of the person's own.

A message with a question in it is a question first, even if it holds a number ("27 is too old?").
It is an answer all the same where it is nothing but one: "6?", "Python?", "how about 10 hours".
"""

import re
from datetime import date

from knowledge.flow.choices import exactly, hear
from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.phrases import COMMA, STOP, words
from knowledge.flow.readings import Understood
from knowledge.flow.single import understand
from knowledge.flow.skipping import skips

_ANY_DAY = date(2031, 7, 1)
"""Whether a text is a date doesn't hang on today."""

_MARK = re.compile(r"[?？؟⁇⁈⁉]")
_CLAUSE = re.compile(r"[,;.!?？؟\n:–—]+(?=\s|$)")

_LEAST_WORDS = 3
"""A free text of fewer words is a name ("Will Young"), not a question."""

_POLITE = frozenset(
    "so and but ok okay well hi hello hey um hmm sorry please wait actually also question first"
    " one quick pls plz btw anyway just thanks thank you bro sir dear yes no yeah yep nope".split()
)
_ASKING = frozenset(
    "what whats wat wht waht why whys how hows hwo which whose who whos where wheres whom".split()
)
_CONTRACTED = frozenset("whats whys hows whos wheres".split())
_TO_BE = frozenset("is are am was were does isnt arent doesnt".split())
_AUXILIARY = _TO_BE | frozenset(
    "do did can could should would will may must shall has have dont didnt cant couldnt shouldnt"
    " wouldnt wont".split()
)
_SUBJECT = frozenset(
    "i it this that these those you u we they he she there any anyone anybody someone people"
    " everyone everybody your one most many".split()
)
_MEASURED = frozenset("much many long often far hard old about kind if to come big fast".split())
"""What stands behind "how" and "what" in a question about amounts."""

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
    if not words(text) or _is_answer(question, text):
        return False
    if _MARK.search(text):
        return True
    clauses = [_without_polite(words(clause)) for clause in _CLAUSE.split(text)]
    if question.kind is Kind.TEXT:
        clauses = [clause for clause in clauses if len(clause) >= _LEAST_WORDS]
    return any(_asks(clause, strictly=place > 0) for place, clause in enumerate(clauses))


def _is_answer(question: Question, text: str) -> bool:
    """Tell whether a text is nothing but an answer, question marks aside."""
    bare = _MARK.sub(" ", text).strip()
    if skips(question, bare):
        return True
    if question.kind in CHOOSING:
        return exactly(question.choices, bare) is not None or _only_names(question, text)
    if question.kind is Kind.TEXT:
        return bare == text.strip() and len(words(bare)) == 1
    if question.kind is Kind.PLACE and _asks(_without_polite(words(bare)), strictly=False):
        return False
    return isinstance(understand(question, bare, today=_ANY_DAY), Understood)


def _only_names(question: Question, text: str) -> bool:
    """Tell whether a text names choices and says nothing else: "python and sql", "pyhton?"."""
    if _asks(_without_polite(words(text)), strictly=False):
        return False
    heard = hear(question.choices, text)
    if _MARK.search(text) and len(heard.chosen) > 1:
        return False
    said = heard.chosen or heard.everything or heard.nothing
    return bool(said) and not (heard.stray or heard.unread or heard.beyond)


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
        case [word, behind, *_] if word in _AUXILIARY and (behind in _SUBJECT or word in _TO_BE):
            return True
        case ["when", behind, *_] if behind in _AUXILIARY:
            return True
        case [word, *_] if word in _ASKING and not strictly:
            return True
        case [word, behind, *_] if word in _ASKING:
            return word in _CONTRACTED or behind in _AUXILIARY or behind in _MEASURED
    return False
