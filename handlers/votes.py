"""Votes: whether an answer helped, asked under it, counted of all people together.

A person votes once on an answer. Their record holds that they did, not how.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from handlers.adapter import Conversation
from handlers.turn import Button, Decision, Edit, Reply, Rows, Tapped, Text, Turn
from knowledge.answers import Answer
from knowledge.messages import Html
from storage.counts import Voted

Shown: TypeAlias = Callable[[Turn, Answer], tuple[Html, Rows]]
"""How an answer is seen by a person, with the buttons of what may follow."""

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


def tapped(shown: Shown) -> Conversation:
    """Count a vote, once a person and answer, and put thanks in the place of its buttons."""

    def decide(turn: Turn) -> Decision:
        data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
        _, vote, wanted = (*data.split(":", 2), "", "")[:3]
        answer = turn.track.answer(wanted)
        if answer is None or vote not in {_HELPFUL, _UNHELPFUL}:
            return turn.stay(Text(html=turn.messages.fill("questions.gone")))
        helpful = vote == _HELPFUL
        thanked = _thanked(turn, shown(turn, answer), helpful=helpful)
        if answer.id in turn.record.voted:
            return turn.stay(thanked)
        voted = Voted(track=turn.track.id, answer=answer.id, helpful=helpful)
        record = replace(turn.record, voted=(*turn.record.voted, answer.id)[-KEPT:])
        return Decision(record=record, replies=(thanked,), counts=(voted,))

    return decide


def _thanked(turn: Turn, shown: tuple[Html, Rows], *, helpful: bool) -> Reply:
    """Thank in the answer's own message; in a new one where that can't be edited any more."""
    thanks = turn.messages.fill("votes.thanks" if helpful else "votes.thanks_all_the_same")
    if turn.tapped_message is None:
        return Text(html=thanks)
    html, rows = shown
    return Edit(message=turn.tapped_message, html=f"{html}\n\n{thanks}", rows=rows)
