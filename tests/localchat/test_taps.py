"""Buttons: how they are found, tapped and answered."""

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from telegram.error import BadRequest

from localchat import ImpossibleError, Person, StandingClock, Telegram


async def offer(bot: Bot, chat: int, *labels: str) -> None:
    rows = [[InlineKeyboardButton(label, callback_data=label.lower())] for label in labels]
    await bot.send_message(chat, "Choose", reply_markup=InlineKeyboardMarkup(rows))


async def queries(bot: Bot) -> list[CallbackQuery]:
    updates = await bot.get_updates(timeout=0)
    return [update.callback_query for update in updates if update.callback_query]


async def test_a_tap_reaches_the_bot_and_is_answered(bot: Bot, ann: Person) -> None:
    await offer(bot, ann.id, "Yes", "No")
    tap = ann.tap("No")
    [query] = await queries(bot)
    assert (query.id, query.data, query.from_user.id) == (tap.id, "no", ann.id)
    assert isinstance(query.message, Message)
    assert query.message.text == "Choose"
    assert ann.unanswered_taps == [tap]
    await query.answer("Noted", show_alert=True)
    assert (tap.answer, tap.alert, ann.unanswered_taps) == ("Noted", True, [])


async def test_an_answer_that_comes_too_late(clock: StandingClock, bot: Bot, ann: Person) -> None:
    """Case 11."""
    await offer(bot, ann.id, "Yes")
    tap = ann.tap("Yes")
    [query] = await queries(bot)
    clock.move(timedelta(seconds=151))
    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
        await query.answer()
    assert ann.unanswered_taps == [tap]


async def test_an_answer_to_no_tap(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("12345")


async def test_an_answer_beyond_its_limit(bot: Bot, ann: Person) -> None:
    await offer(bot, ann.id, "Yes")
    ann.tap("Yes")
    [query] = await queries(bot)
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await query.answer("x" * 201)


async def test_a_double_tap_is_two_updates(bot: Bot, ann: Person) -> None:
    """Case 9."""
    await offer(bot, ann.id, "Yes")
    first, second = ann.double_tap("Yes")
    assert first.id != second.id
    assert [query.id for query in await queries(bot)] == [first.id, second.id]


@pytest.mark.parametrize(
    ("wanted", "data"),
    [("Yes", "yes"), ("yes", "yes"), ("N", "no, never"), ("No", "no"), ("no, n", "no, never")],
)
async def test_labels_are_found(bot: Bot, ann: Person, wanted: str, data: str) -> None:
    await offer(bot, ann.id, "Yes", "No, never")
    if data == "no":
        await offer(bot, ann.id, "No")
    assert ann.tap(wanted).data == data


async def test_the_newest_message_that_has_the_button_is_tapped(bot: Bot, ann: Person) -> None:
    await offer(bot, ann.id, "Yes")
    await offer(bot, ann.id, "Yes")
    newest = ann.last
    await offer(bot, ann.id, "Other")
    assert ann.tap("Yes").message == newest


async def test_what_cannot_be_tapped_is_told(bot: Bot, ann: Person) -> None:
    with pytest.raises(ImpossibleError, match="nothing to tap"):
        ann.tap("Yes")
    await offer(bot, ann.id, "Part time", "Part of it")
    with pytest.raises(ImpossibleError, match="could be tapped: 'Part time', 'Part of it'"):
        ann.tap("Yes")
    with pytest.raises(ImpossibleError, match="fits several buttons: 'Part time', 'Part of it'"):
        ann.tap("Part")


async def test_a_link_is_opened_not_tapped(bot: Bot, ann: Person) -> None:
    link = InlineKeyboardButton("Read", url="https://a.example/x")
    await bot.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup([[link]]))
    with pytest.raises(ImpossibleError, match=r"'Read' opens https://a\.example/x"):
        ann.tap("Read")


async def test_an_old_message_arrives_without_content(
    telegram: Telegram, bot: Bot, ann: Person
) -> None:
    await offer(bot, ann.id, "Yes")
    old = ann.last
    telegram.put_out_of_reach(old)
    ann.tap_data(old, "forged")
    ann.delete_message(old)
    ann.tap_data(old, "gone")
    first, second = await queries(bot)
    assert (first.data, second.data) == ("forged", "gone")
    for query in (first, second):
        assert query.message
        assert not query.message.is_accessible
        assert query.message.message_id == old.id


async def test_a_tap_shows_the_message_as_it_stands(bot: Bot, ann: Person) -> None:
    await offer(bot, ann.id, "Yes")
    before = ann.last
    await bot.edit_message_text("Changed", ann.id, before.id)
    ann.tap_data(before, "yes")
    [query] = await queries(bot)
    assert isinstance(query.message, Message)
    assert query.message.text == "Changed"
