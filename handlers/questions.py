"""Free questions: an answer with its sources, a short choice, or an honest unknown."""

from collections.abc import Iterable
from dataclasses import replace

from handlers import for_me, votes
from handlers.turn import Button, Decision, Rows, Said, Tapped, Text, Turn
from knowledge.answers import Answer
from knowledge.asking.context import is_fresh
from knowledge.asking.reading import Reading, read
from knowledge.asking.script import is_chance, is_foreign
from knowledge.flow.words import country_name
from knowledge.library import Track
from knowledge.markup import escape
from knowledge.masking import masked
from knowledge.matcher import Found, Outcome
from knowledge.messages import Html
from storage.counts import Asked, Count

_SHOWN = 4
_LABEL = 60
_NEAR = 0.1
"""Below this score of the best answer nothing is near: off topic, or in another language."""


def said(turn: Turn) -> Decision:
    """Answer what the person wrote."""
    text = turn.happened.text if isinstance(turn.happened, Said) else ""
    return respond(turn, find(turn, text))


def find(turn: Turn, text: str) -> Found:
    """Match a text against the answers of the person's track."""
    if turn.found is not None and turn.found.question == text:
        return turn.found
    return turn.track.matcher.find(text)


def is_small_talk(turn: Turn, text: str) -> bool:
    """Tell whether a text is small talk and no more: "hello", "thanks"."""
    found = find(turn, text)
    answer = turn.track.answer(found.matches[0].id) if found.matches else None
    if answer is None or answer.urgent or found.outcome is not Outcome.ANSWER:
        return False
    return answer.topic in turn.track.unrated


def is_urgent(turn: Turn, found: Found) -> bool:
    """Tell whether a text needs its answer before anything else: somebody may be in danger."""
    answer = turn.track.answer(found.matches[0].id) if found.matches else None
    return found.outcome is Outcome.ANSWER and answer is not None and answer.urgent


def respond(turn: Turn, found: Found) -> Decision:
    """Say what was found, read together with the answer before it where the text leans on that."""
    fresh = is_fresh(turn.record.last_answer_at, turn.now)
    reading = read(turn.track, found, turn.record.last_answer if fresh else None)
    if reading.about is not None:
        return _go_on(turn, reading, reading.about)
    return _say_all(turn, reading)


def _say_all(turn: Turn, reading: Reading) -> Decision:
    """Say what each question of a message came to, in its order, and what is left of it."""
    decision = _say(turn, reading.found)
    for found in reading.also:
        then = _say(replace(turn, record=decision.record or turn.record), found)
        decision = replace(
            then,
            replies=(*decision.replies, *then.replies),
            counts=(*decision.counts, *then.counts),
        )
    if not reading.left:
        return decision
    left = Html("\n".join(escape(text) for text in reading.left))
    rest = Text(html=turn.messages.fill("questions.left", questions=left))
    return replace(decision, replies=(*decision.replies, rest))


def _go_on(turn: Turn, reading: Reading, about: Answer) -> Decision:
    """Say what goes on from an answer, naming it, so that a misunderstanding is seen at once."""
    instead = _rows(turn.track, [reading.instead] if reading.instead else [])
    if reading.more:
        rows = (*_rows(turn.track, about.follow_ups[:_SHOWN]), *instead)
        html = turn.messages.fill("questions.more", title=label(about))
        record = replace(turn.record, last_answer_at=turn.now)
        return Decision(record=record, replies=(Text(html=html, rows=rows),))
    decision = _say(turn, reading.found)
    lead = turn.messages.fill("questions.about", title=label(about)).strip()
    replies = tuple(
        replace(reply, html=f"{lead}\n\n{reply.html}", rows=(*reply.rows, *instead))
        for reply in decision.replies
        if isinstance(reply, Text)
    )
    return replace(decision, replies=replies)


def _say(turn: Turn, found: Found) -> Decision:
    """Say what was found: the answer, up to four choices, or the nearest topics.

    What has no sure answer is counted for coaches.
    """
    best = found.matches[0] if found.outcome is Outcome.ANSWER else None
    if best is not None and not is_chance(found.question, best.phrasing):
        return give(turn, best.id)
    return replace(_offer(turn, found), counts=_asked(turn, found))


