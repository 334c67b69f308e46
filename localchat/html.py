"""Telegram's HTML, with Telegram's own complaints (the rules of tdlib/td, parse_html, 2026)."""

import re
from dataclasses import dataclass, field

from localchat.entities import Entity, units
from localchat.refusals import RefusedError
from localchat.tags import TYPES, OpenTag, cannot_parse, code_block, entity_of, meaning, tidy

_SPACE = frozenset(" \t\r\n\v\0")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<dec>[0-9]*)|(?P<name>[A-Za-z]*));?")
_LONGEST_REFERENCE = 10  # "&#1234567" is nine characters, and anything longer is left as it is
_LAST_CHARACTER = 0x10FFFF
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile("[^<&]+")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s\0=>/\"']*")


def parse(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the plain text of Telegram HTML and its entities, in UTF-16 units.

    Raises RefusedError with Telegram's sentence where the markup is wrong.
    """
    return _Parser(source).run()


@dataclass
class _Parser:
    """One pass over the source, as Telegram does it."""

    source: str
    at: int = 0
    offset: int = 0
    text: list[str] = field(default_factory=list)
    open: list[OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> tuple[str, tuple[Entity, ...]]:
        """Parse it all."""
        while self.at < len(self.source):
            self._step()
        if self.open:
            tag = self.open[-1].tag
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self.text)
        if _SURROGATE.search(text):
            raise cannot_parse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, tidy(self.entities)

    def _step(self) -> None:
        """Take one tag, one character reference, or the plain text up to the next of them."""
        plain = _PLAIN.match(self.source, self.at)
        if plain:
            self.at = plain.end()
            self._add(plain[0])
        elif self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source[self.at] == "<":
            self._start_tag()
        else:
            self._add(self._character())

    def _add(self, character: str) -> None:
        self.text.append(character)
        self.offset += units(character)

    def _peek(self) -> str:
        """Return the character at hand; a NUL, which Telegram counts as space, at the end."""
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _at_end(self) -> bool:
        return self.at >= len(self.source)

    def _character(self) -> str:
        """Take one character, decoded where it is a reference that Telegram knows."""
        character = self.source[self.at]
        if character == "&":
            match = _REFERENCE.match(self.source, self.at)
            decoded = _decode(match) if match else ""
            if match and decoded:
                self.at = match.end()
                return decoded
        self.at += 1
        return character

    def _skip_space(self) -> None:
        while not self._at_end() and self._peek() in _SPACE:
            self.at += 1

    def _name(self, begin: int) -> str:
        """Take a tag's name up to space or `>`; return it in small letters."""
        while self._peek() not in _SPACE and self._peek() != ">":
            self.at += 1
        return self.source[begin : self.at].lower()

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _wrong(self, what: str, position: int) -> RefusedError:
        return cannot_parse(f"{what} at byte offset {self._byte(position)}")

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._name(begin + 1)
        if self._at_end():
            raise self._wrong("Unclosed start tag", begin)
        if tag not in TYPES:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(
            OpenTag(tag=tag, argument=argument, offset=self.offset, start=len(self.text))
        )

    def _attributes(self, tag: str, begin: int) -> str:
        """Take all attributes and the closing `>`; return the one that the tag understands."""
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return argument
            name, value = self._attribute(tag, begin)
            argument = meaning(tag, name, value) or argument

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        """Take one attribute; its value is None where it has none."""
        match = _ATTRIBUTE_NAME.match(self.source, self.at)
        name = match.group() if match else ""
        if not name:
            raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
        self.at += len(name)
        self._skip_space()
        if self._peek() != "=":
            if self._at_end():
                raise self._wrong(f'Unclosed start tag "{tag}"', begin)
            return name, None
        self.at += 1
        self._skip_space()
        if self._at_end():
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._peek() in {"'", '"'} else self._name_token()
        if self._at_end():
            raise self._wrong("Unclosed start tag", begin)
        return name, value

    def _name_token(self) -> str:
        """Take a value without quotes."""
        begin = self.at
        match = _NAME_TOKEN.match(self.source, begin)
        token = match.group() if match else ""
        self.at += len(token)
        if self._peek() not in _SPACE and self._peek() != ">":
            raise self._wrong("Unexpected end of name token", begin)
        return token.lower()

    def _quoted(self) -> str:
        """Take a value in quotes, with its references decoded."""
        quote = self._peek()
        self.at += 1
        value = []
        while not self._at_end() and self._peek() != quote:
            value.append(self._character())
        if not self._at_end():
            self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        self.at += 2
        tag = self._name(begin + 2)
        self._skip_space()
        if self._peek() != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            where = f"Unmatched end tag at byte offset {self._byte(begin)}"
            raise cannot_parse(f'{where}, expected "</{opened.tag}>", found "</{tag}>"')
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: OpenTag) -> None:
        """Add the entity of a tag that has ended and holds something."""
        inside = "".join(self.text[opened.start :])
        entity = entity_of(opened, self.offset - opened.offset, inside)
        if entity is None:
            return
        last = self.entities[-1] if self.entities else None
        if last and (last.offset, last.length) == (entity.offset, entity.length):
            joined = code_block(last, entity)
            if joined:
                self.entities[-1] = joined
                return
        self.entities.append(entity)


def _decode(match: re.Match[str]) -> str:
    """Return the character of a reference, empty where Telegram leaves it as it is."""
    if match["name"] is not None:
        return _NAMED.get(match["name"], "")
    digits = match["hex"] if match["hex"] is not None else match["dec"]
    code = int(digits or "0", 16 if match["hex"] is not None else 10)
    length = len(match.group().removesuffix(";"))
    if code == 0 or code >= _LAST_CHARACTER or length >= _LONGEST_REFERENCE:
        return ""
    return chr(code)
