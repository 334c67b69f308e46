"""Changing and deleting what was sent."""

from dataclasses import replace
from datetime import timedelta

from localchat.keyboards import rows_of
from localchat.messages import Message
from localchat.methods.addressing import message_of, writable_chat
from localchat.parameters import Parameters
from localchat.refusals import bad_request, not_modified
from localchat.wire import Wire
from localchat.wording import caption_of, text_of
from localchat.world import World

DELETABLE = timedelta(hours=48)
"""How long a message can be deleted (core.telegram.org/bots/api#deletemessage, 2026)."""


def edit_message_text(world: World, parameters: Parameters) -> Wire:
    """Give a text message another text; a keyboard that is not given again is gone."""
    wording = text_of(parameters, too_long="MESSAGE_TOO_LONG")
    message = _editable(world, parameters)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    changed = replace(
        message, text=wording.text, entities=wording.entities, rows=rows_of(parameters)
    )
    return _edited(world, message, changed)


def edit_message_caption(world: World, parameters: Parameters) -> Wire:
    """Give a picture or a file another caption."""
    wording = caption_of(parameters)
    message = _editable(world, parameters)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    changed = replace(
        message, text=wording.text, entities=wording.entities, rows=rows_of(parameters)
    )
    return _edited(world, message, changed)


def edit_message_reply_markup(world: World, parameters: Parameters) -> Wire:
    """Give a message other buttons, or none."""
    message = _editable(world, parameters)
    return _edited(world, message, replace(message, rows=rows_of(parameters)))


def delete_message(world: World, parameters: Parameters) -> bool:
    """Delete one message, the bot's own or, in a private chat, the person's."""
    message = message_of(world, parameters, "delete")
    own = message.sender == world.bot
    if not own and not message.chat.private:
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    world.remove(message)
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """Delete several messages; those that are gone already are passed over."""
    for number in parameters.listing("message_ids"):
        one = Parameters(
            values={"chat_id": parameters.text("chat_id"), "message_id": number},
        )
        if world.message(one.whole("chat_id"), one.whole("message_id")):
            delete_message(world, one)
    return True


def _editable(world: World, parameters: Parameters) -> Message:
    """Return the message that a call wants to change. Raises RefusedError where it may not."""
    message = message_of(world, parameters, "edit")
    writable_chat(world, parameters)
    own = message.sender == world.bot or message.as_chat == message.chat
    if not own or message.out_of_reach:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, before: Message, after: Message) -> Wire:
    """Put the change in place. Raises RefusedError where there is none."""
    if before == after:
        raise not_modified()
    return world.shown(world.edit(replace(after, edited=world.clock.now())))
