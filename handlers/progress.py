"""Progress: milestones ticked, undone, or set aside with a reason; always one next step."""

from dataclasses import replace

from handlers.fitting import dates, has_plan, plan_of, tell
from handlers.flow.place import active
from handlers.plan import back, milestone, none_yet
from handlers.reminding import streaks
from handlers.turn import Button, Decision, Rows, Tapped, Text, Turn
from knowledge.plan import Dates, Plan, compare, describe, describe_figures, words
from knowledge.plan.line import in_html
from storage.record import Mark, Record

REASONS = ("known", "other_way", "no_time", "not_for_me")


def shown(turn: Turn) -> Decision:
    """Show what is done by stage, the next step, and the dates now against the first plan."""
    first = turn.record.first_plan
    if first is None:
        return none_yet(turn)
    plan = plan_of(turn)
    moved = compare(Dates(earliest=first.earliest, latest=first.latest), dates(plan))
    parts = (
        turn.messages.fill("progress.head"),
        tell(turn.messages, (describe.stage_line(one) for one in plan.stages)),
        tell(turn.messages, describe.strangers(plan)),
        turn.messages.fill(
            "progress.since", day=in_html(turn.messages, words.whole_day(first.made_on))
        ),
        tell(turn.messages, describe_figures.comparison(moved)),
        tell(turn.messages, (describe.first_of(plan),)),
    )
    html = "\n\n".join(part for part in parts if part)
    return turn.stay(Text(html=html, rows=_next_rows(turn, plan)))


def next_step(turn: Turn) -> Decision:
    """Show the one next step alone, with its button."""
    if not has_plan(turn.record):
        return none_yet(turn)
    return turn.stay(step(turn, turn.record))


def step(turn: Turn, record: Record) -> Text:
    """Return the next step as a message that ends on one button."""
    plan = plan_of(turn, record)
    return Text(html=_step_html(turn, plan), rows=_next_rows(turn, plan))


def tapped(turn: Turn) -> Decision:
    """Take a tap that says something of a milestone. What came over the wire is looked up."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    _, verb, wanted, reason = f"{data}:::".split(":")[:4]
    id_ = turn.track.roadmap.current_ids.get(wanted)
    if not has_plan(turn.record):
        return none_yet(turn)
    if id_ is None:
        return turn.stay(Text(html=turn.messages.fill("progress.gone")))
    if verb == "done":
        return _done(turn, id_)
    if verb == "undo":
        return _undone(turn, id_)
    if reason in REASONS:
        return _skipped(turn, id_, reason)
    return _ask_reason(turn, id_)


def spoken(turn: Turn, text: str) -> Decision | None:
    """Take what stands on a milestone's buttons in words; None for anything else.

    "Undo" takes back what the last tap ticked or set aside, "not for me" is said of the next step.
    """
    said = " ".join(text.casefold().split()).strip(" .!")
    meant = turn.messages.meaning("progress.word.", said)
    if meant == "skip" and has_plan(turn.record) and not active(turn.record):
        following = plan_of(turn).next_step
        return _ask_reason(turn, following.task.milestone.id) if following is not None else None
    last = turn.record.last_tap
    if last is None or meant != "undo":
        return None
    _, verb, id_, *_ = (*last.data.split(":"), "", "", "")
    known = turn.track.roadmap.current_ids.get(id_, "")
    return _undone(turn, known) if verb in {"done", "skip"} and known in turn.record.marks else None


def _done(turn: Turn, id_: str) -> Decision:
    return _marked(turn, id_, Mark(state="done", at=turn.now), "progress.ticked")


def _skipped(turn: Turn, id_: str, reason: str) -> Decision:
    mark = Mark(state="skipped", at=turn.now, reason=reason)
    return _marked(turn, id_, mark, "progress.set_aside")


def _marked(turn: Turn, id_: str, mark: Mark, message: str) -> Decision:
    """Keep the mark, unless the same one is there (a tap told twice), and show what is next."""
    before = turn.record.marks.get(id_)
    same = before is not None and (before.state, before.reason) == (mark.state, mark.reason)
    kept = before if same and before is not None else mark
    record = replace(turn.record, marks={**turn.record.marks, id_: kept})
    if mark.state == "done" and not same:
        record = streaks.counted(turn, record)
    plan = plan_of(turn, record)
    title = turn.track.roadmap.milestones[id_].title
    html = f"{turn.messages.fill(message, title=title).strip()}\n\n{_step_html(turn, plan)}"
    undo = Button(label=turn.messages.label("progress.undo"), data=f"m:undo:{id_}")
    reply = turn.show(html, (*_next_rows(turn, plan), (undo,)))
    return Decision(record=record, replies=(reply,))


def _undone(turn: Turn, id_: str) -> Decision:
    current = turn.track.roadmap.current_ids
    marks = {one: mark for one, mark in turn.record.marks.items() if current.get(one) != id_}
    record = replace(turn.record, marks=marks)
    plan = plan_of(turn, record)
    task = plan.task(id_)
    if task is None:
        return turn.stay(Text(html=turn.messages.fill("progress.gone")))
    html, rows = milestone(replace(turn, record=record), plan, task)
    undone = turn.messages.fill("progress.undone", title=task.milestone.title).strip()
    return Decision(record=record, replies=(turn.show(f"{undone}\n\n{html}", rows),))


def _ask_reason(turn: Turn, id_: str) -> Decision:
    title = turn.track.roadmap.milestones[id_].title
    reasons = tuple(
        (
            Button(
                label=turn.messages.label(f"progress.reason.{reason}"),
                data=f"m:skip:{id_}:{reason}",
            ),
        )
        for reason in REASONS
    )
    keep = Button(label=turn.messages.label("progress.keep"), data=f"p:m:{id_}")
    html = turn.messages.fill("progress.why_skip", title=title)
    return turn.stay(turn.show(html, (*reasons, (keep,))))


def _step_html(turn: Turn, plan: Plan) -> str:
    if plan.next_step is None:
        return tell(turn.messages, (describe.first_of(plan),))
    head = turn.messages.fill("progress.next_head").strip()
    lines = tell(turn.messages, describe.next_step(plan, plan.next_step))
    return f"{head}\n{lines}"


def _next_rows(turn: Turn, plan: Plan) -> Rows:
    if plan.next_step is None:
        return (back(turn),)
    id_ = plan.next_step.task.milestone.id
    return ((Button(label=turn.messages.label("progress.done"), data=f"m:done:{id_}"),),)
