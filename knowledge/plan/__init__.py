"""Plan: a roadmap fitted to one person, as pure functions over what a track's YAML says."""

from knowledge.plan.changes import Changes, changes
from knowledge.plan.circumstances import Circumstances, circumstances
from knowledge.plan.comparison import Comparison, compare
from knowledge.plan.loading import load_roadmap
from knowledge.plan.plan import Dates, Plan, Verdict, make_plan
from knowledge.plan.roadmap import Milestone, Roadmap, Stage

__all__ = [
    "Changes",
    "Circumstances",
    "Comparison",
    "Dates",
    "Milestone",
    "Plan",
    "Roadmap",
    "Stage",
    "Verdict",
    "changes",
    "circumstances",
    "compare",
    "load_roadmap",
    "make_plan",
]
