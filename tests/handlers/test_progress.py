"""Progress: ticked, undone, set aside; told twice and counted once; always one next step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.library import Knowledge
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import record_of, with_all_answers, with_plan


def the_next(knowledge: Knowledge, ann: Speaker) -> str:
    """Return the id of the milestone that the newest message names as the next step."""
    titles = {one.title: id_ for id_, one in knowledge.first.roadmap.milestones.items()}
    lines = ann.sees.partition("Your next step")[2].splitlines()
    return titles[lines[1]]


async def test_ticking_shows_the_next_step_and_undo_takes_it_back(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/next")
        first = the_next(knowledge, ann)
        assert await ann.taps("I did this") == []
        assert "Well done!" in ann.sees
        second = the_next(knowledge, ann)
        assert second != first
        assert ann.buttons == ("I did this", "Undo")
        assert (await record_of(talk)).marks[first].state == "done"
        await ann.taps("Undo")
        assert "Open again" in ann.sees
        assert (await record_of(talk)).marks == {}
        await ann.says("/next")
        assert the_next(knowledge, ann) == first
    assert refusals(talk.telegram) == []


async def test_a_tick_is_taken_back_by_a_word(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("undo")
        assert "Open again" not in ann.sees
        await ann.says("/next")
        first = the_next(knowledge, ann)
        await ann.taps("I did this")
        await ann.says("undo that")
        assert "Open again" in ann.sees
        assert (await record_of(talk)).marks == {}
        await ann.says("what do i do first?")
        assert the_next(knowledge, ann) == first
        await ann.says("undo")
        assert "Open again" not in ann.sees


async def test_case_9_a_double_tick_counts_once(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/next")
        message, button = ann.person.find_button("I did this")
        await ann.does(ann.person.double_tap("I did this"))
        once = (await record_of(talk)).marks
        assert len(once) == 1
        await talk.passes(minutes=5)
        await ann.does(ann.person.tap_button(message, button))
        assert (await record_of(talk)).marks == once
    assert refusals(talk.telegram, but={"editMessageText": "message is not modified"}) == []


@pytest.mark.parametrize("reason", ["I know it", "I do it another", "I have no time", "It is not"])
async def test_a_step_is_set_aside_with_a_reason(knowledge: Knowledge, reason: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/plan")
        await ann.taps("My next step", "Not for me")
        assert "Why do you want to set aside" in ann.sees
        assert (await record_of(talk)).marks == {}
        await ann.taps(reason)
        assert "You can undo this at any time" in ann.sees
        [mark] = (await record_of(talk)).marks.values()
        assert mark.state == "skipped"
        assert mark.reason
        await ann.taps("Undo")
        assert (await record_of(talk)).marks == {}


async def test_a_step_thought_better_of_stays(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/plan")
        await ann.taps("My next step", "Not for me", "Keep it")
        assert "Not for me" in ann.buttons
        assert (await record_of(talk)).marks == {}


async def test_all_the_way_there_is_always_one_next_step(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("/next")
        ticked: list[str] = []
        while "I did this" in ann.buttons:
            ticked.append(the_next(knowledge, ann))
            await ann.taps("I did this")
            assert len(ticked) <= len(knowledge.first.roadmap.milestones)
        assert len(set(ticked)) == len(ticked)
        assert "Every step of your plan is done" in ann.sees
        assert "Back to the plan" in ann.buttons
        for command in ("/plan", "/progress", "/next", "/start"):
            assert await ann.says(command)
    assert refusals(talk.telegram) == []


async def test_progress_compares_with_the_first_plan(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        await with_plan(talk.person())
        store, telegram, clock = talk.house.store, talk.telegram, talk.clock
    await clock.move(timedelta(days=200))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        [reply] = await ann.says("/progress")
        assert "Your first plan is from 1 March 2026" in reply.text
        assert "0 of 3 done" in reply.text
        assert "later" in reply.text
        assert "Next step:" in reply.text
        assert reply.labels == ("I did this",)
        await ann.taps("I did this")
        [reply] = await ann.says("/progress")
        assert "1 of 3 done" in reply.text


async def test_a_mark_outlives_the_milestone_and_a_renamed_one_counts(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/next")
        await ann.taps("I did this")
        record = await record_of(talk)
        [(id_, mark)] = record.marks.items()
        async with talk.house.store.hold(101) as held:
            await held.save(replace(record, marks={id_: mark, "left-the-roadmap": mark}))
        assert await ann.says("/plan")
        assert await ann.says("/progress")
        assert "1 of 3 done" in ann.sees
        assert set((await record_of(talk)).marks) == {id_, "left-the-roadmap"}


@pytest.mark.parametrize(
    "data", ["m:done:nosuch", "m:", "m:done", "m:skip::", "m:undo:nosuch:x", "m:" + "x" * 60]
)
async def test_a_forged_tick_changes_nothing(knowledge: Knowledge, data: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        before = await record_of(talk)
        [reply] = await ann.does(ann.person.tap_data(ann.person.last, data))
        assert "no longer in the plan" in reply.text
        assert (await record_of(talk)).marks == before.marks


async def test_without_a_plan_the_way_to_one_is_told(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        for command in ("/plan", "/next", "/progress"):
            [reply] = await ann.says(command)
            assert "Send /start" in reply.text
        for data in ("m:done:what-it-is", "p:all", "o:right", "o:fit"):
            [reply] = await ann.does(ann.person.tap_data(ann.person.last, data))
            assert "Send /start" in reply.text
            await talk.passes(seconds=5)


async def test_a_reason_forged_is_asked_for(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        id_ = next(iter(knowledge.first.roadmap.milestones))
        await ann.does(ann.person.tap_data(ann.person.last, f"m:skip:{id_}:because"))
        assert "Why do you want to set aside" in ann.sees
        assert (await record_of(talk)).marks == {}


async def test_what_is_done_stays_done_over_a_kill(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/next")
        await ann.taps("I did this")
        done_at = next(iter((await record_of(talk)).marks.values())).at
        store, telegram, clock = talk.house.store, talk.telegram, talk.clock
    await clock.move(timedelta(days=1))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await talk.person().says("/progress")
        assert "1 of 3 done" in talk.person().sees
        [mark] = (await record_of(talk)).marks.values()
        assert mark.at == done_at


async def test_not_for_me_in_words_asks_why_as_the_button_does(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("skip this step")
        asked = ann.sees, ann.buttons
        await ann.says("/plan")
        await ann.taps("1. ", "What the work is", "Not for me")
        assert (ann.sees, ann.buttons) == asked
