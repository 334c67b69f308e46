"""Which chat and which message a call means."""

from localchat.chats import Chat
from localchat.messages import Message
from localchat.parameters import Parameters
from localchat.refusals import bad_request, forbidden
from localchat.world import World


def chat_of(world: World, parameters: Parameters) -> Chat:
    """Return the chat that a call names. Raises RefusedError where there is none."""
    name = parameters.text("chat_id")
    if not name:
        raise bad_request("chat_id is empty")
    if name.startswith("@"):
        found = [chat for chat in world.chats.values() if chat.username == name[1:]]
        if found:
            return found[0]
        raise bad_request("chat not found")
    chat = world.chats.get(parameters.whole("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, parameters: Parameters) -> Chat:
    """Return the chat that a call writes to. Raises RefusedError where the bot may not."""
    chat = chat_of(world, parameters)
    if chat.id in world.blocked:
        raise forbidden("bot was blocked by the user")
    if chat.id in world.kicked:
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    return chat


def message_of(world: World, parameters: Parameters, what: str) -> Message:
    """Return the message that a call names; `what` stands in the sentence if it is not there."""
    chat = chat_of(world, parameters)
    if not parameters.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = world.message(chat.id, parameters.whole("message_id"))
    if message is None:
        raise bad_request(f"message to {what} not found")
    return message


def reply_to(world: World, parameters: Parameters, chat: Chat) -> int | None:
    """Return the id of the message that a call replies to, None if it replies to none.

    Raises RefusedError where that message is gone and the call insists on it.
    """
    given = parameters.mapping("reply_parameters") or parameters.values
    nested = Parameters(values=given)
    number = nested.whole("message_id") if given is not parameters.values else 0
    number = number or parameters.whole("reply_to_message_id")
    if not number or world.message(chat.id, number):
        return number or None
    if nested.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
