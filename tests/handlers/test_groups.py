"""Groups and channels: one sentence, only when addressed, and nobody's record touched."""

import logging

import pytest

from knowledge.library import Knowledge
from localchat import Telegram
from tests.clocks import SteppedClock
from tests.dialogue import Dialogue, dialogue, refusals
from tests.handlers.steps import record_of, stand_at, with_plan

ME = "@wayfinder_local_bot"
SENTENCE = "I work in private chats, so please write to me there."


async def people_with_records(talk: Dialogue) -> list[int]:
    return [person async for person in talk.house.store.people()]


@pytest.mark.parametrize(
    "text",
    [
        "/start",
        "/help",
        f"/help{ME}",
        f"/HELP{ME.upper()} me",
        "/plan please",
        f"hello {ME}",
        f"{ME}: what is an API?",
        f"({ME})",
    ],
)
async def test_who_addresses_the_bot_gets_one_sentence_and_the_way(
    knowledge: Knowledge, text: str
) -> None:
    telegram = Telegram(clock=(clock := SteppedClock()), reads_all=True)
    async with dialogue(knowledge, telegram=telegram, clock=clock) as talk:
        group = talk.telegram.group()
        talk.person().person.in_group(group).say(text)
        await talk.settle()
        [reply] = group.messages
        assert reply.text == SENTENCE
        assert reply.buttons[0].url == "https://t.me/wayfinder_local_bot"
        assert await people_with_records(talk) == []
    assert refusals(telegram) == []


@pytest.mark.parametrize(
    "text",
    [
        "hello all",
        "what is an API?",
        "/",
        "/ help",
        "/weather",
        "/help@another_bot",
        "/24",
        f"{ME}2 is another one",
        "wayfinder_local_bot without its sign",
        "mail@wayfinder_local_bots.example",
        "👨‍👩‍👧‍👦",
    ],
)
async def test_what_is_not_for_the_bot_gets_no_reply(
    knowledge: Knowledge, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = Telegram(clock=(clock := SteppedClock()), reads_all=True)
    with caplog.at_level(logging.WARNING):
        async with dialogue(knowledge, telegram=telegram, clock=clock) as talk:
            group = talk.telegram.group()
            talk.person().person.in_group(group).say(text)
            await talk.settle()
            assert group.messages == []
            assert await people_with_records(talk) == []
    assert caplog.records == []


async def test_case_27_commands_and_replies_are_heard_under_privacy_mode(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        group = talk.telegram.group()
        ann = talk.person().person.in_group(group)
        ann.say(f"{ME} help")  # Telegram does not tell the bot of this one
        await talk.settle()
        assert group.messages == []
        ann.say(f"/help{ME}")
        await talk.settle()
        ann.say("and now?", reply_to=group.messages[-1])
        await talk.settle()
        assert [message.text for message in group.messages] == [SENTENCE] * 2


@pytest.mark.parametrize("kind", ["photo", "sticker", "contact"])
async def test_what_is_shared_in_a_group_is_not_for_the_bot(
    knowledge: Knowledge, kind: str
) -> None:
    telegram = Telegram(clock=(clock := SteppedClock()), reads_all=True)
    async with dialogue(knowledge, telegram=telegram, clock=clock) as talk:
        group = talk.telegram.group()
        talk.person().person.in_group(group).send(kind)
        await talk.settle()
        assert group.messages == []


async def test_case_26_anonymous_admins_are_nobody(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        group = talk.telegram.group()
        for number in (1, 2):
            talk.person(number).person.in_group(group, anonymous=True).say("/start")
        await talk.settle()
        assert [message.text for message in group.messages] == [SENTENCE] * 2
        assert await people_with_records(talk) == []


async def test_what_is_said_in_a_group_is_no_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        before = await record_of(talk)
        ann.person.in_group(talk.telegram.group()).say("/cancel")
        await talk.settle()
        assert await record_of(talk) == before


async def test_case_15_anothers_buttons_change_nobodys_state(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann, bob = talk.person(), talk.person(102, name="Bob")
        await stand_at(ann, "standing")
        before = await record_of(talk)
        group = talk.telegram.group()
        ann.person.in_group(group).say("/start")
        await talk.settle()
        forged = ann.person.last.buttons[0].data
        tap = bob.person.in_group(group).tap_data(group.messages[-1], forged)
        await talk.settle()
        assert tap.answer == "Please write to me in a private chat."
        assert tap.alert
        assert await record_of(talk) == before
        assert await people_with_records(talk) == [101]


@pytest.mark.parametrize(
    ("text", "replies"), [("/help", 1), (f"hello {ME}", 1), ("news of today", 0), ("/", 0)]
)
async def test_a_channel_is_answered_only_where_it_addresses_the_bot(
    knowledge: Knowledge, text: str, replies: int
) -> None:
    async with dialogue(knowledge) as talk:
        channel = talk.telegram.channel()
        post = channel.post(text)
        await talk.settle()
        answers = [message for message in channel.messages if message.id != post.id]
        assert [message.text for message in answers] == [SENTENCE] * replies
        channel.edit(post, f"{text} {ME}")
        await talk.settle()
        assert len(channel.messages) == 1 + replies
        assert await people_with_records(talk) == []


async def test_who_adds_or_removes_the_bot_in_a_group_is_not_taken_to_have_blocked_it(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann, bob = talk.person(), talk.person(102, name="Bob")
        await with_plan(ann)
        group = talk.telegram.group()
        for person in (ann.person, bob.person):
            group.add_bot(person.account)
            group.remove_bot(person.account)
        await talk.settle()
        assert (await record_of(talk)).reachable
        assert await people_with_records(talk) == [101]


async def test_case_7_no_reply_keyboard_is_ever_shown(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "reminder_days")
        ann.person.in_group(talk.telegram.group()).say("/start")
        await talk.settle()
        markups = [call.parameters.text("reply_markup") for call in talk.telegram.calls]
        assert any("inline_keyboard" in markup for markup in markups)
        assert not any('"keyboard"' in markup or "force_reply" in markup for markup in markups)
