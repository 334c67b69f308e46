"""What a person sees in a chat with the bot."""

from collections.abc import Callable, Iterator

from localchat.chats import Account, Chat
from localchat.happenings import Tap
from localchat.messages import Button, Message
from localchat.world import World


class ImpossibleError(Exception):
    """Something that a person can't do in Telegram; the sentence says what they could."""


class View:
    """A chat through one person's eyes, always as it stands now."""

    def __init__(self, world: World, account: Account, chat: Chat) -> None:
        """Look at this chat as this account."""
        self._world = world
        self.account = account
        self.chat = chat

    @property
    def id(self) -> int:
        """Return the person's id."""
        return self.account.id

    @property
    def history(self) -> list[Message]:
        """Return all messages of the chat, the oldest first."""
        return list(self._world.messages(self.chat.id))

    @property
    def messages(self) -> list[Message]:
        """Return the bot's messages in the chat, the oldest first."""
        return [each for each in self.history if each.sender == self._world.bot]

    @property
    def last(self) -> Message:
        """Return the bot's newest message. Raises ImpossibleError if there is none."""
        if not self.messages:
            raise ImpossibleError(f"The bot has sent nothing to {self.account.name} yet.")
        return self.messages[-1]

    @property
    def texts(self) -> list[str]:
        """Return the plain texts and captions of the bot's messages, the oldest first."""
        return [each.text for each in self.messages]

    @property
    def taps(self) -> list[Tap]:
        """Return this person's taps, in any chat, the oldest first."""
        return [tap for tap in self._world.taps.values() if tap.person == self.id]

    @property
    def unanswered_taps(self) -> list[Tap]:
        """Return the taps whose button still waits for the bot."""
        return [tap for tap in self.taps if not tap.answered]

    def find_button(self, label: str) -> tuple[Message, Button]:
        """Return the newest message with a button of this label, and the button.

        The label is exact, or the beginning of only one on that message, in any case of letters.
        Raises ImpossibleError, naming what could be tapped, if there is none.
        """
        for fits in (_exact, _exact_but_case, _beginning):
            for message in self._newest_first():
                found = [each for each in message.buttons if fits(each.label, label)]
                if found:
                    return message, _only(found, label)
        raise ImpossibleError(f"There is no button {label!r}. {self.what_could_be_tapped()}")

    def what_could_be_tapped(self) -> str:
        """Return a sentence that names the buttons of the newest message that has any."""
        message = self.newest_with_buttons()
        if message is None:
            return "There is nothing to tap."
        return f"What could be tapped: {', '.join(map(repr, message.labels))}."

    def newest_with_buttons(self) -> Message | None:
        """Return the bot's newest message that has buttons, None if none has."""
        return next((each for each in self._newest_first() if each.buttons), None)

    def find_option(self, text: str) -> Message | None:
        """Return the newest open poll with an option of this text, None if there is none."""
        for message in self._newest_first():
            if message.poll and not message.poll.closed and text in message.poll.options:
                return message
        return None

    def _newest_first(self) -> Iterator[Message]:
        return (each for each in reversed(self.history) if each.sender == self._world.bot)


def _exact(label: str, wanted: str) -> bool:
    return label == wanted


def _exact_but_case(label: str, wanted: str) -> bool:
    return label.casefold() == wanted.casefold()


def _beginning(label: str, wanted: str) -> bool:
    return label.casefold().startswith(wanted.casefold())


Fits = Callable[[str, str], bool]


def _only(found: list[Button], label: str) -> Button:
    """Return the one button that fits. Raises ImpossibleError if several differ."""
    if len({(each.label, each.data, each.url) for each in found}) > 1:
        names = ", ".join(repr(each.label) for each in found)
        raise ImpossibleError(f"{label!r} fits several buttons: {names}.")
    return found[0]
