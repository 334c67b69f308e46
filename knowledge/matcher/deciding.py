"""Deciding: from probabilities to an answer, a choice or an unknown, by what each mistake costs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.matcher.found import Match, Outcome


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What each outcome costs the person, in units of one wasted glance.

    A wrong answer costs trust. A choice costs a tap where the right one is in it, and a glance
    where it isn't. An unknown costs nothing off topic, and asking again where we had the answer.
    An urgent answer left out costs so much that it wins from about 0.64 on. Lower, false alarms
    ("for a living") came with it; as a choice it is still offered.
    """

    wrong: float = 8.0
    tap: float = 1.0
    fruitless: float = 2.0
    missed: float = 3.0
    urgent: float = 4.5


COSTS = Costs()


def decide(matches: Sequence[Match], urgent: Collection[str] = (), costs: Costs = COSTS) -> Outcome:
    """Return the outcome with the lowest expected cost; `matches` are best first."""
    if not matches:
        return Outcome.UNKNOWN
    first, shown = matches[0].score, sum(match.score for match in matches)
    answer = costs.wrong * (1 - first)
    choices = costs.tap * shown + costs.fruitless * (1 - shown)
    unknown = costs.missed * shown
    if matches[0].id in urgent and answer <= costs.urgent * first:
        return Outcome.ANSWER
    if answer <= min(choices, unknown):
        return Outcome.ANSWER
    return Outcome.CHOICES if choices <= unknown else Outcome.UNKNOWN
