"""Flows that a coach edits while people stand in them: nobody is stranded, no answer is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.flow.model import Choice, Flow, Kind, Question
from knowledge.library import Knowledge
from localchat import Telegram
from storage.memory import MemoryStore
from tests.clocks import SteppedClock
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
    with_flow,
)

Edit = Callable[[Flow], Flow]


def edited(change: Callable[[Question], Question | None]) -> Edit:
    """Return the edit that changes each question, or takes it out (None)."""

    def edit(flow: Flow) -> Flow:
        changed = (change(question) for question in flow.questions)
        return replace(flow, questions=tuple(one for one in changed if one is not None))

    return edit


def renamed(id_: str, new: str) -> Edit:
    return edited(lambda q: replace(q, id=new, formerly=(id_,)) if q.id == id_ else q)


def removed(id_: str) -> Edit:
    return edited(lambda q: None if q.id == id_ else q)


def without_choice(id_: str, choice: str) -> Edit:
    def change(question: Question) -> Question:
        kept = tuple(one for one in question.choices if one.id != choice)
        return replace(question, choices=kept) if question.id == id_ else question

    return edited(change)


def renamed_choice(id_: str, choice: str, new: str) -> Edit:
    def change(question: Question) -> Question:
        choices = tuple(
            replace(one, id=new, formerly=(choice,)) if one.id == choice else one
            for one in question.choices
        )
        return replace(question, choices=choices) if question.id == id_ else question

    return edited(change)


def with_question(new: Question, *, at: int) -> Edit:
    return lambda flow: replace(flow, questions=(*flow.questions[:at], new, *flow.questions[at:]))


AGE = Question(
    id="age",
    title="Your age group",
    text="How old are you?",
    kind=Kind.ONE,
    optional=True,
    choices=(Choice(id="young", label="Under 30"), Choice(id="old", label="30 or more")),
)


def after(knowledge: Knowledge, edit: Edit, flow: str = "fit") -> Knowledge:
    """Return the knowledge once the coach has edited a flow."""
    return with_flow(knowledge, edit(knowledge.first.flows[flow]))


@pytest.mark.parametrize(
    ("edit", "asked"),
    [
        pytest.param(renamed("git", "version_control"), "git", id="renamed"),
        pytest.param(removed("git"), "path", id="removed"),
        pytest.param(removed("web"), "git", id="an earlier one removed"),
        pytest.param(with_question(AGE, at=0), "git", id="one added before"),
        pytest.param(without_choice("git", "daily"), "git", id="a choice removed"),
        pytest.param(without_choice("languages", "python"), "git", id="an answer removed"),
    ],
)
@pytest.mark.parametrize("back_by", ["/start", "typing", "an old button"])
async def test_case_8_who_stands_in_an_edited_flow_goes_on_at_the_nearest_question(
    knowledge: Knowledge, edit: Edit, asked: str, back_by: str
) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "git")
    changed = after(knowledge, edit)
    async with dialogue(changed, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        if back_by == "/start":
            await ann.says("/start")
            assert question_of(knowledge, asked) in ann.sees
        elif back_by == "typing":
            assert await ann.says("gibberish qwxzv")
        else:
            assert await ann.taps("A little")
        assert await ann.says("/start")
        answers = (await position_of(talk)).answers
        assert answers["name"] == "Ann"
        assert answers["databases"] == ["sql"]
        while (await record_of(talk)).position is not None:
            await ann.says("skip")
        assert "This is what I know about you" in ann.sees
        assert (await record_of(talk)).answers["name"] == "Ann"
    assert refusals(telegram) == []


async def test_case_13_a_button_whose_choice_is_gone_says_so_and_asks_again(
    knowledge: Knowledge,
) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "git")
    changed = after(knowledge, without_choice("git", "little"))
    async with dialogue(changed, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        [reply] = await ann.taps("A little")
        assert "That choice has changed" in reply.text
        assert question_of(knowledge, "git") in reply.text
        assert "A little" not in reply.labels
        assert not ann.person.unanswered_taps


async def test_a_button_of_a_renamed_choice_still_counts(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "git")
    changed = after(knowledge, renamed_choice("git", "little", "a_bit"))
    async with dialogue(changed, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await ann.taps("A little")
        assert (await position_of(talk)).answers["git"] == "a_bit"


async def test_a_button_of_a_renamed_question_still_counts(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "git")
    changed = after(knowledge, renamed("git", "version_control"))
    async with dialogue(changed, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await ann.taps("A little")
        assert (await position_of(talk)).answers["version_control"] == "little"


async def test_a_suggestion_that_is_gone_says_so(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "hours")
    fewer = edited(lambda q: replace(q, suggestions=("4", "8")) if q.id == "hours" else q)
    changed = after(knowledge, fewer, "start")
    async with dialogue(changed, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await ann.taps("20")
        assert "That choice has changed" in ann.sees
        assert (await record_of(talk)).answers == {}


@pytest.mark.parametrize(
    "edit",
    [
        renamed("name", "nickname"),
        removed("languages"),
        without_choice("path", "unsure"),
        renamed_choice("reminder_days", "weekdays", "mon_fri"),
        with_question(AGE, at=3),
    ],
)
async def test_finished_answers_outlive_edits(knowledge: Knowledge, edit: Edit) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await with_all_answers(talk.person())
        before = (await record_of(talk)).answers
    async with dialogue(
        after(knowledge, edit), store=store, telegram=telegram, clock=clock
    ) as talk:
        ann = talk.person()
        for command in ("/plan", "/next", "/progress", "/settings", "/start", "/export"):
            assert await ann.says(command)
        assert (await record_of(talk)).answers == before
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await ann.says("9")
        now = (await record_of(talk)).answers
        assert now["hours"] == [9, 9]
        assert now["place"] == before["place"]
    assert refusals(telegram) == []


async def test_case_14_long_suggestions_in_any_script_fit_their_buttons(
    knowledge: Knowledge,
) -> None:
    long = ("6 часов в неделю, иногда немного меньше или больше", "٦ ساعات في الأسبوع على الأقل")
    wordy = edited(lambda q: replace(q, suggestions=(*long, "6")) if q.id == "hours" else q)
    async with dialogue(after(knowledge, wordy, "start")) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer")
        assert set(long) < set(ann.buttons)
        assert all(len(button.data.encode()) <= 64 for button in ann.person.last.buttons)
        await ann.taps("6 часов")
        assert (await record_of(talk)).answers.get("hours", [6, 6]) == [6, 6]
    assert refusals(talk.telegram) == []


async def test_case_4_cancel_works_at_every_step_of_an_edited_flow(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "git")
    async with dialogue(
        after(knowledge, removed("git")), store=store, telegram=telegram, clock=clock
    ) as talk:
        ann = talk.person()
        [reply] = await ann.says("/cancel")
        assert "I stopped asking" in reply.text
        [reply] = await ann.says("/cancel")
        assert "nothing to stop" in reply.text


@pytest.mark.parametrize("edit", [removed("git"), renamed("git", "version_control")])
@pytest.mark.parametrize("at", ["nowhere", "place"])
async def test_a_question_asked_alone_is_edited_meanwhile(
    knowledge: Knowledge, edit: Edit, at: str
) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await (with_all_answers(ann) if at == "nowhere" else stand_at(ann, at))
        await ann.says("/settings")
        await ann.taps("Git")
        before = await record_of(talk)
    async with dialogue(
        after(knowledge, edit), store=store, telegram=telegram, clock=clock
    ) as talk:
        ann = talk.person()
        assert await ann.says("I use it often")
        record = await record_of(talk)
        kept = {**record.answers, **(record.position.answers if record.position else {})}
        assert kept.get("version_control", "daily") == "daily"
        assert kept["name"] == "Ann"
        assert record.interrupted is None
        if at == "place":
            assert question_of(knowledge, "place") in ann.sees
            assert before.interrupted is not None
        else:
            assert record.position is None


async def test_a_flow_left_with_no_question_to_ask_ends(knowledge: Knowledge) -> None:
    store, telegram = MemoryStore(), Telegram(clock=(clock := SteppedClock()))
    async with dialogue(knowledge, store=store, telegram=telegram, clock=clock) as talk:
        await stand_at(talk.person(), "computer")
    one_left = after(knowledge, lambda flow: replace(flow, questions=flow.questions[:1]))
    async with dialogue(one_left, store=store, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        assert await ann.says("/start")
        assert await ann.says("Annika")
        assert (await record_of(talk)).position is None
