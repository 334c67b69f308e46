"""Practice in conversation: the question, its answer behind a button, and when it comes again."""

from dataclasses import replace
from datetime import timedelta

from knowledge.library import Knowledge
from tests.clocks import START
from tests.handlers.reminded import hours_pass, learner, reminding
from tests.handlers.steps import record_of

PRACTISED_NEXT = {shape: START.date() for shape in ("begin", "look_back")}


async def test_the_answer_waits_behind_a_button(knowledge: Knowledge) -> None:
    record = learner()
    told = replace(record.reminders, told=PRACTISED_NEXT)
    async with reminding(knowledge, replace(record, reminders=told)) as (talk, ann):
        await hours_pass(talk, 3)
        assert "what does Server mean?" in ann.sees
        assert "Example:" not in ann.sees
        await ann.taps("Show the answer")
        assert "Example:" in ann.sees
        await ann.taps("I knew it")
        assert "Example:" in ann.sees
        assert "not so soon" in ann.sees
        (card,) = (await record_of(talk)).cards.values()
        assert card.due == talk.clock.now().date() + timedelta(days=3)


async def test_one_question_after_the_other(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("quiz me")
        first = ann.sees
        await ann.taps("Show the answer", "Not yet", "Another question")
        assert ann.sees.startswith("In your own words")
        assert ann.sees != first
        ((id_, card),) = (await record_of(talk)).cards.items()
        assert id_ == "what-is-server"
        assert card.due == START.date() + timedelta(days=1)


async def test_a_term_that_is_gone_is_an_old_button(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("quiz me")
        for data in ("r:answer", "r:answer:gone", "r:answer:what-is-server:maybe"):
            ann.person.tap_data(ann.person.last, data)
            await talk.settle()
            assert "That button" in ann.sees
        assert (await record_of(talk)).cards == {}
