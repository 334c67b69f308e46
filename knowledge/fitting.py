"""Fitting: why a part of a document isn't the value that it should be, in a coach's words."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from knowledge.document import Document, Spot
from knowledge.mistakes import Mistake

Kind: TypeAlias = Any
"""A type that pydantic can check: a dataclass, `tuple[str, ...]`, `int | None`."""

_LIST = "a list, each item on a line of its own after `- `"
_MAPPING = "a group of `key: value` lines"

# pydantic's type of error -> what should stand here.
_WANTED: dict[str, str] = {
    "string_type": "one text; a text with a colon or with brackets needs quotes",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "too_short": _LIST,
    "string_too_short": "a text",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
}


def mistakes_in(
    wrong: ValidationError, kind: Kind, document: Document, at: Spot = ()
) -> tuple[Mistake, ...]:
    """Return pydantic's errors as mistakes, one for each place, in the order of the file."""
    fit = _Fit(kind=kind, document=document, at=at)
    told: dict[tuple[Spot, str], Mistake] = {}
    for error in wrong.errors(include_url=False):
        spot, missing = fit.place(error["loc"])
        told.setdefault((spot, missing), fit.mistake(error, spot, missing))
    return tuple(sorted(told.values()))


@dataclass(frozen=True, kw_only=True)
class _Fit:
    """A part of a document that should have been of a kind."""

    kind: Kind
    document: Document
    at: Spot

    def place(self, steps: Sequence[str | int]) -> tuple[Spot, str]:
        """Return the spot of an error, and the key that isn't there.

        pydantic's way holds names of union members too, which are no part of the document.
        """
        spot, missing = self.at, ""
        for step in steps:
            if self.document.part((*spot, step)) is not None:
                spot, missing = (*spot, step), ""
            else:
                missing = str(step)
        return spot, missing

    def mistake(self, error: ErrorDetails, spot: Spot, missing: str) -> Mistake:
        """Return one error as a mistake."""
        if error["type"] == "missing":
            words = self._words(spot, missing)
            remedy = f"Add `{missing}`: {words}" if words else f"Add `{missing}: ...`"
            return self.document.mistake(spot, f"there is no `{missing}` here", remedy)
        if error["type"] == "unexpected_keyword_argument":
            return self._unknown(spot)
        if error["type"] in {"enum", "literal_error"}:
            return self._no_choice(spot, error["ctx"]["expected"])
        return self._misfit(error, spot)

    def _unknown(self, spot: Spot) -> Mistake:
        key = str(spot[-1])
        known = sorted(self._fields(spot[:-1]))
        near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6)
        all_keys = f"the keys here are {', '.join(known)}"
        remedy = f"Did you mean `{near[0]}`? If not, remove it" if near else "Remove it"
        return self.document.mistake(spot, f"`{key}` is no key here", f"{remedy}; {all_keys}")

    def _no_choice(self, spot: Spot, expected: str) -> Mistake:
        what = f"{self._name(spot)} is {self._shown(spot)}, which is no choice here"
        return self.document.mistake(spot, what, f"Use {expected}")

    def _misfit(self, error: ErrorDetails, spot: Spot) -> Mistake:
        if error["type"] == "value_error":
            what = f"{self._name(spot)} is not right: {error['ctx']['error']}"
            return self.document.mistake(spot, what, "Change it")
        wanted = _WANTED.get(error["type"], "")
        words = self._words(spot[:-1], str(spot[-1])) if spot else ""
        remedy = f"It should be {words or wanted}" if wanted else f"It is refused: {error['msg']}"
        if self._shown(spot) == "empty" and error["type"].endswith("_parsing"):
            remedy += ", or not be here at all"
        return self.document.mistake(spot, f"{self._name(spot)} is {self._shown(spot)}", remedy)

    def _name(self, spot: Spot) -> str:
        if not spot:
            return "the file"
        return f"`{spot[-1]}`" if isinstance(spot[-1], str) else "this item"

    def _shown(self, spot: Spot) -> str:
        part = self.document.part(spot)
        if not part or (isinstance(part, str) and not part.strip()):
            return "empty"
        if isinstance(part, str):
            return f"`{part[:40]}`"
        return "a list" if isinstance(part, list) else "a group of keys"

    def _words(self, spot: Spot, field: str) -> str:
        """Return what the field's `Field(description=...)` says of it, if anything."""
        notes = getattr(self._fields(spot).get(field), "__metadata__", ())
        return next((n.description or "" for n in notes if isinstance(n, FieldInfo)), "")

    def _fields(self, spot: Spot) -> dict[str, Kind]:
        """Return the fields of the dataclasses that may stand at a spot."""
        kinds = [self.kind]
        for step in spot[len(self.at) :]:
            kinds = [inner for one in kinds for inner in _inner(one, step)]
        parts = [part for one in kinds for part in _members(one) if is_dataclass(part)]
        return {name: hint for part in parts for name, hint in _hints(part).items()}


def _inner(kind: Kind, step: str | int) -> Iterator[Kind]:
    """Yield the kinds that may stand one step inside a kind."""
    for one in _members(kind):
        if is_dataclass(one):
            if step in _hints(one):
                yield _hints(one)[str(step)]
        elif isinstance(step, int):
            yield from get_args(one)[:1]
        else:
            yield from get_args(one)[1:]


def _hints(kind: Kind) -> dict[str, Kind]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: hint for name, hint in hints.items() if not name.startswith("__")}


def _members(kind: Kind) -> Iterator[Kind]:
    """Yield the members of a union, and what stands inside an annotation."""
    if hasattr(kind, "__metadata__"):
        yield from _members(kind.__origin__)
    elif get_origin(kind) in {Union, UnionType}:
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind
