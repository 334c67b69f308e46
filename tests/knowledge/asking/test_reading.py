"""Messages read together with the answer before them, on the real answers."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.follow_ups import landed, load_follow_ups
from benchmarks.labelled import FITTING, load_questions
from knowledge.asking.context import LASTS, is_fresh
from knowledge.asking.reading import Reading, read
from knowledge.library import Knowledge
from knowledge.matcher import Outcome

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def reading(knowledge: Knowledge, text: str, before: str | None) -> Reading:
    """Read a message after an answer."""
    track = knowledge.first
    return read(track, track.matcher.find(text), before)


@pytest.mark.parametrize(
    ("before", "text", "id_"),
    [
        ("bootcamp", "and how long?", "time-bootcamp"),
        ("bootcamp", "how much does it cost?", "bootcamp-cost"),
        ("bachelor", "how long does it take", "time-degree"),
        ("what-is-docker", "do i need it?", "learn-docker"),
        ("what-is-sql", "and nosql?", "what-is-nosql"),
        ("learn-python", "what about java?", "learn-java"),
        ("time-bootcamp", "and with a degree?", "time-degree"),
        ("resume", "and a cover letter?", "cover-letter"),
        ("remote-work", "and the pay?", "remote-pay"),
    ],
)
def test_a_follow_up_goes_on_from_the_answer_before_it(
    knowledge: Knowledge, before: str, text: str, id_: str
) -> None:
    found = reading(knowledge, text, before).found
    assert found.outcome is not Outcome.UNKNOWN
    assert found.matches[0].id == id_


def test_what_means_the_same_on_its_own_is_not_said_to_go_on(knowledge: Knowledge) -> None:
    for after, asked in load_follow_ups()["fitting"]:
        found = reading(knowledge, asked.text, after)
        plain = knowledge.first.matcher.find(asked.text)
        if found.about is not None and not found.more:
            assert found.found.matches[0].id != plain.matches[0].id, asked.text


@pytest.mark.parametrize("text", ["what is docker", "am i too old", "salary", "how do i get a job"])
@pytest.mark.parametrize("before", ["bootcamp", "what-is-git", "pay-us", "hello", "nosuch", None])
def test_what_stands_on_its_own_means_the_same_after_anything(
    knowledge: Knowledge, text: str, before: str | None
) -> None:
    assert reading(knowledge, text, before) == reading(knowledge, text, None)


def test_a_reading_that_was_outweighed_is_kept_to_be_offered(knowledge: Knowledge) -> None:
    alone = reading(knowledge, "how long does it take", None)
    assert reading(knowledge, "how long does it take", "bachelor").instead == (
        alone.found.matches[0].id
    )


@pytest.mark.parametrize("before", ["bootcamp", "take-a-break", "burnout"])
@pytest.mark.parametrize(
    "text", ["i want to end it", "i want to kill myself", "i can't do it anymore"]
)
def test_who_may_be_in_danger_is_never_read_otherwise(
    knowledge: Knowledge, before: str, text: str
) -> None:
    alone = reading(knowledge, text, None)
    after = reading(knowledge, text, before)
    urgent = [knowledge.first.answers[match.id].urgent for match in alone.found.matches]
    assert not urgent[0] or after == alone


def test_more_is_asked_of_the_answer_before(knowledge: Knowledge) -> None:
    assert reading(knowledge, "tell me more", "bootcamp").more
    assert not reading(knowledge, "tell me more", None).more


@pytest.mark.parametrize(("half", "right", "wrong"), [("fitting", 45, 8), ("held_out", 38, 11)])
def test_most_follow_ups_land_right(
    knowledge: Knowledge, half: str, right: int, wrong: int
) -> None:
    rows = load_follow_ups()[half]
    counts = Counter(landed(reading(knowledge, one.text, after), one.right) for after, one in rows)
    assert len(rows) >= 40
    assert counts["right"] >= right
    assert counts["wrong"] <= wrong


@pytest.mark.parametrize("before", ["bootcamp", "what-is-docker", "how-long", "pay-us", "stuck"])
def test_hardly_a_plain_question_is_bent_by_what_came_before(
    knowledge: Knowledge, before: str
) -> None:
    """None with an answer is; of those on other subjects, one in a hundred may be."""
    asked = load_questions(FITTING)
    bent = [one for one in asked if _is_bent(knowledge, one.text, before)]
    assert not [one.text for one in bent if one.right]
    assert len(bent) <= sum(not one.right for one in asked) / 100


def _is_bent(knowledge: Knowledge, text: str, before: str) -> bool:
    alone, after = (reading(knowledge, text, one) for one in (None, before))
    if (after.found.outcome, after.more) != (alone.found.outcome, False):
        return True
    answered = alone.found.outcome is Outcome.ANSWER
    return answered and after.found.matches[0].id != alone.found.matches[0].id


@pytest.mark.parametrize(
    ("given", "fresh"),
    [
        (None, False),
        (NOW, True),
        (NOW - LASTS, True),
        (NOW - LASTS - timedelta(seconds=1), False),
        (NOW - timedelta(days=1), False),
        (NOW + timedelta(minutes=1), True),
        (NOW + timedelta(days=1), False),
    ],
)
def test_an_answer_is_leant_on_for_some_hours(given: datetime | None, *, fresh: bool) -> None:
    assert is_fresh(given, NOW) is fresh
