"""Follow-ups: a message that leans on the last answer, read together with what that was about.

The matcher is asked with the topic's words beside the message's own, and the plain reading counts
beside it. Answers near the last one count for more. The last answer itself is known already: of
what is left after it, each gets its share. All numbers here were chosen on the `fitting` half of
benchmarks/questions/follow_ups.yaml, where ranks stay the same for half and for twice of each.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answers import Answer
from knowledge.asking.leaning import Leaning, leaning
from knowledge.asking.subjects import WORD, Subjects, alike
from knowledge.matcher import Found, Match, Outcome

_NEARBY = 3.0
"""How many times more an answer near the last one counts."""

_PLAIN = 0.35
"""The part of a score that the message's plain reading gives."""

_LEAST_LEFT = 0.05
"""What is left beside the last answer counts as this much at least: less of it is noise."""

_WEAK = 0.25
"""Below this score the context has nothing to say, and the plain reading stands."""

_SURE = 0.6
"""From which share of all scores the best one is answered; below, it is offered as a choice."""

_CLEAR = 0.7
"""What the context alone must give to an answer that outweighs a confident plain reading."""

_VERY_CLEAR = 0.9
"""What the context alone must give to an answer that is not near the last one."""

_SHOWN = 4
_QUESTION_WORDS = frozenset({"how", "why", "what", "which", "where", "when", "who"})

Find = Callable[[str], Found]


@dataclass(frozen=True, kw_only=True)
class _Weighed:
    """An answer's score, and what of it comes from the context alone (0 to 1)."""

    match: Match
    score: float
    context: float


def follow_up(find: Find, subjects: Subjects, plain: Found, before: Answer) -> Found | None:
    """Read a message together with the answer before it; None where the plain reading stands.

    A confident plain reading is outweighed only by an answer near the last one, and only where the
    message says itself that it leans, or names no topic.
    """
    leans = leaning(plain.question)
    sure = plain.outcome is Outcome.ANSWER
    if leans is None or (sure and not _may_outweigh(leans, subjects)):
        return None
    instead = _instead(subjects, leans, before)
    near = subjects.siblings(before.id) if instead else subjects.near.get(before.id, frozenset())
    wordings = [instead] if instead else _wordings(subjects, leans, before)
    weighed = _weigh(_in_context(find, wordings), plain, before.id, near)
    if not weighed or weighed[0].score < _WEAK:
        return None
    share = weighed[0].score / sum(one.score for one in weighed)
    if not _speaks(weighed[0], plain, near) or (sure and share < _SURE):
        return None
    return Found(
        question=plain.question,
        outcome=Outcome.ANSWER if share >= _SURE else Outcome.CHOICES,
        matches=tuple(_shown(weighed)),
    )


def _shown(weighed: Sequence[_Weighed]) -> Iterator[Match]:
    """Yield the best matches, scored by their share of all."""
    whole = sum(one.score for one in weighed)
    for one in weighed[:_SHOWN]:
        yield replace(one.match, score=round(one.score / whole, 4))


def _may_outweigh(leans: Leaning, subjects: Subjects) -> bool:
    """Tell whether a message leans so clearly that its plain reading may be wrong."""
    points = leans.bare and leans.pointer is not None
    return leans.joined or points or subjects.topic_words.isdisjoint(leans.rest)


def _speaks(best: _Weighed, plain: Found, near: Collection[str]) -> bool:
    """Tell whether the context has found something, rather than made noise."""
    new = not plain.matches or best.match.id != plain.matches[0].id
    if plain.outcome is Outcome.ANSWER:
        return new and best.match.id in near and best.context >= _CLEAR
    return best.match.id in near or (new and best.context >= _VERY_CLEAR)


def _wordings(subjects: Subjects, leans: Leaning, before: Answer) -> Iterator[str]:
    """Yield the message with the topic in it: in the place of a pronoun, or before it all."""
    subject = subjects.of(before.id)
    if leans.pointer is not None and subject:
        yield leans.with_subject(subject)
    yield f"{before.title or subject} {' '.join(leans.rest)}"


def _instead(subjects: Subjects, leans: Leaning, before: Answer) -> str | None:
    """Return the last answer's title with the message's topic instead of its own.

    "And with a degree?" after "Time: bootcamp" is "Time: degree".
    """
    said = leans.rest
    if not leans.joined or subjects.heads.isdisjoint(said) or _QUESTION_WORDS & set(said):
        return None
    topic = " ".join(said)
    titled = list(WORD.finditer(before.title))
    for found in titled if len(titled) > 1 else ():
        if any(alike(found[0].casefold(), word) for word in subjects.words.get(before.id, ())):
            return f"{before.title[: found.start()]}{topic}{before.title[found.end() :]}"
    return None


def _in_context(find: Find, wordings: Iterable[str]) -> Mapping[str, Match]:
    """Return the best match of each answer over all wordings."""
    best: dict[str, Match] = {}
    for wording in wordings:
        for match in find(wording).matches:
            if match.id not in best or match.score > best[match.id].score:
                best[match.id] = match
    return best


def _weigh(
    context: Mapping[str, Match], plain: Found, before: str, near: Collection[str]
) -> list[_Weighed]:
    """Return every answer but the last one with its score, best first."""
    plainly = {match.id: match for match in plain.matches}
    known = context[before].score if before in context else 0.0
    left = max(1 - known, _LEAST_LEFT)
    weighed = []
    for id_, match in {**plainly, **context}.items():
        if id_ == before:
            continue
        alone = min(context[id_].score / left, 1.0) if id_ in context else 0.0
        score = (1 - _PLAIN) * alone + _PLAIN * (plainly[id_].score if id_ in plainly else 0.0)
        score *= _NEARBY if id_ in near else 1.0
        weighed.append(_Weighed(match=match, score=score, context=alone))
    return sorted(weighed, key=lambda one: (-one.score, one.match.id))
