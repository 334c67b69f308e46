"""Dialogues: say, tap, expect. The whole bot, on the Telegram that the local chat stands on."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from handlers.house import House, Line, build
from handlers.pace import UNLIMITED
from handlers.serving import running
from knowledge.library import Knowledge
from localchat import Message, Person, Telegram
from storage.counts import Counts
from storage.memory import MemoryStore
from storage.memory_counts import MemoryCounts
from storage.store import Store
from tests.clocks import SteppedClock


@dataclass
class Speaker:
    """A person in a test: each thing done returns what the bot sent because of it."""

    person: Person
    dialogue: "Dialogue"

    async def says(self, *texts: str) -> list[Message]:
        """Write messages one after the other; returns the replies to the last one."""
        replies: list[Message] = []
        for text in texts:
            before = self._sent
            self.person.say(text)
            replies = await self._replies(before)
        return replies

    async def taps(self, *labels: str) -> list[Message]:
        """Tap buttons one after the other; returns the new messages after the last tap."""
        replies: list[Message] = []
        for label in labels:
            before = self._sent
            self.person.tap(label)
            replies = await self._replies(before)
        return replies

    async def does(self, *happened: object) -> list[Message]:
        """Wait for the replies to something that the person has just done."""
        before = self._sent
        assert happened, "name what was done, so that the test reads as a dialogue"
        return await self._replies(before)

    @property
    def sees(self) -> str:
        """The text of the bot's newest message."""
        return self.person.last.text

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels under the bot's newest message."""
        return self.person.last.labels

    @property
    def _sent(self) -> int:
        return self.person.last.id if self.person.messages else 0

    async def _replies(self, before: int) -> list[Message]:
        await self.dialogue.settle()
        return [message for message in self.person.messages if message.id > before]


@dataclass(kw_only=True)
class Dialogue:
    """A running bot and its Telegram."""

    telegram: Telegram
    house: House
    clock: SteppedClock
    _speakers: dict[int, Speaker] = field(default_factory=dict)

    def person(self, number: int = 101, *, name: str = "Ann") -> Speaker:
        """Return a person who has opened the chat."""
        if number not in self._speakers:
            person = self.telegram.person(number, name=name)
            self._speakers[number] = Speaker(person=person, dialogue=self)
        return self._speakers[number]

    async def settle(self) -> None:
        """Wait until the bot has taken, saved and answered all that waits for it."""
        await self.telegram.until(
            lambda: len(self.telegram.updates) == 0 and self.telegram.updates.polled,
            what="every update to be taken and confirmed",
        )
        await self.house.tick.idle()
        await self.house.outbox.idle()

    async def passes(self, **time: float) -> None:
        """Let time pass: `passes(hours=26)`."""
        await self.clock.move(timedelta(**time))
        await self.settle()


@asynccontextmanager
async def dialogue(
    knowledge: Knowledge,
    *,
    store: Store | None = None,
    counts: Counts | None = None,
    telegram: Telegram | None = None,
    clock: SteppedClock | None = None,
    cache: Path | None = None,
) -> AsyncIterator[Dialogue]:
    """Run the bot; at the end no call may have been refused, and no tap left unanswered.

    With a `cache`, the folder of fits, questions are matched by the program beside the bot.
    """
    clock = clock or SteppedClock()
    telegram = telegram or Telegram(clock=clock)
    house = build(
        line=Line(
            token=telegram.token,
            request=telegram.request(),
            polling_request=telegram.request(),
            limits=UNLIMITED,
        ),
        store=store or MemoryStore(),
        counts=counts or MemoryCounts(),
        knowledge=knowledge,
        clock=clock,
        cache=cache,
    )
    finding = house.adapter.finding
    parts = (house.application, house.store, house.outbox, clock, house.tick)
    async with finding.beside() if finding else nullcontext(), running(*parts):
        talk = Dialogue(telegram=telegram, house=house, clock=clock)
        yield talk
        await talk.settle()
        for speaker in talk._speakers.values():
            assert not speaker.person.unanswered_taps, "a tapped button is left spinning"


def refusals(telegram: Telegram, *, but: Mapping[str, str] | None = None) -> list[str]:
    """Return what Telegram refused, beside what a test provoked (method: part of the sentence)."""
    allowed = but or {}
    return [
        f"{call.method}: {call.refused}"
        for call in telegram.refused
        if allowed.get(call.method, "\0") not in call.refused
    ]
