"""A reply as Bot API calls: HTML, buttons, files, edits; Telegram's limits live here."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ChatAction, MessageLimit, ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from handlers.pace import Priority
from handlers.turn import Document, Edit, Reminder, Reply, Rows
from knowledge import markup

_LOG = logging.getLogger(__name__)

Maker: TypeAlias = Callable[[int], Awaitable[bytes]]
"""Makes a file's bytes for a person, when it is sent."""

_NOT_MODIFIED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_BAD_MARKUP = "can't parse entities"


@lru_cache(maxsize=1024)
def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the rows as an inline keyboard; None where there are none.

    Many people are shown the same buttons, and PTB makes an object of each.
    """
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, url=button.url)
                if button.url
                else InlineKeyboardButton(button.label, callback_data=button.data)
                for button in row
            ]
            for row in rows
        ]
    )


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sends replies to a chat through the bot; `makers` make the files that replies name."""

    bot: ExtBot[Priority]
    makers: Mapping[str, Maker]

    async def send(self, chat: int, reply: Reply) -> None:
        """Send one reply. Raises telegram.error.TelegramError where Telegram refuses for good."""
        priority = Priority.REMINDER if isinstance(reply, Reminder) else Priority.REPLY
        if isinstance(reply, Edit):
            await self._edit(chat, reply, priority)
        elif isinstance(reply, Document):
            await self._document(chat, reply, priority)
        else:
            await self._text(chat, reply.html, reply.rows, priority)

    async def _text(self, chat: int, html: str, rows: Rows, priority: Priority) -> None:
        parts = markup.split(html, MessageLimit.MAX_TEXT_LENGTH)
        for part in parts[:-1]:
            await self._message(chat, part, (), priority)
        await self._message(chat, parts[-1], rows, priority)

    async def _message(self, chat: int, html: str, rows: Rows, priority: Priority) -> None:
        async def call(text: str, mode: ParseMode | None) -> None:
            await self.bot.send_message(
                chat,
                text,
                parse_mode=mode,
                reply_markup=keyboard(rows),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                rate_limit_args=priority,
            )

        await _in_html(html, call)

    async def _edit(self, chat: int, edit: Edit, priority: Priority) -> None:
        first, *rest = markup.split(edit.html, MessageLimit.MAX_TEXT_LENGTH)

        async def call(text: str, mode: ParseMode | None) -> None:
            await self.bot.edit_message_text(
                text,
                chat_id=chat,
                message_id=edit.message,
                parse_mode=mode,
                reply_markup=None if rest else keyboard(edit.rows),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                rate_limit_args=priority,
            )

        try:
            await _in_html(first, call)
        except BadRequest as refusal:
            reason = str(refusal).lower()
            if any(gone in reason for gone in _GONE):
                rest = [first, *rest]
            elif _NOT_MODIFIED not in reason:
                raise
        if rest:
            await self._text(chat, "\n".join(rest), edit.rows, priority)

    async def _document(self, chat: int, document: Document, priority: Priority) -> None:
        await self.bot.send_chat_action(chat, ChatAction.UPLOAD_DOCUMENT)
        content = await self.makers[document.recipe](chat)
        fits = markup.units(markup.visible(document.caption)) <= MessageLimit.CAPTION_LENGTH
        await self.bot.send_document(
            chat,
            InputFile(content, filename=document.filename),
            caption=document.caption if fits else None,
            parse_mode=ParseMode.HTML,
            rate_limit_args=priority,
        )
        if not fits:
            await self._text(chat, document.caption, (), priority)


async def _in_html(html: str, call: Callable[[str, ParseMode | None], Awaitable[None]]) -> None:
    """Make a call with HTML; where Telegram refuses the markup, with the plain text."""
    try:
        await call(html, ParseMode.HTML)
    except BadRequest as refusal:
        if _BAD_MARKUP not in str(refusal).lower():
            raise
        _LOG.error("Telegram refused our markup; sent as plain text: %s", refusal.message)
        await call(markup.visible(html), None)
