"""Setting up from a fresh clone: whatever Python is there, and quick when nothing changed."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.source import ROOT

FAKE = """\
#!/bin/sh
# A Python that notes how it is called. `$has_ensurepip` and `$has_pip` say what it has.
echo "$(basename "$0")-$where $*" >> "$log"
case "$*" in
  -c*) exec "$real" -c "import sys; sys.version_info = $version; exec(sys.argv[1])" "$2";;
  "-m venv --clear --without-pip .venv") has=no;;
  "-m venv .venv") [ "$has_ensurepip" = yes ] || exit 1; has=yes;;
  "-m pip --version") [ "$has_pip" = yes ]; exit;;
  "-m pip --python .venv/bin/python install "*) [ "$has_pip" = yes ]; exit;;
  *) exit 0;;
esac
mkdir -p .venv/bin
sed "s/^# A Python/where=venv has_pip=$has\\n&/" "$0" > .venv/bin/python
chmod +x .venv/bin/python
"""


@dataclass
class Clone:
    """A folder with the Makefile and the pins, and a Python that has or lacks this and that."""

    folder: Path
    has: dict[str, str] = field(default_factory=dict)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run make with that Python."""
        return subprocess.run(  # noqa: S603 - the words of these tests, and no others
            ["make", *arguments, f"PYTHON={self.folder}/python3"],  # noqa: S607
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "where": "machine"}
            | {
                "real": sys.executable,
                "version": "(3, 12, 1)",
                "has_ensurepip": "yes",
                "has_pip": "yes",
            }
            | {"log": str(self.folder / "log")}
            | self.has,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """How Python was called so far, but for looking at its version."""
        lines = (self.folder / "log").read_text().splitlines()
        return [line for line in lines if " -c " not in line]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a fresh clone."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "postgres").symlink_to("/bin/true")
    python = tmp_path / "python3"
    python.write_text(FAKE)
    python.chmod(0o755)
    return Clone(folder=tmp_path)


def installed(calls: list[str]) -> list[str]:
    return [call for call in calls if "install" in call]


def test_a_fresh_clone_is_set_up_and_run(clone: Clone) -> None:
    ran = clone.make("run")
    assert (ran.returncode, ran.stderr) == (0, "")
    (install,) = installed(clone.calls)
    assert install.startswith("python-venv -m pip install ")
    assert install.endswith("--require-hashes -r requirements.txt")
    assert clone.calls[-1] == "python-venv bot.py"


def test_nothing_is_set_up_twice(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    before = len(clone.calls)
    for target in ("setup", "run", "test"):
        assert clone.make(target).returncode == 0
    assert installed(clone.calls[before:]) == []


def test_changed_pins_are_installed(clone: Clone) -> None:
    clone.make("setup")
    before = len(clone.calls)
    later = (clone.folder / ".venv" / "dev.stamp").stat().st_mtime + 1
    for name in ("requirements.txt", "requirements-dev.txt"):
        os.utime(clone.folder / name, (later, later))
    clone.make("test")
    (install,) = installed(clone.calls[before:])
    assert install.endswith("-r requirements-dev.txt")


def test_a_python_without_ensurepip_lends_its_own_pip(clone: Clone) -> None:
    clone.has = {"has_ensurepip": "no"}
    assert clone.make("setup").returncode == 0
    (install,) = installed(clone.calls)
    assert install.startswith("python3-machine -m pip --python .venv/bin/python install ")


def test_a_python_without_pip_needs_none(clone: Clone) -> None:
    clone.has = {"has_pip": "no"}
    assert clone.make("setup").returncode == 0
    assert installed(clone.calls)[0].startswith("python-venv -m pip install ")


def test_an_old_python_is_told_in_a_sentence(clone: Clone) -> None:
    clone.has = {"version": "(3, 10, 13)"}
    ran = clone.make("run")
    assert ran.returncode != 0
    assert "Wayfinder needs Python 3.11 or newer" in ran.stderr
    assert "make PYTHON=python3.12" in ran.stderr


@dataclass
class Machine:
    """A machine with a user, and with an apt-get that notes how it is called."""

    folder: Path

    def has(self, program: str, script: str = "exit 0") -> None:
        """Put a program there."""
        path = self.folder / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def prepare(self) -> tuple[str, list[str]]:
        """Let the tests' PostgreSQL be prepared; returns what is said, and apt-get's calls."""
        for name in ("bash", "mkdir"):
            (self.folder / "bin" / name).symlink_to(shutil.which(name) or name)
        done = subprocess.run(  # noqa: S603 - our own script
            [ROOT / ".ci" / "postgres"],
            env={"PATH": str(self.folder / "bin"), "INSTALLED_UNDER": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        log = self.folder / "log"
        return done.stdout, log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a Debian of root's, without PostgreSQL."""
    machine = Machine(folder=tmp_path)
    machine.has("bin/id", "echo 0")
    machine.has("bin/apt-get", f'echo "$*" >> {tmp_path}/log')
    return machine


def test_postgresql_is_installed_where_there_is_none(machine: Machine) -> None:
    said, calls = machine.prepare()
    assert "Installing PostgreSQL" in said
    assert [call.rpartition("=20 ")[2] for call in calls] == [
        "update",
        "install -y --no-install-recommends postgresql",
    ]
    conf = machine.folder / "etc" / "postgresql-common" / "createcluster.conf"
    assert conf.read_text() == "create_main_cluster = false\n"


def test_where_that_fails_it_is_said_and_the_tests_go_on(machine: Machine) -> None:
    machine.has("bin/apt-get", "exit 100")
    said, _ = machine.prepare()
    assert "are skipped" in said


@pytest.mark.parametrize("place", ["bin/initdb", "usr/lib/postgresql/15/bin/initdb"])
def test_a_postgresql_that_is_there_is_used(machine: Machine, place: str) -> None:
    machine.has(place)
    assert machine.prepare() == ("", [])


def test_nothing_is_installed_by_others_than_root(machine: Machine) -> None:
    machine.has("bin/id", "echo 1000")
    assert machine.prepare() == ("", [])
