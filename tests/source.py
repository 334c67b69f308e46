"""The project's own source, read as trees, for tests that hold it to the house's rules."""

import ast
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parent.parent
ROOMS = ("handlers", "knowledge", "storage", "localchat")

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, kw_only=True)
class Module:
    """One file of Python."""

    path: Path
    text: str

    def __str__(self) -> str:
        """Return the path from the root, for a sentence."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        """The file as a tree."""
        return ast.parse(self.text)

    def nodes(self) -> Iterator[ast.AST]:
        """Yield every node of the tree."""
        return ast.walk(self.tree)

    def functions(self) -> Iterator[Function]:
        """Yield every function and method."""
        for node in self.nodes():
            if isinstance(node, Function):
                yield node


@cache
def modules(*tops: str) -> Sequence[Module]:
    """Return the modules under these folders, or files, from the root."""
    paths = [path for top in tops for path in _python_files(ROOT / top)]
    return [Module(path=path, text=path.read_text(encoding="utf-8")) for path in paths]


def _python_files(top: Path) -> Sequence[Path]:
    return sorted(top.rglob("*.py")) if top.is_dir() else [top]


def bot() -> Sequence[Module]:
    """Return the modules that make up the bot."""
    return modules("bot.py", *ROOMS)


def tracked() -> Sequence[Path]:
    """Return every file that Git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the one that the checkout was made with
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def called(node: ast.Call) -> str:
    """Return the name of what is called, with its way to it: `datetime.now`, `turn.messages.fill`.

    Of what is no plain name only the last part is known.
    """
    return ".".join(_parts(node.func))


def _parts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [*_parts(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else []


def pattern(node: ast.expr) -> re.Pattern[str] | None:
    """Return what a text literal, f-strings too, can come to; None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.compile(re.escape(node.value))
    if isinstance(node, ast.JoinedStr):
        return re.compile("".join(_piece(value) for value in node.values))
    return None


def _piece(node: ast.expr) -> str:
    return re.escape(str(node.value)) if isinstance(node, ast.Constant) else r"[a-z0-9_.]+"
