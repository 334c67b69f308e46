"""Backup and restore of a data directory, each verified by checksum.

A backup is a compressed tar of everyone's file, and of the list SHA256SUMS, which `sha256sum -c`
reads too. It may be made beside a running bot: each file is whole at every moment.
"""

import gzip
import hashlib
import io
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from storage import atomic
from storage.directory import Directory, people_in, person_of
from storage.faults import what_and_remedy
from storage.possession import Possession
from storage.store import StorageError

_SUMS = "SHA256SUMS"

_NOT_AN_ARCHIVE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restore did: how many people are there now, and where those from before are kept."""

    people: int
    before: Path | None


def back_up(root: Path, file: Path) -> int:
    """Write everyone in the data directory `root` to a new `file`, and read it back to be sure.

    Returns how many people it holds. Raises StorageError; then there is no such file.
    """
    directory = Directory(root=root)
    if not directory.people.is_dir():
        raise StorageError(f"{root}: nobody was ever saved here. Is this the right DATA_DIR?")
    if file.exists():
        raise StorageError(f"{file} is there already. Give the backup another name.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    with _faults_told(file.parent):
        unfinished.unlink(missing_ok=True)
        try:
            _write_archive(directory, unfinished)
            count = sum(1 for _ in _checked(unfinished))
            unfinished.rename(file)
        finally:
            unfinished.unlink(missing_ok=True)
        atomic.flush_folder(file.parent)
    return count


def restore(root: Path, file: Path) -> Restored:
    """Put everyone in a backup in place of everyone in `root`, who are kept under another name.

    Raises LockedError while a bot uses the directory, and StorageError when the backup is not as
    it was made; then nothing has changed. A restore that is killed is finished at the next start,
    or is as if it had never begun.
    """
    if not file.is_file():
        raise StorageError(f"{file}: there is no such backup. Check its name.")
    directory, possession = Directory(root=root), Possession(Directory(root=root).lock)
    with _faults_told(root):
        atomic.make_folder(root)
        possession.take()
        try:
            directory.swap_in_restored()
            count = _gather(directory, file)
            return Restored(people=count, before=directory.swap_in_restored())
        finally:
            possession.let_go()
            shutil.rmtree(directory.restoring, ignore_errors=True)


def _write_archive(directory: Directory, file: Path) -> None:
    atomic.create(file, b"")
    sums = []
    with tarfile.open(file, "w:gz") as archive:
        for person in _everyone(directory):
            with suppress(FileNotFoundError):  # forgotten since the folder was listed
                content = directory.file(person).read_bytes()
                name = f"{person}.json"
                _add(archive, name, content)
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        _add(archive, _SUMS, "".join(sums).encode())
    atomic.flush_file(file)


def _everyone(directory: Directory) -> Iterator[int]:
    for folder in directory.folders():
        yield from people_in(folder)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _gather(directory: Directory, file: Path) -> int:
    shutil.rmtree(directory.restoring, ignore_errors=True)
    gathering = Directory(root=directory.restoring)
    atomic.make_folder(gathering.people)
    count = 0
    for person, content in _checked(file):
        path = gathering.file(person)
        atomic.make_folder(path.parent)
        atomic.create(path, content)
        count += 1
    for folder in gathering.folders():
        atomic.flush_folder(folder)
    gathering.people.rename(directory.restored)
    atomic.flush_folder(directory.root)
    return count


def _checked(file: Path) -> Iterator[tuple[int, bytes]]:
    """Return each person with their file. Raises StorageError at the end if a sum is wrong."""
    sums, listed = {}, None
    try:
        with tarfile.open(file, "r|gz") as archive:
            for member in archive:
                content = _content(archive, member)
                person = person_of(member.name)
                if member.name == _SUMS:
                    listed = content.decode()
                elif person is not None:
                    sums[member.name] = hashlib.sha256(content).hexdigest()
                    yield person, content
    except _NOT_AN_ARCHIVE:
        raise StorageError(f"{file}: no backup, or a damaged one. Use another.") from None
    if listed != "".join(f"{value}  {name}\n" for name, value in sums.items()):
        raise StorageError(f"{file}: its checksums are wrong, so it is damaged. Use another.")


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = archive.extractfile(member)
    return b"" if content is None else content.read()


@contextmanager
def _faults_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = Path(error.filename).parent if error.filename else folder
        raise StorageError(what_and_remedy(error, where)) from None
