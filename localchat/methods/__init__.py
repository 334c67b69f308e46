"""The Bot API's methods by name, in small letters as Telegram compares them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from localchat.methods import editing, membership, polls, profile, receiving, sending
from localchat.parameters import Parameters
from localchat.world import World

Method: TypeAlias = Callable[[World, Parameters], object | Awaitable[object]]

METHODS: Mapping[str, Method] = {
    "getme": profile.get_me,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setmyname": profile.set_my_name,
    "getmyname": profile.get_my_name,
    "setmydescription": profile.set_my_description,
    "getmydescription": profile.get_my_description,
    "setmyshortdescription": profile.set_my_short_description,
    "getmyshortdescription": profile.get_my_short_description,
    "setchatmenubutton": profile.set_chat_menu_button,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "getfile": receiving.get_file,
    "answercallbackquery": receiving.answer_callback_query,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "sendpoll": polls.send_poll,
    "stoppoll": polls.stop_poll,
    "getchat": membership.get_chat,
    "getchatmember": membership.get_chat_member,
    "leavechat": membership.leave_chat,
}

SENDING = frozenset(name for name in METHODS if name.startswith("send")) - {"sendchataction"}
"""The methods that count towards Telegram's limit of messages."""
