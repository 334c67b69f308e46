"""Every sentence that the code asks for is in the YAML, with its values; none is there in vain."""

import ast
import re
from collections.abc import Iterator, Sequence

import pytest

from knowledge.messages import Messages, load_messages
from tests import source
from tests.source import ROOT

ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
WRITTEN = re.compile(r"^[a-z]+\\\.|\\\.[a-z_]+$")
"""The beginning or the end of an id, in the pattern of an f-string."""

FILLS = {"fill", "label", "line"}
"""What a sentence's values are given to, after its id."""


@pytest.fixture(scope="module")
def messages() -> Messages:
    """Return every sentence of the bot."""
    loaded, mistakes = load_messages(ROOT / "knowledge" / "messages")
    assert mistakes == ()
    return loaded


def literals() -> Iterator[tuple[str, ast.expr]]:
    """Yield every text literal of the bot, f-strings as a whole, with its place."""
    for module in source.bot():
        nodes = [node for node in module.nodes() if isinstance(node, ast.Constant | ast.JoinedStr)]
        parts = {id(p) for n in nodes if isinstance(n, ast.JoinedStr) for p in n.values}
        for node in nodes:
            if id(node) not in parts:
                yield f"{module}:{node.lineno}", node


def ids(node: ast.expr, messages: Messages) -> Sequence[str]:
    """Return the messages that a literal can name.

    Of an f-string the beginning or the end must be written out; text that ends with a dot stands
    for all messages that begin with it.
    """
    found = source.pattern(node)
    if found is None or (isinstance(node, ast.JoinedStr) and not WRITTEN.search(found.pattern)):
        return ()
    if isinstance(node, ast.Constant) and str(node.value).endswith("."):
        return messages.ids(str(node.value))
    return [id_ for id_ in messages.ids() if found.fullmatch(id_)]


def test_every_sentence_that_the_code_names_is_there(messages: Messages) -> None:
    beginnings = {id_.partition(".")[0] for id_ in messages.ids()}
    for place, node in literals():
        text = _beginning(node)
        if text.partition(".")[0] in beginnings and _may_be_an_id(node):
            assert ids(node, messages), f"{place}: no message is called {text}"


def _beginning(node: ast.expr) -> str:
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _may_be_an_id(node: ast.expr) -> bool:
    """Tell whether a literal has the form of an id, as far as it is written out."""
    if isinstance(node, ast.JoinedStr):
        return (
            "." in _beginning(node) and re.fullmatch(r"[a-z0-9_.]+", _beginning(node)) is not None
        )
    return ID.fullmatch(_beginning(node)) is not None


def test_every_sentence_is_said_somewhere(messages: Messages) -> None:
    said = {id_ for _, node in literals() for id_ in ids(node, messages)}
    roadmaps = (ROOT / "knowledge" / "tracks").glob("*/roadmap.yaml")
    in_data = {found[0] for path in roadmaps for found in ID.finditer(path.read_text())}
    assert sorted(set(messages.ids()) - said - in_data) == []


def test_every_sentence_is_given_its_values_and_no_others(messages: Messages) -> None:
    needs = messages.placeholders()
    wrong = [
        f"{place}: {', '.join(named)} need {sorted(needed)}, and are given {sorted(given)}"
        for place, named, given in _fillings(messages)
        for needed in [{name for id_ in named for name in needs[id_]}]
        # Of an f-string, each of its messages takes some of the values.
        if given - needed or (len(named) == 1 and needed - given)
    ]
    assert wrong == []


def _fillings(messages: Messages) -> Iterator[tuple[str, Sequence[str], set[str]]]:
    """Yield place, messages and the names of the values of each call that spells them all out."""
    for module in source.bot():
        for node in module.nodes():
            if not isinstance(node, ast.Call) or source.called(node).split(".")[-1] not in FILLS:
                continue
            given = {keyword.arg for keyword in node.keywords}
            begun = [literal for literal in _first(node) if _beginning(literal)]
            named = [id_ for literal in begun for id_ in ids(literal, messages)]
            if None not in given and named:
                place = f"{module}:{node.lineno}"
                yield place, named, {str(name) for name in given} - {"variant"}


def _first(call: ast.Call) -> Sequence[ast.expr]:
    """Return the first argument; of `a if x else b`, both."""
    if not call.args:
        return ()
    first = call.args[0]
    return (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
