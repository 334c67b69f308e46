"""Answers: the entries of the knowledge base, as the career coach writes them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact comes from; `where` says how to find it (an address without a tracking tail)."""

    title: str
    publisher: str
    year: int
    where: str = ""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One entry: an id for ever, phrasings (ways to ask), and a text in Telegram HTML.

    `title` is a button's label (30 characters at most); `follow_ups` are ids of other answers;
    `as_of` is the year in which its facts were last checked; `formerly` are ids it had before.
    """

    id: Annotated[str, Field(description="a short name that never changes")]
    phrasings: Annotated[tuple[str, ...], Field(description="a list of ways to ask")]
    text: Annotated[str, Field(description="what to answer, in Telegram HTML")]
    title: str = ""
    topic: str = ""
    follow_ups: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    as_of: int | None = None
    formerly: tuple[str, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")
