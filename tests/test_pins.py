"""Pins: every dependency that is imported is named, and every one is pinned with its hashes."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions

import pytest

from tests import source
from tests.source import ROOT, Module

OURS = {"bot", *source.ROOMS, "tests", "benchmarks"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+) ; .*\\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    r"(?:    #.*\n)*",
    re.MULTILINE,
)


def named(*requirements: Sequence[str]) -> set[str]:
    """Return the names in lists of requirements, as they are compared."""
    return {
        _comparable(found[0])
        for listed in requirements
        for one in listed
        if (found := _NAME.match(one)) is not None
    }


def _comparable(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


RUNTIME = named(PROJECT["dependencies"])
EVERYTHING = RUNTIME | named(PROJECT["optional-dependencies"]["dev"])


@pytest.mark.parametrize(
    ("modules", "allowed"),
    [
        (source.bot(), RUNTIME),
        (source.modules("tests", "benchmarks"), EVERYTHING),
    ],
    ids=["the bot", "its tests"],
)
def test_what_is_imported_is_named(modules: Sequence[Module], allowed: set[str]) -> None:
    sold_in = packages_distributions()
    missing = {
        f"{module}: {name}"
        for module in modules
        for name in _imports(module)
        if name not in OURS | sys.stdlib_module_names
        if allowed.isdisjoint(map(_comparable, sold_in.get(name, [name])))
    }
    assert missing == set()


def _imports(module: Module) -> Iterator[str]:
    for node in module.nodes():
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize(
    ("file", "wanted"),
    [("requirements.txt", RUNTIME), ("requirements-dev.txt", EVERYTHING)],
)
def test_every_dependency_is_pinned_with_hashes_and_nothing_else(
    file: str, wanted: set[str]
) -> None:
    text = (ROOT / file).read_text()
    assert _PIN.sub("", text) == "", "there is something besides pins with hashes"
    assert wanted <= {_comparable(found["name"]) for found in _PIN.finditer(text)}


def test_what_the_bot_runs_on_is_what_it_is_tested_on() -> None:
    run_on, tested_on = (
        {found["name"]: found["version"] for found in _PIN.finditer((ROOT / file).read_text())}
        for file in ("requirements.txt", "requirements-dev.txt")
    )
    assert run_on.items() <= tested_on.items()
