"""A real PTB Application, polling, on the in-process Telegram."""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import pytest
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

from localchat import Person, Telegram

Echo: TypeAlias = Application[ExtBot[None], Any, Any, Any, Any, Any]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Shout", callback_data="shout")]])
    words = " ".join(context.args or [])
    await update.message.reply_html(f"<b>Hello</b> {words}", reply_markup=keys)


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


async def shout(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("HELLO")


def echo_application(telegram: Telegram) -> Echo:
    builder = Application.builder().token(telegram.token)
    made = builder.request(telegram.request()).get_updates_request(telegram.request()).build()
    made.add_handler(CommandHandler("start", start))
    made.add_handler(CallbackQueryHandler(shout))
    made.add_handler(MessageHandler(filters.TEXT, echo))
    return made


@pytest.fixture
async def application(telegram: Telegram) -> AsyncIterator[Echo]:
    made = echo_application(telegram)
    async with made:
        assert made.updater
        await made.updater.start_polling()
        await made.start()
        yield made
        await made.updater.stop()
        await made.stop()


@pytest.mark.usefixtures("application")
async def test_a_whole_conversation(telegram: Telegram, ann: Person) -> None:
    ann.command("start", "you")
    await telegram.until(lambda: ann.texts == ["Hello you"])
    ann.tap("Shout")
    await telegram.until(lambda: ann.texts == ["HELLO"])
    ann.say("and 😀 <i>")
    await telegram.until(lambda: ann.texts == ["HELLO", "and 😀 <i>"])
    assert ann.unanswered_taps == []
    assert telegram.refused == []
    assert telegram.called("getUpdates") == []


@pytest.mark.usefixtures("application")
async def test_many_people_are_all_answered_in_their_order(telegram: Telegram) -> None:
    people = [telegram.person(number) for number in range(1, 21)]
    for word in ("one", "two", "three"):
        for person in people:
            person.say(word)
    await telegram.until(lambda: all(len(each.messages) == 3 for each in people))
    assert {tuple(each.texts) for each in people} == {("one", "two", "three")}
    assert len(telegram.called("sendMessage", chat=people[0].id)) == 3


async def test_what_was_confirmed_is_not_lost_on_stopping(
    telegram: Telegram, ann: Person, application: Echo
) -> None:
    ann.say("one")
    await telegram.until(lambda: len(ann.messages) == 1)
    assert application.updater
    await application.updater.stop()
    ann.say("two")
    assert len(telegram.updates) == 1
    await application.updater.start_polling()
    await telegram.until(lambda: ann.texts == ["one", "two"])


async def test_waiting_in_vain_says_for_what(telegram: Telegram) -> None:
    with pytest.raises(TimeoutError, match=r"0\.01 s in vain for an answer"):
        await telegram.until(lambda: False, within=0.01, what="an answer")
