"""The plan on a phone: one screen, from which a stage and a milestone open in place."""

from dataclasses import replace

from handlers.fitting import has_plan, plan_of, tell
from handlers.turn import Button, Decision, Rows, Tapped, Text, Turn
from knowledge.plan import Plan, Verdict, describe, describe_figures
from knowledge.plan.changes import changes
from knowledge.plan.line import Line, line
from knowledge.plan.plan import PlannedStage
from knowledge.plan.work import State, Task
from storage.record import Record


def shown(turn: Turn) -> Decision:
    """Show the plan as a new message, or say how to get one."""
    if not has_plan(turn.record):
        return none_yet(turn)
    return turn.stay(overview(turn, turn.record))


def none_yet(turn: Turn) -> Decision:
    """Say that there is no plan yet, and how to get one."""
    return turn.stay(Text(html=turn.messages.fill("view.no_plan")))


def overview(turn: Turn, record: Record) -> Text:
    """Return the whole plan on one screen, with its stages as buttons."""
    plan = plan_of(turn, record)
    return Text(html=_overview_html(turn, plan), rows=_overview_rows(turn, plan))


def tapped(turn: Turn) -> Decision:
    """Open a part of the plan in place of the tapped message."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    if not has_plan(turn.record):
        return none_yet(turn)
    plan = plan_of(turn)
    _, view, wanted = f"{data}::".split(":")[:3]
    html, rows = _view(turn, plan, view, wanted)
    return turn.stay(turn.show(html, rows))


def _view(turn: Turn, plan: Plan, view: str, wanted: str) -> tuple[str, Rows]:
    if view == "s" and (stage := _stage(plan, wanted)) is not None:
        return _stage_html(turn, stage), _stage_rows(turn, stage)
    if view == "m" and (task := _task(plan, wanted)) is not None:
        return milestone(turn, plan, task)
    if view == "why":
        return tell(turn.messages, describe_figures.reasoning(plan)), (back(turn),)
    if view == "change" and plan.who.target is not None:
        found = describe_figures.changes(plan, changes(plan.roadmap, plan.who))
        none = (*describe.misfit(plan), line("plan.change.none"))
        lines = (*describe.target(plan), *(found or none))
        return tell(turn.messages, lines), (back(turn),)
    return _overview_html(turn, plan), _overview_rows(turn, plan)


def milestone(turn: Turn, plan: Plan, task: Task) -> tuple[str, Rows]:
    """Return a milestone's screen: what it is, and what can be said of it."""
    id_ = task.milestone.id
    if task.state in (State.DONE, State.SKIPPED):
        said: Rows = ((_button(turn, "progress.undo", f"m:undo:{id_}"),),)
    else:
        said = (
            (_button(turn, "progress.done", f"m:done:{id_}"),),
            (_button(turn, "progress.skip", f"m:skip:{id_}"),),
        )
    stage = turn.track.roadmap.stage_of(id_)
    up = Button(label=turn.messages.label("view.to_stage"), data=f"p:s:{stage.id}")
    return tell(turn.messages, describe.milestone(plan, task)), (*said, (up,))


def back(turn: Turn) -> tuple[Button, ...]:
    """Return the way back to the whole plan, as a row of its own."""
    return (_button(turn, "view.to_plan", "p:all"),)


def _overview_html(turn: Turn, plan: Plan) -> str:
    """Return how long and by when, then the stages, then the next step, each apart."""
    stages = [describe.stage_line(one) for one in plan.stages]
    parts = (describe.head(plan), stages, [describe.first_of(plan)])
    return "\n\n".join(tell(turn.messages, lines) for lines in parts)


def _overview_rows(turn: Turn, plan: Plan) -> Rows:
    stages = [
        Button(label=f"{number}. {one.stage.title}", data=f"p:s:{one.stage.id}")
        for number, one in enumerate(plan.stages, start=1)
    ]
    rows: Rows = tuple(tuple(stages[i : i + 2]) for i in range(0, len(stages), 2))
    if plan.verdict in (Verdict.NO, Verdict.POSSIBLE) or (plan.who.target and not plan.fits):
        rows = (*rows, (_button(turn, "view.change", "p:change"),))
    if describe_figures.reasoning(plan):
        rows = (*rows, (_button(turn, "view.why", "p:why"),))
    if plan.next_step is not None:
        rows = (*rows, (_button(turn, "view.next", f"p:m:{plan.next_step.task.milestone.id}"),))
    return rows


def _stage_html(turn: Turn, one: PlannedStage) -> str:
    head = turn.messages.fill("view.stage", title=one.stage.title, about=one.stage.about)
    says = one.stage.source_says
    source = [turn.messages.fill("view.source_says", says=says)] if says else []
    lines = tell(turn.messages, (_short(task) for task in one.tasks))
    return "\n\n".join([head.strip(), *(text.strip() for text in source), lines])


def _short(task: Task) -> Line:
    """Return a milestone's line for a phone: without the id that a coach's terminal shows."""
    return replace(describe.task_line(task), id="view.task")


def _stage_rows(turn: Turn, one: PlannedStage) -> Rows:
    milestones = (
        (Button(label=task.milestone.title, data=f"p:m:{task.milestone.id}"),) for task in one.tasks
    )
    return (*milestones, back(turn))


def _stage(plan: Plan, id_: str) -> PlannedStage | None:
    return next((one for one in plan.stages if one.stage.id == id_), None)


def _task(plan: Plan, id_: str) -> Task | None:
    return plan.task(plan.roadmap.current_ids.get(id_, id_))


def _button(turn: Turn, label: str, data: str) -> Button:
    return Button(label=turn.messages.label(label), data=data)
