"""What people send, as the bot gets it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot, Message, Update
from telegram.ext import filters

from localchat import ImpossibleError, Person, StandingClock, Telegram
from localchat.entities import units
from tests.clocks import START


async def updates(bot: Bot) -> list[Update]:
    return list(await bot.get_updates(timeout=0))


async def messages(bot: Bot) -> list[Message]:
    return [update.effective_message for update in await updates(bot) if update.effective_message]


async def test_a_message_tells_who_and_when(bot: Bot, telegram: Telegram) -> None:
    bob = telegram.person(7000000001, name="<b>x", last_name="_i", username="bob", language="de")
    bob.say("hello")
    [message] = await messages(bot)
    user = message.from_user
    assert user
    assert (user.id, user.full_name, user.username) == (7000000001, "<b>x _i", "bob")
    assert user.language_code == "de"
    assert message.date == telegram.clock.now()
    assert message.chat.type == "private"


async def test_a_command_is_marked_as_one(bot: Bot, ann: Person) -> None:
    ann.command("start", "faq_sleep")
    ann.command("/help")
    ann.say("\N{FULLWIDTH SOLIDUS}help")
    ann.say("see /help or 1/2")
    start, plain, wide, inside = await messages(bot)
    assert start.text == "/start faq_sleep"
    assert filters.COMMAND.check_update(Update(1, message=start))
    assert plain.text == "/help"
    assert wide.entities == ()
    assert [each.type for each in inside.entities] == ["bot_command"]


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("sticker", filters.Sticker.ALL),
        ("photo", filters.PHOTO),
        ("document", filters.Document.ALL),
        ("voice", filters.VOICE),
        ("video", filters.VIDEO),
        ("animation", filters.ANIMATION),
        ("audio", filters.AUDIO),
        ("video_note", filters.VIDEO_NOTE),
        ("contact", filters.CONTACT),
        ("location", filters.LOCATION),
        ("venue", filters.VENUE),
        ("dice", filters.Dice.ALL),
        ("story", filters.STORY),
    ],
)
async def test_what_is_not_text(
    bot: Bot, ann: Person, kind: str, check: filters.BaseFilter
) -> None:
    ann.send(kind)
    [update] = await updates(bot)
    assert update.message
    assert update.message.text is None
    assert check.check_update(update)


def test_what_nobody_can_send(ann: Person) -> None:
    with pytest.raises(ValueError, match="could be: animation"):
        ann.send("smell")


async def test_an_album_is_several_messages_of_one_group(bot: Bot, ann: Person) -> None:
    ann.send_album(3, caption="look")
    sent = await messages(bot)
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["look", None, None]


async def test_a_picture_and_a_file_can_be_fetched(bot: Bot, ann: Person) -> None:
    ann.send_photo("look", b"\x89PNG\r\n\x1a\n-")
    ann.send_document("cv.txt", b"hello", "mine")
    photo, document = await messages(bot)
    assert photo.caption == "look"
    fetched = await (await photo.photo[-1].get_file()).download_as_bytearray()
    assert fetched == b"\x89PNG\r\n\x1a\n-"
    assert document.document
    assert document.document.file_name == "cv.txt"


async def test_a_forwarded_message(bot: Bot, ann: Person) -> None:
    ann.forward("said by another", from_name="Zoe")
    [message] = await messages(bot)
    assert message.text == "said by another"
    assert message.forward_origin


async def test_an_edit_is_an_update_of_its_own(bot: Bot, ann: Person) -> None:
    ann.edit(ann.say("hello"), "/help")
    _, update = await updates(bot)
    assert update.message is None
    assert update.edited_message
    assert update.edited_message.edit_date
    assert [each.type for each in update.edited_message.entities] == ["bot_command"]


async def test_what_cannot_be_edited(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "mine")
    with pytest.raises(ImpossibleError):
        ann.edit(ann.last, "yours")
    said = ann.say("hello")
    ann.delete_message(said)
    with pytest.raises(ImpossibleError):
        ann.edit(said, "hallo")


def test_nothing_cannot_be_said(ann: Person) -> None:
    with pytest.raises(ImpossibleError, match="no empty message"):
        ann.say(" \n")


def test_a_person_who_blocked_the_bot_says_nothing(ann: Person) -> None:
    ann.block()
    with pytest.raises(ImpossibleError, match="unblock"):
        ann.say("hello")


def test_there_is_no_last_message_before_the_first(ann: Person) -> None:
    with pytest.raises(ImpossibleError, match="sent nothing to Ann"):
        assert ann.last


async def test_a_deleted_chat_is_empty(bot: Bot, ann: Person) -> None:
    """Case 2."""
    ann.say("hello")
    await bot.send_message(ann.id, "hi")
    ann.delete_chat()
    assert ann.history == []


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=20).filter(str.strip), st.integers(4000, 9000))
def test_long_texts_leave_in_parts(text: str, size: int) -> None:
    whole = (text.strip() * size)[:size]
    ann = Telegram(clock=StandingClock(START)).person(101)
    ann.say(whole)
    parts = [message.text for message in ann.history]
    assert all(units(part) <= 4096 for part in parts)
    assert "".join(parts) == whole


async def test_old_messages_are_forgotten_in_the_end(clock: StandingClock) -> None:
    telegram = Telegram(clock=clock, messages_kept=2)
    ann = telegram.person(101)
    for text in ("one", "two", "three"):
        ann.say(text)
    assert [message.text for message in ann.history] == ["two", "three"]
