"""Edits and deletions."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from localchat import Person, StandingClock, Telegram
from localchat.shared import SMALL_PNG

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def test_an_edit_takes_the_place_of_the_old_text(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one", reply_markup=KEYS)
    edited = await bot.edit_message_text("<i>two</i>", ann.id, sent.message_id, parse_mode="HTML")
    assert [(each.html, each.labels) for each in ann.messages] == [("<i>two</i>", ())]
    assert ann.last.edited
    assert not isinstance(edited, bool)
    assert edited.edit_date


async def test_an_edit_that_changes_nothing(bot: Bot, ann: Person) -> None:
    """Case 10."""
    sent = await bot.send_message(ann.id, "one", reply_markup=KEYS)
    with pytest.raises(BadRequest, match=r"(?i)^message is not modified: specified new message"):
        await bot.edit_message_text("one ", ann.id, sent.message_id, reply_markup=KEYS)
    await bot.edit_message_text("one", ann.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("one", ann.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(ann.id, sent.message_id)


async def test_a_message_that_was_deleted(bot: Bot, ann: Person) -> None:
    """Case 12."""
    sent = await bot.send_message(ann.id, "one", reply_markup=KEYS)
    ann.delete_message(ann.last)
    for edit in (
        bot.edit_message_text("two", ann.id, sent.message_id),
        bot.edit_message_reply_markup(ann.id, sent.message_id),
    ):
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await edit
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ann.id, sent.message_id)


async def test_what_the_bot_may_not_edit(telegram: Telegram, bot: Bot, ann: Person) -> None:
    said = ann.say("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", ann.id, said.id)
    sent = await bot.send_message(ann.id, "old")
    telegram.put_out_of_reach(ann.last)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("new", ann.id, sent.message_id)


async def test_an_edit_has_the_limits_of_a_text(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")
    for text, complaint in (("x" * 4097, "MESSAGE_TOO_LONG"), ("<b>", "parse entities")):
        with pytest.raises(BadRequest, match=f"(?i){complaint}"):
            await bot.edit_message_text(text, ann.id, sent.message_id, parse_mode="HTML")
    assert ann.last.text == "one"


async def test_captions_and_texts_are_edited_each_in_their_way(bot: Bot, ann: Person) -> None:
    photo = await bot.send_photo(ann.id, SMALL_PNG, caption="one")
    await bot.edit_message_caption(ann.id, photo.message_id, caption="two", reply_markup=KEYS)
    assert (ann.last.text, ann.last.labels) == ("two", ("Yes",))
    with pytest.raises(BadRequest, match=r"(?i)no text in the message to edit"):
        await bot.edit_message_text("x", ann.id, photo.message_id)
    text = await bot.send_message(ann.id, "x")
    with pytest.raises(BadRequest, match=r"(?i)no caption in the message to edit"):
        await bot.edit_message_caption(ann.id, text.message_id, caption="x")


async def test_a_person_who_blocked_the_bot_sees_no_edit(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")
    ann.block()
    with pytest.raises(Forbidden):
        await bot.edit_message_text("two", ann.id, sent.message_id)


async def test_deleting(clock: StandingClock, bot: Bot, ann: Person) -> None:
    said = ann.say("hello")
    sent = [await bot.send_message(ann.id, text) for text in ("one", "two", "three")]
    await bot.delete_message(ann.id, said.id)
    await bot.delete_messages(ann.id, [sent[0].message_id, sent[1].message_id, 404])
    assert [each.text for each in ann.history] == ["three"]
    clock.move(timedelta(hours=49))
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await bot.delete_message(ann.id, sent[2].message_id)


async def test_a_call_without_a_message(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message identifier is not specified"):
        await bot.edit_message_text("x", ann.id)
    with pytest.raises(BadRequest, match=r"(?i)chat_id is empty"):
        await bot.edit_message_text("x")
