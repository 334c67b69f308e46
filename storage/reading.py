"""From plain values, as a store has kept them, to a record of today."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from storage.migrations import NewerError, migrated
from storage.record import Record, from_json

_UNKNOWN_FIELD = {"unexpected_keyword_argument", "extra_forbidden"}


class NotARecordError(Exception):
    """What a store holds in the place of a person's record is none of theirs."""


def record_of(plain: object, person: int, where: str) -> Record:
    """Return the person's record, migrated from an earlier version.

    Raises NotARecordError, or NewerError when a newer bot wrote it; `where` says in which place.
    """
    if not isinstance(plain, Mapping):
        raise NotARecordError
    try:
        record = from_json(in_todays_version(plain))
    except ValidationError as wrong:
        if all(mistake["type"] in _UNKNOWN_FIELD for mistake in wrong.errors()):
            raise NewerError(
                f"{where}: a record holds fields that this bot doesn't know. "
                "A newer bot wrote it: run that one again."
            ) from None
        raise NotARecordError from None
    if record.person != person:
        raise NotARecordError
    return record


def in_todays_version(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain values as today's version has them. Raises as `record_of` does."""
    try:
        return migrated(dict(plain))
    except (ValueError, TypeError, LookupError, AttributeError):
        raise NotARecordError from None
