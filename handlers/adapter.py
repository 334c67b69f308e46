"""The adapter: makes a pure function of a turn a PTB callback.

Here, and nowhere else, stand the promises about saving: load, decide and save under the person's
lock; said only when saved; an update told twice decided once; a failure told honestly.
"""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeAlias

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from handlers.clock import Clock
from handlers.finding import Finding
from handlers.happening import happening, person_of
from handlers.outbox import Outbox, kept, recipes
from handlers.redelivery import Redelivery
from handlers.reminding.silence import heard
from handlers.replies import Sender
from handlers.turn import Decision, Person, Reply, Said, Tapped, Text, Turn, Vanished
from knowledge.library import Knowledge
from storage.counts import Count, Counts
from storage.record import SEEN_KEPT, LastTap, Record, Unsent
from storage.store import DamagedError, Held, Lease, StorageError, Store

_LOG = logging.getLogger(__name__)

DOUBLE_TAP = timedelta(seconds=2)
"""Within this time the same tap is no second one. A judgement: nobody reads a reply that fast."""

TAP_WAITS = timedelta(seconds=150)
"""How long Telegram keeps a tap for a bot that is down; by experience, no document names it."""

Conversation: TypeAlias = Callable[[Turn], Decision]
Context: TypeAlias = CallbackContext[Any, Any, Any, Any]
Callback: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """Everything that a turn needs from the outside."""

    store: Store
    counts: Counts
    outbox: Outbox
    sender: Sender
    clock: Clock
    knowledge: Callable[[], Knowledge]
    awake_since: datetime | None = None
    finding: Finding | None = None
    redelivery: Redelivery | None = None
    """Where updates that could not be saved come again; None where they don't."""

    def callback(self, conversation: Conversation) -> Callback:
        """Return the PTB callback that takes an update through this conversation."""

        async def handle(update: Update, _context: Context) -> None:
            await self.take(update, conversation)

        return handle

    async def take(self, update: Update, conversation: Conversation) -> None:
        """Take one update: returns once it is saved, or once its failure is told."""
        private = _in_private(update)
        person = person_of(update) if private else None
        if update.callback_query is not None:
            notice = None if private else self.knowledge().messages.label("groups.not_yours")
            self.outbox.background(_answer(update.callback_query, notice))
        if person is None:
            return
        try:
            await self._decide_and_save(update, person, conversation)
        except StorageError as failure:
            _LOG.error("Update %d was not saved. %s", update.update_id, failure)
            await self._tell_unsaved(update, person)

    async def _tell_unsaved(self, update: Update, person: Person) -> None:
        """Ask the person to say it again, or, where it comes again by itself, to wait."""
        if self.redelivery is None:
            await self.tell(person.id, "turn.not_saved")
        elif self.redelivery.fail(update):
            self.outbox.background(self.tell(person.id, "turn.saved_later"))

    async def tell(self, person: int, message: str) -> None:
        """Send a sentence that no record holds, for when saving itself has failed."""
        try:
            await self.sender.send(person, Text(html=self.knowledge().messages.fill(message)))
        except TelegramError as error:
            _LOG.error("A failure could not be told: %s", type(error).__name__)

    async def _decide_and_save(
        self, update: Update, person: Person, conversation: Conversation
    ) -> None:
        try:
            await self._locked(update, person, conversation)
        except DamagedError as damaged:
            _LOG.error("A record was set aside; the person starts anew. %s", damaged)
            notice = Text(html=self.knowledge().messages.fill("turn.damaged"))
            await self._locked(update, person, conversation, notice)

    async def _locked(
        self, update: Update, person: Person, conversation: Conversation, *first: Reply
    ) -> None:
        async with self.store.hold(person.id) as held:
            lease = self.outbox.lease()  # from now on: the lock may have been waited for
            record = held.record
            if record is None and update.my_chat_member is not None:
                return  # somebody unknown, or forgotten, blocks the bot: there is nothing to keep
            if record is not None and update.update_id in record.seen:
                unsent = await _left(held, record, lease)
            else:
                unsent = await self._settle(held, update, person, conversation, first, lease)
        forgotten = held.record is None
        self.outbox.deliver(person.id, unsent, None if forgotten else lease.until)

    async def _settle(
        self,
        held: Held,
        update: Update,
        person: Person,
        conversation: Conversation,
        first: tuple[Reply, ...],
        lease: Lease,
    ) -> tuple[Unsent, ...]:
        turn = await self._matched(self._turn(update, person, held.record))
        decision = turn.stay() if is_double_tap(turn) else conversation(turn)
        await self._count(update.update_id, decision.counts, turn.now)
        replies = recipes(turn.record, update.update_id, (*first, *decision.replies))
        if decision.record is None:
            await held.delete()
            return replies
        after = replace(
            decision.record,
            seen=(*turn.record.seen, update.update_id)[-SEEN_KEPT:],
            outbox=kept((*turn.record.outbox, *replies)),
            next_key=turn.record.next_key + len(replies),
            last_tap=_tap(turn),
        )
        if isinstance(turn.happened, Vanished) and not turn.happened.back:
            after = replace(after, reachable=False)
        else:
            after = heard(after, turn.now)
        return after.outbox if await held.save(after, lease=lease) else ()

    async def _matched(self, turn: Turn) -> Turn:
        """Match what was said beside the event loop, so that deciding takes next to no time."""
        if self.finding is None or not isinstance(turn.happened, Said):
            return turn
        found = await self.finding.found(turn.track.matcher, turn.happened.text)
        return replace(turn, found=found)

    async def _count(self, update_id: int, counts: tuple[Count, ...], now: datetime) -> None:
        """Count before the save: a kill in between decides the update anew, and it counts once.

        What can't be counted costs nobody their reply.
        """
        try:
            await self.counts.add(update_id, counts, now.date())
        except StorageError as failure:
            _LOG.error("Update %d is not counted. %s", update_id, failure)

    def _turn(self, update: Update, person: Person, record: Record | None) -> Turn:
        now = self.clock.now()
        knowledge = self.knowledge()
        if record is None:
            record = self._new(person, now)
        return Turn(
            happened=happening(update),
            person=person,
            record=record,
            knowledge=knowledge,
            now=now,
            chance=Random(update.update_id),  # noqa: S311 - variety, not secrecy
            said_at=update.message.date if update.message is not None else None,
            tapped_from=self._tapped_from(now) if update.callback_query is not None else None,
        )

    def _new(self, person: Person, now: datetime) -> Record:
        """Return the record of somebody new, or of who was forgotten and begins anew.

        Replies are counted from the time on, so that no key is met again that is still on its way.
        """
        return Record(
            person=person.id,
            created_at=now,
            track=self.knowledge().first_track,
            next_key=int(now.timestamp() * 1000),
        )

    def _tapped_from(self, now: datetime) -> datetime | None:
        """Return how early a tap may have been made, if it may have waited for the bot to start."""
        if self.awake_since is None or now - self.awake_since > TAP_WAITS:
            return None
        return self.awake_since - TAP_WAITS


def is_double_tap(turn: Turn) -> bool:
    """Tell whether a tap is the one before it, made twice: fingers are slow to see a reaction."""
    last, now = turn.record.last_tap, _tap(turn)
    return (
        last is not None
        and now is not None
        and last.data == now.data
        and timedelta() <= now.at - last.at <= DOUBLE_TAP
    )


async def _left(held: Held, record: Record, lease: Lease) -> tuple[Unsent, ...]:
    """Return what is still to be sent of earlier turns, if no other process is sending it."""
    return record.outbox if record.outbox and await held.save(record, lease=lease) else ()


def _tap(turn: Turn) -> LastTap | None:
    return (
        LastTap(data=turn.happened.data, at=turn.now) if isinstance(turn.happened, Tapped) else None
    )


def _in_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"


async def _answer(query: CallbackQuery, notice: str | None) -> None:
    """Stop the tapped button's spinner, whatever comes of the tap; a notice is seen there."""
    try:
        await query.answer(notice, show_alert=notice is not None)
    except TelegramError as error:  # too old, or the network is away: the tap itself still counts
        _LOG.info("A tap could not be answered: %s", type(error).__name__)
