"""A tiny bot on the real PTB, to show that it runs on the in-process Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)

from localchat import Telegram
from localchat.shared import SMALL_PNG

Echo: TypeAlias = Application[ExtBot[None], Any, Any, Any, Any, Any]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Shout", callback_data="shout")]])
    words = " ".join(context.args or [])
    await update.message.reply_html(f"<b>Hello</b> {words}", reply_markup=keys)


async def files(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_chat_action("upload_photo")
    await update.message.reply_photo(SMALL_PNG, caption="a point", filename="../p.png")
    await update.message.reply_poll("Which?", ["one", "two"])


async def shout(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Loud")
    await update.callback_query.edit_message_text("HELLO")


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


@asynccontextmanager
async def running_echo(telegram: Telegram) -> AsyncIterator[Echo]:
    """Run the bot, polling, until the block ends."""
    builder = Application.builder().token(telegram.token)
    made = builder.request(telegram.request()).get_updates_request(telegram.request()).build()
    made.add_handler(CommandHandler("start", start))
    made.add_handler(CommandHandler("files", files))
    made.add_handler(CallbackQueryHandler(shout))
    made.add_handler(MessageHandler(filters.TEXT, echo))
    async with made:
        assert made.updater
        await made.bot.set_my_commands([("start", "Begin"), ("files", "A picture and a poll")])
        await made.updater.start_polling()
        await made.start()
        yield made
        if made.updater.running:
            await made.updater.stop()
        await made.stop()


async def settled(telegram: Telegram, application: Echo) -> None:
    """Wait until the bot has fetched, handled and answered all."""
    await telegram.until(lambda: len(telegram.updates) == 0)
    await application.update_queue.join()
