"""What is counted of questions without a sure answer: the words, of everybody together."""

from collections.abc import Sequence
from datetime import date

import pytest

from knowledge.library import Knowledge
from storage.counts import Count
from storage.memory_counts import MemoryCounts
from storage.store import NotSavedError
from tests.clocks import START
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import record_of, rewind, stand_at, with_plan
from tests.handlers.test_questions import uncertain

UNKNOWN = "qwxzv blarg zzkrt"


@pytest.fixture
def counts() -> MemoryCounts:
    return MemoryCounts()


def asked(counts: MemoryCounts) -> dict[str, int]:
    return {one.text: one.times for one in counts.now.questions}


async def test_an_unknown_question_is_counted_however_it_is_written(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann, bob = talk.person(101), talk.person(102, name="Bob")
        await with_plan(ann)
        await ann.says(UNKNOWN, f"{UNKNOWN.upper()}??")
        await bob.says(f"  {UNKNOWN}")
    assert asked(counts) == {UNKNOWN: 3}
    (one,) = counts.now.questions
    assert (one.track, one.last) == ("backend", START.date())


async def test_a_question_that_may_mean_several_things_is_counted(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await with_plan(ann)
        text = uncertain(knowledge)
        await ann.says(text)
    assert asked(counts) == {text: 1}


async def test_what_is_answered_is_not_counted(knowledge: Knowledge, counts: MemoryCounts) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("is a bootcamp worth it?", "/plan", "hello", "?", "🙂", "x" * 4096)
    assert asked(counts) == {}


async def test_what_may_lead_to_a_person_is_hidden(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person(70000001, name="Zoë")
        await with_plan(ann)
        await ann.says(f"{UNKNOWN} zoe@example.org +49 30 1234567 @zoe https://t.me/zoe")
    assert asked(counts) == {f"{UNKNOWN} *": 1}
    assert "7000" not in str(counts.now)


async def test_a_tools_name_with_a_figure_stays_readable(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says(f"{UNKNOWN} S3, zoe99 and utf-8")
    assert asked(counts) == {f"{UNKNOWN} s3, * and utf-8": 1}


async def test_answers_to_the_bots_own_questions_are_never_counted(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        await ann.says("Zoë Zoëson")
        await stand_at(talk.person(102), "hours")
        await talk.person(102).says("as my doctor Zoë lets me", UNKNOWN)
    assert asked(counts) == {}


async def test_a_question_told_twice_counts_once_also_when_killed_before_the_save(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await with_plan(ann)
        before = await record_of(talk)
        message = ann.person.say(UNKNOWN)
        await talk.settle()
        await rewind(talk, before)
        assert message.update is not None
        talk.telegram.deliver_again(message.update)
        talk.telegram.deliver_again(message.update)
        await talk.settle()
    assert asked(counts) == {UNKNOWN: 1}


class _FullDisk(MemoryCounts):
    """A place that refuses to count."""

    async def add(self, update_id: int, counts: Sequence[Count], day: date) -> None:
        del update_id, day
        if counts:
            raise NotSavedError("Not counted: the disk is full.")


async def test_what_can_not_be_counted_is_answered_all_the_same(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    async with dialogue(knowledge, counts=_FullDisk()) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(UNKNOWN)
        assert "I do not know that yet" in reply.text
    assert refusals(talk.telegram) == []
    assert "the disk is full" in caplog.text
    assert UNKNOWN not in caplog.text
