"""Onboarding: from /start to a plan that fits, and every way of coming back to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.library import Knowledge
from knowledge.markup import visible
from localchat import Telegram
from storage.memory import MemoryStore
from tests.clocks import SteppedClock
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    ANSWERS,
    QUESTIONS,
    position_of,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
    with_plan,
)


async def test_it_gives_before_it_asks_much(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [hello] = await ann.says("/start")
        assert "Hello Ann!" in hello.text
        assert question_of(knowledge, "standing") in hello.text
        [hours] = await ann.says("carreer changer")
        assert "Noted: Career changer." in hours.text
        noted, first_steps, plan = await ann.says("6, sometimes 2")
        assert "6, sometimes 2" in noted.text
        assert "ten minutes" in first_steps.text
        assert "Your first plan" in plan.text
        assert "2 to 6 hours a week" in plan.text
        assert "not a promise" in plan.text
        assert plan.labels == ("Make it fit you", "See the whole plan")
        record = await record_of(talk)
        assert record.answers == {"standing": "changer", "hours": [6, 2]}
        assert record.first_plan is not None


async def test_a_whole_onboarding_typed_with_typos(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        record = await record_of(talk)
        place = record.answers["place"]
        assert isinstance(place, dict)
        assert place["zone"] == "Asia/Tashkent"
        assert {id_: record.answers[id_] for id_ in QUESTIONS if id_ != "place"} == {
            "standing": "in_it",
            "it_work": "support",
            "hours": [6, 2],
            "name": "Ann",
            "computer": "computer",
            "languages": ["python", "java"],
            "databases": ["sql"],
            "web": ["html"],
            "git": "little",
            "path": "unsure",
            "can_pay": "nothing",
            "can_stop": "no",
            "structure": "alone",
            "target": "2028-03-01",
            "reminder": "19:30",
            "reminder_days": "weekdays",
        }
        assert record.position is None
        assert "This is what I know about you" in ann.sees
    assert refusals(talk.telegram) == []


async def test_who_is_not_sure_gets_a_way_with_reasons(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        suggestion = next(text for text in ann.person.texts if "I suggest" in text)
        assert "Self-study" in suggestion
        assert "bootcamp" not in suggestion.lower()


async def test_the_summary_is_corrected_line_by_line_then_ends_on_the_next_step(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.taps("Your name")
        await ann.says("Annika")
        assert "Your name: Annika" in ann.sees
        plan, step = await ann.taps("That is right")
        assert "Know the work" in plan.text
        assert "Your next step" in step.text
        assert step.labels == ("I did this",)


@pytest.mark.parametrize("words", ["That's right.", "yes, looks good", "Everything is correct!"])
async def test_the_summary_is_confirmed_in_words_too(knowledge: Knowledge, words: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        plan, step = await ann.says(words)
        assert "Know the work" in plan.text
        assert step.labels == ("I did this",)


async def test_everything_after_the_first_plan_can_be_skipped(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.taps("Make it fit")
        for _ in QUESTIONS:
            if "Skip" not in ann.buttons:
                break
            await ann.taps("Skip")
            await talk.passes(seconds=3)
        record = await record_of(talk)
        assert record.position is None
        assert record.answers.items() >= {"standing": "changer", "name": None}.items()
        assert record.reminder_due is None
        assert "This is what I know about you" in ann.sees


@pytest.mark.parametrize("question", QUESTIONS)
async def test_case_1_after_a_kill_the_same_question_waits(
    knowledge: Knowledge, question: str
) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), question)
        before = await position_of(talk)
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        assert await ann.does(ann.person.say("/start"))
        assert "Welcome back" in ann.sees
        assert question_of(knowledge, question) in ann.sees
        assert "Start again" in ann.buttons
        after = await position_of(talk)
        assert (after.question, after.answers) == (question, before.answers)
        assert await ann.says(ANSWERS[question])
    assert refusals(telegram) == []


@pytest.mark.parametrize("question", QUESTIONS)
async def test_after_a_kill_the_answer_alone_goes_on(knowledge: Knowledge, question: str) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), question)
        before = await position_of(talk)
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        assert await ann.says(ANSWERS[question])
        record = await record_of(talk)
        kept = record.position.answers if record.position else record.answers
        assert question in kept
        assert before.answers.items() <= kept.items()


@pytest.mark.parametrize("question", ["standing", "hours", "languages", "reminder"])
async def test_case_2_a_chat_deleted_in_the_middle(knowledge: Knowledge, question: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        ann.person.delete_chat()
        [reply] = await ann.says("/start")
        assert "in the middle" in reply.text
        assert question_of(knowledge, question) in reply.text
        assert "Start again" in reply.labels
        await ann.taps("Start again")
        first = "standing" if question in QUESTIONS[:3] else "name"
        assert question_of(knowledge, first) in ann.sees
        assert (await position_of(talk)).answers == {}


async def test_case_3_no_question_runs_out_of_time(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await talk.person().says("/start", "career changer")
    await clock.move(timedelta(days=400))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await ann.says("6")
        assert "Your first plan" in ann.sees


async def test_case_6_a_second_run_asks_everything_and_keeps_the_old_answers_meanwhile(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        before = await record_of(talk)
        await ann.taps("Make it fit")
        assert question_of(knowledge, "name") in ann.sees
        await ann.says("Annika")
        assert question_of(knowledge, "computer") in ann.sees
        assert (await record_of(talk)).answers == before.answers
        while (await record_of(talk)).position is not None:
            await ann.taps("Skip")
            await talk.passes(seconds=3)
        after = await record_of(talk)
        assert after.answers["name"] == "Annika"
        assert after.answers["languages"] is None
        assert "can_pay" not in after.answers
        assert after.answers["hours"] == before.answers["hours"]


async def test_who_comes_back_is_known_and_shown_the_next_step(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await talk.passes(hours=26)
        hello, step = await ann.says("/start")
        assert "Welcome back, Ann." in hello.text
        assert hello.labels == ()
        assert "Your next step" in step.text


async def test_who_has_a_first_plan_only_is_offered_a_better_one(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        hello, _step = await ann.says("/start")
        assert hello.labels == ("Make it fit you",)


async def test_make_it_fit_goes_on_with_a_run_that_was_stopped(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        await ann.says("/cancel")
        await ann.taps("Make it fit")
        assert question_of(knowledge, "git") in ann.sees
        assert (await position_of(talk)).answers == before.answers


@pytest.mark.parametrize("way", ["tap twice", "from further up"])
async def test_make_it_fit_tapped_again_loses_no_answer(knowledge: Knowledge, way: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.does(ann.person.double_tap("Make it fit"))
        if way == "from further up":
            await ann.says("Annika")
            await ann.taps("Make it fit")
            assert question_of(knowledge, "computer") in ann.sees
        assert (await record_of(talk)).runs == 2


@pytest.mark.parametrize(
    "topic", ["faq_bootcamp_vs_self", "bootcamp-vs-self", "FAQ_bootcamp-vs-self"]
)
@pytest.mark.parametrize("when", ["new", "mid-flow", "known", "single question"])
async def test_case_20_a_link_to_a_topic_is_honoured(
    knowledge: Knowledge, topic: str, when: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        if when == "mid-flow":
            await stand_at(ann, "git")
        elif when != "new":
            await with_all_answers(ann)
        if when == "single question":
            await ann.taps("Hours a week")
        replies = await ann.does(ann.person.command("start", topic))
        answer = knowledge.first.answers["bootcamp-vs-self"]
        assert visible(answer.text).splitlines()[0] in replies[0].text
        last = {
            "new": question_of(knowledge, "standing"),
            "mid-flow": question_of(knowledge, "git"),
            "known": "Your next step",
            "single question": question_of(knowledge, "hours"),
        }[when]
        assert last in replies[-1].text
        assert (await record_of(talk)).last_answer == answer.id


@pytest.mark.parametrize("topic", ["nosuch", "faq_", "x" * 64, "<b>", "-1", "a b c"])
async def test_a_link_to_no_topic_says_so_and_begins(knowledge: Knowledge, topic: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        replies = await ann.does(ann.person.command("start", topic))
        assert "a topic that I do not have" in replies[0].text
        assert question_of(knowledge, "standing") in replies[-1].text


async def test_a_flow_that_is_gone_strands_nobody(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        record = await record_of(talk)
        assert record.position is not None
        async with talk.house.store.hold(101) as held:
            gone = replace(record.position, flow="nosuch")
            await held.save(replace(record, position=gone))
        assert await ann.says("what is git")
        _hello, step = await ann.says("/start")
        assert "Your next step" in step.text
        assert (await record_of(talk)).position is None
