"""Schedule: when reminders fall due, as pure functions over local days, hours and zones.

Moments are aware and in UTC; days and hours are the person's own. Nothing here reads a clock.
"""

from knowledge.schedule.lateness import Lateness, Missed, lateness, missed
from knowledge.schedule.local import moment
from knowledge.schedule.quiet import Quiet
from knowledge.schedule.snooze import after_quiet, in_minutes, tomorrow
from knowledge.schedule.streak import Streak
from knowledge.schedule.timetable import Due, Timetable, next_due, upcoming
from knowledge.schedule.weekdays import DAILY, MONDAY_TO_FRIDAY, THREE, WEEKEND, Weekday, weekday

__all__ = [
    "DAILY",
    "MONDAY_TO_FRIDAY",
    "THREE",
    "WEEKEND",
    "Due",
    "Lateness",
    "Missed",
    "Quiet",
    "Streak",
    "Timetable",
    "Weekday",
    "after_quiet",
    "in_minutes",
    "lateness",
    "missed",
    "moment",
    "next_due",
    "tomorrow",
    "upcoming",
    "weekday",
]
