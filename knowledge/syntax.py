"""Syntax: what the YAML parser couldn't read, told so that a coach can mend it."""

from collections.abc import Sequence

import yaml

_QUOTE = "Put the whole text in quotes"
_INDENT = "Line it up with the lines that belong to the same list or entry"

# Part of the parser's context or problem (in C, in Python), what is wrong, and what to do.
_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon and a blank stand inside this text, or this line is indented wrongly",
        f"{_QUOTE}, or line the key up with the keys beside it",
    ),
    (
        "unexpected end of stream",
        "a text in quotes begins here and never ends",
        "Close the quotes; a text with quotes inside is safest in a block: `text: |`",
    ),
    (
        "could not find expected ':'",
        "this line is neither `key: value` nor `- an item`",
        "Give the key a colon and a blank, or indent the line if it belongs to the text above",
    ),
    (
        "unknown escape character",
        "a backslash in a text in double quotes means something special",
        "Use single quotes around the text",
    ),
    (
        "maximum nesting",
        "lists and mappings are nested too deep here",
        "Take levels away; a text that begins with `[` or `{` needs quotes",
    ),
    (
        "while parsing a flow node",
        "a list in `[ ]` or a mapping in `{ }` is not closed",
        "Close it; a text that begins with `[` or `{` needs quotes",
    ),
    ("cannot start any token", "an unquoted text can't begin with this character", _QUOTE),
    ("node content", "an unquoted text can't begin with this character", _QUOTE),
    ("while scanning an alias", "a text that begins with `*` needs quotes", _QUOTE),
    ("while scanning an anchor", "a text that begins with `&` needs quotes", _QUOTE),
    ("while scanning a tag", "a text that begins with `!` needs quotes", _QUOTE),
    (
        "sequence entries are not allowed",
        "a list begins on the same line as its key",
        "Put each `- item` on a line of its own; a text that begins with `- ` needs quotes",
    ),
    (
        "while scanning a block scalar",
        "the text can't begin on the line of its `|` or `>`",
        "Begin it on the next line, indented with spaces",
    ),
    (
        "while parsing a flow sequence",
        "a list in `[ ]` is not closed",
        "Close it with `]`; a text that begins with `[` or holds a comma needs quotes",
    ),
    (
        "while parsing a flow mapping",
        "a mapping in `{ }` is not closed",
        "Close it with `}`; a text that begins with `{` or holds a comma needs quotes",
    ),
    (
        "while parsing a block collection",
        "a list ends here in the middle",
        f"Begin the line with `- ` if it is an item. If not: {_INDENT.lower()}",
    ),
    (
        "while parsing a block mapping",
        "this line doesn't continue what stands above it",
        f"{_INDENT}; a text in quotes must not have the same quotes inside",
    ),
)


def remedy_for(wrong: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, str, str]:
    """Return the line (from 1), what is wrong, and what to do."""
    line = min(_line(wrong), max(len(lines) - (not lines[-1]), 1))
    text = lines[line - 1]
    if "\t" in text[: len(text) - len(text.lstrip())] or "tab character" in str(wrong.problem):
        return line, "a tab stands at the beginning of this line", "Use spaces instead"
    told = f"{wrong.context or ''} {wrong.problem or ''}"
    for part, what, remedy in _PROBLEMS:
        if part in told:
            return line, what, remedy
    return line, f"this is not YAML ({wrong.problem})", _QUOTE


def _line(wrong: yaml.MarkedYAMLError) -> int:
    """Return the line to look at: where something began that never ends, or where it stopped."""
    told = f"{wrong.context} {wrong.problem}"
    never_ends = any(part in told for part in ("end of stream", "':'", "parsing a flow"))
    mark = wrong.context_mark if never_ends and wrong.context_mark else wrong.problem_mark
    return mark.line + 1 if mark is not None else 1
