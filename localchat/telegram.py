"""Telegram in this process: the Bot API on one side, people on the other."""

import inspect
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from localchat.chats import Account, Chat
from localchat.clock import Clock
from localchat.faults import Faults
from localchat.flood import Flood
from localchat.groups import Channel, Group
from localchat.happenings import Listener
from localchat.messages import Message
from localchat.methods import METHODS, SENDING
from localchat.methods.addressing import chat_of
from localchat.parameters import Parameters
from localchat.person import Person
from localchat.profile import Profile
from localchat.refusals import RefusedError
from localchat.request import Request
from localchat.updates import Updates
from localchat.world import MESSAGES_KEPT, World

CALLS_KEPT = 1000
BOT = Account(id=7000000001, name="Wayfinder", username="wayfinder_local_bot", is_bot=True)
TOKEN = f"{BOT.id}:in-this-process-only"


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that the bot made; `refused` is Telegram's sentence, empty if it was carried out."""

    method: str
    parameters: Parameters
    at: datetime
    refused: str = ""
    code: int = 200

    @property
    def chat(self) -> int:
        """Return the chat that the call was for, 0 if for none."""
        return self.parameters.whole("chat_id")


class Telegram:
    """The whole of it; see the package's docstring for how to use it."""

    def __init__(
        self,
        *,
        clock: Clock,
        first_id: int | None = None,
        bot: Account = BOT,
        token: str = TOKEN,
        flood: Flood | None = None,
        messages_kept: int = MESSAGES_KEPT,
        reads_all: bool = False,
    ) -> None:
        """Begin with an empty Telegram.

        `first_id` is where update and message ids begin; by default it is the clock's time in
        milliseconds. Where the clock may show the same time in two runs over the same data, hand
        in the real time in milliseconds. Without `flood` nothing is too soon. A chat keeps its
        last `messages_kept` messages. `reads_all` lifts the privacy mode in groups.
        """
        self.clock = clock
        self.token = token
        self.flood = flood
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.refused: list[Call] = []
        first = int(clock.now().timestamp() * 1000) if first_id is None else first_id
        self.world = World(
            clock=clock,
            bot=bot,
            first_id=first,
            messages_kept=messages_kept,
            reads_all=reads_all,
        )

    @property
    def bot(self) -> Account:
        """Return the bot's account."""
        return self.world.bot

    @property
    def updates(self) -> Updates:
        """Return what waits for the bot."""
        return self.world.updates

    @property
    def profile(self) -> Profile:
        """Return what the bot says of itself: commands, descriptions, the webhook."""
        return self.world.profile

    def request(self) -> Request:
        """Return a request object for a PTB Application; the bot takes two, one for polling."""
        return Request(self)

    def person(
        self,
        number: int,
        *,
        name: str = "Ann",
        last_name: str = "",
        username: str | None = None,
        language: str = "en",
    ) -> Person:
        """Return a person who has begun a private chat with the bot."""
        account = Account(
            id=number, name=name, last_name=last_name, username=username, language=language
        )
        chat = Chat(id=number, type="private", username=username)
        self.world.accounts[number] = account
        self.world.chats[number] = chat
        return Person(self.world, account, chat)

    def group(
        self, number: int = -1001000000001, *, title: str = "A group", username: str | None = None
    ) -> Group:
        """Return a supergroup that the bot is a member of."""
        chat = Chat(id=number, type="supergroup", title=title, username=username)
        self.world.chats[number] = chat
        return Group(world=self.world, chat=chat)

    def channel(
        self, number: int = -1002000000002, *, title: str = "A channel", username: str | None = None
    ) -> Channel:
        """Return a channel in which the bot is an administrator."""
        chat = Chat(id=number, type="channel", title=title, username=username)
        self.world.chats[number] = chat
        return Channel(world=self.world, chat=chat)

    def deliver_again(self, update: int) -> None:
        """Deliver an update once more, with its id. Raises LookupError if it is unknown."""
        self.world.updates.put_again(update)

    def put_out_of_reach(self, message: Message) -> None:
        """Make a message so old that a tap shows it without content and no edit reaches it."""
        self.world.put_out_of_reach(message)

    def called(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the calls of a method among the last thousand, for a chat or for any."""
        return [
            call
            for call in self.calls
            if call.method.lower() == method.lower() and chat in {None, call.chat}
        ]

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener of all that people can see; return what ends that."""
        return self.world.watchers.listen(listener)

    async def until(
        self, true: Callable[[], bool], *, within: float = 5.0, what: str = "it to become true"
    ) -> None:
        """Wait until `true()` holds, looked at after each call and each happening.

        Raises TimeoutError, naming `what`, after `within` seconds.
        """
        await self.world.watchers.until(true, within, what)

    async def call(self, method: str, parameters: Parameters) -> object:
        """Carry out a Bot API method and return its result.

        Raises RefusedError where Telegram refuses, and an httpx error where a fault was ordered.
        """
        try:
            fault = await self.faults.meet(method.lower(), parameters)
            if fault and not fault.delivered:
                raise fault.failure()
            result = await self._carry_out(method.lower(), parameters)
            if fault:
                raise fault.failure()
        except RefusedError as refusal:
            self._note(method, parameters, refusal.description, refusal.code)
            raise
        self._note(method, parameters)
        return result

    async def _carry_out(self, method: str, parameters: Parameters) -> object:
        if method not in METHODS:
            raise RefusedError(404, "Not Found: method not found")
        if self.flood and method in SENDING:
            self.flood.count(chat_of(self.world, parameters).id)
        result = METHODS[method](self.world, parameters)
        return await result if inspect.isawaitable(result) else result

    def _note(
        self, method: str, parameters: Parameters, refused: str = "", code: int = 200
    ) -> None:
        """Keep the call for tests to look at."""
        if method != "getUpdates" or refused:
            call = Call(
                method=method,
                parameters=parameters,
                at=self.clock.now(),
                refused=refused,
                code=code,
            )
            self.calls.append(call)
            self.refused += [call] if refused else []
        self.world.watchers.changed()
