"""The error handler: tells the person that it went wrong, and the operator where.

Only types, places and ids are logged: an exception's message may quote what a person wrote.
"""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update
from telegram.error import NetworkError

from handlers.adapter import Adapter, Context
from handlers.happening import happening, person_of
from handlers.logs import places
from storage.store import StorageError

_LOG = logging.getLogger(__name__)

ErrorCallback: TypeAlias = Callable[[object, Context], Coroutine[Any, Any, None]]


def reporter(adapter: Adapter) -> ErrorCallback:
    """Return PTB's error callback: reports what was left uncaught, with flow and step."""

    async def report(update: object, context: Context) -> None:
        error = context.error
        if error is None or isinstance(error, NetworkError):
            _LOG.warning("The network failed: %s", type(error).__name__)
            return
        where = await _where(adapter, update)
        _LOG.error("%s at %s, %s", type(error).__name__, places(error), where)
        person = person_of(update) if isinstance(update, Update) else None
        if person is not None and isinstance(update, Update) and _private(update):
            await adapter.tell(person.id, "turn.failed")

    return report


def _private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"


async def _where(adapter: Adapter, update: object) -> str:
    """Say which update it was, of what kind, and in which flow and step the person stood."""
    if not isinstance(update, Update) or (person := person_of(update)) is None:
        return "outside a turn"
    kind = type(happening(update)).__name__
    try:
        record = await adapter.store.load(person.id)
    except StorageError:
        return f"update {update.update_id} ({kind}), record unreadable"
    position = record.position if record is not None else None
    step = f"flow {position.flow}, step {position.question}" if position else "no flow"
    return f"update {update.update_id} ({kind}), {step}"
