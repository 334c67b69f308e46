"""What an update says: PTB's objects turned into a person and what they did."""

import re
import unicodedata

from telegram import CallbackQuery, Message, Update, User
from telegram.helpers import effective_message_type

from handlers.turn import (
    Button,
    Commanded,
    Happening,
    Person,
    Rows,
    Said,
    Shared,
    Tapped,
    Vanished,
)
from knowledge.flow.plain_text import is_visible
from knowledge.flow.typed import cleaned

_LONGEST_NAME = 64
_COMMAND = re.compile(r"/\s*(?P<name>\w+)(?:@\w+)?(?:\W+(?P<argument>.*))?$", re.DOTALL)


def clean(text: str) -> str:
    """Return the text without what no store keeps: NUL, and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def visible_name(user: User) -> str:
    """Return the name without characters that can't be seen; empty when nothing is left."""
    name = cleaned(clean(user.first_name))[:_LONGEST_NAME]
    return name if is_visible(name) else ""


def person_of(update: Update) -> Person | None:
    """Return who did it; None for channels, anonymous admins and other bots."""
    user = update.effective_user
    if user is None or user.is_bot:
        return None
    return Person(id=user.id, name=visible_name(user))


def happening(update: Update) -> Happening:
    """Return what the person did. Any update has an answer, of unknown kinds too."""
    if update.callback_query is not None:
        return _tapped(update.callback_query)
    if update.my_chat_member is not None:
        return Vanished(back=update.my_chat_member.new_chat_member.status == "member")
    message = update.effective_message
    if message is None:
        return Shared(what="unknown")
    if message.text is not None:
        return of_text(clean(message.text))
    return Shared(
        what=str(effective_message_type(message) or "unknown"),
        caption=clean(message.caption or ""),
        album=message.media_group_id,
    )


def _tapped(query: CallbackQuery) -> Tapped:
    """Return a tap, with what its message shows where that can be edited."""
    data, message = clean(query.data or ""), query.message
    if not isinstance(message, Message) or not message.is_accessible or not message.text:
        return Tapped(data=data, message=None)  # a file's caption is no text that can be edited
    html, rows = message.text_html, _rows(message)
    return Tapped(data=data, message=message.message_id, html=html, rows=rows)


def _rows(message: Message) -> Rows:
    """Return the buttons under a message of ours."""
    markup = message.reply_markup
    return tuple(
        tuple(
            Button(label=one.text, data=str(one.callback_data or ""), url=one.url or "")
            for one in row
        )
        for row in (markup.inline_keyboard if markup is not None else ())
    )


def of_text(text: str) -> Happening:
    """Return what a text says: a command wherever it begins with a slash, a full-width one too."""
    command = _COMMAND.match(unicodedata.normalize("NFKC", text).strip())
    if command is None:
        return Said(text=text)
    argument = (command["argument"] or "").strip()
    return Commanded(name=command["name"].lower(), argument=argument)
