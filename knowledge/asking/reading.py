"""Reading: what a message asks, once what was said before it is taken into account."""

from dataclasses import dataclass

from knowledge.answers import Answer
from knowledge.asking.follow_up import follow_up
from knowledge.asking.leaning import wants_more, wonders
from knowledge.asking.several import several
from knowledge.library import Track
from knowledge.matcher import Found, Outcome

_PERHAPS_URGENT = 0.3
"""From this score of an urgent answer on, nothing said before bends what the message says."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a message is understood.

    `about` is the answer that it leans on; None where it stands on its own. `more` tells that it
    asks for what goes on from there. `also` is what its further questions came to, `left` those
    that are not answered. `instead` is the answer that it means on its own, where what
    was said before outweighed that.
    """

    found: Found
    about: Answer | None = None
    more: bool = False
    also: tuple[Found, ...] = ()
    left: tuple[str, ...] = ()
    instead: str | None = None


def read(track: Track, found: Found, before: str | None) -> Reading:
    """Read a message that the matcher was asked for, after the answer with the id `before`."""
    if _may_be_urgent(track, found):
        return Reading(found=found)
    split = several(track.matcher.find, found, track.subjects.topic_words)
    if split is not None:
        found, *also = sorted(split.answered, key=lambda one: not _may_be_urgent(track, one))
        if _may_be_urgent(track, found):
            return Reading(found=found)
        if also or split.left:
            return Reading(found=found, also=tuple(also), left=split.left)
    about = track.answer(before) if before is not None else None
    return Reading(found=found) if about is None else _after(track, found, about)


def _after(track: Track, found: Found, about: Answer) -> Reading:
    """Read a message with one question after an answer."""
    if wants_more(found.question):
        return Reading(found=found, about=about, more=True)
    instead = found.matches[0].id if found.outcome is Outcome.ANSWER else None
    leant = follow_up(track.matcher.find, track.subjects, found, about)
    if leant is None and wonders(found.question):
        return Reading(found=found, about=about, more=True, instead=instead)
    if leant is None:
        return Reading(found=found)
    if found.matches and leant.matches[0].id == found.matches[0].id:
        return Reading(found=leant)  # what came before made it surer, and nothing else
    return Reading(found=leant, about=about, instead=instead)


def _may_be_urgent(track: Track, found: Found) -> bool:
    likely = (match.id for match in found.matches if match.score >= _PERHAPS_URGENT)
    return any((answer := track.answer(id_)) is not None and answer.urgent for id_ in likely)