def _asked(turn: Turn, found: Found) -> tuple[Count, ...]:
    text = masked(found.question, turn.track.known_words)
    return (Asked(track=turn.track.id, text=text),) if text else ()


def _offer(turn: Turn, found: Found) -> Decision:
    """Offer what the question may mean, or the topics nearest to it, or any topics at all."""
    near = bool(found.matches) and found.matches[0].score >= _NEAR
    ids = [match.id for match in found.matches[:_SHOWN]] if near else []
    if is_foreign(found.question):
        rows = _rows(turn.track, turn.track.first_questions)
        return turn.stay(Text(html=turn.messages.fill("questions.other_script"), rows=rows))
    if found.outcome is Outcome.CHOICES:
        none = Button(label=turn.messages.label("questions.none_of_these"), data="q:none")
        rows = (*_rows(turn.track, ids), (none,))
        return turn.stay(Text(html=turn.messages.fill("questions.choices"), rows=rows))
    if (other := turn.track.answer(found.elsewhere)) is not None:
        return turn.stay(Text(html=other.text, rows=_rows(turn.track, turn.track.first_questions)))
    message = "questions.unknown" if ids else "questions.unknown_anything"
    rows = _rows(turn.track, ids or turn.track.first_questions)
    return turn.stay(Text(html=turn.messages.fill(message), rows=rows))


def give(turn: Turn, answer_id: str) -> Decision:
    """Give one answer, or say that it is no longer there."""
    answer = turn.track.answer(answer_id)
    if answer is None:
        return turn.stay(Text(html=turn.messages.fill("questions.gone")))
    record = turn.record
    if answer.follow_ups:  # small talk leads nowhere, and what was talked of before stays
        record = replace(record, last_answer=answer.id, last_answer_at=turn.now)
    follow_ups = _rows(turn.track, answer.follow_ups[:_SHOWN])
    rows = (*for_me.row(turn, answer), *follow_ups, *votes.row(turn, answer))
    return Decision(record=record, replies=(Text(html=_html(turn, answer), rows=rows),))


def tapped(turn: Turn) -> Decision:
    """Take a tap on a follow-up, a choice, or "none of these"."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    _, _, wanted = data.partition(":")
    if wanted == "none":
        return _none(turn)
    return give(turn, wanted.removeprefix("a:"))


def _none(turn: Turn) -> Decision:
    rows = _rows(turn.track, turn.track.first_questions)
    return turn.stay(turn.show(turn.messages.fill("questions.none"), rows))


def _rows(track: Track, ids: Iterable[str]) -> Rows:
    answers = (track.answer(answer_id) for answer_id in ids)
    return tuple(
        (Button(label=label(answer), data=f"q:a:{answer.id}"),)
        for answer in answers
        if answer is not None
    )


def _elsewhere(turn: Turn, answer: Answer) -> list[str]:
    """Say first that an answer's figures are another country's, to whom lives elsewhere."""
    home = for_me.home(turn)
    if not answer.country or not home or home == answer.country:
        return []
    return [
        turn.messages.fill(
            "questions.elsewhere",
            home=country_name(home),
            country=country_name(answer.country),
        )
    ]


def label(answer: Answer) -> str:
    """Return an answer's button label: its title, or its first phrasing, cut to one line."""
    text = answer.title or answer.phrasings[0]
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


def _html(turn: Turn, answer: Answer) -> str:
    messages = turn.messages
    own = for_me.lines(turn, answer)
    school = for_me.school(turn, answer)
    parts = [*_elsewhere(turn, answer), own, answer.text.strip(), school]
    if answer.sources:
        named = "; ".join(
            messages.fill(
                "questions.source",
                title=source.title,
                publisher=source.publisher,
                year=str(source.year),
            )
            for source in answer.sources
        )
        parts.append(messages.fill("questions.sources", sources=Html(named)))
    return "\n\n".join(part for part in parts if part)
