"""Several questions in one message: each answered, with what follows from it."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import position_of, question_of, record_of, stand_at, with_plan
from tests.handlers.test_questions import text_of


async def test_two_questions_get_two_answers_in_their_order(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        docker, git = await ann.says("what is docker and do i need git?")
        assert text_of(knowledge, "what-is-docker") in docker.text
        assert text_of(knowledge, "need-git") in git.text
        assert docker.labels
        assert git.labels
        assert docker.labels != git.labels
        assert (await record_of(talk)).last_answer == "need-git"
    assert refusals(talk.telegram) == []


async def test_what_is_not_answered_is_named(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        replies = await ann.says("what is docker? is php dead? am i too old? what is <git>?")
        assert len(replies) == 4
        assert "what is <git>?" in replies[-1].text
        assert "not answered" in replies[-1].text
    assert refusals(talk.telegram) == []


async def test_beside_one_sure_answer_the_other_question_is_named(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        answer, left = await ann.says("what is git and how much do juniors earn in nigeria?")
        assert text_of(knowledge, "what-is-git") in answer.text
        assert "how much do juniors earn in nigeria?" in left.text


async def test_in_the_middle_of_a_flow_both_are_answered_and_the_question_asked_once(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        replies = await ann.says("how old is too old? also is php dead")
        assert text_of(knowledge, "too-old") in replies[0].text
        assert text_of(knowledge, "php-dead") in replies[1].text
        assert sum(question_of(knowledge, "git") in reply.text for reply in replies) == 1
        assert question_of(knowledge, "git") in replies[2].text
        assert await position_of(talk) == before


@pytest.mark.parametrize("text", ["hi, what is an api", "Good morning! what is an api?"])
async def test_a_greeting_with_a_question_is_the_question(knowledge: Knowledge, text: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert text_of(knowledge, "what-is-api") in reply.text
