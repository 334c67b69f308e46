"""What is not understood, or not wanted: kind words, never twice the same, and ways around."""

import re

import pytest

from knowledge.flow.model import CHOOSING
from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    FIRST,
    QUESTIONS,
    position_of,
    question,
    question_of,
    record_of,
    stand_at,
)

NONSENSE = ("qwxzv blarg", "zzkrt bnm", "wvuq xxyk", "pfff grmbl", "hjkl uiop")
TYPED = [id_ for id_ in QUESTIONS if id_ != "name"]


def lead(text: str, asked: str) -> set[str]:
    """Return the sentences that stand before the question in a message."""
    before = text.partition(asked)[0]
    return {part.strip() for part in re.split(r"(?<=[.?!])\s+", before) if len(part.split()) > 3}


@pytest.mark.parametrize("id_", TYPED)
async def test_misunderstandings_in_a_row_never_sound_the_same(
    knowledge: Knowledge, id_: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        asked, before = question_of(knowledge, id_), await position_of(talk)
        said: set[str] = set()
        for number, nonsense in enumerate(NONSENSE):
            [reply] = await ann.says(nonsense)
            sentences = lead(reply.text, asked)
            assert sentences, reply.text
            assert not sentences & said
            said = sentences
            if number:
                assert "Skip" in reply.labels
                assert set(reply.labels) >= choices_of(knowledge, id_)
        assert (await position_of(talk)).answers == before.answers
        await ann.taps("Skip")
        record = await record_of(talk)
        assert id_ in (record.position.answers if record.position else record.answers)
    assert refusals(talk.telegram) == []


def choices_of(knowledge: Knowledge, id_: str) -> set[str]:
    """Return the labels of a question's choices, or what it suggests."""
    asked = question(knowledge, id_)
    if asked.kind in CHOOSING:
        return {choice.label for choice in asked.choices}
    return set(asked.suggestions)


@pytest.mark.parametrize("id_", FIRST)
async def test_skip_where_an_answer_is_needed_says_so_in_new_words(
    knowledge: Knowledge, id_: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        asked = question_of(knowledge, id_)
        assert "Skip" not in ann.buttons
        [first] = await ann.says("skip")
        [second] = await ann.says("skip")
        assert lead(first.text, asked)
        assert not lead(first.text, asked) & lead(second.text, asked)
        assert "Skip" in second.labels
        await ann.says("skip")
        assert asked not in ann.sees
        assert question(knowledge, id_).otherwise


async def test_done_where_one_is_to_be_chosen_is_no_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("done")
        assert "Nothing is chosen yet" not in ann.sees
        assert (await position_of(talk)).misses == 1


async def test_what_skip_stands_for_is_told(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", *NONSENSE[:2])
        await ann.taps("Skip")
        assert (await record_of(talk)).answers["hours"] == [5, 5]
        assert any("Your answer: 5 hours a week" in text for text in ann.person.texts)


HELP = (
    "?",
    "??",
    "???",
    "help",
    "Why?",
    "what do you mean?",
    "I don’t understand",
    "wait, why do you need my answer",
    "why are you asking me this?",
    "What should I answer?",
)


@pytest.mark.parametrize("id_", QUESTIONS)
async def test_help_at_every_question(knowledge: Knowledge, id_: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        before = await record_of(talk)
        helped = question(knowledge, id_).help.splitlines()[0]
        [tapped] = await ann.taps("Help")
        for word in HELP:
            [reply] = await ann.says(word)
            assert reply.text == tapped.text
            assert helped in reply.text
            assert question_of(knowledge, id_) in reply.text
            assert (await record_of(talk)).position == before.position


@pytest.mark.parametrize("done", ["done", "that's all", "> Done"])
async def test_done_with_nothing_chosen_says_so_in_new_words(
    knowledge: Knowledge, done: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "web")
        asked = question_of(knowledge, "web")
        texts = []
        for _ in range(2):
            await (ann.taps("Done") if done.startswith(">") else ann.says(done))
            texts.append(lead(ann.sees, asked))
            await talk.passes(seconds=5)
        assert texts[0]
        assert not texts[0] & texts[1]
        assert (await position_of(talk)).question == "web"
