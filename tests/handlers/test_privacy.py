"""Privacy: what is kept, a person's copy of it, and forgetting all of it."""

import json
from typing import Any

import pytest

from knowledge.library import Knowledge
from storage.record import to_json
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
    with_plan,
)


async def exported(ann: Speaker) -> dict[str, Any]:
    """Ask for the export, and return what the file holds."""
    await ann.says("/export")
    sent = next(message for message in reversed(ann.person.messages) if message.file)
    assert sent.file is not None
    assert sent.file.name == "wayfinder.json"
    plain: dict[str, Any] = json.loads(sent.file.content)
    return plain


async def test_privacy_says_what_is_kept_where_and_for_how_long(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.says("/privacy")
        for words in ("What I keep", "Where, and for how long", "/forget", "/export"):
            assert words in reply.text


async def test_the_export_is_the_whole_record_without_what_waits_to_be_sent(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person(name="Zoë")
        await with_all_answers(ann)
        await ann.says("/next")
        await ann.taps("I did this")
        await ann.says("is a bootcamp worth it?")
        plain = await exported(ann)
        kept = to_json(await record_of(talk))
        assert set(kept) - set(plain) == {"outbox", "next_key"}
        for name in set(plain) - {"seen"}:
            assert plain[name] == kept[name]
        assert plain["answers"]["name"] == "Ann"
        assert len(plain["marks"]) == 1
        assert "Zoë" not in json.dumps(plain, ensure_ascii=False)
    assert refusals(talk.telegram) == []


async def test_an_export_in_the_middle_holds_the_answers_of_the_run(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        plain = await exported(ann)
        assert plain["position"]["answers"]["languages"] == ["python", "java"]


async def test_case_21_no_file_of_one_bot_is_kept_for_another(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await exported(ann)
        await talk.passes(seconds=5)
        await exported(ann)
        sent = talk.telegram.called("sendDocument")
        assert len(sent) == 2
        assert "file_id" not in json.dumps(to_json(await record_of(talk)))


async def test_forget_asks_once_more_then_deletes(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        [asked] = await ann.says("/forget")
        assert "Shall I delete it all?" in asked.text
        assert (await record_of(talk)).answers
        await ann.taps("Yes, delete")
        assert "I have deleted everything" in ann.sees
        assert await talk.house.store.load(101) is None
        [hello] = await ann.says("/start")
        assert "Hello Ann!" in hello.text
        assert question_of(knowledge, "standing") in hello.text
        record = await record_of(talk)
        assert record.answers == {}
        assert record.first_plan is None
    assert refusals(talk.telegram) == []


async def test_forget_can_be_thought_better_of(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        before = await record_of(talk)
        await ann.says("/forget")
        await ann.taps("No, keep it")
        assert "Everything is kept as it was" in ann.sees
        assert ann.buttons == ()
        assert (await record_of(talk)).answers == before.answers


@pytest.mark.parametrize("at", ["hours", "git"])
async def test_forget_in_the_middle_of_a_flow(knowledge: Knowledge, at: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, at)
        await ann.says("/forget")
        await ann.taps("No, keep it")
        assert "Everything is kept" in "".join(ann.person.texts)
        assert await ann.says("/start")
        assert question_of(knowledge, at) in ann.sees
        await ann.says("/forget")
        await ann.taps("Yes, delete")
        assert await talk.house.store.load(101) is None


async def test_yes_tapped_twice_forgets_once(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/forget")
        await ann.does(ann.person.double_tap("Yes, delete"))
        assert await talk.house.store.load(101) is None
        assert sum("I have deleted" in text for text in ann.person.texts) == 1
    assert refusals(talk.telegram, but={"editMessageText": "message is not modified"}) == []


async def test_who_blocks_the_bot_after_forgetting_is_not_kept_again(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/forget")
        await ann.taps("Yes, delete")
        ann.person.block()
        await talk.settle()
        assert await talk.house.store.load(101) is None
        ann.person.unblock()
        await talk.settle()
        assert await talk.house.store.load(101) is None


async def test_an_old_button_after_forgetting_brings_nothing_back(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        old = [(message, button) for message in ann.person.messages for button in message.buttons]
        await ann.says("/forget")
        await ann.taps("Yes, delete")
        for message, button in old:
            await ann.does(ann.person.tap_button(message, button))
            record = await record_of(talk)
            assert (record.answers, record.marks, record.position) == ({}, {}, None)
            assert ann.person.last.text


@pytest.mark.parametrize("at", ["computer", None])
async def test_a_typed_no_answers_whether_to_delete(knowledge: Knowledge, at: str | None) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await (stand_at(ann, at) if at else with_plan(ann))
        await ann.says("/forget")
        replies = await ann.says("no")
        assert "Everything is kept as it was." in replies[0].text
        record = await record_of(talk)
        assert record.answers["standing"]
        if at is not None:
            assert question_of(knowledge, at) in ann.sees
            assert at not in (await position_of(talk)).answers


async def test_a_typed_yes_deletes_as_the_button_does(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/forget", "Yes, delete everything")
        assert "I have deleted everything about you." in ann.sees
        assert await talk.house.store.load(101) is None


async def test_a_yes_after_something_else_deletes_nothing(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/forget")
        await talk.passes(minutes=1)
        await ann.says("/plan")
        await talk.passes(minutes=1)
        await ann.says("yes")
        assert (await record_of(talk)).answers["standing"]


async def test_a_tap_on_a_file_is_answered_with_a_new_message(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [file] = await ann.says("/export")
        [reply] = await ann.does(ann.person.tap_data(file, "q:none"))
        assert reply.text
    assert refusals(talk.telegram) == []
