"""The roadmap: stages, milestones, paths and the figures behind them, as a coach writes them.

Nothing here knows a career: every id, figure and rule of a track stands in its YAML file.
Hours are hours of a person's work, weeks are calendar weeks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict

_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)


class Basis(StrEnum):
    """What a figure rests on: a public source that is named, or our own judgement."""

    SOURCE = "source"
    JUDGEMENT = "judgement"


class Phase(StrEnum):
    """When a milestone is worked on, and so which part of the estimate it belongs to."""

    BEFORE_APPLYING = "before_applying"
    DURING_SEARCH = "during_search"
    AFTER_JOB = "after_job"
    OPTIONAL = "optional"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A figure with a low and a high end; `source` names where it comes from."""

    low: float
    high: float
    basis: Basis
    as_of: int
    source: str = ""

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number of the arithmetic; `source` names where it comes from or why we chose it."""

    value: float
    basis: Basis
    as_of: int
    source: str = ""

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something free to learn from; `phone` says that it works well on a phone."""

    title: str
    publisher: str
    where: str = ""
    phone: bool = False

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One thing to finish.

    `title` labels a button (30 characters at most). `needs` are the ids to finish first, `beside`
    those that it can run beside. `known_by` maps a question's id to the choices that show that a
    person knows this already. `wait` are weeks that pass however many hours are given. With a head
    start `phase_with_head_start` and `wait_with_head_start` hold instead. `replaces` are the
    milestones that need not be done once this one is. `small_step` fits ten minutes to an hour;
    `first_ten_minutes` is how to begin. `on_phone` is for people without a computer. `terms` are
    the ids of answers that explain what one should be able to say here: they are practised.
    `names_schools` adds what the schools of the paths are called where the person lives.
    """

    id: str
    title: str
    why: str
    done_when: str
    first_ten_minutes: str
    small_step: str
    phase: Phase
    resources: tuple[Resource, ...]
    hours: Span | None = None
    wait: Span | None = None
    needs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    known_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phase_with_head_start: Phase | None = None
    wait_with_head_start: Span | None = None
    replaces: tuple[str, ...] = ()
    on_phone: str = ""
    terms: tuple[str, ...] = ()
    names_schools: bool = False
    formerly: tuple[str, ...] = ()

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A part of the way, with three to ten milestones; `source_says` is the source on its time."""

    id: str
    title: str
    about: str
    milestones: tuple[Milestone, ...]
    source_says: str = ""

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What a school teaches: `leaves` is the share of the hours that stays with the person."""

    milestones: tuple[str, ...]
    leaves: float
    basis: Basis
    as_of: int

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class School:
    """The fixed part of a path: it lasts `weeks`, or longer where its `hours` don't fit.

    `longest` are the weeks over which it can be stretched. `pre_work` are hours before it begins.
    `beside` are its last weeks beside which other milestones can run with the hours that it
    leaves; `search_before_end` are the weeks before its end in which the search can begin;
    `slow_extra` are the weeks that the slow end adds after it.
    """

    weeks: Span
    hours: Span
    longest: Figure
    covers: tuple[Coverage, ...] = ()
    pre_work: Span | None = None
    beside: Figure | None = None
    search_before_end: Figure | None = None
    slow_extra: Figure | None = None

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Path:
    """A way to learn. `requires` maps a question's id to the choices that allow this path."""

    id: str
    title: str
    about: str
    source_says: str = ""
    school: School | None = None
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Arithmetic:
    """The numbers of the estimate.

    `spread` narrows a total of hours around its middle; `studied_fast` and `studied_slow` are the
    shares of weeks that are really studied; `proof` is the share of hours that a known milestone
    still costs; hours a week count up to `most_hours`; no plan is shorter than `shortest_weeks`,
    and beyond `longest_weeks` (`longest_in_words`) the source says nothing; more hours are
    proposed up to `most_more` times those given.
    """

    spread: Figure
    studied_fast: Figure
    studied_slow: Figure
    proof: Figure
    most_hours: Figure
    shortest_weeks: Figure
    longest_weeks: Figure
    longest_in_words: str
    most_more: Figure

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What a plan assumes, and says so, where a person hasn't answered."""

    hours: Span
    path: str

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Reads:
    """Which questions of the flows tell what; any of `head_start`'s conditions gives one.

    `unsure` are the choices of the path question that ask for a suggestion. `phone_only` is a
    condition: a question's id to the choices that meet it.
    """

    hours: str
    path: str
    target: str
    unsure: tuple[str, ...]
    phone_only: Mapping[str, tuple[str, ...]]
    head_start: tuple[Mapping[str, tuple[str, ...]], ...]

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class SuggestionRule:
    """Suggest `path` when every named question has one of its values; `reasons` are messages."""

    path: str
    reasons: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class ReferencePerson:
    """Somebody made up, to see how an edit moves plans; `weeks` are those last agreed to.

    `hours` are the low and high hours a week; `answers` are the other answers, as a flow keeps
    them. No `weeks` means that the path should not fit.
    """

    id: str
    title: str
    hours: tuple[int, int]
    answers: Mapping[str, str | tuple[str, ...]]
    weeks: tuple[int, int] | None = None

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Roadmap:
    """The way to the job: stages of milestones, paths, and the rules that make a plan of them."""

    arithmetic: Arithmetic
    defaults: Defaults
    reads: Reads
    paths: tuple[Path, ...]
    stages: tuple[Stage, ...]
    suggestions: tuple[SuggestionRule, ...]
    reference_people: tuple[ReferencePerson, ...] = ()

    __pydantic_config__ = _STRICT

    @cached_property
    def milestones(self) -> Mapping[str, Milestone]:
        """The milestones by id, in the order of the file."""
        return {milestone.id: milestone for milestone in self._every_milestone()}

    @cached_property
    def current_ids(self) -> Mapping[str, str]:
        """The id that each id, also a former one, has today."""
        former = {old: one.id for one in self._every_milestone() for old in one.formerly}
        return former | {id_: id_ for id_ in self.milestones}

    def path(self, id_: str) -> Path | None:
        """Return the path of this id, also a former one; None if there is none."""
        by_id = {path.id: path for path in self.paths}
        former = {old: path for path in self.paths for old in path.formerly}
        return by_id.get(id_) or former.get(id_)

    def stage_of(self, milestone: str) -> Stage:
        """Return the stage that holds this milestone. Raises KeyError if none does."""
        for stage in self.stages:
            if any(one.id == milestone for one in stage.milestones):
                return stage
        raise KeyError(milestone)

    def _every_milestone(self) -> Iterator[Milestone]:
        for stage in self.stages:
            yield from stage.milestones
