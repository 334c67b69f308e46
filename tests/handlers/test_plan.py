"""The plan on a phone: one screen, from which everything opens in place."""

import pytest

from knowledge.library import Knowledge
from localchat import Message
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import record_of, with_all_answers, with_plan


async def test_the_plan_is_one_screen_with_its_stages_in_order(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        [plan] = await ann.says("/plan")
        stages = knowledge.first.roadmap.stages
        places = [plan.text.index(stage.title) for stage in stages]
        assert len(stages) == 8
        assert places == sorted(places)
        for number, stage in enumerate(stages, start=1):
            assert f"{number}. {stage.title}" in plan.labels
        assert "estimate, not a promise" in plan.text
        assert "Next step:" in plan.text
        assert len(plan.text) < 1400
        assert all(len(row) <= 2 for row in plan.rows)


async def test_a_stage_and_a_milestone_open_in_place_and_lead_back(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        assert await ann.taps("3. ") == []
        stage = ann.person.last
        assert stage.id == plan.id
        assert knowledge.first.roadmap.stages[2].title in stage.text
        assert await ann.taps(stage.labels[0]) == []
        assert "Done when" in ann.sees
        await ann.taps("Back to the stage")
        assert ann.person.last.text == stage.text
        await ann.taps("Back to the plan")
        assert ann.person.last.text == plan.text
        assert ann.buttons == plan.labels
    assert refusals(talk.telegram) == []


async def test_every_milestone_says_why_when_it_is_done_and_where_to_learn(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        for id_, one in knowledge.first.roadmap.milestones.items():
            await ann.does(ann.person.tap_data(plan, f"p:m:{id_}"))
            screen = ann.sees
            assert one.title in screen
            assert "Done when" in screen
            assert len(screen) < 4096
            for resource in one.resources:
                assert resource.title in screen


async def test_the_reckoning_is_shown(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/plan")
        await ann.taps("How I reckoned this")
        assert "hours" in ann.sees
        assert ann.buttons == ("Back to the plan",)


async def test_a_date_that_cannot_be_met_comes_with_what_would_meet_it(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        [plan] = await ann.says("/plan")
        await ann.taps("What would meet my date")
        assert "March 2028" in ann.sees or "1 March" in ann.sees
        assert ann.person.last.id == plan.id


@pytest.mark.parametrize("hours", ["3", "5-7", "40"])
@pytest.mark.parametrize("path", ["bachelor's", "master's", "bootcamp", "self-study"])
async def test_where_no_single_change_meets_a_date_that_is_said(
    knowledge: Knowledge, path: str, hours: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says(f"change my hours to {hours}", "change my target to in 2 months")
        await ann.says(f"change my path to {path}", "/plan")
        await ann.taps("What would meet my date")
        assert "Any one of these would change that" in ann.sees or "No single change" in ann.sees
    assert refusals(talk.telegram) == []


def signs(message: Message) -> tuple[str, tuple[str, ...]]:
    return message.text, message.labels


@pytest.mark.parametrize(
    "data", ["p:", "p:all", "p:s:nosuch", "p:m:nosuch", "p:x:y:z", "p:m:", "p:" + "x" * 62]
)
async def test_a_part_that_is_gone_shows_the_whole_plan(knowledge: Knowledge, data: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        await ann.taps("1. ")
        await ann.does(ann.person.tap_data(ann.person.last, data))
        assert signs(ann.person.last) == signs(plan)


async def test_case_10_the_same_part_opened_twice_is_no_error(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        for _ in range(2):
            await ann.does(ann.person.tap_data(plan, "p:s:work"))
            await talk.passes(seconds=5)
        labels = ann.buttons
        await ann.does(ann.person.tap_data(plan, "p:s:work"))
        assert ann.buttons == labels != ()
    assert refusals(talk.telegram, but={"editMessageText": "message is not modified"}) == []


async def test_case_12_a_plan_that_was_deleted_opens_anew(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        button = plan.buttons[0]
        ann.person.delete_message(plan)
        [stage] = await ann.does(ann.person.tap_button(plan, button))
        assert "Back to the plan" in stage.labels
    assert refusals(talk.telegram) == []


async def test_case_12_a_plan_deleted_while_the_edit_is_on_its_way_is_sent_anew(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        released = talk.telegram.faults.hold("editMessageText")
        ann.person.tap("1. ")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        ann.person.delete_message(plan)
        released.set()
        await talk.settle()
        assert "Back to the plan" in ann.buttons
    assert refusals(talk.telegram, but={"editMessageText": "not found"}) == []


async def test_a_plan_out_of_the_bots_reach_opens_anew(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        talk.telegram.put_out_of_reach(plan)
        [stage] = await ann.taps("1. ")
        assert "Back to the plan" in stage.labels
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize("words", ["my plan", "Show my plan!", "PLAN", "roadmap"])
async def test_plain_words_show_the_plan(knowledge: Knowledge, words: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [plan] = await ann.says("/plan")
        [same] = await ann.says(words)
        assert signs(same) == signs(plan)
        assert (await record_of(talk)).position is None
