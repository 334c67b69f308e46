"""What the bot may send, and what Telegram says to the rest."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MessageEntity,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from localchat import Happening, Person, Telegram
from localchat.shared import SMALL_PNG


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


async def test_a_text_arrives_as_it_reads(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "<b>Hi</b> &amp; welcome", parse_mode="HTML")
    assert (ann.last.text, ann.last.html) == ("Hi & welcome", "<b>Hi</b> &amp; welcome")
    assert sent.message_id == ann.last.id
    assert sent.text_html == ann.last.html
    assert sent.chat.id == ann.id
    assert sent.from_user == bot.bot


async def test_entities_may_be_given_instead_of_markup(bot: Bot, ann: Person) -> None:
    bold = MessageEntity(MessageEntity.BOLD, offset=0, length=2)
    await bot.send_message(ann.id, "Hi", entities=[bold])
    assert ann.last.html == "<b>Hi</b>"


async def test_space_around_a_text_is_cut(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "\n  <b>Hi</b> there \n", parse_mode="HTML")
    assert ann.last.html == "<b>Hi</b> there"


async def test_telegram_marks_commands_and_links_by_itself(bot: Bot, ann: Person) -> None:
    """Case 19: offsets are counted in UTF-16 units."""
    sent = await bot.send_message(ann.id, "👨‍👩‍👧‍👦 https://example.org /help")
    assert sent.parse_entities() == {
        MessageEntity("url", 12, 19): "https://example.org",
        MessageEntity("bot_command", 32, 5): "/help",
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Message text is empty"),
        ("   ", "Text must be non-empty"),
        ("<b></b>", "Text must be non-empty"),
        ("<b>x", "Can't parse entities"),
        ("x" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
    ],
)
async def test_texts_that_are_refused(
    telegram: Telegram, bot: Bot, ann: Person, text: str, complaint: str
) -> None:
    """Case 17: 😀 x 2,049 is 4,098 UTF-16 units."""
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_message(ann.id, text, parse_mode="HTML")
    assert ann.messages == []
    assert [call.method for call in telegram.refused] == ["sendMessage"]


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048, f"<b>{'&amp;' * 4096}</b>"])
async def test_the_longest_texts_are_sent(bot: Bot, ann: Person, text: str) -> None:
    await bot.send_message(ann.id, text, parse_mode="HTML")
    assert len(ann.messages) == 1


async def test_an_unknown_parse_mode_is_refused(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(ann.id, "*x*", parse_mode="MarkdownV2")


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        (InlineKeyboardButton("x", callback_data="я" * 33), "Button_data_invalid"),
        (InlineKeyboardButton("x", callback_data="x" * 65), "Button_data_invalid"),
        (InlineKeyboardButton(" ", callback_data="x"), "button text must be non-empty"),
        (InlineKeyboardButton("x"), "Text buttons are unallowed"),
        (InlineKeyboardButton("x", url="not a link"), "is invalid"),
    ],
)
async def test_buttons_that_are_refused(
    bot: Bot, ann: Person, button: InlineKeyboardButton, complaint: str
) -> None:
    """Case 14: 64 bytes, not characters."""
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_message(ann.id, "x", reply_markup=keyboard(button))


async def test_too_many_buttons_are_refused(bot: Bot, ann: Person) -> None:
    buttons = [InlineKeyboardButton(str(number), callback_data="x") for number in range(101)]
    with pytest.raises(BadRequest, match=r"(?i)reply markup is too long"):
        await bot.send_message(ann.id, "x", reply_markup=keyboard(*buttons))


async def test_buttons_stand_in_their_rows(bot: Bot, ann: Person) -> None:
    yes = InlineKeyboardButton("Yes", callback_data="я" * 32)
    link = InlineKeyboardButton("Read", url="https://a.example")
    sent = await bot.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup([[yes], [link]]))
    assert [[button.label for button in row] for row in ann.last.rows] == [["Yes"], ["Read"]]
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0] == yes


async def test_other_keyboards_are_accepted(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "x", reply_markup=ReplyKeyboardMarkup([["Yes"]]))
    assert ann.last.rows == ()


async def test_a_chat_that_is_not_there(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@nobody", "x")


async def test_a_person_who_blocked_the_bot(bot: Bot, ann: Person) -> None:
    """Case 22: 403, until they let it in again; both are told."""
    ann.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "x")
    ann.unblock()
    await bot.send_message(ann.id, "x")
    updates = await bot.get_updates(timeout=0)
    changes = [each.my_chat_member for each in updates if each.my_chat_member]
    assert [each.new_chat_member.status for each in changes] == ["kicked", "member"]


async def test_replies_name_their_message(bot: Bot, ann: Person) -> None:
    said = ann.say("hello")
    sent = await bot.send_message(ann.id, "hi", reply_to_message_id=said.id)
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "hello"
    ann.delete_message(said)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.id, "hi", reply_to_message_id=said.id)
    sent = await bot.send_message(
        ann.id, "hi", reply_to_message_id=said.id, allow_sending_without_reply=True
    )
    assert sent.reply_to_message is None


async def test_a_document_arrives_whole(bot: Bot, ann: Person) -> None:
    sent = await bot.send_document(ann.id, b'{"a": 1}', caption="yours", filename="export.json")
    file = ann.last.file
    assert file is not None
    assert (file.name, file.content, ann.last.text) == ("export.json", b'{"a": 1}', "yours")
    assert sent.document is not None
    fetched = await (await sent.document.get_file()).download_as_bytearray()
    assert fetched == file.content


async def test_a_known_file_can_be_sent_again_by_its_id(bot: Bot, ann: Person) -> None:
    """Case 21: an id of another bot is refused."""
    sent = await bot.send_document(ann.id, b"x", filename="x.txt")
    assert sent.document
    await bot.send_document(ann.id, sent.document.file_id)
    assert [each.file and each.file.name for each in ann.messages] == ["x.txt", "x.txt"]
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_document(ann.id, "another-bots-file")


@pytest.mark.parametrize(
    ("content", "complaint"), [(b"", "file must be non-empty"), (b"text", "IMAGE_PROCESS_FAILED")]
)
async def test_pictures_that_are_refused(
    bot: Bot, ann: Person, content: bytes, complaint: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_photo(ann.id, content)


async def test_captions_have_their_own_limit(bot: Bot, ann: Person) -> None:
    """Case 18: 1,024 units."""
    await bot.send_photo(ann.id, SMALL_PNG, caption="😀" * 512)
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ann.id, SMALL_PNG, caption="😀" * 512 + "x")
    assert [each.kind for each in ann.messages] == ["photo"]


async def test_an_album_is_one_group(bot: Bot, ann: Person) -> None:
    media = [InputMediaPhoto(SMALL_PNG, caption="first"), InputMediaPhoto(SMALL_PNG)]
    sent = await bot.send_media_group(ann.id, media)
    assert len({each.media_group_id for each in sent}) == 1
    assert [each.text for each in ann.messages] == ["first", ""]


async def test_the_typing_sign_is_seen(telegram: Telegram, bot: Bot, ann: Person) -> None:
    seen: list[Happening] = []
    stop = telegram.listen(seen.append)
    await bot.send_chat_action(ann.id, "typing")
    stop()
    await bot.send_chat_action(ann.id, "typing")
    assert [(each.what, each.text) for each in seen] == [("acting", "typing")]
    with pytest.raises(BadRequest, match=r"(?i)wrong parameter action"):
        await bot.send_chat_action(ann.id, "sleeping")


async def test_a_wrong_token_and_an_unknown_method(telegram: Telegram, bot: Bot) -> None:
    stranger = Bot("1:wrong", request=telegram.request())
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    with pytest.raises(Exception, match="not found"):
        await bot.do_api_request("sendNothing")
