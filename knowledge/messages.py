"""Messages: every sentence that the bot says, as templates in YAML.

A file is a mapping of ids (`plan.first`) to a template in Telegram HTML, or to a list of variants.
`{name}` is a place for a value; `{{` and `}}` are the braces themselves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from knowledge.document import Document, Spot
from knowledge.markup import escape, visible
from knowledge.mistakes import Mistake
from knowledge.reading import read, yaml_files

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VARIANT = "variant"


_BEFORE = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|okay|sure|please|pls|plz|hey|hi|now|can you|could you|can i|could i"
    r"|i want to|i would like to|i'd like to|let me|let us|let's|lets|see|show me|show|open"
    r"|go to)[ ,]+)+(?=\w)"
)
_BEHIND = re.compile(r"(?<=\w)(?:[ ,]+(?:please|pls|plz|now|thanks|thank you))+$")
"""Polite words around what means a command."""


class Html(str):
    """Text that is Telegram HTML already, and is not escaped again."""

    __slots__ = ()


class MessageError(LookupError):
    """The code asked for a message, a variant or a value that isn't there."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """One wording of a message, and the names of the values that it needs."""

    text: str
    names: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Messages:
    """All messages, by id; each has one wording or more."""

    templates: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    _lists: dict[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, id_: object) -> bool:
        """Tell whether there is such a message."""
        return id_ in self.templates

    def ids(self, prefix: str = "") -> tuple[str, ...]:
        """Return the ids that begin with a prefix, in the order of the files."""
        return tuple(id_ for id_ in self.templates if id_.startswith(prefix))

    def meaning(self, prefix: str, said: str) -> str:
        """Return which message lists these words, as `one|two|three`; its id without the prefix.

        Polite words around them change nothing. Empty where none does.
        """
        listed = self._listed(prefix)
        plain = _BEHIND.sub("", _BEFORE.sub("", said))
        return listed.get(said) or listed.get(plain, "")

    def _listed(self, prefix: str) -> Mapping[str, str]:
        """Return what is listed under a prefix, read once: every message that is written asks."""
        listed = self._lists.get(prefix)
        if listed is None:
            listed = {
                word.strip(): id_.removeprefix(prefix)
                for id_ in reversed(self.ids(prefix))
                for word in self.label(id_).split("|")
            }
            self._lists[prefix] = listed
        return listed

    def placeholders(self) -> Mapping[str, frozenset[str]]:
        """Return the names of the values that each message may need, by id.

        The first wording has all of them.
        """
        return {id_: variants[0].names for id_, variants in self.templates.items()}

    def variants(self, id_: str) -> int:
        """Return how many wordings a message has. Raises MessageError where there is none."""
        return len(self._variants(id_))

    def fill(self, id_: str, /, **values: str | int) -> Html:
        """Return a message as Telegram HTML, without blanks around it.

        Values are escaped unless they are `Html`. The value `variant` is no part of the text: it
        chooses the wording, counting from 0 and round and round.
        Raises MessageError naming the message where it, or one of its values, isn't there.
        """
        variants = self._variants(id_)
        template = variants[int(values.get(_VARIANT, 0)) % len(variants)]
        missing = template.names - values.keys()
        if missing:
            raise MessageError(
                f"the message `{id_}` needs a value for {', '.join(sorted(missing))}: "
                "give it in the code, or take its braces out of the YAML"
            )
        return Html(
            template.text.format_map({name: _safe(values[name]) for name in template.names})
        )

    def label(self, id_: str, /, **values: str | int) -> str:
        """Return a message as plain text, for a button. Raises MessageError as `fill` does."""
        return visible(self.fill(id_, **values))

    def _variants(self, id_: str) -> tuple[Template, ...]:
        if id_ not in self.templates:
            raise MessageError(f"there is no message `{id_}`: add it under knowledge/messages")
        return self.templates[id_]


def _safe(value: str | int) -> str:
    return value if isinstance(value, Html) else escape(str(value))


def load_messages(folder: Path) -> tuple[Messages, tuple[Mistake, ...]]:
    """Read all messages under a folder, and what is wrong with them."""
    return in_documents([read(path) for path in yaml_files(folder)])


def in_documents(documents: Iterable[Document]) -> tuple[Messages, tuple[Mistake, ...]]:
    """Return the messages of files that are read already, and what is wrong with them."""
    templates: dict[str, tuple[Template, ...]] = {}
    places: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for document in documents:
        mistakes.extend(document.mistakes)
        for id_, variants, wrong in _in_document(document):
            mistakes.extend(wrong)
            if id_ in places:
                what = f"the message `{id_}` stands in {places[id_]} too"
                mistakes.append(document.mistake((id_,), what, "Keep one of the two"))
            elif variants:
                templates[id_] = variants
                places[id_] = f"{document.path.name}, line {document.line((id_,))},"
    return Messages(templates=templates), tuple(mistakes)


def _in_document(
    document: Document,
) -> Iterator[tuple[str, tuple[Template, ...], tuple[Mistake, ...]]]:
    """Yield each message of a file with its variants and mistakes."""
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        what = "this file should hold messages"
        yield "", (), (document.mistake((), what, "Write lines like `some.id: the text`"),)
        return
    for id_, value in document.value.items():
        spots: list[Spot] = (
            [(id_, position) for position in range(len(value))]
            if isinstance(value, list)
            else [(id_,)]
        )
        read_in = [_template(document, spot) for spot in spots]
        variants = tuple(template for template, _ in read_in if template is not None)
        mistakes = [mistake for _, found in read_in for mistake in found]
        mistakes.extend(_of_id(document, id_))
        mistakes.extend(_of_variants(document, id_, variants, len(spots)))
        yield id_, variants, tuple(mistakes)


def _of_id(document: Document, id_: str) -> Iterator[Mistake]:
    if not _ID.fullmatch(id_):
        yield document.mistake(
            (id_,),
            f"`{id_}` can't be a message's id",
            "Use small letters, digits and `_`, with a dot: `plan.first`",
        )


def _of_variants(
    document: Document, id_: str, variants: tuple[Template, ...], wanted: int
) -> Iterator[Mistake]:
    if wanted == 0:
        yield document.mistake((id_,), f"`{id_}` has no text", "Write one, or remove the id")
    for position, variant in enumerate(variants):
        if not variant.names <= variants[0].names:
            yield document.mistake(
                (id_, position),
                f"this wording of `{id_}` has places for values that the first has not",
                f"Use only these: {_listed(variants[0].names)}",
            )


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _template(document: Document, spot: Spot) -> tuple[Template | None, tuple[Mistake, ...]]:
    text = document.part(spot)
    if not isinstance(text, str):
        what, remedy = "a message is one text or a list of texts", "Put the whole text in quotes"
        return None, (document.mistake(spot, what, remedy),)
    if not text.strip():
        return None, (document.mistake(spot, "this text is empty", "Write it, or remove it"),)
    names = _names(text)
    if names is None:
        what = "a brace here is not closed, or doesn't hold one plain word"
        remedy = "Write places for values like `{name}`; for the braces themselves, `{{` and `}}`"
        return None, (document.mistake(spot, what, remedy),)
    return Template(text=text.strip(), names=names), ()


def _names(text: str) -> frozenset[str] | None:
    """Return the names in a template; None where a brace holds anything else."""
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    for _, name, form, conversion in fields:
        if not _NAME.fullmatch(name or "") or name == _VARIANT or form or conversion:
            return None
    return frozenset(str(name) for _, name, _, _ in fields)
