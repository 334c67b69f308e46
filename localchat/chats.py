"""Who and where: accounts, and the chats they meet in."""

from dataclasses import dataclass
from typing import Literal

ANONYMOUS_ADMIN = 1087968824
"""The id of @GroupAnonymousBot, under which anonymous admins of any group speak."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person or a bot, as Telegram names them."""

    id: int
    name: str
    last_name: str = ""
    username: str | None = None
    language: str = "en"
    is_bot: bool = False


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A chat: private ones have the person's id, groups and channels a negative one."""

    id: int
    type: Literal["private", "group", "supergroup", "channel"]
    title: str = ""
    username: str | None = None

    @property
    def private(self) -> bool:
        """Tell whether it is a chat of one person and the bot."""
        return self.type == "private"
