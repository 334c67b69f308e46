"""What a person does in a chat with the bot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from localchat import wire
from localchat.chats import ANONYMOUS_ADMIN, Account, Chat
from localchat.entities import units, with_found
from localchat.happenings import Tap
from localchat.messages import Button, File, Message, Poll
from localchat.privacy import heard_by_bot
from localchat.shared import SMALL_PNG, payload
from localchat.view import ImpossibleError, View
from localchat.wording import TEXT_LIMIT
from localchat.world import World

_GROUP_ANONYMOUS_BOT = Account(
    id=ANONYMOUS_ADMIN, name="Group", username="GroupAnonymousBot", is_bot=True
)


class HasChat(Protocol):
    """A group or a channel."""

    @property
    def chat(self) -> Chat:
        """Return its chat."""
        ...


class Person(View):
    """A person in one chat: their private one, or a group seen through `in_group`."""

    def __init__(
        self, world: World, account: Account, chat: Chat, *, anonymous: bool = False
    ) -> None:
        """Be this account in this chat; `anonymous` speaks as the group, as its admins may."""
        super().__init__(world, account, chat)
        self._anonymous = anonymous

    def in_group(self, group: HasChat, *, anonymous: bool = False) -> "Person":
        """Return this person in a group, where `anonymous` speaks as the group itself."""
        return Person(self._world, self.account, group.chat, anonymous=anonymous)

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message; one beyond Telegram's limit leaves in parts, as the apps do it.

        Returns the message, or its last part. Raises ImpossibleError for an empty one.
        """
        if not text.strip():
            raise ImpossibleError("Telegram sends no empty message: write something.")
        sent = [self._sent(self._draft(part, reply_to=reply_to)) for part in _parts(text)]
        return sent[-1]

    def command(self, name: str, argument: str = "") -> Message:
        """Use a command: `command("start", "topic")` writes `/start topic`."""
        return self.say(f"/{name.removeprefix('/')} {argument}".rstrip())

    def edit(self, message: Message, text: str) -> Message:
        """Change an own message. Raises ImpossibleError for another's, or one that is gone."""
        standing = self._world.message(message.chat.id, message.id)
        if standing is None or standing.sender == self._world.bot:
            raise ImpossibleError("Only an own message that is still there can be edited.")
        changed = replace(
            standing, text=text, entities=with_found(text, ()), edited=self._world.clock.now()
        )
        self._world.edit(changed)
        heard = heard_by_bot(self._world, changed)
        return self._world.deliver("edited_message", changed) if heard else changed

    def send(self, kind: str, *, caption: str = "", file: File | None = None) -> Message:
        """Send what is not text, without asking much of it.

        `kind` is sticker, photo, document, voice, video, animation, audio, video_note, contact,
        location, venue, dice or story. Raises ValueError for other kinds.
        """
        return self._sent(self._other(kind, caption, file))

    def send_sticker(self) -> Message:
        """Send a sticker."""
        return self.send("sticker")

    def send_contact(self) -> Message:
        """Send a contact."""
        return self.send("contact")

    def send_photo(self, caption: str = "", content: bytes = SMALL_PNG) -> Message:
        """Send a picture."""
        file = self._world.keep("photo.png", "image/png", content)
        return self.send("photo", caption=caption, file=file)

    def send_document(self, name: str, content: bytes, caption: str = "") -> Message:
        """Send a file."""
        file = self._world.keep(name, "application/octet-stream", content)
        return self.send("document", caption=caption, file=file)

    def send_album(self, count: int = 3, caption: str = "") -> list[Message]:
        """Send several pictures as one album, the caption on the first."""
        album = str(self._world.new_id())
        captions = [caption, *[""] * (count - 1)]
        drafts = [self._other("photo", each, None) for each in captions]
        return [self._sent(replace(each, album=album)) for each in drafts]

    def forward(self, text: str, *, from_name: str = "Somebody else") -> Message:
        """Forward a text of somebody who hides their account."""
        now = int(self._world.clock.now().timestamp())
        origin = {"type": "hidden_user", "sender_user_name": from_name, "date": now}
        return self._sent(replace(self._draft(text), extra={"forward_origin": origin}))

    def tap(self, label: str) -> Tap:
        """Tap the button with this label, or a unique beginning of it.

        It is looked for on the newest message that has it. Raises ImpossibleError, naming what
        could be tapped, if there is none.
        """
        return self.tap_button(*self.find_button(label))

    def double_tap(self, label: str) -> tuple[Tap, Tap]:
        """Tap a button twice before the bot can answer."""
        message, button = self.find_button(label)
        return self.tap_button(message, button), self.tap_button(message, button)

    def tap_button(self, message: Message, button: Button) -> Tap:
        """Tap this very button. Raises ImpossibleError for a link, which opens instead."""
        if not button.data:
            raise ImpossibleError(f"{button.label!r} opens {button.url or 'something else'}.")
        return self.tap_data(message, button.data)

    def tap_data(self, message: Message, data: str) -> Tap:
        """Send a tap with any data, as an old or a forged client could."""
        return self._world.deliver_tap(self.account, message, data)

    def vote(self, message: Message, *options: int | str) -> None:
        """Vote in a poll, by position or by the option's text; no option takes the vote back.

        Raises ImpossibleError where the vote can't be given.
        """
        standing = self._world.message(message.chat.id, message.id)
        if standing is None or standing.poll is None or standing.poll.closed:
            raise ImpossibleError("That message is no open poll.")
        if standing.poll.quiz and self.id in standing.poll.votes:
            raise ImpossibleError("An answer to a quiz is final.")
        chosen = tuple(_position(standing.poll, option) for option in options)
        votes = {who: what for who, what in standing.poll.votes.items() if who != self.id}
        poll = replace(standing.poll, votes={**votes, self.id: chosen} if chosen else votes)
        self._world.put(replace(standing, poll=poll))
        self._world.updates.put("poll", wire.poll(poll))
        if not poll.anonymous:
            self._world.updates.put("poll_answer", self._answer(poll, chosen))

    def delete_message(self, message: Message) -> None:
        """Delete a message for both sides."""
        self._world.remove(message)

    def delete_chat(self) -> None:
        """Delete the whole chat for both sides."""
        for message in self.history:
            self._world.remove(message)

    def block(self) -> None:
        """Block the bot."""
        self._world.blocked.add(self.id)
        self._tell_membership("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._world.blocked.discard(self.id)
        self._tell_membership("kicked", "member")

    def _draft(self, text: str, *, kind: str = "text", reply_to: Message | None = None) -> Message:
        """Return a message with an id, not yet posted."""
        return Message(
            id=self._world.new_id(),
            chat=self.chat,
            sender=_GROUP_ANONYMOUS_BOT if self._anonymous else self.account,
            as_chat=self.chat if self._anonymous else None,
            date=self._world.clock.now(),
            kind=kind,
            text=text,
            entities=with_found(text, ()),
            reply_to=reply_to.id if reply_to else None,
        )

    def _other(self, kind: str, caption: str, file: File | None) -> Message:
        """Return a message that is not text, not yet posted."""
        extra = payload(kind)
        if not extra and file is None:
            file = self._world.keep(f"{kind}.bin", "application/octet-stream", SMALL_PNG)
        return replace(self._draft(caption, kind=kind), extra=extra, file=file)

    def _sent(self, message: Message) -> Message:
        """Post a message, and tell the bot where it hears it."""
        if self.id in self._world.blocked and self.chat.private:
            raise ImpossibleError(f"{self.account.name} has blocked the bot: unblock it first.")
        self._world.post(message)
        if heard_by_bot(self._world, message):
            return self._world.deliver("message", message)
        return message

    def _answer(self, poll: Poll, chosen: Sequence[int]) -> wire.Wire:
        return {
            "poll_id": poll.id,
            "user": wire.account(self.account),
            "option_ids": list(chosen),
            "option_persistent_ids": list(map(str, chosen)),
        }

    def _tell_membership(self, before: str, after: str) -> None:
        """Tell the bot that it was blocked or let in again."""
        bot = wire.account(self._world.bot)
        until = {"until_date": 0}
        change: wire.Wire = {
            "chat": wire.chat(self.chat, self.account),
            "from": wire.account(self.account),
            "date": int(self._world.clock.now().timestamp()),
            "old_chat_member": {"status": before, "user": bot, **until},
            "new_chat_member": {"status": after, "user": bot, **until},
        }
        self._world.updates.put("my_chat_member", change)


def _parts(text: str) -> list[str]:
    """Cut a text into parts of at most the limit, in UTF-16 units, never inside a character."""
    parts = [""]
    size = 0
    for character in text:
        size += units(character)
        if size > TEXT_LIMIT:
            parts.append("")
            size = units(character)
        parts[-1] += character
    return [part for part in parts if part.strip()]


def _position(poll: Poll, option: int | str) -> int:
    """Return where an option stands. Raises ImpossibleError if the poll doesn't have it."""
    if isinstance(option, int) and option in range(len(poll.options)):
        return option
    if option in poll.options:
        return poll.options.index(str(option))
    raise ImpossibleError(f"The poll has no option {option!r}, only {', '.join(poll.options)}.")
