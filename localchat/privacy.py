"""What a bot hears in a group (core.telegram.org/bots/features#privacy-mode, 2026)."""

from localchat.entities import cut
from localchat.messages import Message
from localchat.world import World


def heard_by_bot(world: World, message: Message) -> bool:
    """Tell whether the bot is told of a message.

    Under privacy mode it is told of commands that are for it or for any bot, and of replies to its
    messages; a mention alone is not enough.
    """
    if message.chat.id in world.kicked:
        return False
    if world.reads_all or message.chat.private or message.chat.type == "channel":
        return True
    return _answers_bot(world, message) or _commands_bot(world, message)


def _answers_bot(world: World, message: Message) -> bool:
    if message.reply_to is None:
        return False
    original = world.message(message.chat.id, message.reply_to)
    return original is not None and original.sender == world.bot


def _commands_bot(world: World, message: Message) -> bool:
    """Tell whether a command in the message names no bot, or this one."""
    names = {"", (world.bot.username or "").lower()}
    return any(
        cut(message.text, each.offset, each.length).partition("@")[2].lower() in names
        for each in message.entities
        if each.type == "bot_command"
    )
