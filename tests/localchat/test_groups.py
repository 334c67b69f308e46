"""Groups and channels: what the bot hears there, and what it may say."""

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden

from localchat import Group, Person, Telegram
from localchat.chats import ANONYMOUS_ADMIN


@pytest.fixture
def group(telegram: Telegram) -> Group:
    return telegram.group(title="Study group")


async def heard(bot: Bot) -> list[Update]:
    return list(await bot.get_updates(timeout=0))


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("hello all", False),
        ("@wayfinder_local_bot help", False),
        ("/help", True),
        ("/help@wayfinder_local_bot", True),
        ("/help@Wayfinder_Local_Bot", True),
        ("/help@another_bot", False),
    ],
)
async def test_privacy_mode(bot: Bot, ann: Person, group: Group, text: str, is_heard: bool) -> None:
    """Case 27: a mention alone is not delivered."""
    ann.in_group(group).say(text)
    assert len(await heard(bot)) == is_heard


async def test_a_reply_to_the_bot_is_heard(bot: Bot, ann: Person, group: Group) -> None:
    await bot.send_message(group.chat.id, "hi all")
    inside = ann.in_group(group)
    inside.say("and you?", reply_to=inside.last)
    inside.say("a reply to a person", reply_to=inside.history[-1])
    [update] = await heard(bot)
    assert update.message
    assert update.message.text == "and you?"
    assert update.message.reply_to_message


async def test_an_edit_is_heard_where_its_message_is(bot: Bot, ann: Person, group: Group) -> None:
    inside = ann.in_group(group)
    inside.edit(inside.say("hello all"), "hello you")
    assert await heard(bot) == []


@pytest.mark.parametrize("telegram", [{"reads_all": True}], indirect=True)
async def test_without_privacy_mode_all_is_heard(bot: Bot, ann: Person, group: Group) -> None:
    ann.in_group(group).say("hello all")
    [update] = await heard(bot)
    assert update.effective_chat
    assert (update.effective_chat.type, update.effective_chat.title) == (
        "supergroup",
        "Study group",
    )
    assert (await bot.get_me()).can_read_all_group_messages


async def test_anonymous_admins_share_one_id(bot: Bot, ann: Person, group: Group) -> None:
    """Case 26."""
    ann.in_group(group, anonymous=True).say("/start")
    [update] = await heard(bot)
    assert update.message
    assert update.message.from_user
    assert update.message.sender_chat
    assert update.message.from_user.id == ANONYMOUS_ADMIN
    assert update.message.sender_chat.id == group.chat.id


async def test_anyone_in_a_group_can_tap(telegram: Telegram, bot: Bot, group: Group) -> None:
    """Case 15."""
    await bot.send_message(group.chat.id, "x", api_kwargs={"reply_markup": KEYS})
    tap = telegram.person(202, name="Bob").in_group(group).tap("Yes")
    [update] = await heard(bot)
    assert update.callback_query
    assert (update.callback_query.from_user.id, tap.person) == (202, 202)
    assert update.effective_chat
    assert update.effective_chat.id == group.chat.id


KEYS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def test_a_bot_that_was_removed(
    telegram: Telegram, bot: Bot, ann: Person, group: Group
) -> None:
    group.remove_bot(ann.account)
    ann.in_group(group).say("/help")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.chat.id, "x")
    group.add_bot(ann.account)
    await bot.send_message(group.chat.id, "x")
    assert [each.text for each in group.messages] == ["x"]
    changes = [update.my_chat_member for update in await heard(bot) if update.my_chat_member]
    assert [each.new_chat_member.status for each in changes] == ["kicked", "member"]
    assert len(telegram.refused) == 1


async def test_a_bot_that_leaves(bot: Bot, ann: Person, group: Group) -> None:
    assert (await bot.get_chat_member(group.chat.id, bot.id)).status == "member"
    await bot.leave_chat(group.chat.id)
    assert (await bot.get_chat_member(group.chat.id, bot.id)).status == "left"
    ann.in_group(group).say("/help")
    assert await heard(bot) == []
    with pytest.raises(BadRequest):
        await bot.leave_chat(ann.id)


async def test_a_persons_message_in_a_group_is_theirs(bot: Bot, ann: Person, group: Group) -> None:
    said = ann.in_group(group).say("hello")
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(group.chat.id, said.id)


async def test_a_channel_post_has_no_person(telegram: Telegram, bot: Bot) -> None:
    channel = telegram.channel(title="News")
    channel.edit(channel.post("hello"), "hallo")
    await bot.send_message(channel.chat.id, "mine")
    posted, edited = await heard(bot)
    assert posted.channel_post
    assert edited.edited_channel_post
    assert (posted.channel_post.text, edited.edited_channel_post.text) == ("hello", "hallo")
    assert posted.effective_user is None
    assert posted.channel_post.sender_chat
    assert [each.text for each in channel.messages] == ["hallo", "mine"]
