"""Days of the week as people read them."""

from collections.abc import Collection

from knowledge.messages import Messages
from knowledge.schedule.weekdays import DAILY, MONDAY_TO_FRIDAY, WEEKEND, Weekday


def day_name(messages: Messages, day: Weekday) -> str:
    """Return the name of a weekday."""
    return messages.label(f"reminders.day.{day}")


def days_in_words(messages: Messages, chosen: Collection[Weekday]) -> str:
    """Tell the chosen days: "every day", "Monday to Friday", or their names."""
    known = {DAILY: "daily", MONDAY_TO_FRIDAY: "weekdays", WEEKEND: "weekend"}
    name = known.get(tuple(chosen))
    if name is not None:
        return messages.label(f"reminders.days.{name}")
    names = [day_name(messages, day) for day in chosen]
    if len(names) == 1:
        return names[0]
    first, last = ", ".join(names[:-1]), names[-1]
    return messages.label("reminders.days.and", first=first, last=last)
