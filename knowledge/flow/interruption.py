"""Interruption: whether what is typed in the middle of a flow is a question of the person's own.

A message with a question in it is a question first, even if it holds a number ("27 is too old?").
It is an answer all the same where it is nothing but one: "6?", "Python?", "how about 10 hours".
"""

from datetime import date

from knowledge.asking.clauses import CLAUSE_END, MARK, asks, asks_within, without_polite
from knowledge.flow.choices import exactly, hear
from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.phrases import words
from knowledge.flow.readings import Misread
from knowledge.flow.single import PROPOSAL, is_subject_only, understand
from knowledge.flow.skipping import skips
from knowledge.flow.small_words import lexicon

_ANY_DAY = date(2031, 7, 1)
"""Whether a text is a date doesn't hang on today."""

_LEAST_WORDS = 3
"""A free text of fewer words is a name ("Will Young"), not a question."""

_JUDGING = lexicon(
    "ok okay enough good fine bad possible realistic real normal hard late worth best"
)
"""Words at the end of "10 hours enough?", by which an answer is put up for judgement."""


def asks_first(question: Question, text: str) -> bool:
    """Tell whether a text holds a question to be answered before the flow's own is asked again."""
    bare = MARK.sub(" ", text).strip()
    if MARK.search(text) and is_subject_only(question, bare):
        return True
    if not words(text) or skips(question, bare) or exactly(question.choices, words(bare)):
        return False
    proposed = text if question.kind in CHOOSING else PROPOSAL.sub("", text)
    clauses = [without_polite(words(clause)) for clause in CLAUSE_END.split(proposed)]
    if question.kind is Kind.TEXT:
        clauses = [clause for clause in clauses if len(clause) >= _LEAST_WORDS or "why" in clause]
    if any(
        asks(clause, strictly=place > 0) or asks_within(clause)
        for place, clause in enumerate(clauses)
    ):
        return True
    return bool(MARK.search(text)) and not _is_answer(question, bare)


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
