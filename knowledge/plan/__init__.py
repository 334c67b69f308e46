"""Plan: a roadmap fitted to one person, as pure functions over what a track's YAML says."""

from knowledge.plan.changes import Changes, changes
from knowledge.plan.circumstances import Circumstances, circumstances
from knowledge.plan.comparison import Comparison, compare
from knowledge.plan.loading import load_roadmap, load_schools
from knowledge.plan.naming import Local, Localities, Schools
from knowledge.plan.plan import Dates, Plan, Verdict, make_plan, plan_in
from knowledge.plan.roadmap import Milestone, Roadmap, Stage

__all__ = [
    "Changes",
    "Circumstances",
    "Comparison",
    "Dates",
    "Local",
    "Localities",
    "Milestone",
    "Plan",
    "Roadmap",
    "Schools",
    "Stage",
    "Verdict",
    "changes",
    "circumstances",
    "compare",
    "load_roadmap",
    "load_schools",
    "make_plan",
    "plan_in",
]
