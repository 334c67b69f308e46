"""What Telegram sees: which handler listens to what, in order, on one screen."""

from collections.abc import Mapping
from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import (
    groups,
    help,  # noqa: A004 - the field's own name
    onboarding,
    plan,
    privacy,
    progress,
    questions,
    reminders,
    settings,
    talk,
    votes,
)
from handlers.adapter import Adapter, Conversation
from handlers.flow import running
from handlers.flow.tapped import tapped as flow_tapped

COMMANDS: Mapping[str, Conversation] = {
    "start": onboarding.start,
    "plan": running.then_remind(plan.shown),
    "next": running.then_remind(progress.next_step),
    "progress": running.then_remind(progress.shown),
    "reminders": running.then_remind(reminders.shown),
    "settings": running.then_remind(settings.shown),
    "help": running.then_remind(help.shown),
    "cancel": running.cancel,
    "privacy": running.then_remind(privacy.privacy),
    "export": running.then_remind(privacy.export),
    "forget": privacy.forget,
}

TAPS: Mapping[str, Conversation] = {
    r"^f:": flow_tapped,
    r"^q:none$": questions.tapped,
    r"^q:": running.then_ask_again(questions.tapped),
    r"^v:": votes.tapped,
    r"^p:": plan.tapped,
    r"^m:": progress.tapped,
    r"^r:": reminders.tapped,
    r"^s:": settings.tapped,
    r"^o:": onboarding.tapped,
    r"^x:": privacy.tapped,
}


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any], adapter: Adapter) -> None:
    """Let the application listen. The first handler that takes an update is the only one."""
    on = adapter.callback
    fresh = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
    moving = filters.LOCATION  # a live location is edited every few seconds, by nobody's hand
    elsewhere = ~filters.ChatType.PRIVATE & (
        filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    )
    application.add_handlers(
        [
            *(CommandHandler(name, on(told), filters=fresh) for name, told in COMMANDS.items()),
            *(CallbackQueryHandler(on(told), pattern=data) for data, told in TAPS.items()),
            CallbackQueryHandler(on(help.stale)),
            MessageHandler(fresh & filters.TEXT, on(talk.said(COMMANDS))),
            MessageHandler(fresh & ~filters.StatusUpdate.ALL, on(talk.shared(COMMANDS))),
            MessageHandler(edited & ~moving, on(help.edited)),
            MessageHandler(elsewhere, groups.addressed(adapter, COMMANDS)),
            ChatMemberHandler(on(help.vanished)),
        ]
    )
