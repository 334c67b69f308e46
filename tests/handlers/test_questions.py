"""Free questions: an answer with its sources, a short choice, or an honest unknown."""

import pytest

from knowledge.library import Knowledge
from knowledge.markup import visible
from knowledge.matcher import Outcome
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
    with_plan,
)


def text_of(knowledge: Knowledge, id_: str) -> str:
    """Return the first line of an answer, as people see it."""
    return visible(knowledge.first.answers[id_].text).splitlines()[0]


def uncertain(knowledge: Knowledge) -> str:
    """Return a question that may mean several things, as far as the matcher knows today."""
    vague = ("degree pay", "tell me about it", "which one", "how much", "job certificate", "time")
    found = ((text, knowledge.first.matcher.find(text).outcome) for text in vague)
    return next(text for text, outcome in found if outcome is Outcome.CHOICES)


async def test_a_question_is_answered_with_its_sources_and_what_may_follow(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("is a bootcmp worth it?")
        answer = knowledge.first.answers["bootcamp"]
        assert text_of(knowledge, "bootcamp") in reply.text
        for source in answer.sources:
            assert f"{source.title}, {source.publisher}, {source.year}" in reply.text
        follow_ups = [knowledge.first.answers[id_] for id_ in answer.follow_ups[:4]]
        titles = tuple(one.title or one.phrasings[0] for one in follow_ups)
        assert reply.labels == (*titles, "Helpful", "Not helpful")
        [second] = await ann.taps(reply.labels[0])
        assert text_of(knowledge, follow_ups[0].id) in second.text
        assert (await record_of(talk)).last_answer == follow_ups[0].id
    assert refusals(talk.telegram) == []


async def test_a_question_on_another_subject_is_told_so(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("how do I bake bread with seeds")
        found = knowledge.first.matcher.find("how do I bake bread with seeds")
        assert reply.text == visible(knowledge.first.answers[found.elsewhere].text).strip()
        firsts = [knowledge.first.answers[id_] for id_ in knowledge.first.first_questions]
        assert reply.labels == tuple(one.title or one.phrasings[0] for one in firsts)
    assert refusals(talk.telegram) == []


async def test_an_uncertain_question_offers_up_to_four_and_none_of_these(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(uncertain(knowledge))
        assert "I am not sure what you mean" in reply.text
        assert 2 <= len(reply.labels) <= 5
        assert reply.labels[-1] == "None of these"
        assert await ann.taps("None of these") == []
        assert "I do not have an answer" in ann.sees
        assert ann.buttons


async def test_a_choice_is_answered(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(uncertain(knowledge))
        data = reply.buttons[0].data
        [answer] = await ann.taps(reply.labels[0])
        assert text_of(knowledge, data.removeprefix("q:a:")) in answer.text


@pytest.mark.parametrize(
    "text",
    ["qwxzv blarg zzkrt", "?", "🙂", "....", "x" * 4096, "\u200b", "12345", "😀" * 2048],
)
async def test_what_is_unknown_is_said_honestly_with_topics(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert "I do not know that yet" in reply.text
        assert 1 <= len(reply.labels) <= 4
        assert await ann.taps(reply.labels[0])
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [("hello!", "hello"), ("hi", "hello"), ("thank you", "thanks"), ("bye", "goodbye")],
)
async def test_small_talk_has_answers(knowledge: Knowledge, text: str, id_: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert text_of(knowledge, id_) in reply.text


async def test_a_question_needs_no_start(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.says("is a bootcamp worth it?")
        assert text_of(knowledge, "bootcamp") in reply.text
        assert (await record_of(talk)).answers == {}


async def test_a_greeting_in_the_middle_is_answered_and_the_question_stays(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        hello, again = await ann.says("hello")
        assert text_of(knowledge, "hello") in hello.text
        assert question_of(knowledge, "hours") in again.text


async def test_a_follow_up_tapped_in_the_middle_leads_back_to_the_question(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        answer, _again = await ann.says("is a bootcamp worth it?")
        replies = await ann.does(ann.person.tap_button(answer, answer.buttons[0]))
        assert sum(question_of(knowledge, "git") in reply.text for reply in replies) == 1
        assert question_of(knowledge, "git") in replies[-1].text
        assert await position_of(talk) == before


async def test_uncertain_in_the_middle_asks_which_and_then_goes_on(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        which, again = await ann.says(uncertain(knowledge))
        assert "None of these" in which.labels
        assert question_of(knowledge, "git") in again.text
        await ann.taps("None of these")
        assert question_of(knowledge, "git") in ann.sees


@pytest.mark.parametrize("data", ["q:a:nosuch", "q:a:", "q:", "q:a:bootcamp:x", "q:" + "x" * 60])
async def test_an_answer_that_is_gone_says_so(knowledge: Knowledge, data: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.does(ann.person.tap_data(ann.person.last, data))
        assert "no longer here" in reply.text


async def test_pay_of_another_country_is_said_to_be_that(knowledge: Knowledge) -> None:
    american = next(one for one in knowledge.first.answers.values() if one.country == "US")
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says(f"/start {american.id}")
        assert "Uzbekistan" not in "".join(ann.person.texts)
        await with_all_answers(ann)
        replies = await ann.says(f"/start {american.id}")
        assert "Uzbekistan" in replies[0].text
        assert replies[0].text.index("United States") < replies[0].text.index(
            text_of(knowledge, american.id)[:20]
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan", "Know the work"),
        ("What next", "Your next step"),
        ("my progress.", "Your progress"),
        ("settings", "Tap a line to change it"),
        ("menu", "What I can do"),
        ("delete my data", "Shall I delete it all?"),
        ("my data", "What I keep about you"),
        ("stop", "nothing to stop"),
    ],
)
async def test_plain_words_do_what_commands_do(
    knowledge: Knowledge, text: str, expected: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says(text)
        assert expected in ann.sees


async def test_help_lists_every_command_with_examples_that_are_answered(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [text] = [reply.text for reply in await ann.says("/help")]
        for command in ("start", "plan", "next", "progress", "settings", "privacy", "export"):
            assert f"/{command}" in text
        examples = [line.strip('"') for line in text.splitlines() if line.startswith('"')]
        assert len(examples) >= 3
        phrasings = {
            "".join(filter(str.isalpha, phrasing.lower()))
            for answer in knowledge.first.answers.values()
            for phrasing in answer.phrasings
        }
        for example in examples:
            assert "".join(filter(str.isalpha, example.lower())) in phrasings
            [reply] = await ann.says(example)
            assert "I do not know" not in reply.text
            assert "not sure what you mean" not in reply.text
