"""Several: a message with several questions, each of which is answered."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from knowledge.asking.leaning import leaning
from knowledge.asking.parts import parts, ungreeted
from knowledge.matcher import Found, Outcome

MOST = 3
"""Answers that are given to one message: more is a wall of text."""

Find = Callable[[str], Found]


@dataclass(frozen=True, kw_only=True)
class Several:
    """What the questions of a message came to, in their order; `left` are those not answered."""

    answered: tuple[Found, ...]
    left: tuple[str, ...] = ()


def several(find: Find, plain: Found, topic_words: Collection[str]) -> Several | None:
    """Read a message in parts; None where it is read better as a whole.

    It has several questions if two parts or more have sure answers that differ, and none of these
    leans on another. One part alone counts if it is surer than the whole, or all that this was
    answered by: around it stands a greeting, a story, or another question, which is left.
    `topic_words` are those that name a topic.
    """
    asked = parts(plain.question)
    if not asked or asked == (plain.question.strip(),):
        return None
    if asked == (ungreeted(plain.question),):
        return _greeted(find(asked[0]), plain)
    founds = [find(part) for part in asked]
    standing = [found for found in founds if not _leans(found.question, topic_words)]
    sure = _distinct([found for found in standing if found.outcome is Outcome.ANSWER])
    if len(sure) > 1:
        answered = tuple(sure[:MOST])
        ids = {_id(found) for found in answered}
        left = [one.question for one in founds if one not in standing or _id(one) not in ids]
        return Several(answered=answered, left=tuple(left))
    best = max(founds, key=_rank)
    if len(standing) < len(founds) or not _is_as_sure(best, plain):
        return None
    unanswered = (one.question for one in founds if one is not best and _id(one) != _id(best))
    return Several(answered=(best,), left=tuple(unanswered))


def _is_as_sure(best: Found, plain: Found) -> bool:
    """Tell whether a part is surer than the whole, or is what the whole was answered by."""
    return _rank(best) > _rank(plain) or (bool(_id(best)) and _id(best) == _id(plain))


def _greeted(found: Found, plain: Found) -> Several | None:
    """Take what follows a greeting for the message, unless it is clearer with the greeting."""
    sure = found.outcome is Outcome.ANSWER
    return Several(answered=(found,)) if sure or _rank(found) > _rank(plain) else None


def _leans(part: str, topic_words: Collection[str]) -> bool:
    """Tell whether a part needs another one: it points to it, or names no topic."""
    leans = leaning(part)
    if leans is None:
        return False
    points = leans.bare and leans.pointer is not None
    return points or not set(leans.rest) & set(topic_words)


def _distinct(founds: Sequence[Found]) -> list[Found]:
    """Return the first of those with the same answer."""
    first: dict[str, Found] = {}
    for found in founds:
        first.setdefault(_id(found), found)
    return list(first.values())


def _id(found: Found) -> str:
    return found.matches[0].id if found.outcome is Outcome.ANSWER else ""


def _rank(found: Found) -> int:
    return (Outcome.UNKNOWN, Outcome.CHOICES, Outcome.ANSWER).index(found.outcome)
