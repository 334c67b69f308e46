"""What the bot tells of itself."""

import pytest
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest

from localchat import Person, Telegram


async def test_commands_are_kept_by_scope(telegram: Telegram, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("start", "Begin"), ("help", "What I do")])
    assert [each.name for each in telegram.profile.listed()] == ["start", "help"]
    await bot.set_my_commands([("plan", "Your plan")], scope=scope)
    assert [each.command for each in await bot.get_my_commands()] == ["start", "help"]
    assert [each.command for each in await bot.get_my_commands(scope=scope)] == ["plan"]
    assert [each.name for each in telegram.profile.listed()] == ["plan"]
    await bot.delete_my_commands(scope=scope)
    assert await bot.get_my_commands(scope=scope) == ()


@pytest.mark.parametrize(
    ("name", "description", "complaint"),
    [
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("start", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("start", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_commands_that_are_refused(
    bot: Bot, name: str, description: str, complaint: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.set_my_commands([(name, description)])


async def test_too_many_commands(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_descriptions_by_language(bot: Bot) -> None:
    await bot.set_my_description("Long")
    await bot.set_my_description("Lang", language_code="de")
    await bot.set_my_short_description("Short")
    await bot.set_my_name("Guide")
    assert (await bot.get_my_description()).description == "Long"
    assert (await bot.get_my_description("de")).description == "Lang"
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert (await bot.get_my_name()).name == "Guide"
    assert (await bot.get_my_name("de")).name == bot.first_name


async def test_descriptions_have_limits(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="description is too long"):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest, match="short description is too long"):
        await bot.set_my_short_description("x" * 121)


async def test_a_chat_tells_who_it_is(telegram: Telegram, bot: Bot, ann: Person) -> None:
    assert (await bot.get_chat(ann.id)).first_name == "Ann"
    group = telegram.group(title="Study", username="study_group")
    assert (await bot.get_chat("@study_group")).id == group.chat.id
