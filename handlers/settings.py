"""Settings: any answer changed alone, with what that does to the plan."""

from handlers import summary
from handlers.flow import running
from handlers.turn import Decision, Tapped, Text, Turn


def shown(turn: Turn) -> Decision:
    """Show all answers, each with a button to change it."""
    if not turn.record.answers:
        return turn.stay(Text(html=turn.messages.fill("settings.nothing_yet")))
    return turn.stay(
        Text(html=summary.html(turn, turn.record), rows=summary.rows(turn, turn.record))
    )


def tapped(turn: Turn) -> Decision:
    """Ask the tapped line's question alone."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    _, flow_id, question_id = f"{data}::".split(":")[:3]
    flow = turn.track.flows.get(flow_id)
    if flow is None or flow.question(question_id) is None:
        return turn.stay(Text(html=turn.messages.fill("flow.button_gone")))
    return running.begin(turn, flow.id, only=question_id)
