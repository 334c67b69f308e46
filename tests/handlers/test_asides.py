"""What people tell of other questions while one is open is kept, and said back."""

from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    stand_at,
    title_of,
    with_all_answers,
)


async def test_a_thing_of_another_question_is_kept_and_named(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        [reply] = await ann.says("python a bit and git")
        assert "Noted: Python; Git: A little." in reply.text
        assert "could not use" not in reply.text
        assert question_of(knowledge, "databases") in reply.text
        answers = (await position_of(talk)).answers
        assert (answers["languages"], answers["git"]) == (["python"], "little")


async def test_where_nothing_answers_the_open_question_it_stays_open(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        [reply] = await ann.says("html and css, docker")
        assert "Noted: Web basics: HTML." in reply.text
        assert "could not use this part: " in reply.text
        assert question_of(knowledge, "languages") in reply.text
        position = await position_of(talk)
        assert position.answers["web"] == ["html"]
        assert (position.question, position.misses) == ("languages", 0)


async def test_what_nobody_asks_for_is_named_also_without_a_comma(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        [reply] = await ann.says("phyton docker git")
        assert "Noted: Python; Git: A little." in reply.text
        assert 'could not use this part: "docker"' in reply.text


async def test_a_thing_used_in_passing_is_kept_for_its_question(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "web")
        [reply] = await ann.says("use github for mods")
        assert "Noted: Git: A little." in reply.text
        assert question_of(knowledge, "web") in reply.text


async def test_a_sum_of_money_is_asked_about(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "can_pay")
        await ann.says("maybe 500")
        assert "would that pay a full course" in ann.sees
        await ann.taps("Some, not a full course")
        assert (await position_of(talk)).answers["can_pay"] == "some"


async def test_a_wish_to_learn_is_not_taken_for_knowledge(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("i would like to learn git")
        assert "git" not in (await position_of(talk)).answers


async def test_a_changed_answer_keeps_what_came_with_it(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("/settings")
        await ann.taps(title_of(knowledge, "languages"))
        await ann.says("go, mongo and git daily")
        answers = (await record_of(talk)).answers
        assert answers["languages"] == ["go"]
        assert answers["databases"] == ["sql", "nosql"]
        assert answers["git"] == "daily"


async def test_an_answer_that_waits_in_a_run_stays_there(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = (await record_of(talk)).answers
        await ann.says("change my hours to 9")
        record = await record_of(talk)
        assert record.answers == {**before, "hours": [9, 9]}


async def test_hours_among_other_words_are_proposed_and_taken_by_a_tap(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        [reply] = await ann.says("2h a day when my kids sleep")
        assert "Do you mean this?" in reply.text
        assert "14 hours a week" in ann.buttons
        await ann.taps("14 hours a week")
        assert (await record_of(talk)).answers["hours"] == [14, 14]


async def test_a_subject_that_is_only_named_is_to_be_confirmed(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("heard of git")
        assert "Do you mean this?" in ann.sees
        assert "git" not in (await position_of(talk)).answers
        await ann.says("wdym git")
        assert "Now back to our question." in ann.sees
