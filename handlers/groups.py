"""Groups and channels: one sentence that points to the private chat, only when addressed.

Nobody has a record here: anonymous admins share one user id, and what is said in a group is not
said to the bot.
"""

import logging
import re
import unicodedata
from collections.abc import Collection

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from handlers.adapter import Adapter, Callback, Context

_LOG = logging.getLogger(__name__)

_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?")


def addressed(adapter: Adapter, commands: Collection[str]) -> Callback:
    """Return the callback for messages outside private chats."""

    async def point_to_private_chat(update: Update, _context: Context) -> None:
        message = update.effective_message
        username = adapter.sender.bot.username
        if message is None or not is_addressed(message, username, commands):
            return
        adapter.outbox.background(_point(message, adapter))

    return point_to_private_chat


def is_addressed(message: Message, username: str, commands: Collection[str]) -> bool:
    """Tell whether a message is for the bot: a command of ours, a mention, or a reply to it."""
    if message.from_user is not None and message.from_user.is_bot and not message.sender_chat:
        return False  # another bot: answering it could go on for ever
    text = unicodedata.normalize("NFKC", message.text or message.caption or "").strip().lower()
    command = _COMMAND.match(text)
    if command is not None:
        named = command["bot"]
        return named == username.lower() if named else command["name"] in commands
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None:
        return replied.from_user.username == username
    return re.search(rf"(?<!\w)@{re.escape(username.lower())}(?!\w)", text) is not None


async def _point(message: Message, adapter: Adapter) -> None:
    messages = adapter.knowledge().messages
    button = InlineKeyboardButton(
        messages.label("groups.open"), url=f"https://t.me/{adapter.sender.bot.username}"
    )
    try:
        await message.reply_html(
            messages.fill("groups.private_only"), reply_markup=InlineKeyboardMarkup([[button]])
        )
    except TelegramError as error:  # not allowed to write there: nobody waits for it
        _LOG.info("The way to the private chat could not be shown: %s", type(error).__name__)
