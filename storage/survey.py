"""The survey at each start: what killed processes left is swept, and everyone is read once."""

import logging
from pathlib import Path

from storage.atomic import TEMPORARY
from storage.directory import Directory, people_in
from storage.faults import what_and_remedy
from storage.index import Entry, entry_of_plain
from storage.person_file import glance, read_plain
from storage.reading import NotARecordError
from storage.store import StorageError

_LOG = logging.getLogger(__name__)


def sweep(directory: Directory) -> None:
    """Remove the temporary files of processes that died while saving. Raises OSError."""
    for folder in directory.folders():
        for file in folder.glob(f"{TEMPORARY}*"):
            file.unlink()


def folders(directory: Directory) -> list[Path]:
    """Return the folders of people; none, and a line in the log, when they can't be listed."""
    try:
        return directory.folders()
    except OSError as error:
        _LOG.error("Nobody is reminded. %s", what_and_remedy(error, directory.people))
        return []


def entries(folder: Path) -> list[Entry]:
    """Return what the index keeps of everyone in a folder.

    Whoever can't be read is left alone and counted in the log: their record is set aside when they
    are next there to be told of it.
    """
    found, unread, name = [], 0, str(folder)
    try:
        people = people_in(folder)
    except OSError as error:
        _LOG.error("Nobody there is reminded. %s", what_and_remedy(error, folder))
        return []
    for person in people:
        try:
            plain = glance(name, person) or read_plain(folder / f"{person}.json", person)
            if plain is not None:
                found.append(entry_of_plain(person, plain))
        except (StorageError, NotARecordError, ValueError, TypeError):
            unread += 1
    if unread:
        _LOG.error("%s: %d records can't be read; their people are not reminded.", folder, unread)
    return found
