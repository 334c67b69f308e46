"""The chats that the bot is in, and who else is."""

from localchat import wire
from localchat.methods.addressing import chat_of
from localchat.parameters import Parameters
from localchat.refusals import bad_request
from localchat.wire import Wire
from localchat.world import World


def get_chat(world: World, parameters: Parameters) -> Wire:
    """Return a chat with the fields that every full chat has."""
    chat = chat_of(world, parameters)
    return wire.chat(chat, world.accounts.get(chat.id)) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def get_chat_member(world: World, parameters: Parameters) -> Wire:
    """Return a member; the bot itself is one where it was not removed."""
    chat = chat_of(world, parameters)
    account = world.accounts.get(parameters.whole("user_id"))
    if account is None:
        raise bad_request("member not found")
    gone = account == world.bot and chat.id in world.kicked
    return {"status": "left" if gone else "member", "user": wire.account(account)}


def leave_chat(world: World, parameters: Parameters) -> bool:
    """Leave a group or a channel."""
    chat = chat_of(world, parameters)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.kicked.add(chat.id)
    return True
