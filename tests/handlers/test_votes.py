"""Votes under answers: one a person, counted of all together, and out of the way at once."""

import pytest

from knowledge.library import Knowledge
from localchat import Message
from storage.counts import Votes
from storage.memory_counts import MemoryCounts
from storage.record import to_json
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    rewind,
    stand_at,
    with_plan,
)

QUESTION, ANSWER = "is a bootcamp worth it?", "bootcamp"
VOTES = ("Helpful", "Not helpful")


def votes_on(counts: MemoryCounts) -> dict[str, tuple[int, int]]:
    return {one.answer: (one.helpful, one.unhelpful) for one in counts.now.votes}


async def asked(ann: Speaker) -> Message:
    await with_plan(ann)
    [reply] = await ann.says(QUESTION)
    return reply


@pytest.fixture
def counts() -> MemoryCounts:
    return MemoryCounts()


async def test_an_answer_asks_in_one_row_whether_it_helped(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        reply = await asked(talk.person())
        assert tuple(button.label for button in reply.rows[-1]) == VOTES
        assert sum(label in VOTES for label in reply.labels) == 2


@pytest.mark.parametrize(
    ("label", "counted", "thanks"),
    [("Helpful", (1, 0), "Good to know"), ("Not helpful", (0, 1), "did not help")],
)
async def test_a_vote_is_counted_and_thanks_take_its_place(
    knowledge: Knowledge, counts: MemoryCounts, label: str, counted: tuple[int, int], thanks: str
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        before = await asked(ann)
        assert await ann.taps(label) == []
        after = ann.person.last
        assert after.id == before.id
        assert after.text.startswith(before.text)
        assert thanks in after.text
        assert after.labels == before.labels[:-2]
    assert votes_on(counts) == {ANSWER: counted}
    assert refusals(talk.telegram) == []


async def test_a_vote_leaves_all_else_of_its_message_as_it_was(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await asked(ann)
        [before] = await ann.says("and how long?")
        assert before.text.startswith("Going on from")
        assert await ann.taps("Helpful") == []
        after = ann.person.last
        assert after.id == before.id
        assert after.html.startswith(before.html)
        wanted = tuple(label for label in before.labels if label not in VOTES)
        assert after.labels == wanted


async def test_a_double_tap_counts_once(knowledge: Knowledge, counts: MemoryCounts) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await asked(ann)
        await ann.does(ann.person.double_tap("Helpful"))
    assert votes_on(counts) == {ANSWER: (1, 0)}


async def test_both_buttons_of_an_old_screen_count_once(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        reply = await asked(ann)
        yes, no = reply.rows[-1]
        for button in (no, yes, no):
            await ann.does(ann.person.tap_data(reply, button.data))
            await talk.passes(seconds=5)
        assert not set(ann.buttons) & set(VOTES)
    assert votes_on(counts) == {ANSWER: (0, 1)}


async def test_who_voted_is_not_asked_again_but_everybody_else_is(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann, bob = talk.person(101), talk.person(102, name="Bob")
        await asked(ann)
        await ann.taps("Not helpful")
        [again] = await ann.says(QUESTION)
        assert not set(again.labels) & set(VOTES)
        await asked(bob)
        await bob.taps("Not helpful")
    assert votes_on(counts) == {ANSWER: (0, 2)}


async def test_counts_name_nobody_and_the_record_holds_no_opinion(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person(70000001)
        await asked(ann)
        await ann.taps("Not helpful")
        record = await record_of(talk, 70000001)
        assert record.voted == (ANSWER,)
        assert "helpful" not in str(to_json(record)["voted"])
    assert counts.now.votes == (Votes(track="backend", answer=ANSWER, unhelpful=1),)
    assert "70000001" not in str(counts.now)


async def test_forgetting_forgets_what_was_voted_on_and_leaves_the_counts(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await asked(ann)
        await ann.taps("Helpful")
        await ann.says("/forget")
        await ann.taps("Yes, delete")
        assert await talk.house.store.load(101) is None
    assert votes_on(counts) == {ANSWER: (1, 0)}


@pytest.mark.parametrize("text", ["hello", "i want to kill myself"])
async def test_small_talk_and_people_in_danger_are_not_asked(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert not set(reply.labels) & set(VOTES)


async def test_a_vote_in_the_middle_of_a_flow_leaves_the_question_open(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        answer, _question = await ann.says(QUESTION)
        assert await ann.does(ann.person.tap_data(answer, answer.rows[-1][0].data)) == []
        assert await position_of(talk) == before
        assert question_of(knowledge, "git") in ann.sees
    assert votes_on(counts) == {ANSWER: (1, 0)}


@pytest.mark.parametrize("data", ["v:", "v:y", "v:y:", "v:y:nosuch", "v:x:bootcamp", "v:n:a:b"])
async def test_a_vote_that_nothing_here_asked_for_counts_nothing(
    knowledge: Knowledge, counts: MemoryCounts, data: str
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.does(ann.person.tap_data(ann.person.last, data))
        assert "no longer here" in reply.text
    assert votes_on(counts) == {}


async def test_a_vote_told_twice_counts_once_also_when_killed_before_the_save(
    knowledge: Knowledge, counts: MemoryCounts
) -> None:
    async with dialogue(knowledge, counts=counts) as talk:
        ann = talk.person()
        await asked(ann)
        before = await record_of(talk)
        tap = ann.person.tap("Helpful")
        await talk.settle()
        await rewind(talk, before)
        assert tap.update is not None
        await talk.passes(minutes=1)
        talk.telegram.deliver_again(tap.update)
        await talk.settle()
        assert (await record_of(talk)).voted == (ANSWER,)
    assert votes_on(counts) == {ANSWER: (1, 0)}
