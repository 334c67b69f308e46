"""Settings: any answer changed alone, with what that does to the plan."""

from handlers import summary
from handlers.flow import running
from handlers.flow.place import so_far
from handlers.turn import Decision, Tapped, Text, Turn


def shown(turn: Turn) -> Decision:
    """Show all answers, each with a button to change it."""
    if not so_far(turn.record):
        return turn.stay(Text(html=turn.messages.fill("settings.nothing_yet")))
    return turn.stay(
        Text(html=summary.html(turn, turn.record), rows=summary.rows(turn, turn.record))
    )


def tapped(turn: Turn) -> Decision:
    """Ask the tapped line's question alone."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    if not so_far(turn.record):
        return shown(turn)
    _, flow_id, question_id = f"{data}::".split(":")[:3]
    for flow, question in summary.told(turn, turn.record):
        if flow.id == flow_id and question == flow.question(question_id):
            return running.change(turn, flow, question)
    html = turn.messages.fill("settings.line_gone")
    now = Text(html=summary.html(turn, turn.record), rows=summary.rows(turn, turn.record))
    return turn.stay(Text(html=html), now)
