"""Groups and channels that the bot is in."""

from dataclasses import dataclass, replace

from localchat import wire
from localchat.chats import Account, Chat
from localchat.entities import with_found
from localchat.messages import Message
from localchat.world import World


@dataclass(frozen=True, kw_only=True)
class Place:
    """A chat of many; people speak in a group through `Person.in_group`."""

    world: World
    chat: Chat

    @property
    def messages(self) -> list[Message]:
        """Return the bot's messages as they stand, the oldest first."""
        return [
            each
            for each in self.world.messages(self.chat.id)
            if each.sender == self.world.bot or each.sender is None
        ]

    def remove_bot(self, by: Account) -> None:
        """Remove the bot; from now on it hears and says nothing here."""
        self.world.kicked.add(self.chat.id)
        self._tell(by, "member", "kicked")

    def add_bot(self, by: Account) -> None:
        """Let the bot in (again)."""
        self.world.kicked.discard(self.chat.id)
        self._tell(by, "left", "member")

    def _tell(self, by: Account, before: str, after: str) -> None:
        bot = wire.account(self.world.bot)
        change: wire.Wire = {
            "chat": wire.chat(self.chat),
            "from": wire.account(by),
            "date": int(self.world.clock.now().timestamp()),
            "old_chat_member": {"status": before, "user": bot, "until_date": 0},
            "new_chat_member": {"status": after, "user": bot, "until_date": 0},
        }
        self.world.updates.put("my_chat_member", change)


class Group(Place):
    """A supergroup, of which the bot hears what privacy mode lets through."""


class Channel(Place):
    """A channel, of which the bot hears every post."""

    def post(self, text: str) -> Message:
        """Post a text in the channel's name."""
        message = Message(
            id=self.world.new_id(),
            chat=self.chat,
            sender=None,
            as_chat=self.chat,
            date=self.world.clock.now(),
            text=text,
            entities=with_found(text, ()),
        )
        return self.world.deliver("channel_post", self.world.post(message))

    def edit(self, message: Message, text: str) -> Message:
        """Change a post."""
        changed = replace(
            message, text=text, entities=with_found(text, ()), edited=self.world.clock.now()
        )
        return self.world.deliver("edited_channel_post", self.world.edit(changed))
