"""What every place for counts promises: the same tests for each, whatever it stands on."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.counts import (
    KEPT_FOR,
    QUESTIONS_KEPT,
    Asked,
    Count,
    Counted,
    Counts,
    Question,
    Voted,
    Votes,
)
from storage.memory_counts import MemoryCounts
from storage.postgres_counts import PostgresCounts
from storage.tinydb_counts import TinyDBCounts

TODAY = date(2026, 3, 1)

Maker: TypeAlias = Callable[[pytest.FixtureRequest], Counts]


def _memory(_request: pytest.FixtureRequest) -> Counts:
    return MemoryCounts()


def _tinydb(request: pytest.FixtureRequest) -> Counts:
    return TinyDBCounts(request.getfixturevalue("tmp_path") / "data")


def _postgres(request: pytest.FixtureRequest) -> Counts:
    return PostgresCounts(request.getfixturevalue("postgres_url"))


EVERY_PLACE = [
    pytest.param(_memory, id="memory"),
    pytest.param(_tinydb, id="tinydb"),
    pytest.param(_postgres, id="postgres"),
]


@pytest.fixture(params=EVERY_PLACE)
def counts(request: pytest.FixtureRequest) -> Counts:
    """Each place in turn."""
    maker: Maker = request.param
    return maker(request)


def asked(text: str, track: str = "backend") -> Asked:
    return Asked(track=track, text=text)


def voted(answer: str, *, helpful: bool) -> Voted:
    return Voted(track="backend", answer=answer, helpful=helpful)


def question(number: int, text: str, times: int = 1, last: date = TODAY) -> Question:
    return Question(number=number, track="backend", text=text, times=times, last=last)


async def test_nothing_is_counted_at_first(counts: Counts) -> None:
    assert await counts.counted() == Counted()


async def test_the_same_text_counts_up_and_a_new_one_gets_the_next_number(counts: Counts) -> None:
    for update, text in enumerate(["cats", "dogs", "cats"]):
        await counts.add(update, (asked(text),), TODAY)
    assert (await counts.counted()).questions == (question(1, "cats", 2), question(2, "dogs"))


async def test_the_same_text_on_another_track_is_another_question(counts: Counts) -> None:
    await counts.add(1, (asked("cats"), asked("cats", "design")), TODAY)
    found = (await counts.counted()).questions
    assert [(one.number, one.track, one.times) for one in found] == [
        (1, "backend", 1),
        (2, "design", 1),
    ]


async def test_votes_count_for_and_against(counts: Counts) -> None:
    for update, helpful in enumerate([True, False, True]):
        await counts.add(update, (voted("docker", helpful=helpful),), TODAY)
    await counts.add(9, (voted("api", helpful=False),), TODAY)
    assert (await counts.counted()).votes == (
        Votes(track="backend", answer="api", unhelpful=1),
        Votes(track="backend", answer="docker", helpful=2, unhelpful=1),
    )


async def test_an_update_that_is_told_again_counts_once(counts: Counts) -> None:
    """Case 24, for counts."""
    both: tuple[Count, ...] = (asked("cats"), voted("docker", helpful=False))
    for update in (7, 8, 7, 8):
        await counts.add(update, both, TODAY)
    found = await counts.counted()
    assert found.questions == (question(1, "cats", 2),)
    assert found.votes[0].unhelpful == 2


async def test_updates_told_twice_at_once_count_once(counts: Counts) -> None:
    await asyncio.gather(*(counts.add(n % 20, (asked("cats"),), TODAY) for n in range(60)))
    assert (await counts.counted()).questions == (question(1, "cats", 20),)


async def test_an_update_that_brought_nothing_is_not_remembered(counts: Counts) -> None:
    await counts.add(1, (), TODAY)
    await counts.add(1, (asked("cats"),), TODAY)
    assert len((await counts.counted()).questions) == 1


async def test_a_question_that_is_dropped_gives_its_number_to_nobody(counts: Counts) -> None:
    await counts.add(1, (asked("cats"), asked("dogs")), TODAY)
    await counts.drop_questions([2, 99])
    await counts.add(2, (asked("birds"), asked("dogs")), TODAY)
    found = (await counts.counted()).questions
    assert [(one.number, one.text) for one in found] == [(1, "cats"), (3, "birds"), (4, "dogs")]


async def test_votes_on_one_answer_can_be_dropped(counts: Counts) -> None:
    await counts.add(1, (voted("docker", helpful=False), voted("api", helpful=True)), TODAY)
    await counts.drop_votes("docker")
    await counts.drop_votes("nosuch")
    assert [one.answer for one in (await counts.counted()).votes] == ["api"]


async def test_what_nobody_asked_again_is_dropped_after_its_time(counts: Counts) -> None:
    await counts.add(1, (asked("cats"), asked("dogs")), TODAY)
    later = TODAY + KEPT_FOR
    await counts.add(2, (asked("dogs"),), later)
    assert len((await counts.counted()).questions) == 2
    await counts.add(3, (asked("birds"),), later + timedelta(days=1))
    found = (await counts.counted()).questions
    assert [one.text for one in found] == ["dogs", "birds"]


async def test_past_its_bound_the_rarest_and_oldest_goes(counts: Counts) -> None:
    await counts.add(1, (asked("often"), asked("often"), asked("old")), TODAY)
    day = TODAY + timedelta(days=1)
    await counts.add(2, tuple(asked(f"new {n}") for n in range(QUESTIONS_KEPT - 1)), day)
    texts = [one.text for one in (await counts.counted()).questions]
    assert len(texts) == QUESTIONS_KEPT
    assert "often" in texts
    assert "old" not in texts


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
"""What masking lets through holds no NUL and no half of a surrogate pair."""

COUNTS: st.SearchStrategy[Count] = st.one_of(
    st.builds(Asked, track=st.sampled_from(["a", "b"]), text=TEXTS),
    st.builds(Voted, track=st.just("a"), answer=st.sampled_from(["x", "y"]), helpful=st.booleans()),
)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=st.lists(st.tuples(st.integers(0, 6), st.lists(COUNTS, max_size=3)), max_size=12))
async def test_whatever_is_told_twice_each_update_counts_once(
    tmp_path_factory: pytest.TempPathFactory, told: Sequence[tuple[int, list[Count]]]
) -> None:
    first: dict[int, list[Count]] = {}
    for update, brought in told:
        if brought:
            first.setdefault(update, brought)
    expected = [count for brought in first.values() for count in brought]
    for place in (MemoryCounts(), TinyDBCounts(tmp_path_factory.mktemp("counts"))):
        for update, brought in told:
            await place.add(update, brought, TODAY)
        found = await place.counted()
        assert sum(one.times for one in found.questions) == sum(
            isinstance(count, Asked) for count in expected
        )
        assert {(one.track, one.text) for one in found.questions} == {
            (count.track, count.text) for count in expected if isinstance(count, Asked)
        }
        assert sum(one.helpful + one.unhelpful for one in found.votes) == sum(
            isinstance(count, Voted) for count in expected
        )
