"""Votes: whether an answer helped, asked under it, counted of all people together.

A person votes once on an answer. Their record holds that they did, not how.
"""

from dataclasses import replace

from handlers.turn import Button, Decision, Edit, Reply, Rows, Tapped, Text, Turn
from knowledge.answers import Answer
from storage.counts import Voted

KEPT = 200
"""Answers at most of which a record holds that they were voted on: half of what a track has."""

_HELPFUL, _UNHELPFUL = "y", "n"


def row(turn: Turn, answer: Answer) -> Rows:
    """Return the one row of buttons that asks; none where it was answered, or is out of place."""
    if answer.urgent or answer.topic in turn.track.unrated or answer.id in turn.record.voted:
        return ()
    label = turn.messages.label
    yes = Button(label=label("votes.helpful"), data=f"v:{_HELPFUL}:{answer.id}")
    no = Button(label=label("votes.unhelpful"), data=f"v:{_UNHELPFUL}:{answer.id}")
    return ((yes, no),)


def tapped(turn: Turn) -> Decision:
    """Count a vote, once a person and answer, and put thanks in the place of its buttons."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    _, vote, wanted = (*data.split(":", 2), "", "")[:3]
    answer = turn.track.answer(wanted)
    if answer is None or vote not in {_HELPFUL, _UNHELPFUL}:
        return turn.stay(Text(html=turn.messages.fill("questions.gone")))
    helpful = vote == _HELPFUL
    thanks = _thanks(turn, helpful=helpful)
    if answer.id in turn.record.voted:
        return turn.stay(*thanks)
    voted = Voted(track=turn.track.id, answer=answer.id, helpful=helpful)
    record = replace(turn.record, voted=(*turn.record.voted, answer.id)[-KEPT:])
    return Decision(record=record, replies=thanks, counts=(voted,))


def _thanks(turn: Turn, *, helpful: bool) -> tuple[Reply, ...]:
    """Thank in the answer's own message; in a new one where that is edited already, or can't be."""
    thanks = turn.messages.fill("votes.thanks" if helpful else "votes.thanks_all_the_same")
    tap = turn.happened
    if not isinstance(tap, Tapped) or tap.message is None:
        return (Text(html=thanks),)
    rows = tuple(row for row in tap.rows if not _asks(row))
    if rows == tap.rows:  # it was thanked there already
        return (Text(html=thanks),)
    return (Edit(message=tap.message, html=f"{tap.html}\n\n{thanks}", rows=rows),)


def _asks(row: tuple[Button, ...]) -> bool:
    return any(button.data.startswith("v:") for button in row)
