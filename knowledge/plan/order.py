"""Order: in which order milestones come, and which is the next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from knowledge.plan.roadmap import Phase
from knowledge.plan.work import State, Task

_RANKS = {
    Phase.BEFORE_APPLYING: 0,
    Phase.DURING_SEARCH: 1,
    Phase.AFTER_JOB: 2,
    Phase.OPTIONAL: 3,
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one milestone to turn to now.

    With `proof` it is known already, and only its check is left. `beside` are milestones that
    could run beside it from now on.
    """

    task: Task
    proof: bool
    beside: tuple[str, ...] = ()


def in_order(parts: Sequence[Task]) -> tuple[str, ...]:
    """Return the ids of all milestones: what one needs comes before it.

    Beyond that what the first application waits for comes first, then the search, then what comes
    after the job, then what is optional; else the order of the roadmap holds. Raises
    graphlib.CycleError where milestones need each other, which loading a roadmap refuses.
    """
    place = {one.milestone.id: (_RANKS[one.phase], at) for at, one in enumerate(parts)}
    sorter = TopologicalSorter({one.milestone.id: one.milestone.needs for one in parts})
    sorter.prepare()
    ready: list[str] = []
    ordered: list[str] = []
    while sorter.is_active():
        ready.extend(sorter.get_ready())
        first = min(ready, key=lambda id_: place[id_])
        ready.remove(first)
        ordered.append(first)
        sorter.done(first)
    return tuple(ordered)


def next_step(parts: Sequence[Task], order: Sequence[str]) -> NextStep | None:
    """Return the first milestone of the order that isn't settled; None when all are.

    What it needs comes earlier, so it is settled: done, replaced, or skipped, which strands nobody.
    """
    by_id = {one.milestone.id: one for one in parts}
    task = next((by_id[id_] for id_ in order if not by_id[id_].settled), None)
    if task is None:
        return None
    return NextStep(task=task, proof=task.state is State.KNOWN, beside=_beside(by_id, task))


def _beside(by_id: Mapping[str, Task], task: Task) -> tuple[str, ...]:
    """List what may run beside this task and can begin now, either of them saying so."""
    return tuple(
        id_
        for id_, other in by_id.items()
        if not other.settled
        and (id_ in task.milestone.beside or task.milestone.id in other.milestone.beside)
        and all(by_id[need].settled for need in other.milestone.needs)
    )
