"""The house's rules: who may import whom, and what is kept out of where."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import source
from tests.source import ROOT, Module

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}

EDGES = {
    "bot.py",
    "handlers/clock.py",
    "localchat/running_clock.py",
    "knowledge/places/sources.py",  # gathers data; the bot never runs it
    "storage/atomic.py",  # names for files that nobody else has
}
"""Where time and chance come from: what is called there has another value each time."""

OUTSIDE = re.compile(
    r"(.*\.)?("
    r"datetime\.(now|today|utcnow)|date\.today"
    r"|time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|localtime|gmtime)"
    r"|random\.(random|randint|randrange|choice|choices|shuffle|sample|uniform)"
    r"|secrets\.\w+|uuid\.uuid[14]|os\.urandom"
    r")"
)
SEEDED = re.compile(r"(.*\.)?(Random|default_rng)")

ANYTHING = {"Exception", "BaseException"}

FOR_OPERATORS = {
    "handlers/command_line.py",
    "handlers/environment.py",
    "handlers/polling.py",
    "handlers/reviewing.py",
    "handlers/serving.py",
    "handlers/upkeep.py",
    "handlers/webhook/registration.py",
}
"""Modules whose sentences are read at a terminal, never in Telegram."""

SENTENCE = re.compile(r"\b[A-Z][^.!?\n]*[a-z,] [a-z][^.!?\n]* [^.!?\n]*[.!?]")

REGISTRIES = [
    ".".join(parts).encode()
    for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")]
]


def test_imports_go_one_way() -> None:
    # In a process of its own: it switches off the logging of the process that it runs in.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stdout


def test_modules_are_short_and_say_what_they_are_about() -> None:
    for module in source.bot():
        assert ast.get_docstring(module.tree), f"{module} has no docstring"
    assert [str(m) for m in source.bot() if len(m.text.splitlines()) > LONGEST_MODULE] == []


def test_functions_are_short() -> None:
    assert [
        f"{module}:{function.lineno} {function.name}"
        for module in source.bot()
        for function in module.functions()
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ] == []


def test_every_module_has_a_name_that_says_something() -> None:
    every = (*source.bot(), *source.modules("tests", "benchmarks"))
    assert [m for m in every if EMPTY_NAMES.intersection(m.path.with_suffix("").parts)] == []


def test_time_and_chance_come_in_at_the_edges_alone() -> None:
    assert {str(module) for module in source.bot() if any(_from_outside(module))} == EDGES


def _from_outside(module: Module) -> Iterator[ast.Call]:
    """Yield calls whose value is another one each time; a generator with a seed has none."""
    for node in module.nodes():
        if isinstance(node, ast.Call):
            name = source.called(node)
            if OUTSIDE.fullmatch(name) or (SEEDED.fullmatch(name) and not node.args):
                yield node


def test_no_error_is_caught_that_nobody_thought_of() -> None:
    assert [
        f"{module}:{node.lineno}"
        for module in (*source.bot(), *source.modules("benchmarks"))
        for node in module.nodes()
        if isinstance(node, ast.ExceptHandler)
        or (isinstance(node, ast.Call) and source.called(node).endswith("suppress"))
        if not ANYTHING.isdisjoint(_caught(node))
    ] == []


def _caught(node: ast.ExceptHandler | ast.Call) -> set[str]:
    """Return the names of the errors that are caught here; a bare `except` catches all."""
    if isinstance(node, ast.ExceptHandler) and node.type is None:
        return ANYTHING
    kinds = node.args if isinstance(node, ast.Call) else [node.type]
    return {n.id for kind in kinds if kind for n in ast.walk(kind) if isinstance(n, ast.Name)}


def test_what_people_read_does_not_stand_in_python() -> None:
    assert [
        sentence
        for module in source.modules("handlers")
        if str(module) not in FOR_OPERATORS
        for sentence in _sentences(module)
    ] == []


def _sentences(module: Module) -> Iterator[str]:
    """Yield texts that read like sentences, but for docstrings, errors and what is logged."""
    apart = {id(part) for node in module.nodes() if _is_apart(node) for part in ast.walk(node)}
    for node in module.nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield from (
                f"{module}:{node.lineno} {found[0]}" for found in SENTENCE.finditer(node.value)
            )


def _is_apart(node: ast.AST) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    logged = isinstance(node, ast.Call) and source.called(node).startswith("_LOG.")
    return docstring or logged or isinstance(node, ast.Raise)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Please try that again.", True),
        ("<b>Are you sure?</b> This can't be undone.", True),
        ("message is not modified", False),
        ("plan.next.title", False),
        ("%(asctime)s %(levelname)s", False),
    ],
)
def test_a_sentence_is_known_when_it_is_seen(text: str, is_one: bool) -> None:
    assert (SENTENCE.search(text) is not None) == is_one


def test_no_file_names_a_host_of_a_package_registry() -> None:
    def names_one(path: Path) -> bool:
        content = path.read_bytes()
        return any(host in content for host in REGISTRIES)

    assert [path.relative_to(ROOT) for path in source.tracked() if names_one(path)] == []
