"""The introduction: what Telegram shows of the bot before and beside the chat."""

import logging

import pytest

from handlers import COMMANDS
from handlers.serving import introduce
from knowledge.library import Knowledge
from localchat import refusal
from tests.dialogue import dialogue, refusals


async def test_commands_and_descriptions_are_set(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        await introduce(talk.house.bot, knowledge.messages, COMMANDS)
        profile = talk.telegram.profile
        assert [command.name for command in profile.listed()] == list(COMMANDS)
        assert "back-end developer" in profile.descriptions[""]
        assert "no job and no salary" in profile.descriptions[""]
        assert "back-end developer" in profile.short_descriptions[""]
    assert refusals(talk.telegram) == []


async def test_every_listed_command_gives_a_reply(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        await introduce(talk.house.bot, knowledge.messages, COMMANDS)
        ann = talk.person()
        for command in talk.telegram.profile.listed():
            replies = await ann.says(f"/{command.name}")
            assert replies
            assert "I do not know the command" not in replies[0].text


async def test_an_introduction_that_fails_stops_nothing(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    async with dialogue(knowledge) as talk:
        talk.telegram.faults.order("setMyDescription", refusal(400, "Bad Request: too long"))
        talk.telegram.faults.order("setMyCommands", refusal(502, "Bad Gateway"))
        with caplog.at_level(logging.WARNING):
            await introduce(talk.house.bot, knowledge.messages, COMMANDS)
        assert talk.telegram.profile.short_descriptions[""]
        assert await talk.person().says("/start")
    assert len(caplog.records) == 2
