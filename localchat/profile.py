"""What the bot says of itself: its commands and descriptions."""

from dataclasses import dataclass, field

Scope = tuple[str, str]
"""A scope of commands, as text, and a language; both empty for the default."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One entry of the command list."""

    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Where updates are posted, with which secret, and how many at once; no URL is no webhook.

    `error` is the last one in posting, at the Unix time `error_at`.
    """

    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_at: int = 0


@dataclass(kw_only=True)
class Profile:
    """The bot's profile, by language where Telegram keeps it so."""

    commands: dict[Scope, tuple[Command, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)

    def listed(self) -> tuple[Command, ...]:
        """Return the commands that a private chat shows: its own list, or the default one."""
        private = self.commands.get(("all_private_chats", ""))
        return private or self.commands.get(("default", ""), ())
