"""All that Telegram knows: accounts, chats, messages, files, and what waits for the bot."""

import itertools
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from localchat import wire
from localchat.chats import Account, Chat
from localchat.clock import Clock
from localchat.happenings import Happening, Tap, Watchers
from localchat.messages import File, Message
from localchat.profile import Profile
from localchat.updates import TAP_KEPT, Updates

MESSAGES_KEPT = 1000
"""Messages kept a chat by default; older ones are as good as deleted."""

TAPS_KEPT = 10_000
"""Taps kept in all; an older one can't be answered any more."""


class World:
    """The state behind the Bot API and behind what people see, changed by both."""

    def __init__(
        self, *, clock: Clock, bot: Account, first_id: int, messages_kept: int, reads_all: bool
    ) -> None:
        """Begin with the bot alone; update ids and message ids count up from `first_id`.

        `reads_all` means that the bot is told of all that is said in groups: no privacy mode.
        """
        self.clock = clock
        self.bot = bot
        self.updates = Updates(clock, first_id)
        self.watchers = Watchers()
        self.profile = Profile()
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.blocked: set[int] = set()
        self.kicked: set[int] = set()
        self.reads_all = reads_all
        self.files: dict[str, File] = {}
        self.taps: OrderedDict[str, Tap] = OrderedDict()
        self._messages: dict[int, OrderedDict[int, Message]] = {}
        self._kept = messages_kept
        self._ids = itertools.count(first_id)

    def new_id(self) -> int:
        """Return a number that was not given before: for a message, a file, a poll or a tap."""
        return next(self._ids)

    def messages(self, chat: int) -> Iterator[Message]:
        """Yield a chat's messages as they stand, the oldest first."""
        yield from self._messages.get(chat, OrderedDict()).values()

    def message(self, chat: int, number: int) -> Message | None:
        """Return a message as it stands, None where it is gone."""
        return self._messages.get(chat, OrderedDict()).get(number)

    def post(self, message: Message) -> Message:
        """Put a new message into its chat, and tell who watches."""
        shelf = self._messages.setdefault(message.chat.id, OrderedDict())
        shelf[message.id] = message
        while len(shelf) > self._kept:
            shelf.popitem(last=False)
        self.watchers.tell(Happening(what="sent", chat=message.chat.id, message=message))
        return message

    def put(self, message: Message) -> Message:
        """Put a message in its old self's place, without anybody noticing."""
        self._messages[message.chat.id][message.id] = message
        return message

    def edit(self, message: Message) -> Message:
        """Put a changed message in its old self's place, and tell who watches."""
        self.put(message)
        self.watchers.tell(Happening(what="edited", chat=message.chat.id, message=message))
        return message

    def remove(self, message: Message) -> None:
        """Take a message out of its chat, and tell who watches."""
        self._messages[message.chat.id].pop(message.id, None)
        self.watchers.tell(Happening(what="deleted", chat=message.chat.id, message=message))

    def put_out_of_reach(self, message: Message) -> None:
        """Make a message too old to be seen or edited by the bot."""
        standing = self.message(message.chat.id, message.id)
        if standing:
            self.put(replace(standing, out_of_reach=True))

    def keep(self, name: str, mime: str, content: bytes) -> File:
        """Keep a file and give it an id."""
        file = File(id=f"file{self.new_id()}", name=name, mime=mime, content=content)
        self.files[file.id] = file
        return file

    def shown(self, message: Message, *, alone: bool = False) -> wire.Wire:
        """Return a message as the bot sees it; `alone` leaves out what it replies to."""
        answered = None
        if message.reply_to is not None and not alone:
            original = self.message(message.chat.id, message.reply_to)
            answered = self.shown(original, alone=True) if original else None
        return wire.message(message, self.accounts.get(message.chat.id), answered)

    def maybe_inaccessible(self, message: Message) -> wire.Wire:
        """Return a message as a tap shows it: without content where the bot can't see it."""
        standing = self.message(message.chat.id, message.id)
        if standing is None or standing.out_of_reach:
            return wire.inaccessible(message, self.accounts.get(message.chat.id))
        return self.shown(standing)

    def deliver(self, kind: str, message: Message) -> Message:
        """Put a message into the bot's queue; return it with the update's id."""
        number = self.updates.put(kind, self.shown(message))
        return self.put(replace(message, update=number))

    def deliver_tap(self, person: Account, message: Message, data: str) -> Tap:
        """Put a tap into the bot's queue."""
        tap = Tap(
            id=str(self.new_id()),
            person=person.id,
            message=message,
            data=data,
            at=self.clock.now(),
        )
        content: wire.Wire = {
            "id": tap.id,
            "from": wire.account(person),
            "chat_instance": str(message.chat.id),
            "message": self.maybe_inaccessible(message),
            "data": data,
        }
        tap.update = self.updates.put("callback_query", content, TAP_KEPT)
        self.taps[tap.id] = tap
        while len(self.taps) > TAPS_KEPT:
            self.taps.popitem(last=False)
        return tap
