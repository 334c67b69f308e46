"""The model of a flow: its questions and their choices, as a career coach writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict


class Kind(StrEnum):
    """What an answer is; the value that is kept stands behind it, as JSON."""

    ONE = "one"
    """One choice: its id."""
    SEVERAL = "several"
    """Several choices: a list of ids, in the order of the choices."""
    DAYS = "days"
    """Days of the week: the id of a choice, or else a list, `mon` to `sun`, in their order."""
    NUMBER = "number"
    """A whole number."""
    HOURS = "hours"
    """Hours a week, whole: `[low, high]`, or `[usual, least]` where the low end is an exception."""
    DATE = "date"
    """A day: `YYYY-MM-DD`, the last one of what was said."""
    CLOCK = "clock"
    """A local time of day: `HH:MM`, 24 hours."""
    PLACE = "place"
    """Where somebody lives: `{"city": ... or null, "country": "UZ", "zone": "Asia/Tashkent"}`."""
    TEXT = "text"
    """A short text of the person's own."""


CHOOSING = frozenset({Kind.ONE, Kind.SEVERAL, Kind.DAYS})
"""The kinds that are answered by choices."""

ANSWERED = "answered"
"""What `when` says of a question that may have any answer, as long as it was not skipped."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One choice: `label` stands on its button, `also` are other words that people type for it.

    `about` says in a few words what it means; a choice that stands `alone` ("none of these") goes
    with no other.
    """

    id: str
    label: str
    also: tuple[str, ...] = ()
    about: str = ""
    alone: bool = False
    formerly: tuple[str, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")

    @property
    def names(self) -> tuple[str, ...]:
        """What people may type to choose it; of the id, the words in it."""
        return (self.label, self.id.replace("_", " "), *self.also)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence under a question, said only when the answers so far are like `when`."""

    when: Mapping[str, tuple[str, ...]]
    text: str

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: `text` and `help` are Telegram HTML, `title` names it in the summary.

    It is asked only if every earlier question that `when` names has one of the values there.
    `range` holds the least and the greatest number, `limit` the length of a text in characters.
    `skips` are words that mean "skip this"; `otherwise` is what Skip stands for where an answer is
    required. `strip` are beginnings that people type before the answer proper ("my name is"),
    `strip_end` what they type behind it. `called` are the words in which people speak of what is
    asked here ("change my hours to 10"). `subject` are names of the one thing of which is asked how
    well it is known: beside another question, only an answer with one of them is meant for this.
    `told` are beginnings with which people tell it at any time ("i moved to"). `amounts` are the
    choices that a sum of money may mean; which of them, the person says.
    """

    id: str
    title: str
    text: str
    kind: Kind
    help: str = ""
    optional: bool = False
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    choices: tuple[Choice, ...] = ()
    range: tuple[int, int] | None = None
    limit: int | None = None
    suggestions: tuple[str, ...] = ()
    otherwise: str | None = None
    skips: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    strip_end: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")

    @property
    def asks_for_things(self) -> bool:
        """Whether it asks which things are known, or how well one of them is."""
        return self.kind is Kind.SEVERAL or bool(self.subject)

    def choice(self, id_: str) -> Choice | None:
        """Return the choice that has this id, or had it formerly."""
        now = next((choice for choice in self.choices if choice.id == id_), None)
        return now or next((choice for choice in self.choices if id_ in choice.formerly), None)

    def label(self, id_: str) -> str:
        """Return the label of a choice; the id where there is none."""
        choice = self.choice(id_)
        return choice.label if choice is not None else id_

    def in_order(self, chosen: Iterable[str]) -> list[str]:
        """Return those of the ids that are choices here, each once, in the order of the choices."""
        wanted = set(chosen)
        return [choice.id for choice in self.choices if choice.id in wanted]

    def with_choice(self, chosen: Iterable[str], id_: str) -> list[str]:
        """Return the chosen ids with one more; a choice that stands alone puts out the others."""
        more = self.choice(id_)
        if more is None:
            return self.in_order(chosen)
        if more.alone:
            return [more.id]
        alone = {choice.id for choice in self.choices if choice.alone}
        return self.in_order({*chosen, more.id} - alone)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A guided conversation: questions in order, and what follows the last one."""

    id: str
    ends_with: Literal["first_plan", "summary"]
    questions: tuple[Question, ...]

    __pydantic_config__ = ConfigDict(extra="forbid")

    def question(self, id_: str) -> Question | None:
        """Return the question that has this id, or had it formerly."""
        now = next((question for question in self.questions if question.id == id_), None)
        return now or next((one for one in self.questions if id_ in one.formerly), None)
