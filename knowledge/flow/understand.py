"""Understanding: a typed text as the answer to a question, or to several questions at once."""

from knowledge.flow.readings import Ambiguous, Answers, Misread, Option, Outcome, Understood
from knowledge.flow.several import understand_several
from knowledge.flow.single import understand

__all__ = [
    "Ambiguous",
    "Answers",
    "Misread",
    "Option",
    "Outcome",
    "Understood",
    "understand",
    "understand_several",
]
