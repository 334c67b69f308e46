"""Buttons of questions: old, forged, tapped twice, under messages that are gone."""

import pytest

from knowledge.flow.model import Kind
from knowledge.library import Knowledge
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import (
    ANSWERS,
    QUESTIONS,
    position_of,
    question,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
)

NOT_MODIFIED = {"editMessageText": "message is not modified"}


def tappable(knowledge: Knowledge, id_: str) -> str | None:
    """Return the label of a button that answers a question at once; None where there is none."""
    asked = question(knowledge, id_)
    if asked.kind is Kind.ONE:
        return asked.choices[0].label
    return asked.suggestions[0] if asked.suggestions else None


@pytest.mark.parametrize("id_", QUESTIONS)
async def test_case_9_an_answer_tapped_twice_counts_once(knowledge: Knowledge, id_: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        label = tappable(knowledge, id_) or ("Done" if "Done" in ann.buttons else "Skip")
        if label == "Done":
            await ann.taps(ann.buttons[0])
        message, button = ann.person.find_button(label)
        await ann.does(ann.person.double_tap(label))
        once = await record_of(talk)
        kept = once.position.answers if once.position else once.answers
        assert id_ in kept
        sent = len(ann.person.messages)
        await talk.passes(minutes=1)
        await ann.does(ann.person.tap_button(message, button))
        again = await record_of(talk)
        assert (again.answers, again.marks, again.runs) == (once.answers, once.marks, once.runs)
        assert (again.position and again.position.answers) == (
            once.position and once.position.answers
        )
        over = once.position is None  # then the button is told to be an old one
        assert len(ann.person.messages) == sent + over
    assert refusals(talk.telegram, but=NOT_MODIFIED) == []


@pytest.mark.parametrize("way", ["Back", "Skip", "Help"])
async def test_a_way_tapped_twice_is_gone_once(knowledge: Knowledge, way: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        replies = await ann.does(ann.person.double_tap(way))
        assert len(replies) == 1
        expected = {"Back": "web", "Skip": "path", "Help": "git"}[way]
        assert (await position_of(talk)).question == expected


async def test_a_choice_of_several_tapped_twice_stays_chosen(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        message, button = ann.person.find_button("Python")
        for _ in range(3):
            await ann.does(ann.person.tap_button(message, button))
            await talk.passes(seconds=5)
        assert "✓ Python" in ann.buttons
        await ann.taps("✓ Python")
        assert "Python" in ann.buttons
        await ann.taps("Python", "Done")
        assert (await position_of(talk)).answers["languages"] == ["python"]
    assert refusals(talk.telegram, but=NOT_MODIFIED) == []


async def test_a_tapped_question_keeps_its_answer_and_loses_its_buttons(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [asked] = await ann.says("/start")
        await ann.taps("Career changer")
        closed = next(message for message in ann.person.messages if message.id == asked.id)
        assert "Your answer: Career changer" in closed.text
        assert closed.rows == ()


async def test_a_button_of_another_question_asks_the_present_one(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        old = ann.person.last
        await ann.says("career changer")
        before = await position_of(talk)
        [reply] = await ann.does(ann.person.tap_button(old, old.buttons[0]))
        assert "belongs to another question" in reply.text
        assert question_of(knowledge, "hours") in reply.text
        assert await position_of(talk) == before


async def test_a_button_of_a_run_that_is_over_says_so(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "computer")
        old = ann.person.last
        await with_rest(ann, "computer")
        before = (await record_of(talk)).answers
        await ann.taps("Make it fit")
        [stale, again] = await ann.does(ann.person.tap_button(old, old.buttons[1]))
        assert "does nothing now" in stale.text
        assert question_of(knowledge, "name") in again.text
        assert (await record_of(talk)).answers == before


async def with_rest(speaker: Speaker, first: str) -> None:
    """Give Ann's answers from a question on, to the end."""
    for id_ in QUESTIONS[QUESTIONS.index(first) :]:
        await speaker.says(ANSWERS[id_])


@pytest.mark.parametrize(
    "data",
    [
        "f:",
        "f:1",
        "f:1:git",
        "f:x:git:=daily",
        "f:99:git:=daily",
        "f:2:git:=nosuch",
        "f:2:git:",
        "f:2:git:!nosuch",
        "f:2:git:!done",
        "f:2:git:+python",
        "f:2:git:-python",
        "f:2:git:?0",
        "f:2:git:~20:30",
        "f:2:git:%",
        "f:2:reminder:~20:30",
        "f:2:nosuch:=x",
        "f:²:git:=daily",
        "q:a:nosuch",
        "q:",
        "z:unknown",
        "just anything",
        "f:2:git:=" + "я" * 20,
        "\u202e",
    ],
)
async def test_forged_data_changes_nothing_and_gets_a_reply(
    knowledge: Knowledge, data: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await record_of(talk)
        replies = await ann.does(ann.person.tap_data(ann.person.last, data))
        assert replies
        after = await record_of(talk)
        assert after.position is not None
        assert before.position is not None
        assert after.position.question == "git"
        assert after.position.answers == before.position.answers
        assert after.answers == before.answers
        await ann.says("a little")
        assert question_of(knowledge, "path") in ann.sees
    assert refusals(talk.telegram) == []


async def test_buttons_work_under_a_message_out_of_the_bots_reach(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        talk.telegram.put_out_of_reach(ann.person.last)
        await ann.taps("Career changer")
        assert question_of(knowledge, "hours") in ann.sees
    assert refusals(talk.telegram) == []


async def test_case_12_a_question_deleted_before_its_answer_is_closed(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [asked] = await ann.says("/start")
        released = talk.telegram.faults.hold("editMessageText")
        ann.person.tap("Career changer")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        ann.person.delete_message(asked)
        released.set()
        await talk.settle()
        assert question_of(knowledge, "hours") in ann.sees
        assert (await position_of(talk)).answers == {"standing": "changer"}
    assert refusals(talk.telegram, but={"editMessageText": "not found"}) == []


async def test_case_11_a_tap_is_answered_before_the_slow_work(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        edits = talk.telegram.faults.hold("editMessageText", chat=101)
        tap = ann.person.tap("Career changer")
        await talk.telegram.until(lambda: tap.answered)
        assert (await position_of(talk)).answers == {"standing": "changer"}
        released.set()
        edits.set()
        await talk.settle()
        assert question_of(knowledge, "hours") in ann.sees


async def test_a_tap_goes_on_with_questions_that_were_stopped(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("/cancel")
        await ann.taps("A little")
        assert question_of(knowledge, "path") in ann.sees
        assert not (await position_of(talk)).paused


async def test_a_tap_on_a_suggestion_is_an_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "reminder")
        await ann.taps("20:30")
        assert (await position_of(talk)).answers["reminder"] == "20:30"


async def test_the_last_button_of_a_run_tapped_later_counts_nothing(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        asked = next(m for m in reversed(ann.person.messages) if "On which days" in m.text)
        before = await record_of(talk)
        await ann.does(ann.person.tap_button(asked, asked.buttons[0]))
        assert "does nothing now" in ann.sees
        assert (await record_of(talk)).answers == before.answers
