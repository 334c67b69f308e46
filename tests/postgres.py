"""A PostgreSQL of the tests' own, from the machine's package: started once, and thrown away.

It listens on a socket in a temporary folder alone, and keeps its files there. Where there is none,
the tests that need it are skipped, and say why.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg

_UNPRIVILEGED = ("postgres", "nobody")
"""Whom a server may run as, where the tests run as root, which it refuses."""

_PLACES = ("/dev/shm", "/tmp")  # noqa: S108 - mkdtemp makes a folder of one's own in it

GUARDED, PASSWORD = "guarded", "secret-word"
"""The one role that has to say its password; `Server.url` says it for everybody."""

_FAST = "fsync = off\nfull_page_writes = off\nmax_connections = 200\nautovacuum = off\n"
"""What is not tested here is the server's own durability."""


def programs() -> Path | None:
    """Return the folder of a server's programs: the one in PATH, else Debian's newest."""
    found = shutil.which("initdb")
    if found is not None and shutil.which("pg_ctl") is not None:
        return Path(found).parent
    places = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(places, key=lambda place: float(place.parts[-3]))
    return versions[-1].parent if versions else None


def why_not() -> str | None:
    """Say why no server can be started here; None: it can."""
    if programs() is None:
        return "there is no PostgreSQL on this machine (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and _somebody() is None:
        return "PostgreSQL refuses root, and there is no user to run it as"
    return None


def _somebody() -> str | None:
    known = {user.pw_name for user in pwd.getpwall()}
    return next((name for name in _UNPRIVILEGED if name in known), None)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server on a socket in `folder`."""

    folder: Path
    programs: Path
    user: str | None
    durable: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, schema: str = "public", role: str = "wayfinder") -> str:
        """Return the address of the database, where tables are made and sought in this schema."""
        options = quote(f"-c search_path={schema}")
        return f"postgresql://{role}:{PASSWORD}@/postgres?host={self.folder}&options={options}"

    def empty(self, role: str = "wayfinder") -> str:
        """Return an address without a table yet; a schema is made sooner than a database."""
        name = f"test_{next(self.numbers)}"
        self.do(f"CREATE SCHEMA {name} AUTHORIZATION {role}")
        return self.url(name, role)

    def do(self, statement: str, url: str | None = None) -> list[tuple[object, ...]]:
        """Execute a statement, by default as the superuser, and return its rows."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """Stop: `fast` ends every connection first, `immediate` is as if the machine crashed."""
        self._run("pg_ctl", "stop", "-w", "-m", how, "-D", "data")

    def make(self) -> None:
        """Make the folder of its files."""
        plain = ("-E", "UTF8", "--no-locale", "--no-sync", "-A", "trust")
        self._run("initdb", "-D", "data", "-U", "wayfinder", *plain)
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write("" if self.durable else _FAST)
        who = self.folder / "data" / "pg_hba.conf"
        who.write_text(f"local all {GUARDED} scram-sha-256\n{who.read_text()}")

    def _run(self, program: str, *arguments: str) -> None:
        with (self.folder / "output").open("ab") as output:  # a pipe would wait for the server
            done = subprocess.run(  # noqa: S603
                [self.programs / program, *arguments],
                cwd=self.folder,
                user=self.user,
                extra_groups=[] if self.user else None,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        assert done.returncode == 0, (self.folder / "output").read_text()


def _quick_place() -> str:
    """Return a folder in memory where there is one; all have short paths, as sockets need."""
    return next(place for place in _PLACES if os.access(place, os.W_OK))


@contextmanager
def running_server(where: Path | None = None, *, durable: bool = False) -> Iterator[Server]:
    """Run a server of one's own; `why_not` must have said that it can.

    By default it stands where that is quick; a `durable` one flushes as one in earnest does.
    """
    place = _quick_place() if where is None else str(where)
    folder = Path(tempfile.mkdtemp(prefix="wayfinder-postgres-", dir=place))
    found = programs()
    assert found is not None
    user = _somebody() if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    server = Server(folder=folder, programs=found, user=user, durable=durable)
    try:
        server.make()
        server.start()
        server.do(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)
